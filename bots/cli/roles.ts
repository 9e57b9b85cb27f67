/** What runs in a process: everything (`start`), the chats (`bots`), the workers, or the playground alone. */
import type { Logger } from 'pino';
import {
  type Core,
  createCore,
  type Identity,
  identityText,
  type Messenger,
  type Platform,
} from '../../core/index.ts';
import type { Playground } from '../playground/playground.ts';
import { type Chat, connectsNothing, openChats, preload, requireChats, tokenNames } from './chats.ts';
import { type Database, dataDirectory, openDatabase } from './database.ts';
import type { Environment } from './env.ts';
import { type HttpServer, listen } from './http.ts';
import { onlyInstance } from './instance.ts';
import { Ending, endOnSignal, type Lifetime, lifetime } from './lifetime.ts';
import { DEFAULT_ASSET, pricesOf, ratesOf } from './rates.ts';
import { CannotStart } from './refusal.ts';
import { openLog, type Progress, progress, say } from './voice.ts';

/** What every role has. */
interface House {
  role: string;
  env: Environment;
  log: Logger;
  life: Lifetime;
  progress: Progress;
}

const defaultPort = 8080;
/** Handlers, settlements and deliveries at once, and some to spare; fewer than a plain PostgreSQL gives to three processes. */
const connections_max = 20;
const names: Record<Platform, string> = { discord: 'Discord', slack: 'Slack', telegram: 'Telegram' };
const listed = (platforms: Platform[]) =>
  new Intl.ListFormat('en-GB').format(platforms.map((platform) => names[platform]));

export const start = (env: Environment): Promise<void> =>
  inHouse('start', env, async (house) => {
    const instance = env.DATABASE_URL ? null : onlyInstance(house.life, dataDirectory(env));
    const http = await serve(house);
    instance?.note(http.url);
    preload(env);
    const database = await openDatabaseOf(house, http);
    const playground = connectsNothing(env) ? await openPlayground(house, {}) : null;
    const core = await coreOf(house, database, playground);
    if (playground) await moveIn(house, database, core, playground);
    const chats = await openChatsOf(house, playground);
    const messenger = await messengerOf(chats, core);
    await startWorkers(house, http, database, core, messenger);
    await startBots(house, http, core, messenger, chats);
    if (playground) {
      await playground.talk();
      http.app.use(playground.router);
    }
    ready(house, http, playground ? 'open ' : 'health at ');
  });

export const bots = (env: Environment): Promise<void> =>
  inHouse('bots', env, async (house) => {
    requireChats(env, 'bots');
    preload(env);
    const http = await serve(house, { optional: !env.SLACK_SIGNING_SECRET && !env.TELEGRAM_WEBHOOK_URL });
    const database = await openDatabaseOf(house, http);
    const core = await coreOf(house, database, null);
    const chats = await openChatsOf(house, null);
    await startBots(house, http, core, await messengerOf(chats, core), chats);
    ready(house, http, 'health at ');
  });

export const workers = (env: Environment): Promise<void> =>
  inHouse('workers', env, async (house) => {
    requireChats(env, 'workers');
    preload(env);
    const http = await serve(house, { optional: true });
    const database = await openDatabaseOf(house, http);
    const core = await coreOf(house, database, null);
    const chats = await openChatsOf(house, null);
    await startWorkers(house, http, database, core, await messengerOf(chats, core));
    ready(house, http, 'health at ');
  });

/** The emulators are on the ports after PORT, so that bots in other processes find them again after a restart. */
export const playground = (env: Environment): Promise<void> =>
  inHouse('playground', env, async (house) => {
    const http = await serve(house);
    const at = (offset: number) => (env.PORT === 0 ? 0 : http.port + offset);
    const emulated = await openPlayground(house, { discord: at(1), slack: at(2), telegram: at(3) });
    http.app.use(emulated.router);
    const database = await openDatabaseOf(house, http);
    await moveIn(house, database, await coreOf(house, database, emulated), emulated);
    await emulated.talk();
    ready(house, http, 'open ');
    say('For bots and workers, in a shell of this directory each:\n');
    for (const [name, value] of Object.entries(settingsBeside(env, emulated)))
      say(`export ${name}=${shellWord(value)}`);
    say('npm run bots\nnpm run workers\n');
  });

