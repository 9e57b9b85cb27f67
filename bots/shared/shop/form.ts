/** The form of `/shop add`, within the limits of the narrowest platform: 24 characters of title, 5 fields. */
import type { ShopForm } from '../../../core/index.ts';
import type { Form, FormField } from '../card.ts';
import { memoLimits } from '../memo.ts';
import type { ShopMessages } from './messages.ts';

export function shopForm({ intent }: ShopForm, { form }: ShopMessages): Form {
  const field = (name: string, label: string, placeholder: string, charactersMax: number, required = false) =>
    ({ name, label, kind: 'text', placeholder, required, charactersMax }) satisfies FormField;
  return {
    title: form.title,
    intent,
    submit: form.submit,
    fields: [
      field('name', form.name, form.nameHint, 60, true),
      field('price', form.price, form.priceHint, 64, true),
      field('stock', form.stock, form.stockHint, 12),
      field('limit', form.limit, form.limitHint, 12),
      field('memo', form.memo, form.memoHint, memoLimits.graphemes),
    ],
  };
}
