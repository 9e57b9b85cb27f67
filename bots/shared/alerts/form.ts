/** The forms of `/alerts`: what one is told of, and at which hours. Their fields are filled in with what is set, in the words that the grammar reads. */
import { ALERT_KINDS, type AlertForm, type AlertKind, type AlertSetting } from '../../../core/index.ts';
import type { Form, FormField } from '../card.ts';
import type { Language } from '../messages/catalogue.ts';
import { timeText } from './hours.ts';
import type { AlertMessages } from './messages.ts';

type FormOf<F extends AlertForm['form']> = Extract<AlertForm, { form: F }>;

export const alertsForm = (
  { intent, alerts }: FormOf<'alerts'>,
  words: AlertMessages,
  language: Language,
): Form => ({
  title: words.form.title,
  intent,
  submit: words.form.save,
  fields: alerts.map((alert) => fieldOf(alert, words, language)),
});

function fieldOf(
  { alert, ...setting }: { alert: AlertKind } & AlertSetting,
  { kinds, form }: AlertMessages,
  language: Language,
): FormField {
  const base = { name: alert, label: kinds[alert].field, required: false };
  if (ALERT_KINDS[alert].by === 'nothing') {
    const value = setting.on ? (setting.digest ? 'digest' : 'on') : 'off';
    const options = (['on', 'digest', 'off'] as const).map((one) => ({
      label: form.choices[one],
      value: one,
    }));
    return { ...base, kind: 'select', options, value };
  }
  const amount = setting.threshold ? language.money(setting.threshold) : form.all;
  const value = [amount, ...(setting.digest ? [form.digest] : [])].join(' ');
  return {
    ...base,
    kind: 'text',
    placeholder: ALERT_KINDS[alert].by === 'fall' ? form.balanceHint : form.amountHint,
    charactersMax: 80,
    ...(setting.on && { value }),
  };
}

export const timesForm = (
  { intent, alerts, quiet, digest_at, zone }: FormOf<'alert_times'>,
  words: AlertMessages,
  language: Language,
): Form => {
  const { times, form } = words;
  const field = (name: string, label: string, placeholder: string, value: string): FormField => ({
    name,
    label,
    kind: 'text',
    required: false,
    placeholder,
    charactersMax: 64,
    ...(value !== '' && { value }),
  });
  return {
    title: times.title,
    intent,
    submit: form.save,
    fields: [
      field(
        'quiet',
        times.quiet,
        times.quietHint,
        quiet ? `${timeText(quiet.from)}-${timeText(quiet.until)}` : '',
      ),
      field('digest', times.digest, times.digestHint, timeText(digest_at)),
      field('zone', times.zone, times.zoneHint, zone ?? ''),
      ...alerts.map((alert) => fieldOf(alert, words, language)),
    ],
  };
};
