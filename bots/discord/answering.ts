/** Answering an interaction, whatever has become of it: the first answer, what was deferred, a further message. */
import { type APIMessage, RESTJSONErrorCodes as Code, InteractionResponseType } from 'discord.js';
import type { MessageRef } from '../../core/index.ts';
import { type Calls, flagsFor, isEphemeral, isLoading } from './calls.ts';
import type { AnswerState, OpenInteractions } from './open-interactions.ts';
import { isCode } from './outcome.ts';
import type { MessagePayload } from './render.ts';
import { ANSWER_WITHIN_MS, answerRef, createdAt, type Reply } from './reply.ts';

/** `dead`: it was never answered in time, or its token is over. `original`: found by asking, so another process may have shown it. */
interface Fate {
  state: AnswerState | 'dead';
  original?: APIMessage;
  asked: boolean;
}

/** Somebody was faster, or we were too slow, or the message is gone: then what is there is asked. */
const OVERTAKEN = [
  Code.UnknownInteraction,
  Code.InteractionHasAlreadyBeenAcknowledged,
  Code.UnknownMessage,
] as const;
const OVER = [Code.UnknownWebhook, Code.InvalidWebhookToken] as const;
const TRIES_MAX = 3;

const sameCard = (message: APIMessage, payload: MessagePayload): boolean => {
  const [shown, wanted] = [message.embeds[0], payload.embeds[0]];
  return shown?.title === wanted?.title && shown?.description === wanted?.description;
};

/** Asks Discord what is there. */
const inspect = async (calls: Calls, reply: Reply, maybeFirst: boolean): Promise<Fate> => {
  try {
    const original = await calls.answer.get(reply);
    const deferred = isEphemeral(original) ? 'deferred private' : 'deferred public';
    return { state: isLoading(original) ? deferred : 'answered', original, asked: true };
  } catch (error) {
    // Answered without a message (a form), or the message was deleted.
    if (isCode(error, Code.UnknownMessage)) return { state: 'answered', asked: true };
    const inTime = maybeFirst && Date.now() - createdAt(reply.id) < ANSWER_WITHIN_MS;
    if (isCode(error, Code.UnknownWebhook)) return { state: inTime ? 'open' : 'dead', asked: true };
    if (isCode(error, Code.InvalidWebhookToken)) return { state: 'dead', asked: true };
    throw error;
  }
};

/** A public answer whose outcome was unknown: Discord notes on a message which interaction it answers. */
const posted = async (calls: Calls, reply: Reply): Promise<APIMessage | null> => {
  try {
    const messages = await calls.recent(reply.channel, reply.id);
    return messages.find(({ interaction_metadata }) => interaction_metadata?.id === reply.id) ?? null;
  } catch (error) {
    if (isCode(error, Code.MissingAccess, Code.MissingPermissions, Code.UnknownChannel)) return null;
    throw error;
  }
};

/** The message that an earlier try may have shown. An ephemeral one can only be found where it is the first answer. */
const earlier = async (
  calls: Calls,
  reply: Reply,
  payload: MessagePayload,
  ephemeral: boolean,
  { asked, original }: Fate,
): Promise<APIMessage | null> => {
  if (!asked) return null;
  if (!ephemeral) return posted(calls, reply);
  return original && isEphemeral(original) && sameCard(original, payload) ? original : null;
};

const show = async (
  calls: Calls,
  reply: Reply,
  payload: MessagePayload,
  ephemeral: boolean,
  fate: Fate,
): Promise<APIMessage> => {
  if (fate.state === 'open') {
    const { files, ...data } = payload;
    const response = await calls.callback(
      reply,
      { type: InteractionResponseType.ChannelMessageWithSource, data: { ...data, ...flagsFor(ephemeral) } },
      files,
    );
    return response?.resource?.message ?? calls.answer.get(reply);
  }
  if (fate.state === 'deferred public' || fate.state === 'deferred private') {
    if (ephemeral === (fate.state === 'deferred private'))
      return calls.answer.edit(reply, '@original', payload);
    // The first follow-up would take the defer's ephemerality: the defer has to go.
    await calls.answer.remove(reply);
  }
  const found = await earlier(calls, reply, payload, ephemeral, fate);
  if (found) return calls.answer.edit(reply, found.id, payload);
  return calls.answer.followUp(reply, payload, ephemeral);
};

export const createAnswering =
  (calls: Calls, open: OpenInteractions) =>
  /** Null when the interaction takes no answer any more. `reconcile` as in Outgoing. Throws what discord.js throws. */
  (
    reply: Reply,
    payload: MessagePayload,
    ephemeral: boolean,
    reconcile: boolean,
  ): Promise<MessageRef | null> =>
    open.exclusive(reply.id, async () => {
      const known = reconcile ? null : open.state(reply.id);
      let fate: Fate = known ? { state: known, asked: false } : await inspect(calls, reply, true);
      for (let tries = 1; fate.state !== 'dead'; tries += 1) {
        try {
          const message = await show(calls, reply, payload, ephemeral, fate);
          open.set(reply.id, 'answered');
          return answerRef(reply, message, isEphemeral(message));
        } catch (error) {
          open.forget(reply.id);
          if (isCode(error, ...OVER)) return null;
          if (!isCode(error, ...OVERTAKEN) || tries === TRIES_MAX) throw error;
          fate = await inspect(calls, reply, false);
        }
      }
      return null;
    });
