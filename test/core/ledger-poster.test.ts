import { expect, test } from 'vitest';
import { createPoster } from '../../core/ledger/index.ts';
import { freshDatabase } from '../support/database.ts';
import { createLedgerWorld } from './ledger-world.ts';

const database = await freshDatabase();
const world = await createLedgerWorld(database.sql);
const poster = createPoster(database.sql, world.ledger);
let count = 0;

/** People of the test's own, with what they have. */
const people = async (amounts: Record<string, number>): Promise<string[]> => {
  const run = ++count;
  const names = Object.keys(amounts).map((name) => `${name}${run}`);
  for (const [index, amount] of Object.values(amounts).entries()) {
    await world.open(names[index]!, 0n);
    if (amount > 0) await world.submit(world.post({ desk: -amount, [names[index]!]: amount }));
  }
  return names;
};

test('callers who come together share one call of the kernel, and each gets their own outcome', async () => {
  const [alice, bob] = (await people({ alice: 5, bob: 0 })) as [string, string];
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, () => poster.post(world.post({ [alice]: -1, [bob]: 1 }))),
  );
  expect(world.told(outcomes)).toEqual([
    ...Array(5).fill('ok'),
    ...Array(3).fill(`insufficient_funds ${alice}`),
  ]);
  expect(await world.balances(alice, bob)).toEqual([`${alice} 0`, `${bob} 5`]);
  const [calls] = await database.sql`
    select count(distinct xmin::text)::int as calls from transfer where id = any(${outcomes.flatMap((one) => (one.ok ? [one.id] : []))})`;
  expect(calls).toEqual({ calls: 1 });
});
