/** A no: what is the matter, and what to do about it. Always private. */
import type { NoticeOf, Refusal } from '../../../core/index.ts';
import type { Card } from '../card.ts';
import { clip, plainLine } from '../memo.ts';
import type { Explanation, Messages } from '../messages/index.ts';
import { card, type Scene, text } from './parts.ts';

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

export function explain(refusal: Refusal, { words, language }: Messages): Explanation {
  const shown = quotable(refusal);
  const message = words.refusals[shown.code] as (
    details: Refusal,
    language: Messages['language'],
  ) => Explanation;
  return message(shown, language);
}

export function refusalView({ refusal }: NoticeOf<'refusal'>, scene: Scene): Card {
  const { title, hint } = explain(refusal, scene);
  return card({ tone: 'bad', title, lines: hint === undefined ? [] : [[text(hint)]] });
}
