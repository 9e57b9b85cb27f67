/** The way out to Discord, by REST only: a process without a gateway has it too. */
import { createHash } from 'node:crypto';
import { type APIMessage, RESTJSONErrorCodes as Code, InteractionResponseType } from 'discord.js';
import type { Logger } from 'pino';
import type { Identity, MessageRef, ReplyContext, SendResult } from '../../core/index.ts';
import type { Capabilities, OutgoingCard, PlatformMessenger } from '../shared/adapter.ts';
import type { Form } from '../shared/card.ts';
import { fetchBytes } from '../shared/fetch-bytes.ts';
import { createAnswering } from './answering.ts';
import { type Calls, createCalls, flagsFor } from './calls.ts';
import { createOpenInteractions, type OpenInteractions } from './open-interactions.ts';
import { isCode, outcomeOf } from './outcome.ts';
import { type MessagePayload, renderCard, renderForm, renderToast } from './render.ts';
import { channelRef, liveReply, type Reply, readRef } from './reply.ts';
import { apiBase, createRests } from './rest.ts';

export interface DiscordMessengerOptions {
  token: string;
  /** REST base, `https://discord.com/api` when absent. */
  apiUrl?: string | undefined;
  log: Logger;
  /** Shared with the adapter of the same process, so that the two need not ask Discord what the other did. */
  open?: OpenInteractions;
}

export const capabilities: Capabilities = {
  ephemeral: true,
  modal: true,
  home: false,
  translatesCommands: true,
};

const NONCE_CHARACTERS = 25;
const DIRECT_CHANNELS_KEPT = 10_000;
const ACKNOWLEDGED = '✓';

/** Discord's own idempotency: the same nonce within some minutes gives the message that is there. */
export const nonceOf = (id: string): string =>
  createHash('sha256').update(id).digest('base64url').slice(0, NONCE_CHARACTERS);

/** Where Discord keeps what people send; what stands in for its API keeps it itself. */
const FILE_ORIGINS = ['https://cdn.discordapp.com', 'https://media.discordapp.net'];

const gone = (reason: string): SendResult => ({ status: 'expired', reason });

/** Opens a person's direct conversation once; it stays the same for ever. */
const directChannels = (calls: Calls) => {
  const known = new Map<string, string>();
  return async (user: string): Promise<string> => {
    const channel = known.get(user) ?? (await calls.openDirect(user));
    known.set(user, channel);
    if (known.size > DIRECT_CHANNELS_KEPT) known.delete(known.keys().next().value!);
    return channel;
  };
};

