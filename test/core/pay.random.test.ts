/** Random sequences of everything that moves money, several at a time, with connections killed in between (row 25 of ABUSE.md). */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Core, Identity } from '../../core/index.ts';
import { by, directWith, discord, handle, openWorld, slack, telegram } from './world.ts';

const world = await openWorld();
const processes: Core[] = [world.core, world.another()];

/** Six people of one run: four who have come, one who never has, and a Telegram name. */
const crowdOf = (run: number): Identity[] => [
  discord(`r${run}a`),
  discord(`r${run}b`),
  slack(`R${run}C`),
  telegram(`${run}04`),
  discord(`r${run}unseen`),
  telegram(`${run}06`),
];
const nameOf = (run: number) => `name_${run}`;

type Operation =
  | { do: 'pay'; from: number; to: number[]; amount: number; mode: 'each' | 'total'; again: boolean }
  | { do: 'payName'; from: number; amount: number }
  | { do: 'settle' | 'expire' | 'kill' }
  | { do: 'fund'; to: number; amount: number }
  | { do: 'seen'; who: number; named: boolean }
  | { do: 'freeze'; who: number; frozen: boolean }
  | { do: 'link'; code: number; by: number }
  | { do: 'press'; who: number; action: 'claim' | 'take_back' }
  | { do: 'wait'; days: number };

const who = fc.nat(5);
const amount = fc.integer({ min: -1, max: 60 });
const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('pay' as const),
      from: who,
      to: fc.array(who, { minLength: 1, maxLength: 3 }),
      amount,
      mode: fc.constantFrom('each' as const, 'total' as const),
      again: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('payName' as const), from: who, amount }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('settle' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('expire' as const, 'kill' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('fund' as const), to: who, amount }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('seen' as const), who, named: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('freeze' as const), who, frozen: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('link' as const), code: who, by: who }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('press' as const),
      who,
      action: fc.constantFrom('claim' as const, 'take_back' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const), days: fc.constantFrom(1, 13, 14) }) },
);

const isLost = (error: unknown): boolean => {
  const code = String((error as { code?: string }).code);
  return code === '57P01' || code.startsWith('CONNECTION_') || code.startsWith('ECONN');
};

/** What the inbox and the queue do with work whose process lost its connection: the same again. */
async function untilHeard<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isLost(error)) throw error;
    }
  }
}

const kill = () => world.owner`
  select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()`;

async function carryOut(run: number, one: Operation, core: Core): Promise<unknown> {
  const crowd = crowdOf(run);
  const key = world.key();
  const origin = { key, conversation: directWith(crowd[0]!) };
  switch (one.do) {
    case 'pay': {
      const { from, to, amount, mode, again } = one;
      const payees = to.map((index) => crowd[index]!);
      const request = world.request(crowd[from]!, payees, BigInt(amount), { mode });
      const pay = () => untilHeard(() => core.pay.authorize(request));
      return again ? Promise.all([pay(), untilHeard(() => processes[0]!.pay.authorize(request))]) : pay();
    }
    case 'payName': {
      const request = world.request(crowd[one.from]!, handle(nameOf(run), 'telegram'), BigInt(one.amount));
      return untilHeard(() => core.pay.authorize(request));
    }
    case 'settle':
      return untilHeard(async () => {
        for (const id of await world.authorized()) await core.pay.settle(id);
      });
    case 'expire':
      return untilHeard(() => core.pay.expireDue(20));
    case 'kill':
      return untilHeard(kill);
    case 'fund':
      return untilHeard(() => core.bank.fund(null, by(crowd[one.to]!), BigInt(one.amount), 'GBP', key));
    case 'seen': {
      const identity = crowd[one.who]!;
      const named = one.named && identity.platform === 'telegram';
      const actor = { identity, name: 'somebody', ...(named && { handle: nameOf(run) }) };
      return untilHeard(() => core.people.seen(actor, directWith(identity)));
    }
    case 'freeze':
      return untilHeard(() => core.bank.freeze(null, by(crowd[one.who]!), one.frozen));
    case 'link': {
      const made = await untilHeard(() => core.people.linkCode(crowd[one.code]!));
      if (!made.ok) return made;
      return untilHeard(() => core.people.link(crowd[one.by]!, made.value.code, key));
    }
    case 'press': {
      const intents = await untilHeard(
        () => world.sql<{ key: string }[]>`select key from intent where kind = ${one.action}`,
      );
      for (const intent of intents.slice(-3)) {
        await untilHeard(() => core.intents.press(intent.key, crowd[one.who]!, origin));
      }
      return;
    }
    case 'wait':
      return world.pass(one.days * 86_400_000);
  }
}

test('row 25: whatever happens in whatever order, with crashes, no penny is made or lost', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(operation, { minLength: 1, maxLength: 4 }), { minLength: 4, maxLength: 14 }),
      async (batches) => {
        run += 1;
        const crowd = crowdOf(run);
        for (const identity of crowd.slice(0, 4)) await world.seen(identity);
        for (const identity of crowd.slice(0, 4)) await world.fund(identity, 100n);
        for (const batch of batches) {
          await Promise.all(batch.map((one, index) => carryOut(run, one, processes[index % 2]!)));
        }
        await world.settleAll();
        await world.proven();
        for (const person of crowd) {
          const { balances } = await world.core.account.balance(person);
          expect(balances.every(({ available }) => BigInt(available.minor) >= 0n)).toBe(true);
        }
        expect(await world.authorized()).toEqual([]);
      },
    ),
    { numRuns: 30, endOnFailure: true },
  );
}, 240_000);
