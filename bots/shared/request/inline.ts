/** `@bot request 5` in any chat: a card that whoever taps first may pay. */
import { type Core, type Money, ok, type Result, refuse, type Who } from '../../../core/index.ts';
import type { Actor, InboundEventOf } from '../event.ts';
import { cleanMemo } from '../memo.ts';
import { messagesFor } from '../messages/index.ts';
import type { InlineQuestion, InlineResult, QuestionParts } from '../question.ts';
import { amountOf, read } from '../reading.ts';
import { tokens } from '../tokens.ts';
import type { Turn } from '../turn.ts';
import { card, quiet, text } from '../views/parts.ts';
import { whoKey } from '../who.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { requestSent } from './run.ts';

const lead = /^\s*(?:request|anfrage|anfordern)\s+/i;

interface Asked {
  /** As the person may have meant it; the first is their locale's own. */
  readings: Money[];
  memo: string | null;
}

/** What was typed behind the bot's name. Null where it is no request. */
function readAsked(typed: string, { identity, locale }: Actor, { assets }: Core): Result<Asked> | null {
  if (!lead.test(typed)) return null;
  // Somebody is meant in any case: then a memo needs no lead either.
  const anybody: Who = { by: 'identity', identity };
  const context = {
    speaker: identity,
    locale: locale ?? null,
    assets: assets.all,
    main: assets.main,
    repliedTo: anybody,
  };
  const reading = read(tokens([{ type: 'text', text: typed.replace(lead, '') }]), context);
  if ('code' in reading) return { ok: false, refusal: reading };
  if (reading.amount === null) return refuse('request_how');
  // A name would be of nobody in particular here: the bot may not be in that chat.
  if (reading.payees.some((who) => whoKey(who) !== whoKey(anybody))) return refuse('request_how');
  const memo = cleanMemo(reading.memo.join(' '));
  if (!memo.ok) return memo;
  const amount = amountOf(reading, context);
  if (amount.status === 'refused') return { ok: false, refusal: amount.refusal };
  const readings = amount.status === 'parsed' ? [amount.money] : amount.readings;
  return ok({ readings, memo: memo.value });
}

/** Until it is sent there is no request: the card has one button that does nothing, so that the platform tells what became of it. */
const placeholder = 'request';

export async function inlineRequest(
  { text: typed, actor }: InlineQuestion,
  { core }: QuestionParts,
): Promise<InlineResult[]> {
  const asked = readAsked(typed, actor, core);
  if (!asked?.ok) return [];
  const { language, tongue } = messagesFor(actor.locale ?? 'en');
  const words = { en, de }[tongue];
  const { readings, memo } = asked.value;
  return readings.map((amount, index) => {
    const total = language.money(amount);
    const shown = memo === null ? [] : [[text(words.memo(memo))]];
    return {
      id: `request:${index}`,
      title: words.inline.title(total),
      description: memo ?? words.inline.description,
      card: card({
        tone: 'pending',
        title: words.titles.all.open({ asker: actor.name, payers: null, total, paid: '', remaining: total }),
        lines: shown,
        context: quiet(words.inline.sending),
        buttons: [{ label: words.inline.sending, style: 'plain', press: { intent: placeholder } }],
      }),
    };
  });
}

/** It was sent. What was typed is read again: nothing was kept. */
export async function inlineChosen(turn: Turn<InboundEventOf<'chosen'>>): Promise<void> {
  const { event, parts } = turn;
  const asked = readAsked(event.text, event.actor, parts.core);
  if (!asked) return;
  if (!asked.ok) return turn.refuse(asked.refusal);
  const amount = asked.value.readings[Number(event.result.split(':')[1])];
  if (!amount) return turn.refuse({ code: 'request_how' });
  await requestSent(turn, amount, asked.value.memo);
}
