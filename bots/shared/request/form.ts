/** The forms of a request, within the limits of the narrowest platform: 24 characters of title, 5 fields. */
import type { RequestForm } from '../../../core/index.ts';
import type { Form } from '../card.ts';
import { memoLimits } from '../memo.ts';
import type { Language } from '../messages/catalogue.ts';
import type { RequestMessages } from './messages.ts';

type FormOf<F extends RequestForm['form']> = Extract<RequestForm, { form: F }>;

export function requestForm({ intent, payer }: FormOf<'request'>, { form }: RequestMessages): Form {
  const chosen = payer?.by === 'identity' ? payer.identity.user : undefined;
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

/** What is left stands there as the example: nothing is filled in, so that nothing is paid by a careless tap. */
export const partForm = (
  { intent, remaining }: FormOf<'request_part'>,
  { partForm: words }: RequestMessages,
  language: Language,
): Form => ({
  title: words.title,
  intent,
  submit: words.submit,
  fields: [
    {
      name: 'amount',
      label: words.amount,
      kind: 'text',
      placeholder: `≤ ${language.money(remaining)}`,
      required: true,
      charactersMax: 64,
    },
  ],
});
