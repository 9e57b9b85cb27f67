/** A tip that was asked for: by a command, a menu's form, or a reaction. */
import { z } from 'zod';
import type {
  Json,
  MessageRef,
  Money,
  TipFormPayload,
  TipIntent,
  TipReaction,
  Who,
} from '../../../core/index.ts';
import type { InboundEventOf } from '../event.ts';
import { whoSchema } from '../schema.ts';
import { tokens } from '../tokens.ts';
import type { HandlerParts, Turn } from '../turn.ts';
import { grammarContext } from '../turn-grammar.ts';
import { askWhichAmount } from '../which-amount.ts';
import { whoOf } from '../who.ts';
import { type BankTipCommand, parseTip, type TipCommand, type TipCommandOf } from './commands.ts';

export async function runTip(turn: Turn<InboundEventOf<'command'>>, command: TipCommand): Promise<void> {
  const { event, parts } = turn;
  const { tip } = parts.core;
  const me = event.actor.identity;
  if (command.verb === 'tips') return turn.answer(await tip.tips(me, event.conversation));
  if (command.verb === 'tip_turn') {
    await tip.turn(me, command.on);
    return turn.answer({ kind: 'tips_turned', on: command.on });
  }
  const { who } = command;
  // Whoever answers a message tips that message, unless they name somebody else.
  const answered = event.replyTo?.type === 'person' ? whoOf(event.replyTo) : null;
  const isAnswer = answered !== null && JSON.stringify(who) === JSON.stringify(answered);
  const target = { who, ...(isAnswer && event.replyToMessage && { message: event.replyToMessage }) };
  if (command.verb === 'tip_which') return askWhich(turn, command, { ...target, key: turn.key });
  const amount = command.verb === 'tip' ? command.amount : await leastOf(turn);
  return amount ? give(turn, { ...target, amount }) : turn.refuse({ code: 'amount_missing' });
}

/** Where a platform asks for no amount: the least that a reaction is worth, in the community's own currency. */
async function leastOf({ event, parts: { core } }: Turn): Promise<Money | null> {
  const worth = (await core.tip.emojis(event.conversation)).map(({ amount }) => amount);
  return worth.find(({ asset }) => asset.code === core.assets.main.code) ?? null;
}

interface Target {
  who: Who;
  message?: MessageRef;
}

/** Two buttons with one key between them: whichever is pressed first is the answer. */
async function askWhich(
  turn: Turn,
  { text, readings }: TipCommandOf<'tip_which'>,
  { who, message, key }: Target & { key: string },
): Promise<void> {
  const { conversation, actor } = turn.event;
  // The buttons tip whom was meant now, and not whoever bears the handle by then.
  const meant = await turn.parts.core.people.resolve(who, actor.identity);
  if (!meant.ok) return turn.refuse(meant.refusal);
  const [identity] = meant.value.identities;
  const author: Who = identity ? { by: 'identity', identity, name: meant.value.name } : who;
  const payloadOf = ({ minor: amount, asset }: Money): TipIntent => ({
    key,
    author,
    amount,
    asset: asset.code,
    conversation,
    ...(message && { message }),
  });
  return askWhichAmount(
    turn,
    text,
    readings.map((amount) => ({ amount, kind: 'tip_amount', payload: payloadOf(amount) })),
  );
}

async function give(
  turn: Turn,
  { who, amount, message, key = turn.key }: Target & { amount: Money; key?: string },
): Promise<void> {
  const { event, parts } = turn;
  const given = await parts.core.tip.ask({
    tipper: event.actor.identity,
    author: who,
    amount: BigInt(amount.minor),
    asset: amount.asset.code,
    ...(message && { message }),
    origin: { key, conversation: event.conversation, ...(event.reply && { reply: event.reply }) },
  });
  return turn.told(given, (value) =>
    'given' in value ? turn.show(value.given) : turn.answer(value.confirm),
  );
}

/** The menu of a message: its author, and how much. */
export async function openTipForm(turn: Turn<InboundEventOf<'shortcut'>>): Promise<void> {
  const { event, parts } = turn;
  const { target } = event;
  if (target?.author?.type !== 'person') return turn.refuse({ code: 'payee_missing' });
  const author = whoOf(target.author);
  if (target.author.isBot) return turn.refuse({ code: 'payee_is_bot', payee: target.author.name });
  const payload: TipFormPayload = { author, message: target.message };
  const intent = await parts.core.intents.create({
    person: event.actor.identity,
    kind: 'tip_form',
    payload: payload as unknown as Json,
  });
  await turn.open({ form: 'tip', intent, author: target.author.name });
}

/** Written by ourselves; what matters of it is read strictly all the same. */
const payloadSchema = z.object({
  author: whoSchema,
  message: z.custom<MessageRef>((message) => typeof message === 'object' && message !== null),
});

/** What was filled in. The form's intent is the tip's key: a form that is sent twice tips once. */
export async function answerTipForm(turn: Turn<InboundEventOf<'form'>>, payload: Json): Promise<void> {
  const { author, message } = payloadSchema.parse(payload);
  const context = { ...grammarContext(turn), repliedTo: author };
  const command = parseTip(tokens(turn.event.values.amount ?? []), context);
  if (!command.ok) return turn.refuse(command.refusal);
  const target = { who: author, message, key: `form:${turn.event.intent}` };
  if (command.value.verb === 'tip_which') return askWhich(turn, command.value, target);
  if (command.value.verb !== 'tip') return turn.refuse({ code: 'amount_missing' });
  return give(turn, { ...target, amount: command.value.amount });
}

const reactionOf = (event: InboundEventOf<'reaction'>, key: string): TipReaction => {
  const { actor, emoji, added, message, author, at, conversation } = event;
  const who = author?.type === 'person' && !author.isBot ? whoOf(author) : null;
  return {
    tipper: actor.identity,
    emoji,
    added,
    message,
    ...(who && { author: who }),
    at: new Date(at),
    origin: { key, conversation },
    conversation,
  };
};

export const concern = (event: InboundEventOf<'reaction'>, { core }: HandlerParts): Promise<boolean> =>
  core.tip.concerns(event);

/** Whatever is to be said of it, core says by messages of its own: a reaction has no answer. */
export async function runReaction({ event, key, parts, platform }: Turn<InboundEventOf<'reaction'>>) {
  // It may have been deleted between the reaction and now.
  if (event.added && (await platform?.isGone?.(event.message))) return;
  await parts.core.tip.react(reactionOf(event, key));
}

/** What reactions are worth where an operator types it. */
export async function tipByBank(
  { parts: { core }, event: { actor, conversation }, answer, told }: Turn,
  understood: BankTipCommand,
): Promise<void> {
  if (understood.verb === 'bank_tips')
    return answer({ kind: 'tip_emojis', emojis: await core.tip.emojis(conversation) });
  const set = await core.tip.setEmoji(actor.identity, conversation, understood.emoji, understood.amount);
  return told(set, (emojis) => answer({ kind: 'tip_emojis', emojis }));
}
