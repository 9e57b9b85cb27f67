/** `@bot request 5` in any chat: a card that whoever taps first may pay. */
import type { Core, Result } from '../../../core/index.ts';
import { type ForAnybody, readForAnybody } from '../anybody.ts';
import type { Actor, InboundEventOf } from '../event.ts';
import { messagesFor } from '../messages/index.ts';
import type { InlineQuestion, InlineResult, QuestionParts } from '../question.ts';
import type { Turn } from '../turn.ts';
import { card, quiet, text } from '../views/parts.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { requestSent } from './run.ts';

const lead = /^\s*(?:request|anfrage|anfordern)\s+/i;

/** What was typed behind the bot's name. Null where it is no request. */
const readAsked = (typed: string, actor: Actor, core: Core): Result<ForAnybody> | null =>
  lead.test(typed) ? readForAnybody(typed.replace(lead, ''), actor, core, { code: 'request_how' }) : null;

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
