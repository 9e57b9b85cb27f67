/** The form of `/schedule`, within the limits of the narrowest platform: 24 characters of title, 5 fields. */
import type { StandingForm } from '../../../core/index.ts';
import type { Form } from '../card.ts';
import { memoLimits } from '../memo.ts';
import type { RepeatChoice, StandingMessages } from './messages.ts';

const choices: readonly RepeatChoice[] = ['once', 'day', 'week', 'fortnight', 'month', 'year'];

export function scheduleForm({ intent, payee }: StandingForm, { form, repeats }: StandingMessages): Form {
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
        peopleMax: 1,
        ...(chosen !== undefined && { values: [chosen] }),
      },
      {
        name: 'amount',
        label: form.amount,
        kind: 'text',
        placeholder: form.amountPlaceholder,
        required: true,
        charactersMax: memoLimits.graphemes,
      },
      {
        name: 'start',
        label: form.start,
        kind: 'text',
        placeholder: form.startPlaceholder,
        required: true,
        charactersMax: 60,
      },
      {
        name: 'repeat',
        label: form.repeat,
        kind: 'select',
        required: true,
        value: 'once',
        options: choices.map((value) => ({ label: repeats[value], value })),
      },
      {
        name: 'end',
        label: form.end,
        kind: 'text',
        placeholder: form.endPlaceholder,
        required: false,
        charactersMax: 60,
      },
    ],
  };
}
