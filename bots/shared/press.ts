/** A pressed button: core decides what it still may do, the platform's press is always answered. */
import type { IntentOutcome, Money, Refusal } from '../../core/index.ts';
import type { InboundEventOf } from './event.ts';
import { messagesFor } from './messages/index.ts';
import type { Turn } from './turn.ts';
import { explain } from './views/index.ts';

export async function press(turn: Turn<InboundEventOf<'action'>>): Promise<void> {
  const { event, parts, key } = turn;
  const result = await parts.core.intents.press(event.intent, event.actor.identity, {
    key,
    conversation: event.conversation,
    ...(event.reply && { reply: event.reply }),
  });
  if (!result.ok) return refused(turn, result.refusal);
  const outcome = result.value;
  if (outcome.did === 'linked') {
    const { person, balances } = outcome;
    await settle(turn);
    // In the place of the question: only an answered press lets it be edited.
    return turn.answer({ kind: 'linked', person, balances }, event.message && { previous: event.message });
  }
  if (outcome.did !== 'paid') return settle(turn, toast(turn, outcome));
  await turn.showPayment(outcome.shown);
  await settle(turn);
  await replaceQuestion(turn);
}

function toast({ locale }: Turn, outcome: Extract<IntentOutcome, { amount: Money }>): string {
  const { words, language } = messagesFor(locale);
  const amount = language.money(outcome.amount);
  return outcome.did === 'claimed' ? words.toasts.claimed(amount) : words.toasts.takenBack(amount);
}

/** Where nothing can be shown to one person in place, the press itself is answered: that is private too. */
async function refused(turn: Turn, refusal: Refusal): Promise<void> {
  if (turn.platform?.capabilities.ephemeral === false) {
    const { title, hint } = explain(refusal, messagesFor(turn.locale));
    return settle(turn, hint === undefined ? title : `${title}. ${hint}`);
  }
  await turn.refuse(refusal);
  await settle(turn);
}

/** The question is answered, so its buttons go. Only for show: a second press is refused anyway. */
async function replaceQuestion({ event, parts, key, locale }: Turn<InboundEventOf<'action'>>): Promise<void> {
  if (!event.message) return;
  const result = await parts.messenger.show({
    id: `${key}:question`,
    audience: 'private',
    conversation: event.conversation,
    person: event.actor.identity,
    notice: { kind: 'choose_amount', text: '', actions: [] },
    locale,
    previous: event.message,
    ...(event.reply && { reply: event.reply }),
  });
  if (result.status !== 'sent') parts.log.debug({ result, event: key }, 'the question stays as it was');
}

async function settle({ event, platform, parts, key }: Turn, words?: string): Promise<void> {
  if (!event.reply || !platform) return;
  const result = await platform.settle(event.reply, words);
  if (result.status !== 'sent') parts.log.debug({ result, event: key }, 'the press was not answered');
}
