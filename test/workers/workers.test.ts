import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  type Core,
  createCore,
  type Identity,
  type Messenger,
  type Outgoing,
  type SendResult,
} from '../../core/index.ts';
import { deliver, deliverQueue } from '../../workers/jobs/deliver.ts';
import { workQueue } from '../../workers/jobs/work.ts';
import type { QueueSystem } from '../../workers/queue.ts';
import { publishRows } from '../../workers/relay.ts';
import { scheduleQueue } from '../../workers/schedules.ts';
import { startWorkers } from '../../workers/workers.ts';
import { freshDatabase } from '../support/database.ts';
import { backends, freshQueues, redisMissing, silent } from './queues.ts';

const alice: Identity = { platform: 'discord', tenant: '', user: '1' };
const bob: Identity = { platform: 'slack', tenant: 'T1', user: 'U2' };
const room = {
  platform: 'discord',
  tenant: '',
  community: 'G1',
  channel: 'C1',
  kind: 'group',
} as const;

/** A platform that takes everything, unless told otherwise. */
function recorder(answer: (message: Outgoing) => SendResult | Promise<SendResult> = sent) {
  const shown: Outgoing[] = [];
  const messenger: Messenger = {
    async show(message) {
      shown.push(message);
      return answer(message);
    },
  };
  const receipts = () =>
    shown.filter(({ notice }) => notice.kind === 'payment' && notice.state === 'settled');
  return { messenger, shown, receipts };
}

function sent({ id, previous }: Outgoing): SendResult {
  return { status: 'sent', ref: previous ?? { platform: 'discord', channel: 'C1', message: id } };
}

async function funded(core: Core): Promise<void> {
  await core.people.seen({ identity: alice, name: 'Alice' }, room);
  await core.people.seen({ identity: bob, name: 'Bob' }, { ...room, platform: 'slack', tenant: 'T1' });
  const to = { by: 'identity', identity: alice } as const;
  expect(await core.bank.fund(null, to, 10_000n, 'GBP', 'fund')).toMatchObject({ ok: true });
}

let payments = 0;

async function pay(core: Core): Promise<bigint> {
  const result = await core.pay.authorize({
    payer: alice,
    payees: [{ by: 'identity', identity: bob }],
    amount: 100n,
    asset: 'GBP',
    mode: 'each',
    memo: null,
    origin: { key: `pay-${++payments}`, conversation: room },
  });
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value.delivery;
}

const balanceOf = async (core: Core, identity: Identity) => {
  const { balances } = await core.account.balance(identity);
  return balances.map(({ balance, held }) => [balance.minor, held.minor]);
};

const working = async (core: Core, queues: QueueSystem, messenger: Messenger) => {
  const workers = await startWorkers({ core, messenger, queues, log: silent });
  onTestFinished(() => workers.stop());
  return workers;
};

const patient = { timeout: 25_000, interval: 20 };

