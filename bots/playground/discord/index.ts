/**
 * An emulator of Discord on the wire: REST v10 and the gateway, for one guild and one bot, with the limits and errors of
 * the real one. `createDiscordEmulator` listens on 127.0.0.1; the adapter is given `apiUrl` and the bot token.
 */
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ChatUser, EmulatedChat } from '../emulator.ts';
import { serveFiles } from './attachments.ts';
import { createFaults } from './faults.ts';
import { createGateway } from './gateway.ts';
import { createLimits } from './limits.ts';
import { createOutsiders } from './outsiders.ts';
import { createPeople } from './people.ts';
import { PALETTE } from './reactions.ts';
import { applicationRoutes } from './routes-application.ts';
import { interactionRoutes } from './routes-interactions.ts';
import { messageRoutes } from './routes-messages.ts';
import { createServer } from './server.ts';
import { createWorld, type GuildSetup } from './world.ts';

interface DiscordEmulatorOptions {
  /** 0 or absent: any free port. */
  port?: number;
  users: ChatUser[];
  guild: GuildSetup;
  botToken: string;
  /** Enforce the rate limits. Default true; message and time limits are always enforced. */
  limits?: boolean;
  /** Privileged intents that the application has been granted, as a bit field. Default none. */
  privilegedIntents?: number;
}

export interface DiscordEmulator extends EmulatedChat {
  readonly botToken: string;
  /** Also the application's id. */
  readonly botUserId: string;
  readonly guildId: string;
  readonly port: number;
  /** Who was notified by a message. */
  pings(messageId: string): string[];
  editMessage(userId: string, channelId: string, messageId: string, text: string): void;
  /** Another bot of the guild writes; returns the message's id. */
  otherBotSays(channelId: string, text: string): string;
  otherBotReacts(channelId: string, messageId: string, emoji: string): void;
  /** A moderator takes all reactions off a message, or all of one emoji. */
  clearReactions(channelId: string, messageId: string, emoji?: string): void;
  /** Takes the bot's access to a channel away, or gives it back. */
  setBotAccess(channelId: string, allowed: boolean): void;
  /** Whether reactions name the author of the message from now on. */
  nameReactionAuthors(named: boolean): void;
  /** Lets the tokens of all interactions so far run out, as if 15 minutes had passed. */
  expireInteractions(): void;
  gateway: {
    /** Sessions that are connected now. */
    connected(): number;
    askToReconnect(): void;
    /** Cuts every connection without a word. */
    cut(): void;
    /** Forgets every session: a resume is answered by INVALID_SESSION. */
    forget(): void;
  };
}

/** The longest life of an interaction's token, and more. */
const LONG_AGO_MS = 16 * 60_000;

export const createDiscordEmulator = async (options: DiscordEmulatorOptions): Promise<DiscordEmulator> => {
  const world = createWorld(options);
  const { written, ...people } = createPeople(world);
  const calls = new Set<(call: { method: string; body: unknown }) => void>();
  const faults = createFaults(() => gateway.askToReconnect());
  const { app, add, finish } = createServer({
    world,
    faults: () => faults,
    limits: createLimits(options.limits ?? true),
    onCall: (call) => {
      for (const listener of calls) listener(call);
    },
  });
  const http = createHttpServer(app);
  const gateway = createGateway(world, http, () => faults, {
    privilegedIntents: options.privilegedIntents ?? 0,
  });
  messageRoutes(add, world);
  interactionRoutes(add, world);
  applicationRoutes(add, world, gateway.url);
  serveFiles(app, world, () => faults);
  finish();
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = http.address() as AddressInfo;
  world.origin = `http://127.0.0.1:${port}`;

  const messageOf = (id: string) =>
    [...world.channels.values()].flatMap(({ messages }) => messages.get(id) ?? [])[0];
  const unsubscribe =
    <T>(set: Set<T>, listener: T) =>
    () => {
      set.delete(listener);
    };

  return {
    platform: 'discord',
    apiUrl: `http://127.0.0.1:${port}/api`,
    port,
    botToken: options.botToken,
    botUserId: world.bot.id,
    guildId: world.guild.id,
    ...people,
    ...createOutsiders(world, { written }),
    palette: () => PALETTE,
    home: () => null,
    openHome: async () => {},
    pings: (id) => messageOf(id)?.pings ?? [],
    setBotAccess: (id, allowed) => {
      world.channels.get(id)!.botMayWrite = allowed;
    },
    nameReactionAuthors: (named) => {
      world.reactionAuthors = named;
    },
    expireInteractions: () => {
      for (const interaction of world.interactions.values()) interaction.created_ms -= LONG_AGO_MS;
    },
    gateway,
    onChange: (listener) => {
      world.listeners.change.add(listener);
      return unsubscribe(world.listeners.change, listener);
    },
    onFlash: (listener) => {
      world.listeners.flash.add(listener);
      return unsubscribe(world.listeners.flash, listener);
    },
    onCall: (listener) => {
      calls.add(listener);
      return unsubscribe(calls, listener);
    },
    faults: faults.hooks,
    stop: async () => {
      gateway.stop();
      for (const interaction of world.interactions.values()) interaction.settled();
      http.closeAllConnections();
      await new Promise<void>((resolve) => http.close(() => resolve()));
    },
  };
};
