import { setImmediate as nextTick, setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inTransaction } from '../../core/db/index.ts';
import { freshDatabase } from '../support/database.ts';

test('connections that are cut again and again leave no half of a database transaction, and a pool that works', async () => {
  const database = await freshDatabase();
  const { sql } = database;
  await sql`create table pair (id int generated always as identity, number int, half text)`;
  const doomed = database.connect({ max: 4, applicationName: 'doomed' });
  const outcomes = { committed: 0, lost: 0 };
  let running = true;

  const worker = async (number: number): Promise<void> => {
    for (let round = 0; running; round++) {
      const pair = number * 100_000 + round;
      try {
        await inTransaction(doomed, async (transaction) => {
          await transaction`insert into pair (number, half) values (${pair}, 'first')`;
          if (round % 3 === 0) await sleep(2);
          if (round % 3 === 1) await nextTick();
          await transaction`insert into pair (number, half) values (${pair}, 'second')`.catch(() => {});
          await transaction`insert into pair (number, half) values (${pair}, 'third')`;
        });
        outcomes.committed++;
      } catch {
        outcomes.lost++;
        await sleep(1);
      }
      await doomed`select 1`.catch(() => {});
    }
  };
  const workers = Array.from({ length: 6 }, (_, index) => worker(index));
  for (let round = 0; round < 40; round++) {
    await sleep(25);
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'doomed'`;
  }
  running = false;
  await Promise.all(workers);

  const torn = await sql`select number from pair group by number having count(*) <> 3`;
  expect(torn).toEqual([]);
  expect(outcomes.committed).toBeGreaterThan(0);
  expect(outcomes.lost).toBeGreaterThan(0);
  for (let round = 0; round < 20; round++) await doomed`select 1`.catch(() => {});
  expect(
    await Promise.all(Array.from({ length: 20 }, async () => (await doomed`select 1 as one`)[0]?.one)),
  ).toEqual(Array(20).fill(1));
});
