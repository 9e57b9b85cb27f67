/** The playground's three chats and people, with the whole of Tuppence in this process: the real adapters, core and workers. */
import { type Logger, pino } from 'pino';
import { afterAll, expect } from 'vitest';
import {
  createDiscordAdapter,
  createDiscordMessenger,
  createOpenInteractions,
} from '../../bots/discord/index.ts';
import type { ChatFile, ChatMessage } from '../../bots/playground/emulator.ts';
import {
  CHAT_USERS,
  DISCORD_CHANNEL,
  SLACK_CHANNEL,
  SLACK_TEAM,
  TELEGRAM_GROUP,
} from '../../bots/playground/people.ts';
import { createPlayground } from '../../bots/playground/playground.ts';
import { PLAYGROUND_RATES } from '../../bots/playground/rates.ts';
import { playgroundPrices } from '../../bots/playground/shares.ts';
import { createAuthors } from '../../bots/shared/authors.ts';
import { createHandler } from '../../bots/shared/handler.ts';
import { createIntake } from '../../bots/shared/intake.ts';
import { createMessenger } from '../../bots/shared/messenger.ts';
import { createQuestions } from '../../bots/shared/questions.ts';
import { createSlackAdapter, createSlackMessenger } from '../../bots/slack/index.ts';
import { createTelegramAdapter, createTelegramMessenger } from '../../bots/telegram/index.ts';
import {
  createCore,
  decimalText,
  fixedPrices,
  fixedRates,
  type Identity,
  type Platform,
} from '../../core/index.ts';
import { deliverQueue } from '../../workers/jobs/deliver.ts';
import { workQueue } from '../../workers/jobs/work.ts';
import { openQueues } from '../../workers/queue.ts';
import { startWorkers } from '../../workers/workers.ts';
import { messageText, plainText, until } from '../bots/shared/contract-support.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

const PATIENCE_MS = 20_000;

const ROOMS: Record<Platform, string> = {
  discord: DISCORD_CHANNEL,
  slack: SLACK_CHANNEL,
  telegram: TELEGRAM_GROUP,
};

/** What a person sees of a message: each line once, without what is there for the eye only. */
export const read = (message: ChatMessage): string =>
  plainText(messageText(message))
    .split('\n')
    .map((line) => line.trim())
    .filter((line, index, lines) => line !== '' && lines.indexOf(line) === index)
    .join('\n');

export type Place = 'room' | 'direct';

