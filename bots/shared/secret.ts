/** What is never stored: a PIN, or the secret of a cheque, wherever somebody types it. What is stored has a mark in its place, so that whoever handles it later knows. */
import { isSecretField } from './card.ts';
import { mark, withoutSecret, withoutTypedSecret } from './cheque/typed.ts';
import type { Argument, InboundEvent, InboundEventOf } from './event.ts';
import { verbOf } from './verb.ts';

/** Four digits or more of any script, whatever stands between them that is no letter. */
const digits = /\p{Nd}(?:[^\p{L}\p{Nd}]*\p{Nd}){3,}/u;
const allDigits = new RegExp(digits.source, 'gu');
/** By themselves: with spaces, hyphens and what cannot be seen between them, as a PIN is written and an amount is not. */
const alone = /^[\s\p{Cf}\p{P}]*\p{Nd}(?:[\s\p{Cf}-]*\p{Nd}){3,}[\s\p{Cf}\p{P}]*$/u;

/** By themselves, or beside the word PIN: nobody means anything else by it. */
export const looksLikePin = (text: string): boolean =>
  text === mark || alone.test(text) || (/\bpin\b/i.test(text) && digits.test(text));

/** A PIN with other words beside it, perhaps: erased where somebody was asked for theirs, and stored nowhere. */
export const mayHavePin = (text: string): boolean => text.includes(mark) || digits.test(text);

/** The PIN in a message of {@link looksLikePin}; null where only its mark is left. */
export const pinIn = (text: string): string | null => digits.exec(text)?.[0] ?? null;

/** The event as it is stored. */
export function withoutSecrets(event: InboundEvent): InboundEvent {
  if (event.kind === 'message')
    return {
      ...event,
      text: looksLikePin(event.text) ? mark : withoutSecret(event.text).replace(allDigits, mark),
    };
  if (event.kind === 'command') return commandWithoutSecrets(event);
  if (event.kind !== 'form') return event;
  const values = Object.entries(event.values).map(([name, given]) => [
    name,
    isSecretField(name) ? [] : textsOf(given, withoutSecret),
  ]);
  return { ...event, values: Object.fromEntries(values) };
}

const textsOf = (given: readonly Argument[], without: (text: string) => string): Argument[] =>
  given.map((one) => (one.type === 'text' ? { ...one, text: without(one.text) } : one));

function commandWithoutSecrets(event: InboundEventOf<'command'>): InboundEvent {
  const { verb, rest } = verbOf(event.name);
  const typed = [rest, ...event.args.map((one) => (one.type === 'text' ? one.text : ''))].join(' ').trim();
  const instead = (text: string): InboundEvent => ({ ...event, name: verb, args: [{ type: 'text', text }] });
  // Whatever stands behind `/pin` but its own words may be one.
  if (verb === 'pin') return /\p{Nd}/u.test(typed) ? instead(mark) : event;
  if (verb === 'cash' || verb === 'stop' || verb === 'cheques')
    return typed === '' ? event : instead(withoutTypedSecret(typed));
  const link = /^cash[_-](.*)$/is.exec(typed)?.[1];
  if (verb === 'start' && link !== undefined)
    return instead(`cash_${withoutTypedSecret(link).replaceAll(' ', '_')}`);
  return verb === 'cheque' ? { ...event, args: textsOf(event.args, withoutSecret) } : event;
}