export const createDiscordMessenger = (options: DiscordMessengerOptions): PlatformMessenger => {
  const open = options.open ?? createOpenInteractions();
  const calls = createCalls(createRests(options.token, options.apiUrl));
  const answer = createAnswering(calls, open);
  const directChannel = directChannels(calls);
  const origins = [...FILE_ORIGINS, new URL(apiBase(options.apiUrl)).origin];

  /** One of ours with this nonce, where its fate was unknown for longer than Discord remembers nonces. */
  const find = async (channel: string, nonce: string): Promise<APIMessage | null> => {
    try {
      return (await calls.recent(channel)).find((message) => message.nonce === nonce) ?? null;
    } catch (error) {
      if (isCode(error, Code.MissingAccess, Code.MissingPermissions)) return null;
      throw error;
    }
  };

  const post = async (
    channel: string,
    payload: MessagePayload,
    { id, reconcile, about }: OutgoingCard,
  ): Promise<MessageRef> => {
    const nonce = nonceOf(id);
    const earlier = reconcile ? await find(channel, nonce) : null;
    if (earlier) return channelRef(await calls.edit(channel, earlier.id, payload));
    // A reply pings nobody: only those whom `allowed_mentions` lists are.
    const answers =
      about?.channel === channel &&
      ({ message_reference: { message_id: about.message, fail_if_not_exists: false } } as const);
    const message = await calls.post(channel, { ...payload, nonce, enforce_nonce: true, ...answers });
    // What the first try said may have been older.
    return channelRef(reconcile ? await calls.edit(channel, message.id, payload) : message);
  };

  const direct = async (person: Identity | undefined, payload: MessagePayload, message: OutgoingCard) => {
    if (person?.platform !== 'discord')
      return { status: 'invalid', reason: 'a person of Discord is missing' } as const;
    const ref = await post(await directChannel(person.user), payload, message);
    const degraded = message.audience === 'private' && message.conversation?.kind === 'group';
    return { status: 'sent', ref, ...(degraded && { degraded: 'direct' as const }) } as const;
  };

  const edit = async (ref: MessageRef, payload: MessagePayload): Promise<SendResult> => {
    const way = readRef(ref);
    if (way?.alive) {
      try {
        await calls.answer.edit(way, ref.message, payload);
        open.set(way.interaction, 'answered');
        return { status: 'sent', ref };
      } catch (error) {
        if (!isCode(error, Code.UnknownWebhook, Code.InvalidWebhookToken)) throw error;
      }
    }
    if (way?.ephemeral) return gone('an ephemeral message can be edited for 15 minutes');
    await calls.edit(ref.channel, ref.message, payload);
    return { status: 'sent', ref };
  };

  /** Null: the message goes another way. An ephemeral answer is seen by whoever caused the event, so only they get one. */
  const byReply = async (message: OutgoingCard, payload: MessagePayload): Promise<SendResult | null> => {
    const reply = liveReply(message.reply);
    const { audience, person, conversation } = message;
    if (!reply || audience === 'direct' || audience === 'home') return null;
    if (audience === 'private' && person && person.user !== reply.user) return null;
    if (audience === 'conversation' && conversation && conversation.channel !== reply.channel) return null;
    const ref = await answer(reply, payload, audience === 'private', message.reconcile === true);
    return ref && { status: 'sent', ref };
  };

  const shown = async (message: OutgoingCard): Promise<SendResult> => {
    const payload = renderCard(message.card);
    if (message.previous) return edit(message.previous, payload);
    const answered = await byReply(message, payload);
    if (answered) return answered;
    if (message.audience !== 'conversation') return direct(message.person, payload, message);
    if (!message.conversation) return { status: 'invalid', reason: 'a conversation is missing' };
    return { status: 'sent', ref: await post(message.conversation.channel, payload, message) };
  };

  const guarded = async (run: () => Promise<SendResult>): Promise<SendResult> => {
    try {
      return await run();
    } catch (error) {
      const outcome = outcomeOf(error);
      if (outcome.status === 'invalid')
        options.log.error({ err: error }, 'Discord refused a message of ours');
      return outcome;
    }
  };

  const refOf = (reply: Reply): MessageRef =>
    channelRef({ id: reply.message ?? reply.id, channel_id: reply.channel });

  const openForm = (context: ReplyContext, form: Form): Promise<SendResult> =>
    guarded(async () => {
      const reply = liveReply(context);
      if (!reply) return gone('the interaction is over');
      return open.exclusive(reply.id, async () => {
        const state = open.state(reply.id);
        if (state !== null && state !== 'open') return gone('a form can only be the first answer');
        await calls.callback(reply, { type: InteractionResponseType.Modal, data: renderForm(form) });
        open.set(reply.id, 'answered');
        return { status: 'sent', ref: refOf(reply) };
      });
    });

  /** The shortest first answer there is: a button's message stays as it is, a command gets a mark that only its person sees. */
  const acknowledge = async (reply: Reply, toast: string | undefined): Promise<void> => {
    const silent = toast === undefined && (reply.kind === 'button' || reply.message !== undefined);
    if (silent) await calls.callback(reply, { type: InteractionResponseType.DeferredMessageUpdate });
    else
      await calls.callback(reply, {
        type: InteractionResponseType.ChannelMessageWithSource,
        data: { ...renderToast(toast ?? ACKNOWLEDGED), ...flagsFor(true) },
      });
    open.set(reply.id, silent ? 'deferred update' : 'answered');
  };

  const settle = (context: ReplyContext, toast?: string): Promise<SendResult> =>
    guarded(async () => {
      const reply = liveReply(context);
      if (!reply) return gone('the interaction is over');
      const state = open.state(reply.id) ?? 'open';
      if (state !== 'open') {
        if (state !== 'answered' && state !== 'deferred update')
          await answer(reply, renderToast(toast ?? ACKNOWLEDGED), true, false);
        else if (toast !== undefined) await answer(reply, renderToast(toast), true, false);
        return { status: 'sent', ref: refOf(reply) };
      }
      try {
        await open.exclusive(reply.id, () => acknowledge(reply, toast));
      } catch (error) {
        // Somebody was faster: then it is acknowledged.
        if (!isCode(error, Code.InteractionHasAlreadyBeenAcknowledged)) throw error;
      }
      return { status: 'sent', ref: refOf(reply) };
    });

  return {
    platform: 'discord',
    capabilities,
    show: (message) => guarded(() => shown(message)),
    open: openForm,
    settle,
    fetchFile: (reference, bytes_max) => fetchBytes(String(reference), { origins, bytes_max }),
    isGone: async ({ channel, message }) => {
      try {
        await calls.message(channel, message);
        return false;
      } catch (error) {
        return isCode(error, Code.UnknownMessage);
      }
    },
  };
};
