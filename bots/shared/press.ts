/** A pressed button: core decides what it still may do, the platform's press is always answered. */
import type { MessageRef, Notice, Pressed, Refusal } from '../../core/index.ts';
import type { InboundEventOf } from './event.ts';
import type { Turn } from './turn.ts';
import { explain } from './views/explain.ts';
import { formOf } from './views/index.ts';

export async function press(turn: Turn<InboundEventOf<'action'>>): Promise<void> {
  const { event, parts, key } = turn;
  const result = await parts.core.intents.press(event.intent, event.actor.identity, {
    key,
    conversation: event.conversation,
    ...(event.reply && { reply: event.reply }),
  });
  return result.ok ? turn.pressed(result.value) : refused(turn, result.refusal);
}

export async function showPressed(turn: Turn, pressed: Pressed): Promise<void> {
  const { show, in_place, private: alone, toast, form, page, locale } = pressed;
  // Only the first answer to a press may be a form.
  if (form) {
    if (turn.platform?.capabilities.modal) return turn.open(form);
    if (!alone) return refused(turn, formOf(form, turn.locale).instead);
    await turn.open(form, alone);
    return settle(turn);
  }
  // Without toasts a word in passing is one more message; beside a card, that is too much.
  const isMessage = turn.platform?.capabilities.ephemeral === true;
  const words = toast && !(show && isMessage) ? turn.titleOf(toast) : undefined;
  // A button's message can be edited by its press only where that was not answered by another message.
  if (in_place) await settle(turn, words);
  if (show) await turn.show(show);
  if (!in_place) await settle(turn, words);
  if (in_place && show) await replaceQuestion(turn, in_place);
  // In the place of the question: only an answered press lets it be edited.
  else if (in_place) await turn.answer(in_place, { ...previousOf(turn), locale });
  if (page) {
    const { pages } = turn.parts.core;
    await turn.show(await pages.open(turn.event.actor.identity, locale ?? turn.locale));
  }
  if (alone) await turn.answer(alone, { slot: 'private' });
}

/** Where nothing can be shown to one person in place, the press itself is answered: that is private too. */
async function refused(turn: Turn, refusal: Refusal): Promise<void> {
  if (turn.platform?.capabilities.ephemeral === false) {
    const { title, hint } = explain(refusal, turn.locale, { zone: turn.seen.zone });
    return settle(turn, hint === undefined ? title : `${title}${/[.!?…]$/.test(title) ? '' : '.'} ${hint}`);
  }
  await turn.refuse(refusal);
  await settle(turn);
}

/** The message whose button was pressed. */
const previousOf = ({ event }: Turn): { previous: MessageRef } | undefined =>
  (event.kind === 'action' || event.kind === 'form') && event.message
    ? { previous: event.message }
    : undefined;

/** The question is answered, so its buttons go. Only for show: a second press is refused anyway. */
async function replaceQuestion(turn: Turn, notice: Notice): Promise<void> {
  const { event, parts, key, locale, seen } = turn;
  const previous = previousOf(turn);
  if (!previous) return;
  const result = await parts.messenger.show({
    id: `${key}:question`,
    audience: 'private',
    conversation: event.conversation,
    person: event.actor.identity,
    notice,
    locale,
    ...(seen.toldLocale && { toldLocale: seen.toldLocale }),
    ...previous,
    ...(event.reply && { reply: event.reply }),
  });
  if (result.status !== 'sent') parts.log.debug({ result, event: key }, 'the question stays as it was');
}

async function settle({ event, platform, parts, key }: Turn, words?: string): Promise<void> {
  if (!event.reply || !platform) return;
  const result = await platform.settle(event.reply, words);
  if (result.status !== 'sent') parts.log.debug({ result, event: key }, 'the press was not answered');
}
