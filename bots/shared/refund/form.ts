/** The forms of a refund and of a dispute, within the limits of the narrowest platform. */
import type { FormRequest } from '../../../core/index.ts';
import type { Form } from '../card.ts';
import { clip, plainLine } from '../memo.ts';
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

type DisputeForm = Extract<FormRequest, { form: 'dispute' }>;
type DisputeWordForm = Extract<FormRequest, { form: 'dispute_word' }>;

/** UTF-16 units of what may be said. */
const wordsMax = 400;
const nameUnits = 32;

/** Of an order with several payees it asks first with whose part something is wrong. */
export function disputeForm(
  { intent, payees }: DisputeForm,
  { form }: RefundMessages,
  language: Language,
): Form {
  const options = payees.map(({ position, payee, paid }) => ({
    value: String(position),
    label: `${clip(plainLine(payee.name), nameUnits)} · ${language.money(paid)}`,
  }));
  const who = { name: 'payee', label: form.whose, kind: 'select', required: true, options } as const;
  return {
    title: form.disputeTitle,
    intent,
    submit: form.send,
    fields: [
      ...(payees.length > 1 ? [who] : []),
      {
        name: 'reason',
        label: form.reason,
        kind: 'multiline',
        placeholder: form.reasonPlaceholder,
        required: true,
        charactersMax: wordsMax,
      },
    ],
  };
}

export function disputeWordForm({ intent, verdict }: DisputeWordForm, { form }: RefundMessages): Form {
  const label = form.word[verdict];
  return {
    title: form.wordTitle[verdict],
    intent,
    submit: form.send,
    fields: [{ name: 'word', label, kind: 'multiline', required: true, charactersMax: wordsMax }],
  };
}
