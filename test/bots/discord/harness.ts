/** An emulated Discord with the real adapter and messenger in front of it. */
import { pino } from 'pino';
import {
  createDiscordAdapter,
  createDiscordMessenger,
  createOpenInteractions,
} from '../../../bots/discord/index.ts';
import { createDiscordEmulator, type DiscordEmulator } from '../../../bots/playground/discord/index.ts';
import type { ChatUser } from '../../../bots/playground/emulator.ts';
import type { Receive } from '../../../bots/shared/adapter.ts';
import type { InboundEvent } from '../../../bots/shared/event.ts';
import type { Conversation, Identity } from '../../../core/index.ts';
import { until } from '../shared/contract-support.ts';

export const TOKEN = 'OTAwMDAwMDAwMDAwMDAwMDAx.test.token-of-nobody';
export const ALICE = '100000000000000001';
export const BOB = '100000000000000002';
export const GENERAL = '300000000000000001';
export const log = pino({ level: 'silent' });

const user = (id: string, name: string, admin = false, locale = 'en-GB'): ChatUser => ({
  id,
  name,
  handle: name.toLowerCase(),
  admin,
  locale,
});

export const identityOf = (id: string): Identity => ({ platform: 'discord', tenant: '', user: id });

export const emulator = (more: { limits?: boolean; port?: number; privilegedIntents?: number } = {}) =>
  createDiscordEmulator({
    users: [user(ALICE, 'Alice', true), user(BOB, 'Bob', false, 'de')],
    guild: { name: 'Friends', channels: [{ id: GENERAL, name: 'general' }] },
    botToken: TOKEN,
    limits: false,
    ...more,
  });

export const inGeneral = (chat: DiscordEmulator): Conversation => ({
  platform: 'discord',
  tenant: '',
  community: chat.guildId,
  channel: GENERAL,
  kind: 'group',
});

/** Adapter and messenger of one process. */
export const process = (chat: { apiUrl: string }, token = TOKEN) => {
  const open = createOpenInteractions();
  const options = { token, apiUrl: chat.apiUrl, log, open };
  return { adapter: createDiscordAdapter(options), messenger: createDiscordMessenger(options) };
};

/** Emulator and one started process that keeps every event it is given. */
export const started = async (
  receive: (event: InboundEvent) => Promise<void> | void = () => {},
  more: Parameters<typeof emulator>[0] = {},
) => {
  const chat = await emulator(more);
  const events: InboundEvent[] = [];
  const one = process(chat);
  const take: Receive = async (event) => {
    await receive(event);
    const fresh = !events.some(({ dedupeKey }) => dedupeKey === event.dedupeKey);
    events.push(event);
    return { fresh };
  };
  await one.adapter.start(take);
  const next = async <K extends InboundEvent['kind']>(kind: K, after = 0) =>
    (await until(
      () => events.slice(after).find((event) => event.kind === kind),
      `an event of kind ${kind}`,
    )) as Extract<InboundEvent, { kind: K }>;
  return {
    chat,
    ...one,
    events,
    next,
    stop: async () => {
      await one.adapter.stop();
      await chat.stop();
    },
  };
};
