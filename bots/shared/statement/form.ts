/** The form that asks for a time and a format. */
import { type StatementForm, statementFormats } from '../../../core/index.ts';
import type { Form } from '../card.ts';
import type { Language } from '../messages/catalogue.ts';
import type { StatementMessages } from './messages.ts';
import { periodName, periodText } from './words.ts';

/** The month before is what most want: the first that is whole. */
export const statementForm = (
  { intent, periods }: StatementForm,
  words: StatementMessages,
  language: Language,
): Form => ({
  title: words.form.title,
  intent,
  submit: words.form.submit,
  fields: [
    {
      name: 'period',
      label: words.form.period,
      required: true,
      kind: 'select',
      options: periods.map((period) => ({
        label: periodText(period, language),
        value: periodName(period),
      })),
      ...(periods[1] && { value: periodName(periods[1]) }),
    },
    {
      name: 'format',
      label: words.form.format,
      required: true,
      kind: 'select',
      options: statementFormats.map((format) => ({ label: words.formats[format], value: format })),
      value: 'pdf',
    },
  ],
});
