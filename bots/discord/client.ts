/** The way in from Discord: discord.js keeps the gateway, and every event is stored before anything is answered. */
import {
  type APIInteraction,
  type APIMessage,
  Client,
  Events,
  GatewayDispatchEvents,
  GatewayIntentBits,
  type GatewayMessageCreateDispatchData,
  type GatewayMessageReactionAddDispatchData,
  InteractionType,
  Options,
  Routes,
  Status,
} from 'discord.js';
import type { Logger } from 'pino';
import type { Adapter, Receive } from '../shared/adapter.ts';
import { type InboundEvent, inboundEventSchema } from '../shared/event.ts';
import type { Questions } from '../shared/question.ts';
import { answerAutocomplete } from './autocomplete.ts';
import { createCalls } from './calls.ts';
import { decodeInteraction, decodeMessage, decodeReaction, type KnownUser } from './decode.ts';
import { createDeferral } from './deferral.ts';
import { explained, isFinal } from './failures.ts';
import { createOpenInteractions, type OpenInteractions } from './open-interactions.ts';
import { registerCommands } from './registration.ts';
import { createdAt, liveReply } from './reply.ts';
import { createRests, restOptions } from './rest.ts';

export interface DiscordAdapterOptions {
  token: string;
  /** REST base, `https://discord.com/api` when absent; the gateway is asked there. */
  apiUrl?: string | undefined;
  log: Logger;
  /** Shared with the messenger of the same process. */
  open?: OpenInteractions;
}

/** An answer that takes longer is announced: 3 s are allowed, and the way there takes some of them. */
const DEFER_AFTER_MS = 2_000;
/** What an event's way to us may take off that. Bounded, because our clock may be ahead of Discord's. */
const LAG_MS_MAX = 1_500;
const START_TRIES_MAX = 4;

/**
 * No privileged intent. Events are read as they come over the wire, so discord.js' caches and partials do not decide
 * which reactions we hear of: only its connection is used.
 */
const createClient = (apiUrl: string | undefined): Client =>
  new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessageReactions,
      GatewayIntentBits.DirectMessages,
      GatewayIntentBits.DirectMessageReactions,
    ],
    rest: restOptions(apiUrl),
    allowedMentions: { parse: [] },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      ReactionManager: 0,
      PresenceManager: 0,
      VoiceStateManager: 0,
    }),
  });

/** Logs in; a network that comes up a second after us is no reason to give up, an answer that says no is. */
const connect = async (create: () => Client, token: string): Promise<Client> => {
  for (let tries = 1; ; tries += 1) {
    const client = create();
    // Before login, or it is missed.
    const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
    try {
      await client.login(token);
      await ready;
      return client;
    } catch (error) {
      await client.destroy();
      if (isFinal(error) || tries === START_TRIES_MAX) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250 * 2 ** tries));
    }
  }
};

