/** What a refusal is in words. */
import type { Refusal } from '../../../core/index.ts';
import { capabilities } from '../capabilities.ts';
import { clip, plainLine } from '../memo.ts';
import type { Explanation, Language } from '../messages/catalogue.ts';
import { messagesFor } from '../messages/index.ts';

/** A person's own words come back in a refusal: one short line of plain text, whatever they were. */
const quotedUnits = 40;
const choicesShown = 12;

function quotable(refusal: Refusal): Refusal {
  const details = Object.entries(refusal).map(([key, value]: [string, unknown]) => {
    if (key === 'code') return [key, value];
    if (typeof value === 'string') return [key, clip(plainLine(value), quotedUnits)];
    if (Array.isArray(value)) {
      const shown = value.slice(0, choicesShown).map((one) => clip(plainLine(String(one)), quotedUnits));
      return [key, value.length > choicesShown ? [...shown, '…'] : shown];
    }
    return [key, value];
  });
  return Object.fromEntries(details) as Refusal;
}

type Explain = (details: Refusal, language: Language) => Explanation;

/** `locale` BCP 47, `zone` the reader's own. */
export function explain(refusal: Refusal, locale: string, zone?: string): Explanation {
  const { tongue, common, language } = messagesFor(locale, zone);
  const shown = quotable(refusal);
  const all = [common, ...capabilities.map(({ messages }) => messages[tongue])].map(
    ({ refusals = {} }) => (refusals as Readonly<Record<string, unknown>>)[shown.code],
  );
  // capabilities.ts does not compile without one for each.
  return (all.find((words) => words !== undefined) as Explain)(shown, language);
}
