/** The form of `/cash`, within the limits of the narrowest platform: 24 characters of title, 5 fields. */
import type { ChequeCashForm } from '../../../core/index.ts';
import type { Form } from '../card.ts';
import type { ChequeMessages } from './messages.ts';

export function cashForm({ intent, number }: ChequeCashForm, { form }: ChequeMessages): Form {
  return {
    title: form.title,
    intent,
    submit: form.submit,
    fields: [
      {
        name: 'number',
        label: form.number,
        kind: 'text',
        placeholder: form.example,
        ...(number !== null && { value: number }),
        required: true,
        charactersMax: 40,
      },
      { name: 'secret_code', label: form.secret, kind: 'secret', required: true, charactersMax: 60 },
    ],
  };
}