export const createDiscordAdapter = (options: DiscordAdapterOptions): Adapter => {
  const { token, apiUrl, log } = options;
  const open = options.open ?? createOpenInteractions();
  const calls = createCalls(createRests(token, apiUrl));
  const deferral = createDeferral(calls, open, log);
  const underWay = new Set<Promise<void>>();
  let client: Client | null = null;
  let receive: Receive | null = null;
  let questions: Questions | undefined;

  const take = async (event: InboundEvent, store: Receive, arrived_ms: number): Promise<void> => {
    const reply = liveReply(event.reply);
    if (reply && open.state(reply.id) === null) open.set(reply.id, 'open');
    try {
      await store(inboundEventSchema.parse(event));
    } catch (error) {
      // Not stored, so not acknowledged: Discord tells the person that it failed.
      if (reply) open.forget(reply.id);
      log.error({ err: error, event: event.dedupeKey }, 'could not store an event from Discord');
      return;
    }
    if (!reply || open.state(reply.id) !== 'open') return;
    const lag_ms = Math.min(Math.max(0, arrived_ms - createdAt(reply.id)), LAG_MS_MAX);
    deferral.in(reply, arrived_ms + DEFER_AFTER_MS - lag_ms - Date.now());
  };

  const tracked = (decode: () => InboundEvent | null | Promise<InboundEvent | null>): void => {
    const store = receive;
    if (!store) return;
    const arrived_ms = Date.now();
    const run = (async () => {
      try {
        const event = await decode();
        if (event) await take(event, store, arrived_ms);
      } catch (error) {
        log.error({ err: error }, 'an event from Discord made no sense to us');
      }
    })().finally(() => underWay.delete(run));
    underWay.add(run);
  };

  const knownUser =
    (from: Client): KnownUser =>
    (id) => {
      const user = from.users.cache.get(id);
      return user ? { username: user.username, global_name: user.globalName, bot: user.bot } : null;
    };

  /**
   * Discord names the author of the message in most reactions; where it does not, the message is asked. Whether they are a
   * bot it does not say, so that somebody of whom nothing is known is asked for, once; a webhook is nobody.
   */
  const reacted = async (from: Client, raw: GatewayMessageReactionAddDispatchData) => {
    const known = knownUser(from);
    if (raw.message_author_id !== undefined) {
      const author = await from.users.fetch(raw.message_author_id).catch(() => null);
      const { message_author_id: _, ...anonymous } = raw;
      return decodeReaction(author ? raw : anonymous, true, known, new Date());
    }
    const path = Routes.channelMessage(raw.channel_id, raw.message_id);
    const message = await (from.rest.get(path) as Promise<APIMessage>).catch(() => null);
    if (!message || message.webhook_id) return decodeReaction(raw, true, known, new Date());
    const author = (id: string) => (id === message.author.id ? message.author : known(id));
    return decodeReaction({ ...raw, message_author_id: message.author.id }, true, author, new Date());
  };

  const listen = (from: Client): void => {
    const { ws } = from;
    ws.on(GatewayDispatchEvents.InteractionCreate, (raw: APIInteraction) => {
      if (raw.type === InteractionType.ApplicationCommandAutocomplete)
        void answerAutocomplete(calls, raw, questions, log);
      else tracked(() => decodeInteraction(raw));
    });
    ws.on(GatewayDispatchEvents.MessageCreate, (raw: GatewayMessageCreateDispatchData) =>
      tracked(() => decodeMessage(raw)),
    );
    ws.on(GatewayDispatchEvents.MessageReactionAdd, (raw: GatewayMessageReactionAddDispatchData) => {
      if (raw.user_id !== from.user?.id) tracked(() => reacted(from, raw));
    });
    ws.on(GatewayDispatchEvents.MessageReactionRemove, (raw) => {
      if (raw.user_id !== from.user?.id)
        tracked(() => decodeReaction(raw, false, knownUser(from), new Date()));
    });
    from.on(Events.Error, (error) => log.error({ err: error }, 'discord.js reported an error'));
    from.on(Events.ShardError, (error) =>
      log.warn({ err: error }, 'the connection to Discord has a problem'),
    );
    from.on(Events.ShardReconnecting, () => {
      // discord.js says so of the connection that it closes itself, too.
      if (receive) log.warn('the connection to Discord was lost; reconnecting');
    });
    from.on(Events.ShardResume, (_shard, replayed) =>
      log.info({ replayed }, 'the connection to Discord is back'),
    );
    from.on(Events.ShardDisconnect, ({ code }) =>
      log.error({ code }, 'Discord ended the connection for good; restart after looking at DISCORD_TOKEN'),
    );
  };

  const createListening = (): Client => {
    const made = createClient(apiUrl);
    listen(made);
    return made;
  };

  return {
    platform: 'discord',
    start: async (store, asked) => {
      receive = store;
      questions = asked;
      try {
        client = await connect(createListening, token);
        const changed = await registerCommands(client.rest, client.application!.id);
        log.info(
          { bot: client.user!.username, commands: changed ? 'registered' : 'unchanged' },
          'connected to Discord',
        );
      } catch (error) {
        receive = null;
        await client?.destroy();
        client = null;
        throw explained(error, apiUrl);
      }
    },
    stop: async () => {
      receive = null;
      await Promise.allSettled(underWay);
      await deferral.all();
      await client?.destroy();
      client = null;
    },
    ready: () =>
      client?.isReady() === true &&
      client.ws.shards.size > 0 &&
      client.ws.shards.every(({ status }) => status === Status.Ready),
  };
};