/** What other processes need to work for these chats on the same database, each on a port of its own. */
const settingsBeside = (env: Environment, emulated: Playground): Record<string, string> => ({
  ...emulated.env,
  TUPPENCE_OPERATORS: emulated.operators.map(identityText).join(','),
  ...(env.DATABASE_URL ? { DATABASE_URL: env.DATABASE_URL } : { TUPPENCE_DATA_DIR: dataDirectory(env) }),
  ...(env.REDIS_URL && { REDIS_URL: env.REDIS_URL }),
  ...(env.TUPPENCE_ASSET && { TUPPENCE_ASSET: env.TUPPENCE_ASSET }),
  TUPPENCE_RATES: env.TUPPENCE_RATES ?? 'fixed',
  TUPPENCE_PRICES: env.TUPPENCE_PRICES ?? 'fixed',
  PORT: '0',
});

/** As it is typed in a POSIX shell. */
const shellWord = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/**
 * Gives the playground's people their money. In a database of one's own that is said aloud, because a token with a typo in
 * its name leads here too; among real people it is refused.
 */
async function moveIn(
  { env, progress }: House,
  { url }: Database,
  core: Core,
  emulated: Playground,
): Promise<void> {
  if (env.DATABASE_URL) {
    const { host, pathname } = new URL(url);
    const where = `the database ${pathname.slice(1)} at ${host}`;
    if (await emulated.isForeign(core))
      throw new CannotStart(
        `The playground's made-up people and money do not belong in ${where}, which has people of its own. ` +
          `For real chats set ${tokenNames}, or some of them (a typo in a name?); for the playground, another DATABASE_URL or none.`,
      );
    say(
      `! THIS IS THE PLAYGROUND: its made-up people and their money are in ${where} (DATABASE_URL). For real chats set ${tokenNames}.`,
    );
  }
  await progress.step('People: four with money', () => emulated.seed(core));
  await emulated.seedTips(core);
  await emulated.seedExchange(core);
  await emulated.seedAssets(core);
  await emulated.explain(core);
}

/** A failed start closes what it had opened; a bug ends the process, because what it left half done is safe and what it would do next is not. */
async function inHouse(
  role: string,
  env: Environment,
  build: (house: House) => Promise<void>,
): Promise<void> {
  const { log, path } = openLog(role, env.LOG_LEVEL ?? 'info', dataDirectory(env));
  const life = lifetime(log);
  endOnSignal(life);
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'bug: the process ends');
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  });
  try {
    await life.opening(() => build({ role, env, log, life, progress: progress(life.checkpoint) }));
  } catch (error) {
    await life.end();
    if (error instanceof Ending) return;
    throw error;
  }
  if (path) say(`The log is in ${path}. Ctrl-C stops.`);
}

/** `optional`: nobody needs to call this process, so that a default port which is taken is no reason not to run. */
async function serve({ env, life, log }: House, { optional = false } = {}): Promise<HttpServer> {
  const host = env.HOST ?? '127.0.0.1';
  const open = async () => {
    try {
      return await listen(host, env.PORT ?? defaultPort, log);
    } catch (error) {
      if (!(error instanceof CannotStart) || !optional || env.PORT !== undefined) throw error;
      return await listen(host, 0, log);
    }
  };
  const http = await open();
  life.onEnd('HTTP server', () => http.close());
  return http;
}

async function openDatabaseOf(house: House, http: HttpServer): Promise<Database> {
  const database = await openDatabase({ ...house, say, connections_max });
  http.check('database', async () => {
    await database.sql`select`;
    return null;
  });
  return database;
}

async function openPlayground(house: House, ports: Partial<Record<Platform, number>>): Promise<Playground> {
  const { createPlayground } = await import('../playground/playground.ts');
  return house.progress.step('Emulators: Discord, Slack and Telegram', async () => {
    const made = await createPlayground({ log: house.log, ports });
    house.life.onEnd('emulators', () => made.stop());
    return made;
  });
}

