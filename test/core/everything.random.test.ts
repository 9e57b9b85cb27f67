/**
 * Everything that people can do with money, in random order, by several at once and in two processes: whatever is done may be done
 * again under the same key, and a process may die in the middle of it, so that another does it again. A failure prints its seed.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Core, Identity, Result } from '../../core/index.ts';
import { endStandingOrders, operationOf, perEuro, prepared, prices, stockExchange } from './everything.ts';
import { discord, openWorld, slack, telegram } from './world.ts';

const world = await openWorld([], { rates: perEuro, prices });
await stockExchange(world);
const { owner } = world;
const processes: readonly [Core, Core] = [world.core, world.another()];
const day_ms = 86_400_000;
/** Longer than anything here waits for anybody. */
const forever_ms = 60 * day_ms;

/** The people of one run: four with money, and two who have never come. */
const crowdOf = (run: number): Identity[] => [
  discord(`e${run}a`),
  discord(`e${run}b`),
  slack(`E${run}C`),
  telegram(`9${run}04`),
  discord(`e${run}d`),
  slack(`E${run}F`),
];

const operation = operationOf(6);

/** `again`: by both processes at once. `dies`: every connection is lost while it is done; then the other process does it. */
const step = fc.record({ operation, how: fc.constantFrom('once', 'once', 'again', 'dies') });

const isLost = (error: unknown): boolean => {
  const code = String((error as { code?: string }).code);
  return code === '57P01' || code.startsWith('CONNECTION_') || code.startsWith('ECONN');
};

/** As the inbox and the queue do with work whose process lost its connection: the same again. */
async function untilHeard<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isLost(error)) throw error;
    }
  }
}

const killAll = () =>
  owner`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()`.catch((error) => {
    if (!isLost(error)) throw error;
  });

/** What an answer says for good: which record it made, or why it made none. */
const gist = (answer: unknown): string => {
  const result = answer as Result<{ reference?: string }> | undefined;
  if (!result || !('ok' in Object(result))) return '';
  return result.ok ? String(result.value?.reference ?? 'done') : result.refusal.code;
};

async function carryOut(
  run: number,
  { operation, how }: typeof step extends fc.Arbitrary<infer T> ? T : never,
) {
  const act = await untilHeard(() =>
    prepared(world, { crowd: crowdOf(run), channel: `run-${run}` }, operation),
  );
  const [one, other] = run % 2 === 0 ? processes : [processes[1], processes[0]];
  const first = untilHeard(() => act(one));
  if (how === 'once') return first;
  if (how === 'again') {
    const answers = await Promise.all([first, untilHeard(() => act(other))]);
    const makes = ['pay', 'request', 'split', 'drop', 'tab add', 'tab settle', 'tip'].includes(operation.do);
    if (makes) expect(gist(answers[1])).toBe(gist(answers[0]));
    return;
  }
  // Nobody waits for the process that died, and nobody knows how far it came.
  const abandoned = act(one).catch(() => {});
  await killAll();
  await untilHeard(() => act(other));
  await Promise.all([abandoned, first]);
}

/** Time passes until nothing waits any more. */
async function end(): Promise<void> {
  await world.payDue();
  await endStandingOrders(world);
  await world.settleAll();
  world.pass(forever_ms);
  for (const { name } of world.core.schedules.all) if (name !== 'seal') await world.core.schedules.run(name);
  await world.settleAll();
}

test('row 25: whatever people do, in whatever order and however often, with crashes, every asset is at zero in the end', async () => {
  let run = 0;
  const done = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 12, maxLength: 24 }),
      async (batches) => {
        run += 1;
        const crowd = crowdOf(run);
        for (const identity of crowd.slice(0, 4)) await world.person(identity, 1_00n);
        for (const batch of batches) {
          for (const { operation } of batch) if (operation.do === 'wait') world.pass(operation.days * day_ms);
          await Promise.all(batch.map((one) => carryOut(run, one)));
          for (const { operation } of batch) done.set(operation.do, (done.get(operation.do) ?? 0) + 1);
        }
        await end();
        await world.proven();
        const sums = await owner`
          select asset, sum(credits_posted - debits_posted)::text as sum, sum(debits_pending + credits_pending)::text as held
          from account group by asset`;
        expect(sums.map(({ sum, held }) => [sum, held])).toEqual(sums.map(() => ['0', '0']));
        const [under] = await owner`
          select count(*)::int as count from account
          where credits_posted - debits_posted - debits_pending < least(floor, coalesce(overdrawn, floor))`;
        expect(under).toEqual({ count: 0 });
        const escrow = await owner`
          select owner, purpose from account
          where purpose like 'escrow%' and credits_posted <> debits_posted`;
        expect(escrow).toEqual([]);
      },
    ),
    { numRuns: 12, interruptAfterTimeLimit: 150_000, markInterruptAsFailure: false },
  );
}, 240_000);
