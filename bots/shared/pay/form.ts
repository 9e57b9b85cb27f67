/** The form of `/pay`, within the limits of the narrowest platform: 24 characters of title, 5 fields. */
import type { PayForm } from '../../../core/index.ts';
import type { Form } from '../card.ts';
import { memoLimits } from '../memo.ts';
import type { PayMessages } from './messages.ts';

export function payForm({ intent, payee }: PayForm, { form }: PayMessages): Form {
  const chosen = payee?.by === 'identity' ? payee.identity.user : undefined;
  return {
    title: form.title,
    intent,
    submit: form.submit,
    fields: [
      {
        name: 'who',
        label: form.who,
        kind: 'people',
        required: true,
        peopleMax: 20,
        ...(chosen !== undefined && { values: [chosen] }),
      },
      {
        name: 'amount',
        label: form.amount,
        kind: 'text',
        placeholder: form.amountPlaceholder,
        required: true,
        charactersMax: 64,
      },
      {
        name: 'split',
        label: form.split,
        kind: 'text',
        placeholder: form.splitPlaceholder,
        required: false,
        charactersMax: 20,
      },
      {
        name: 'memo',
        label: form.memo,
        kind: 'text',
        placeholder: form.memoPlaceholder,
        required: false,
        charactersMax: memoLimits.graphemes,
      },
    ],
  };
}
