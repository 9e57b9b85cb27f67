/** `@bot split 60 dinner` in any chat: a card by which whoever was there joins, and pays. */
import type { Bill, Core, Money } from '../../../core/index.ts';
import type { Actor, InboundEventOf } from '../event.ts';
import { messagesFor } from '../messages/index.ts';
import type { InlineQuestion, InlineResult, QuestionParts } from '../question.ts';
import { tokens } from '../tokens.ts';
import type { Turn } from '../turn.ts';
import { card, quiet, text } from '../views/parts.ts';
import { parseSplit } from './commands.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { splitSent } from './run.ts';

const lead = /^\s*(?:split|teilen|aufteilen)\s+/i;

/** Until it is sent there is no split: the card has one button that does nothing, so that the platform tells what became of it. */
const placeholder = 'split';

/** What was typed behind the bot's name, as the person may have meant it; the first is their locale's own. None where it is no split. */
function billsOf(typed: string, { identity, locale }: Actor, { assets }: Core): Bill[] {
  if (!lead.test(typed)) return [];
  const parsed = parseSplit(tokens([{ type: 'text', text: typed.replace(lead, '') }]), {
    speaker: identity,
    locale: locale ?? null,
    assets: assets.all,
    main: assets.main,
    repliedTo: null,
  });
  if (!parsed.ok) return [];
  if (parsed.value.verb === 'split') return [parsed.value.bill];
  return parsed.value.verb === 'split_which' ? parsed.value.bills : [];
}

export async function inlineSplit(
  { text: typed, actor }: InlineQuestion,
  { core }: QuestionParts,
): Promise<InlineResult[]> {
  const { language, tongue } = messagesFor(actor.locale ?? 'en');
  const words = { en, de }[tongue];
  return billsOf(typed, actor, core).map(({ total: minor, asset, memo, division }, index) => {
    const amount: Money = { minor, asset: core.assets.find(asset)! };
    const total = language.money(amount);
    return {
      id: `split:${index}`,
      title: words.inline.title(total),
      description: memo ?? words.modes[division.mode],
      card: card({
        tone: 'pending',
        title: words.title.open(actor.name, total),
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
  const bill = billsOf(event.text, event.actor, parts.core)[Number(event.result.split(':')[1])];
  // Without an id by which the message can be edited, nobody could join it.
  if (bill && event.message) await splitSent(turn, bill, event.message);
}
