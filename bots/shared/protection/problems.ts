/** What is wrong with a form that wants a PIN, said in it while it is open. A wrong PIN counts here, and not once more when the form is handled. */
import { type Result, refuse } from '../../../core/index.ts';
import type { FormLook, FormProblem } from '../capability.ts';
import { entered, pinOf, readSettings, sendingOf, type Words } from './answers.ts';

const problem = (field: string, result: Result<unknown>): FormProblem | null =>
  result.ok ? null : { field, refusal: result.refusal };

/** The PIN that they have. */
const lookAtPin: FormLook = async (form, _payload, { core }) => {
  const pin = pinOf(form);
  const tried =
    pin === null
      ? refuse('pin_missing')
      : await core.protection.tryPin(form.actor.identity, pin, sendingOf(form));
  return problem('secret_pin', tried);
};

/** The new one first: what can never be one costs no try. */
const lookAtNewPin: FormLook = async (form, payload, parts) => {
  const { core } = parts;
  const [pin, again] = [entered(form.values, 'secret_new'), entered(form.values, 'secret_again')];
  if (pin === null) return { field: 'secret_new', refusal: { code: 'pin_missing' } };
  const wrong = problem('secret_new', core.protection.readNewPin(pin));
  if (wrong) return wrong;
  if (pin !== again) return { field: 'secret_again', refusal: { code: 'pin_differs' } };
  const isAsked = Object.hasOwn(form.values, 'secret_pin');
  return isAsked ? lookAtPin(form, payload, parts) : null;
};

const lookAtSettings =
  (words: Words): FormLook =>
  async (form, payload, { core, context, locale }) => {
    const read = readSettings({ payload, values: form.values }, words(locale), context);
    if (!('change' in read)) return read;
    const me = form.actor.identity;
    const may = await core.protection.mayChange(me, read.change, pinOf(form), sendingOf(form));
    return problem('secret_pin', may);
  };

export const pinProblems = (words: Words): Record<string, FormLook> => ({
  confirm_spending: lookAtPin,
  protection_change: lookAtPin,
  pin_remove: lookAtPin,
  link_code: lookAtPin,
  pin_set: lookAtNewPin,
  protection: lookAtSettings(words),
});
