/**
 * Bots and workers as processes of their own, and one of them, or what they stand on, killed in the middle of a stream of
 * payments. They are killed one after the other; the waiting afterwards, for leases to run out, the tests do together, so
 * that a later kill may meet an earlier one's recovery.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStage, PATIENCE_MS, type Payment, type Process, type Stage } from './harness.ts';
import { ownPostgres, ownRedis, redisServerMissing, type Server } from './servers.ts';

const LIMIT_MS = 3 * PATIENCE_MS;
const PAUSE_MS = 100;
const OUTAGE_MS = 1_500;
/** Calls that have shown something of the stream by the time of the kill, so that payments are then in every stage of their life. */
const KILL_AFTER = 8;
const AFTERWARDS = 12;

const pause = (wait_ms: number) => new Promise((resolve) => setTimeout(resolve, wait_ms));

/** Types payments until it is told to stop. */
function stream(stage: Stage, name: string) {
  const payments: Payment[] = [];
  let going = true;
  const run = async () => {
    for (; going; await pause(PAUSE_MS)) {
      const payment = stage.plan(`${name} ${String(payments.length).padStart(2, '0')}`);
      payments.push(payment);
      stage.type(payment);
    }
  };
  const running = run();
  return {
    payments,
    async end() {
      going = false;
      await running;
    },
  };
}

/** Resolves at once when the platforms have carried out so many calls that show this. */
const shown = (stage: Stage, text: RegExp, times: number): Promise<void> =>
  new Promise((resolve) => {
    let count = 0;
    const stop = stage.onShown((call) => {
      if (!text.test(call.text)) return;
      count += 1;
      if (count < times) return;
      stop();
      resolve();
    });
  });

interface Scene {
  name: string;
  /** What is seen in a chat when it breaks. */
  at: RegExp;
  breaks(): Promise<void>;
  mend(): Promise<void>;
}

const ack = (name: string) => new RegExp(name);
const receipt = (name: string) => new RegExp(` paid .*${name}`);

/** The stage of a describe: its processes, and whose turn it is to break something. */
function setting(open: () => Promise<{ stage: Stage; close(): Promise<void> }>) {
  let opened: Awaited<ReturnType<typeof open>>;
  let bots: Process;
  let workers: Process;
  let turn: Promise<unknown> = Promise.resolve();
  const typed: Payment[] = [];

  beforeAll(async () => {
    opened = await open();
    const { stage } = opened;
    [bots, workers] = await Promise.all([stage.start('bots'), stage.start('workers')]);
  }, LIMIT_MS);
  afterAll(async () => {
    await opened?.stage.close();
    await opened?.close();
  }, LIMIT_MS);

  /** One card for every payment, and it is the receipt; of Telegram's, whose answer may have been lost, there may be an older copy. */
  const told = (payments: Payment[]) =>
    payments.map((payment) => {
      const [cards, receipts] = [opened.stage.cards(payment), opened.stage.receipts(payment)];
      const copies = payment.platform === 'telegram' ? cards.length - receipts.length : 0;
      return { memo: payment.memo, cards: cards.length - copies, receipts: receipts.length };
    });

  return {
    killBots: () => bots.kill(),
    killWorkers: () => workers.kill(),
    async startBots() {
      bots = await opened.stage.start('bots');
    },
    async startWorkers() {
      workers = await opened.stage.start('workers');
    },

    /** Streams payments, breaks and mends something among them, and wants every receipt. */
    async play({ name, at, breaks, mend }: Scene): Promise<void> {
      const { stage } = opened;
      const act = async () => {
        const moment = shown(stage, at, KILL_AFTER);
        const { payments, end } = stream(stage, name);
        await moment;
        await breaks();
        await pause(OUTAGE_MS);
        await mend();
        const mended = payments.length;
        await pause(AFTERWARDS * PAUSE_MS);
        await end();
        return { payments, afterwards: payments.slice(mended) };
      };
      const acting = turn.then(act, act);
      turn = acting;
      const { payments, afterwards } = await acting;
      typed.push(...payments);
      try {
        await stage.atRest();
        const acknowledged = payments.filter((payment) => stage.cards(payment).length > 0);
        expect(told(acknowledged)).toEqual(acknowledged.map(({ memo }) => ({ memo, cards: 1, receipts: 1 })));
        // What was typed during the outage a chat may have refused, and said so; but Telegram keeps it, and later ones all arrive.
        const expected = payments.filter((each) => each.platform === 'telegram' || afterwards.includes(each));
        expect(acknowledged).toEqual(expect.arrayContaining(expected));
      } catch (error) {
        console.error(stage.output());
        throw error;
      }
    },

    /** Nobody was charged in silence, and everybody has what the receipts say. */
    async proven(): Promise<void> {
      const { stage } = opened;
      const receipts = typed.filter((payment) => stage.receipts(payment).length > 0);
      const orders = await stage.sql<{ memo: string }[]>`select memo from payment_order`;
      expect(orders.map(({ memo }) => memo).sort()).toEqual(receipts.map(({ memo }) => memo).sort());
      await stage.balances(receipts);
    },
  };
}

describe('with the queue on PostgreSQL', () => {
  let postgres: Server;
  const on = setting(async () => {
    postgres = await ownPostgres();
    return { stage: await openStage({ databaseUrl: postgres.url }), close: () => postgres.discard() };
  });

  it.concurrent(
    'bots killed amid payments: every payment that was acknowledged has one receipt',
    () => on.play({ name: 'bots', at: ack('bots'), breaks: on.killBots, mend: on.startBots }),
    LIMIT_MS,
  );

  it.concurrent(
    'workers killed amid payments: every payment that was acknowledged has one receipt',
    () => on.play({ name: 'workers', at: receipt('workers'), breaks: on.killWorkers, mend: on.startWorkers }),
    LIMIT_MS,
  );

  it.concurrent(
    'PostgreSQL killed amid payments: every payment that was acknowledged has one receipt',
    () =>
      on.play({
        name: 'postgres',
        at: ack('postgres'),
        breaks: () => postgres.kill(),
        mend: () => postgres.start(),
      }),
    LIMIT_MS,
  );

  it(
    'after all of that, everybody has what the receipts say, and the books are right',
    () => on.proven(),
    LIMIT_MS,
  );
});

const onRedis = `with the queue on Redis${redisServerMissing ? ` (skipped: ${redisServerMissing})` : ''}`;

describe.skipIf(redisServerMissing !== null)(onRedis, () => {
  let postgres: Server;
  let redis: Server;
  const on = setting(async () => {
    [postgres, redis] = await Promise.all([ownPostgres(), ownRedis()]);
    const settings = { REDIS_URL: redis.url };
    return {
      stage: await openStage({ databaseUrl: postgres.url, settings }),
      close: async () => {
        await Promise.all([postgres.discard(), redis.discard()]);
      },
    };
  });

  it.concurrent(
    'Redis killed amid payments: every payment that was acknowledged has one receipt',
    () =>
      on.play({ name: 'redis', at: receipt('redis'), breaks: () => redis.kill(), mend: () => redis.start() }),
    LIMIT_MS,
  );

  it('after that, everybody has what the receipts say, and the books are right', () => on.proven(), LIMIT_MS);
});
