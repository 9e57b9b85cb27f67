/** The forms, within the limits of the narrowest platform: 24 characters of title, 5 fields. */
import { decimalText, type Money, type ProtectionForm } from '../../../core/index.ts';
import type { Form, FormField } from '../card.ts';
import type { Language } from '../messages/catalogue.ts';
import type { ProtectionMessages } from './messages.ts';

type FormOf<F extends ProtectionForm['form']> = Extract<ProtectionForm, { form: F }>;
type Words = ProtectionMessages;

const pinCharactersMax = 24;
const labelCharactersMax = 40;
const thresholdCharactersMax = 40;

const secret = (name: `secret_${string}`, label: string, required = true): FormField => ({
  name,
  label,
  kind: 'secret',
  required,
  charactersMax: pinCharactersMax,
});

/** Without the amount where it is too long to be read whole. */
const pinLabel = (label: string, shorter: string): string =>
  label.length <= labelCharactersMax ? label : shorter;

export const pinForm = (
  { intent, total, act }: FormOf<'pin'>,
  { form: { submit, pin } }: Words,
  { money }: Language,
): Form => {
  const forCode = act === 'link_code';
  const what =
    act === 'borrow'
      ? { label: pin.toBorrow, submit: pin.borrow }
      : act === 'release'
        ? { label: pin.toRelease, submit: pin.release }
        : { label: pin.toPay, submit: pin.pay };
  const label = total ? what.label(money(total)) : forCode ? pin.toLink : pin.current;
  return {
    title: pin.title,
    intent,
    submit: total ? what.submit : forCode ? pin.getCode : submit,
    fields: [secret('secret_pin', pinLabel(label, pin.current))],
  };
};

export const pinSetForm = ({ intent, has_pin }: FormOf<'pin_set'>, { form }: Words): Form => ({
  title: has_pin ? form.pin.changeTitle : form.pin.setTitle,
  intent,
  submit: form.submit,
  fields: [
    ...(has_pin ? [secret('secret_pin', form.pin.current)] : []),
    secret('secret_new', form.pin.new),
    secret('secret_again', form.pin.again),
  ],
});

/** As it is filled in already, and so what an answer is that changes nothing. */
export const thresholdText = (threshold: Money | null, { form }: Words): string => {
  if (threshold === null) return form.never;
  return threshold.minor === '0' ? form.always : decimalText(threshold);
};

export function protectionForm(request: FormOf<'protection'>, words: Words): Form {
  const { form } = words;
  const threshold = (name: 'ask_above' | 'ask_new_above' | 'pin_above'): FormField => ({
    name,
    label: form.thresholds[name],
    kind: 'text',
    value: thresholdText(request[name], words),
    placeholder: form.placeholder,
    required: true,
    charactersMax: thresholdCharactersMax,
  });
  return {
    title: form.title,
    intent: request.intent,
    submit: form.submit,
    fields: [
      threshold('ask_above'),
      threshold('ask_new_above'),
      ...(request.has_pin ? [threshold('pin_above'), secret('secret_pin', form.pin.toLower, false)] : []),
    ],
  };
}
