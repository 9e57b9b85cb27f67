/** The form of a refund, within the limits of the narrowest platform. */
import type { FormRequest } from '../../../core/index.ts';
import type { Form } from '../card.ts';
import type { Language } from '../messages/catalogue.ts';
import type { RefundMessages } from './messages.ts';

type RefundForm = Extract<FormRequest, { form: 'refund' }>;

/** Left empty, it is all of it: the label says how much that is. */
export function refundForm({ intent, left }: RefundForm, { form }: RefundMessages, language: Language): Form {
  return {
    title: form.refundTitle,
    intent,
    submit: form.refundSubmit,
    fields: [
      {
        name: 'amount',
        label: form.amount,
        kind: 'text',
        placeholder: form.amountAll(language.money(left)),
        required: false,
        charactersMax: 64,
      },
    ],
  };
}