for (const backend of backends) {
  const missing = backend === 'Redis' ? redisMissing : null;
  describe.skipIf(missing)(`workers on ${backend}${missing ? ` (skipped: ${missing})` : ''}`, () => {
    const house = async () => {
      const database = await freshDatabase();
      const core = createCore({ sql: database.sql, asset: 'GBP' });
      await funded(core);
      const queues = await freshQueues(backend, database.url);
      return { database, core, queues };
    };

    it('settle what was authorized and turn the pending card into its receipt', async () => {
      const { core, queues } = await house();
      const { messenger, shown, receipts } = recorder();
      await working(core, queues, messenger);
      await core.deliveries.show(messenger, await pay(core));
      await vi.waitFor(async () => expect(await balanceOf(core, bob)).toEqual([['100', '0']]), patient);
      // What was settled before it was first shown is a receipt at once, and is edited all the same.
      await vi.waitFor(() => expect(receipts().some(({ previous }) => previous)).toBe(true), patient);
      const cards = shown.filter(({ notice }) => notice.kind === 'payment');
      expect(cards.filter(({ previous }) => previous === undefined)).toHaveLength(1);
      expect(await balanceOf(core, alice)).toEqual([['9900', '0']]);
    });

    it('settle once, with two processes of workers and every nudge published twice', async () => {
      const { core, queues, database } = await house();
      const { messenger, receipts } = recorder();
      const other = createCore({ sql: database.connect(), asset: 'GBP' });
      for (let count = 0; count < 20; count += 1) await core.deliveries.show(messenger, await pay(core));
      await core.outbox.sweep(0);
      await working(core, queues, messenger);
      await working(other, queues, messenger);
      await vi.waitFor(async () => expect(await balanceOf(core, bob)).toEqual([['2000', '0']]), patient);
      await vi.waitFor(() => expect(receipts()).toHaveLength(20), patient);
      expect(await balanceOf(core, alice)).toEqual([['8000', '0']]);
    });

    it('publish again what was not marked as published, under the same job', async () => {
      const { core, queues } = await house();
      await core.deliveries.show(recorder().messenger, await pay(core));
      const once = core.outbox.relay(100, async (rows) => {
        await publishRows(queues, rows);
        throw new Error('killed before the mark');
      });
      await expect(once).rejects.toThrow('killed');
      expect(await core.outbox.relay(100, (rows) => publishRows(queues, rows))).toBeGreaterThan(0);
      expect(await queues.queue(workQueue).getJobCountByTypes('wait', 'active', 'completed')).toBe(1);
    });

    it('wait in the queue as long as the platform says, and only once per conversation', async () => {
      const { core, queues } = await house();
      let refused_ms = 0;
      const { messenger, receipts } = recorder((message) => {
        if (message.audience === 'conversation' && message.notice.kind === 'payment') {
          if (message.notice.state === 'settled' && refused_ms === 0) {
            refused_ms = performance.now();
            return { status: 'rate_limited', retry_after_ms: 700, scope: 'conversation' };
          }
        }
        return sent(message);
      });
      await working(core, queues, messenger);
      for (let count = 0; count < 3; count += 1) await core.deliveries.show(messenger, await pay(core));
      await vi.waitFor(() => expect(refused_ms).toBeGreaterThan(0), patient);
      await vi.waitFor(() => expect(receipts().length).toBeGreaterThan(3), patient);
      expect(performance.now() - refused_ms).toBeGreaterThan(690);
      expect(await queues.queue(deliverQueue).getJobCountByTypes('delayed')).toBeLessThanOrEqual(1);
    });

    it('wait a short time, too, while a longer wait of the same conversation is in the queue', async () => {
      const { core, queues } = await house();
      const waits = [20_000, 19_000, 300, 290];
      const drain = async () => waits.shift() ?? null;
      const waiting = { ...core, deliveries: { ...core.deliveries, drain } };
      const queue = queues.queue(deliverQueue);
      const { messenger } = recorder();
      while (waits.length > 0) await deliver(waiting, messenger, queue, { lanes: ['discord::C1'] });
      const delays = (await queue.getJobs('delayed')).map(({ delay }) => delay);
      expect(delays.sort((one, other) => one - other)).toEqual([300, 20_000]);
    });

    it('try again what failed, and leave a malformed job to be looked at', async () => {
      const { core, queues } = await house();
      const { messenger, receipts } = recorder();
      let failures = 2;
      const shaky: Core = {
        ...core,
        pay: {
          ...core.pay,
          async settle(payment) {
            if (failures-- > 0) throw new Error('the database is away');
            await core.pay.settle(payment);
          },
        },
      };
      await working(shaky, queues, messenger);
      await queues.queue(workQueue).add('settle', { payment: 'a lot' });
      await core.deliveries.show(messenger, await pay(core));
      await vi.waitFor(() => expect(receipts()).toHaveLength(1), patient);
      const poison = async () => (await queues.queue(workQueue).getFailed())[0]?.failedReason;
      await vi.waitFor(async () => expect(await poison()).toContain('malformed payload'), patient);
    });

    it('stop only after what is under way is done', async () => {
      const { core, queues } = await house();
      let showing = false;
      const { messenger, receipts } = recorder(async (message) => {
        if (message.notice.kind === 'payment' && message.notice.state === 'settled') {
          showing = true;
          await sleep(300);
        }
        return sent(message);
      });
      const workers = await startWorkers({ core, messenger, queues, log: silent });
      await core.deliveries.show(messenger, await pay(core));
      await vi.waitFor(() => expect(showing).toBe(true), patient);
      await workers.stop();
      expect(receipts()).toHaveLength(1);
      expect(await queues.queue(deliverQueue).getActiveCount()).toBe(0);
    });

    it('register each schedule once, however many processes start', async () => {
      const { core, queues } = await house();
      const { messenger } = recorder();
      await working(core, queues, messenger);
      await working(core, queues, messenger);
      const schedulers = await queues.queue(scheduleQueue).getJobSchedulers();
      const registered = schedulers.map(({ key, every }) => [key, Number(every)]);
      expect(registered.sort()).toEqual(
        core.schedules.all.map(({ name, every_ms }) => [name, every_ms]).sort(),
      );
      expect(registered).toEqual(
        expect.arrayContaining([
          ['expire', 60_000],
          ['sweep', 10_000],
          ['seal', 1_000],
        ]),
      );
    });
  });
}
