/**
 * `@bot drop 20 10` in any chat: a card from which whoever taps first takes a share. `@bot pay 5` is the same for one: the bot does
 * not know who is in that chat, so that the one who is meant takes it by a tap.
 */
import { type Core, type Money, ok, type Result, refuse } from '../../../core/index.ts';
import { readForAnybody } from '../anybody.ts';
import type { Actor, InboundEventOf } from '../event.ts';
import { messagesFor } from '../messages/index.ts';
import type { InlineQuestion, InlineResult, QuestionParts } from '../question.ts';
import { tokens } from '../tokens.ts';
import type { Turn } from '../turn.ts';
import { card, quiet, text } from '../views/parts.ts';
import { type DropCommandOf, parseDrop } from './commands.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { dropSent } from './run.ts';

const lead = /^\s*(?:drop|geldregen)\s+/i;
const leadForOne = /^\s*(?:pay|zahlen?|bezahlen)\s+/i;

type Asked = Omit<DropCommandOf<'drop'>, 'verb' | 'amount'> & {
  /** As the person may have meant it; the first is their locale's own. */
  readings: Money[];
};

/** What was typed behind the bot's name. Null where it is no drop. */
function readAsked(typed: string, actor: Actor, core: Core): Result<Asked> | null {
  if (leadForOne.test(typed)) return readForOne(typed.replace(leadForOne, ''), actor, core);
  if (!lead.test(typed)) return null;
  const { identity, locale } = actor;
  const { assets } = core;
  const parsed = parseDrop(tokens([{ type: 'text', text: typed.replace(lead, '') }]), {
    speaker: identity,
    locale: locale ?? null,
    assets: assets.all,
    main: assets.main,
    repliedTo: null,
  });
  if (!parsed.ok) return parsed;
  const { value } = parsed;
  if (value.verb === 'drop_form') return refuse('drop_incomplete');
  const { shares, mode, lasts_ms, account_age_ms, memo } = value;
  const readings = value.verb === 'drop' ? [value.amount] : value.readings;
  return { ok: true, value: { readings, shares, mode, lasts_ms, account_age_ms, memo } };
}

function readForOne(typed: string, actor: Actor, core: Core): Result<Asked> {
  const read = readForAnybody(typed, actor, core, { code: 'payee_missing' });
  if (!read.ok) return read;
  return ok({ ...read.value, shares: 1, mode: 'even', lasts_ms: null, account_age_ms: 0 });
}

/** Until it is sent there is no drop: the card has one button that does nothing, so that the platform tells what became of it. */
const placeholder = 'drop';

export async function inlineDrop(
  { text: typed, actor }: InlineQuestion,
  { core }: QuestionParts,
): Promise<InlineResult[]> {
  const asked = readAsked(typed, actor, core);
  if (!asked?.ok) return [];
  const { language, tongue } = messagesFor(actor.locale ?? 'en');
  const words = { en, de }[tongue];
  const { readings, shares, mode, memo } = asked.value;
  return readings.map((amount, index) => {
    const total = language.money(amount);
    return {
      id: `drop:${index}`,
      title: words.inline.title(total),
      description: words.inline.description[mode](shares, language),
      card: card({
        title: words.unsent.asked({ giver: actor.name, total }),
        lines: memo === null ? [] : [[text(words.memo(memo))]],
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
  // Without an id by which the message can be edited, nobody could take anything from it.
  if (!asked?.ok || !event.message) return;
  const { readings, ...rest } = asked.value;
  const amount = readings[Number(event.result.split(':')[1])];
  if (amount) await dropSent(turn, { ...rest, verb: 'drop', amount }, event.message);
}
