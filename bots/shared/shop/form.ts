/** The forms of `/shop add` and `/shop event`, within the limits of the narrowest platform: 24 characters of title, 5 fields. */
import type { ShopForm } from '../../../core/index.ts';
import type { Form, FormField } from '../card.ts';
import { memoLimits } from '../memo.ts';
import type { ShopMessages } from './messages.ts';

const field = (
  name: string,
  label: string,
  placeholder: string,
  charactersMax: number,
  required = false,
): FormField => ({ name, label, kind: 'text', placeholder, required, charactersMax });

export const shopForm = (
  { intent }: Extract<ShopForm, { form: 'shop_add' }>,
  { form }: ShopMessages,
): Form => ({
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
});

export const eventForm = (
  { intent }: Extract<ShopForm, { form: 'shop_event' }>,
  { form }: ShopMessages,
): Form => ({
  title: form.eventTitle,
  intent,
  submit: form.submit,
  fields: [
    field('name', form.name, form.eventNameHint, 60, true),
    field('price', form.ticketPrice, form.priceHint, 64, true),
    field('date', form.date, form.dateHint, 60, true),
    field('place', form.place, form.placeHint, memoLimits.graphemes),
    field('stock', form.stock, form.stockHint, 12),
  ],
});
