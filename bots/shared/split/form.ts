/** The form of `/split`, within the limits of the narrowest platform: 24 characters of title, 5 fields. */
import type { SplitForm } from '../../../core/index.ts';
import type { Form } from '../card.ts';
import { memoLimits } from '../memo.ts';
import type { SplitMessages } from './messages.ts';

export function splitForm({ intent, who, memo }: SplitForm, { form }: SplitMessages): Form {
  const chosen = who.flatMap((one) => (one.by === 'identity' ? [one.identity.user] : []));
  return {
    title: form.title,
    intent,
    submit: form.submit,
    fields: [
      {
        name: 'amount',
        label: form.amount,
        kind: 'text',
        placeholder: form.amountPlaceholder,
        required: false,
        charactersMax: 64,
      },
      {
        name: 'who',
        label: form.who,
        kind: 'people',
        required: false,
        peopleMax: 20,
        ...(chosen.length > 0 && { values: chosen }),
      },
      {
        name: 'memo',
        label: form.memo,
        kind: 'text',
        placeholder: form.memoPlaceholder,
        required: false,
        charactersMax: memoLimits.graphemes,
        ...(memo !== null && { value: memo }),
      },
      {
        name: 'parts',
        label: form.parts,
        kind: 'multiline',
        placeholder: form.partsPlaceholder,
        required: false,
        charactersMax: 1000,
      },
    ],
  };
}
