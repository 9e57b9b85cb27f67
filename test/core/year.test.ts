/**
 * A year of a community: its people do everything that there is, chance chooses who and what, and the clock is the test's. In the end the
 * books are proved to the last minor unit. Here a month of a few people; `YEAR=whole npx vitest run test/core/year.test.ts` plays the
 * year of 200, and says how long it took. `SEED=7` makes it another one.
 */
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { Identity, Result } from '../../core/index.ts';
import { operationOf, perEuro, prepared, prices, stockExchange } from './everything.ts';
import { discord, openWorld, slack, telegram } from './world.ts';

/** Chance as the product has it, too: references, keys of buttons, the shares of a drop. */
vi.mock('node:crypto', async (original) => {
  const crypto = await original<typeof import('node:crypto')>();
  let count = 0;
  const randomBytes = (size: number) =>
    crypto.createHash('shake256', { outputLength: size }).update(`${process.env.SEED}:${++count}`).digest();
  return { ...crypto, randomBytes };
});

const isWhole = process.env.YEAR === 'whole';
const seed = Number(process.env.SEED ?? 2026);
const people_count = isWhole ? 200 : 24;
const days_count = isWhole ? 365 : 30;
const events_a_day = isWhole ? 100 : 40;

const day_ms = 86_400_000;
/** Whatever waits for time looks so often. */
const looks_a_day = 4;
/** Longer than anything waits for anybody. */
const forever_days = 60;

const chats = [
  (index: number) => discord(`y${index}`),
  (index: number) => slack(`Y${index}`),
  (index: number) => telegram(`7${String(index).padStart(4, '0')}`),
];

const isRefused = (answer: unknown): boolean =>
  (answer as Partial<Result<unknown>> | undefined)?.ok === false;

test('a year of a community ends with books that are right to the last minor unit', async () => {
  const world = await openWorld([], { rates: perEuro, prices });
  await stockExchange(world);
  const { core, owner } = world;
  const crowd: Identity[] = Array.from({ length: people_count }, (_, index) => chats[index % 3]!(index));
  // Who has money came first; every tenth person has never spoken.
  for (const [index, identity] of crowd.entries())
    if (index % 10 !== 9) await world.person(identity, 200_00n);

  const timed = async (): Promise<void> => {
    for (const { name } of core.schedules.all) await core.schedules.run(name);
    await world.payDue();
    await world.settleAll();
  };
  const began_ms = performance.now();
  const tally = new Map<string, { done: number; refused: number }>();
  for (let day = 0; day < days_count; day++) {
    const happens = fc.sample(operationOf(people_count), { numRuns: events_a_day, seed: seed + day });
    for (const [index, operation] of happens.entries()) {
      const answer = await (await prepared(world, { crowd, channel: 'year' }, operation))(core);
      const count = tally.get(operation.do) ?? { done: 0, refused: 0 };
      count[isRefused(answer) ? 'refused' : 'done'] += 1;
      tally.set(operation.do, count);
      world.pass(day_ms / events_a_day);
      if (index % (events_a_day / looks_a_day) === 0) await timed();
    }
  }
  const played_ms = performance.now() - began_ms;
  for (let day = 0; day < forever_days; day++) {
    world.pass(day_ms);
    await timed();
  }

  // What one gets back of an event that was called off may be what they owe another.
  for (let round = 0; round < 5; round++) {
    await core.schedules.run('sweep');
    await world.payDue();
  }

  const report = await core.audit.run();
  expect(report.checks.filter(({ violations }) => violations > 0)).toEqual([]);
  expect(report.clean).toBe(true);
  const sums = await owner<{ asset: string; sum: string }[]>`
    select asset, sum(credits_posted - debits_posted)::text as sum from account group by asset`;
  expect(sums.map(({ sum }) => sum)).toEqual(sums.map(() => '0'));
  // Then everybody has what they paid, but for what their sellers lack.
  const owed = await owner`
    select o.payment, o.owed from shop_owed o
    join shop_item i on i.id = o.item
    join person named on named.id = i.seller
    join person seller on seller.id = coalesce(named.merged_into, named.id)
    left join account a on a.owner = seller.public_id and a.asset = i.asset and a.purpose = 'wallet'
    where o.owed <= coalesce(a.credits_posted - a.debits_posted - a.debits_pending - a.floor, 0)`;
  expect(owed).toEqual([]);
  const never = [...tally].filter(([, { done }]) => done === 0);
  expect(never).toEqual([]);

  if (isWhole) {
    const [books] = await owner<{ digest: string }[]>`
      select md5(string_agg(concat_ws(':', owner, asset, purpose, credits_posted, debits_posted), ',' order by owner, asset, purpose)) as digest
      from account`;
    const events = days_count * events_a_day;
    console.table(Object.fromEntries(tally));
    console.log(
      `${people_count} people, ${days_count} days, seed ${seed}: ${events} events in ${Math.round(played_ms / 1000)} s, ` +
        `${Math.round((events * 1000) / played_ms)} a second; ${report.entries} entries, audited in ${Math.round(report.duration_ms)} ms; ` +
        `the same seed ends with the same balances: ${books!.digest}`,
    );
  }
}, 3_600_000);
