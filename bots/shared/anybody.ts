/** Money for somebody who is not known yet, as it is typed behind the bot's name in a chat where the bot may not be. */
import { type Core, type Money, ok, type Refusal, type Result, type Who } from '../../core/index.ts';
import type { Actor } from './event.ts';
import { cleanMemo } from './memo.ts';
import { amountOf, read } from './reading.ts';
import { tokens } from './tokens.ts';
import { whoKey } from './who.ts';

export interface ForAnybody {
  /** As the person may have meant it; the first is their locale's own. */
  readings: Money[];
  memo: string | null;
}

/** `how`: what is said where there is no amount, or a name, which would be of nobody in particular there. */
export function readForAnybody(
  typed: string,
  { identity, locale }: Actor,
  { assets }: Core,
  how: Refusal,
): Result<ForAnybody> {
  // Somebody is meant in any case: then a memo needs no lead either.
  const anybody: Who = { by: 'identity', identity };
  const context = {
    speaker: identity,
    locale: locale ?? null,
    assets: assets.all,
    main: assets.main,
    repliedTo: anybody,
  };
  const reading = read(tokens([{ type: 'text', text: typed }]), context);
  if ('code' in reading) return { ok: false, refusal: reading };
  const named = reading.payees.some((who) => whoKey(who) !== whoKey(anybody));
  if (reading.amount === null || named) return { ok: false, refusal: how };
  const memo = cleanMemo(reading.memo.join(' '));
  if (!memo.ok) return memo;
  const amount = amountOf(reading, context);
  if (amount.status === 'refused') return { ok: false, refusal: amount.refusal };
  const readings = amount.status === 'parsed' ? [amount.money] : amount.readings;
  return ok({ readings, memo: memo.value });
}
