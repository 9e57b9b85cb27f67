/** Tuppence whole in this process, put together as `npm start` does it, over emulators that the benchmark holds. */
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { createDiscordAdapter, createDiscordMessenger } from '../../bots/discord/index.ts';
import { createHandler } from '../../bots/shared/handler.ts';
import { createIntake } from '../../bots/shared/intake.ts';
import { createMessenger } from '../../bots/shared/messenger.ts';
import { createSlackAdapter, createSlackMessenger } from '../../bots/slack/index.ts';
import { createTelegramAdapter, createTelegramMessenger } from '../../bots/telegram/index.ts';
import { type Core, connect, createCore, migrate } from '../../core/index.ts';
import { openQueues } from '../../workers/queue.ts';
import { startWorkers } from '../../workers/workers.ts';
import type { World } from './world.ts';

export interface Running {
  core: Core;
  stop(): Promise<void>;
}

export interface Options {
  env: World['env'];
  databaseUrl: string;
  redisUrl?: string | undefined;
}

export const startTuppence = async ({ env, databaseUrl, redisUrl }: Options): Promise<Running> => {
  const log = pino({ level: process.env.LOG_LEVEL ?? 'error' });
  const owner = connect(databaseUrl, { max: 1 });
  const { role } = await migrate(owner);
  await owner.end();
  const sql = connect(databaseUrl, { role });
  const core = createCore({ sql, log, asset: 'GBP', operators: [] });
  const discord = { token: env.DISCORD_TOKEN, apiUrl: env.DISCORD_API_URL, log };
  const slack = { botToken: env.SLACK_BOT_TOKEN, apiUrl: env.SLACK_API_URL, log };
  const telegram = { token: env.TELEGRAM_TOKEN, apiUrl: env.TELEGRAM_API_URL, log };
  const platforms = [
    createDiscordMessenger(discord),
    createSlackMessenger(slack),
    createTelegramMessenger({ ...telegram, messages_per_second_max: Number.POSITIVE_INFINITY }),
  ];
  const messenger = createMessenger(platforms, core);
  // A queue of this run alone: jobs that an earlier run, or another version, left in Redis are not its business.
  const redisPrefix = `tuppence-bench-${randomUUID()}`;
  const queues = await openQueues({ databaseUrl, redisUrl, redisPrefix }, log);
  const workers = await startWorkers({ core, messenger, queues, log });
  const intake = createIntake({ core, handle: createHandler({ core, messenger, platforms, log }), log });
  const adapters = [
    createDiscordAdapter(discord),
    createSlackAdapter({ ...slack, appToken: env.SLACK_APP_TOKEN }),
    createTelegramAdapter(telegram),
  ];
  await Promise.all(adapters.map((adapter) => adapter.start(intake.receive)));
  return {
    core,
    async stop() {
      await Promise.all(adapters.map((adapter) => adapter.stop()));
      await intake.stop();
      await workers.stop();
      await queues.close();
      await sql.end({ timeout_ms: 5_000 });
    },
  };
};