/** Starts everything, with £100 for each of the four. `stop` when done. */
export async function openStage(
  database: TestDatabase,
  { log = pino({ level: process.env.LOG_LEVEL ?? 'fatal' }) }: { log?: Logger } = {},
) {
  const { sql } = database;
  const playground = await createPlayground({ log, rateLimits: false });
  const { chats, env } = playground;
  let ahead_ms = 0;
  const clock = { now: () => new Date(Date.now() + ahead_ms) };
  // Hashing PINs as slowly as it should be is nothing for a busy machine.
  const { operators } = playground;
  const core = createCore({
    sql,
    log,
    clock,
    asset: 'GBP',
    operators,
    pin_cost: '1024:8:1',
    rates: fixedRates(PLAYGROUND_RATES, clock),
    prices: fixedPrices(playgroundPrices('GBP'), clock),
  });
  await playground.seed(core);
  await playground.seedExchange(core);
  await playground.seedAssets(core);
  await core.assets.follow();

  const discord = {
    token: env.DISCORD_TOKEN,
    apiUrl: env.DISCORD_API_URL,
    log,
    open: createOpenInteractions(),
  };
  const slack = { botToken: env.SLACK_BOT_TOKEN, apiUrl: env.SLACK_API_URL, log };
  const telegram = { token: env.TELEGRAM_TOKEN, apiUrl: env.TELEGRAM_API_URL, log };
  const platforms = [
    createDiscordMessenger(discord),
    createSlackMessenger(slack),
    createTelegramMessenger(telegram),
  ];
  const messenger = createMessenger(platforms, core);
  const queues = await openQueues({ databaseUrl: database.url }, log);
  const workers = await startWorkers({ core, messenger, queues, log });
  const intake = createIntake({ core, handle: createHandler({ core, messenger, platforms, log }), log });
  const questions = createQuestions({ core, log, platforms });
  const adapters = [
    createDiscordAdapter(discord),
    createSlackAdapter({ ...slack, appToken: env.SLACK_APP_TOKEN }),
    createTelegramAdapter({
      ...telegram,
      operators: operators.filter(({ platform }) => platform === 'telegram').map(({ user }) => user),
    }),
  ];
  await Promise.all(adapters.map((adapter) => adapter.start(intake.receive, questions, createAuthors(core))));

  /** One person in one chat, as they use it. */
  const person = (platform: Platform, handle: string) => {
    const chat = chats[platform];
    const user = CHAT_USERS[platform].find((each) => each.handle === handle)!;
    const identity: Identity = { platform, tenant: platform === 'slack' ? SLACK_TEAM : '', user: user.id };
    const channelOf = (place: Place): string =>
      place === 'room'
        ? ROOMS[platform]
        : (chat.channels(user.id).find(({ kind }) => kind === 'direct')?.id ?? '');
    const messages = (place: Place): ChatMessage[] =>
      chat.messages(user.id, channelOf(place)).filter(({ author }) => author.bot);
    const find = (place: Place, words: string | RegExp) =>
      messages(place).findLast((message) => {
        const text = read(message);
        return typeof words === 'string' ? text.includes(words) : words.test(text);
      });
    return {
      chat,
      user,
      identity,
      /** `file`: goes along with the line. */
      type: (line: string, place: Place = 'room', file?: ChatFile) =>
        chat.say(user.id, channelOf(place), line, undefined, file),
      messages,
      /** Every word of Tuppence that this person can see in a place. */
      reads: (place: Place): string[] => messages(place).map(read),
      /** The newest message that says this, as soon as it is there. */
      sees: (place: Place, words: string | RegExp): Promise<ChatMessage> =>
        until(() => find(place, words), `${user.name} to see ${words} in ${channelOf(place)}`, PATIENCE_MS),
      press: (place: Place, message: ChatMessage, label: string) => {
        const button = message.buttons.flat().find((each) => each.label === label);
        if (!button) throw new Error(`no button ${label} on: ${read(message)}`);
        return chat.press(user.id, channelOf(place), message.id, button.id);
      },
      react: (place: Place, message: ChatMessage, emoji: string, on = true) =>
        chat.react(user.id, channelOf(place), message.id, emoji, on),
      balance: async (): Promise<string> => {
        const { balances } = await core.account.balance(identity);
        return decimalText(balances[0]!.balance);
      },
    };
  };

  return {
    core,
    sql,
    chats,
    person,
    now: clock.now,
    /** Time goes on at once; then does what is due by these schedules. */
    async pass(ms: number, ...schedules: string[]): Promise<void> {
      ahead_ms += ms;
      for (const name of schedules) await core.schedules.run(name);
    },
    /** Nothing waits any more, neither in the database nor in the queue, where it is once the outbox is rid of it. */
    async settled(): Promise<void> {
      const still = { inbox: 0, outbox: 0, authorized: 0, due: 0, jobs: 0, more: 0 };
      const inDatabase = async () => {
        const [row] = await sql<{ newest: number }[]>`
          select (select count(*)::int from inbox where handled_at is null) as inbox,
                 (select count(*)::int from outbox where published_at is null) as outbox,
                 (select count(*)::int from payment where state = 'authorized') as authorized,
                 (select count(*)::int from delivery where state = 'due') as due,
                 (select coalesce(max(id), 0)::int from outbox) as newest`;
        return row!;
      };
      const waiting = async () => {
        const before = await inDatabase();
        const jobs =
          (await queues.queue(workQueue).getJobCountByTypes('wait', 'active', 'delayed')) +
          (await queues.queue(deliverQueue).getJobCountByTypes('wait', 'active'));
        const { newest, ...row } = await inDatabase();
        // What a job that ended meanwhile has left to do.
        return { ...row, jobs, more: newest - before.newest };
      };
      await expect.poll(waiting, { timeout: PATIENCE_MS, interval: 20 }).toEqual(still);
    },
    /** Nothing waits any more, and every invariant of the books holds. */
    async proven(): Promise<void> {
      await this.settled();
      expect(await core.audit.verify()).toEqual([]);
    },
    async stop(): Promise<void> {
      await Promise.all(adapters.map((adapter) => adapter.stop()));
      await intake.stop();
      await workers.stop();
      await queues.close();
      await playground.stop();
    },
  };
}

export type Stage = Awaited<ReturnType<typeof openStage>>;
export type Person = ReturnType<Stage['person']>;

/** A stage for a whole file, on a database of its own, with those who are on it. Erin has never come; bob is in two chats, as two people. */
export async function openTown() {
  const stage = await openStage(await freshDatabase());
  afterAll(() => stage.stop());
  return {
    stage,
    alice: stage.person('discord', 'alice'),
    bob: stage.person('discord', 'bob'),
    bobOnSlack: stage.person('slack', 'bob'),
    carol: stage.person('slack', 'carol'),
    dave: stage.person('telegram', 'dave'),
    erin: stage.person('telegram', 'erin'),
  };
}