async function coreOf({ env, log }: House, { sql }: Database, emulated: Playground | null): Promise<Core> {
  const core = createCore({
    sql,
    log,
    asset: env.TUPPENCE_ASSET ?? DEFAULT_ASSET,
    zone: env.TUPPENCE_ZONE ?? 'UTC',
    operators: operatorsOf(env, emulated),
    rates: await ratesOf(env, emulated && 'fixed'),
    prices: await pricesOf(env, emulated && 'fixed'),
  });
  await core.assets.follow();
  return core;
}

const operatorsOf = (env: Environment, emulated: Playground | null): Identity[] => [
  ...(env.TUPPENCE_OPERATORS ?? []),
  ...(emulated?.operators ?? []),
];

const openChatsOf = ({ env, log, progress }: House, emulated: Playground | null): Promise<Chat[]> => {
  const settings = { ...env, ...emulated?.env, TUPPENCE_OPERATORS: operatorsOf(env, emulated) };
  return progress.step('Client libraries: loaded', () => openChats(settings, log));
};

async function messengerOf(chats: Chat[], core: Core): Promise<Messenger> {
  const { createMessenger } = await import('../shared/messenger.ts');
  return createMessenger(
    chats.map(({ messenger }) => messenger),
    core,
  );
}

async function startWorkers(
  { env, log, life, progress }: House,
  http: HttpServer,
  database: Database,
  core: Core,
  messenger: Messenger,
): Promise<void> {
  const [{ openQueues }, workers] = await Promise.all([
    import('../../workers/queue.ts'),
    import('../../workers/workers.ts'),
  ]);
  const kind = env.REDIS_URL ? 'Redis' : 'PostgreSQL';
  const queues = await progress.step(`Queue: BullMQ on ${kind}`, () =>
    openQueues({ databaseUrl: database.url, redisUrl: env.REDIS_URL }, log).catch((error) => {
      throw env.REDIS_URL ? unreachableRedis(env.REDIS_URL, error) : error;
    }),
  );
  life.onEnd('queue', () => queues.close());
  http.check('queue', async () => {
    await queues.ping();
    return null;
  });
  const running = await progress.step('Workers: settling and delivering', () =>
    workers.startWorkers({ core, messenger, queues, log }),
  );
  life.onEnd('workers', () => running.stop());
}

const unreachableRedis = (url: string, { message, code }: NodeJS.ErrnoException): CannotStart =>
  new CannotStart(`REDIS_URL: the Redis at ${new URL(url).host} cannot be used (${message || code}).`);

async function startBots(
  { log, life, progress }: House,
  http: HttpServer,
  core: Core,
  messenger: Messenger,
  chats: Chat[],
): Promise<void> {
  const [{ createIntake }, { createHandler }, { createQuestions }, { createAuthors }] = await Promise.all([
    import('../shared/intake.ts'),
    import('../shared/handler.ts'),
    import('../shared/questions.ts'),
    import('../shared/authors.ts'),
  ]);
  const platforms = chats.map((chat) => chat.messenger);
  const intake = createIntake({ core, handle: createHandler({ core, messenger, platforms, log }), log });
  const questions = createQuestions({ core, log, platforms });
  const authors = createAuthors(core);
  life.onEnd('intake', () => intake.stop());
  const adapters = chats.map((chat) => ({ ...chat, adapter: chat.adapter() }));
  for (const { adapter, path } of adapters)
    if (path && adapter.httpHandler) http.app.all(path, adapter.httpHandler);
  await progress.step(`Chats: ${listed(chats.map(({ platform }) => platform))} connected`, () =>
    Promise.all(
      adapters.map(async ({ adapter, platform }) => {
        life.onEnd(names[platform], () => adapter.stop());
        http.check(platform, () => (adapter.ready() ? null : 'not connected'));
        await adapter.start(intake.receive, questions, authors).catch((error: Error) => {
          log.error({ err: error, platform }, 'adapter not started');
          throw new CannotStart(error.message);
        });
      }),
    ),
  );
}

function ready({ life, log, progress, role }: House, http: HttpServer, words: string): void {
  http.ready();
  life.onEnd('readiness', () => http.unready());
  log.info({ url: http.url }, 'ready');
  const name = role === 'start' ? 'Tuppence' : `Tuppence ${role}`;
  say(`\n${name} is ready after ${progress.elapsed()}: ${words}${http.url}\n`);
}
