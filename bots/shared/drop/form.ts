/** The form of `/drop`, within the limits of the narrowest platform: 24 characters of title, 5 fields. */
import type { DropForm } from '../../../core/index.ts';
import type { Form } from '../card.ts';
import { memoLimits } from '../memo.ts';
import type { DropMessages } from './messages.ts';

export function dropForm({ intent }: DropForm, { form }: DropMessages): Form {
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
        required: true,
        charactersMax: 64,
      },
      {
        name: 'people',
        label: form.people,
        kind: 'text',
        placeholder: '10',
        required: true,
        charactersMax: 10,
      },
      {
        name: 'shares',
        label: form.shares,
        kind: 'select',
        required: true,
        value: 'random',
        options: [
          { label: form.random, value: 'random' },
          { label: form.even, value: 'even' },
        ],
      },
      {
        name: 'duration',
        label: form.duration,
        kind: 'text',
        placeholder: form.durationPlaceholder,
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
