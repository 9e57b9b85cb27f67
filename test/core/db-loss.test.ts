import { createServer, connect as dial, type Socket } from 'node:net';
import { setImmediate as nextTick, setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { batched, ConnectionLostError, connect, inTransaction } from '../../core/db/index.ts';
import { freshDatabase } from '../support/database.ts';

test('connections that are cut again and again leave no half of a database transaction, and a pool that works', async () => {
  const database = await freshDatabase();
  const { owner: sql } = database;
  await sql`create table pair (id int generated always as identity, number int, half text)`;
  const doomed = database.connect({ max: 4, applicationName: 'doomed', role: null });
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
      } catch (error) {
        expect(error).toBeInstanceOf(ConnectionLostError);
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
  expect(
    await Promise.all(Array.from({ length: 20 }, async () => (await doomed`select 1 as one`)[0]?.one)),
  ).toEqual(Array(20).fill(1));
});

test('a PostgreSQL that is not there is a ConnectionLostError, soon', async () => {
  const sql = connect('postgres://nobody@127.0.0.1:1/nothing');
  await expect(sql`select 1`).rejects.toThrow(ConnectionLostError);
  await expect(sql.begin(async () => {})).rejects.toThrow(ConnectionLostError);
  await sql.end();
});

test('a database transaction in which a failed statement was not heeded is undone, and says so', async () => {
  const { owner: sql } = await freshDatabase();
  const work = inTransaction(sql, async (transaction) => {
    await transaction`create table made (id int)`;
    await transaction`select * from nothing_like_it`.catch(() => {});
  });
  await expect(work).rejects.toThrow(/was undone/);
  expect(await sql`select from pg_tables where tablename = 'made'`).toHaveLength(0);
});

test('what is sent after the end of a database transaction is refused', async () => {
  const { owner: sql } = await freshDatabase();
  const escaped = await sql.begin(async (transaction) => ({ transaction }));
  await expect(escaped.transaction`select 1`).rejects.toThrow(/has ended/);
});

test('a deadlock is settled by trying again', async () => {
  const { owner: sql } = await freshDatabase();
  await sql`create table place (id int primary key, visits int not null default 0)`;
  await sql`insert into place (id) values (1), (2)`;
  let arrived = 0;
  const visit = (first: number, second: number) =>
    inTransaction(sql, async (transaction) => {
      await transaction`update place set visits = visits + 1 where id = ${first}`;
      for (arrived++; arrived < 2; ) await sleep(5);
      await transaction`update place set visits = visits + 1 where id = ${second}`;
    });
  await Promise.all([visit(1, 2), visit(2, 1)]);
  expect(await sql`select visits from place`).toEqual([{ visits: 2 }, { visits: 2 }]);
});

test('a database transaction that waits for a lock which is not given in time is tried again, and goes through when it is given', async () => {
  const { owner: sql } = await freshDatabase();
  await sql`create table thing (id int primary key, tries int not null)`;
  await sql`insert into thing values (1, 0)`;
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let locked = () => {};
  const isLocked = new Promise<void>((resolve) => {
    locked = resolve;
  });
  const holder = sql.begin(async (transaction) => {
    await transaction`select 1 from thing where id = 1 for update`;
    locked();
    await held;
  });
  await isLocked;
  let tries = 0;
  const waiter = inTransaction(sql, async (transaction) => {
    tries += 1;
    await transaction`set local lock_timeout = '50ms'`;
    if (tries === 2) release();
    await transaction`update thing set tries = ${tries} where id = 1`;
  });
  await Promise.all([holder, waiter]);
  expect(tries).toBeGreaterThan(1);
  expect((await sql`select current_setting('lock_timeout') as wait`)[0]).toEqual({ wait: '5s' });
});

/** PostgreSQL behind a network that can be made to swallow all that the connections of this moment say, without closing them. */
const behindNetwork = async (postgresUrl: string) => {
  const url = new URL(postgresUrl);
  const { hostname, port } = url;
  const links = new Set<{ near: Socket; far: Socket; isDead: boolean }>();
  const server = createServer((near) => {
    const far = dial(Number(port), hostname);
    const link = { near, far, isDead: false };
    links.add(link);
    near.on('data', (data) => void (link.isDead || far.write(data)));
    far.on('data', (data) => void (link.isDead || near.write(data)));
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => {});
      one.on('close', () => void (link.isDead || other.destroy()));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url.port = String((server.address() as { port: number }).port);
  onTestFinished(() => {
    for (const { near, far } of links) {
      near.destroy();
      far.destroy();
    }
    server.close();
  });
  return {
    url: url.href,
    swallow: () => {
      for (const link of links) link.isDead = true;
    },
  };
};

test('a network that swallows all is a lost connection after a while: nobody hears that it was undone, and the pool works', async () => {
  const database = await freshDatabase();
  await database.owner`create table note (words text)`;
  const network = await behindNetwork(database.url);
  const sql = connect(network.url, { max: 2, answer_wait_ms: 1_000 });
  onTestFinished(() => sql.end({ timeout_ms: 1_000 }));
  await sql`select 1`;
  network.swallow();
  await expect(sql`select 1`).rejects.toThrow(ConnectionLostError);
  expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);

  const torn = sql.begin(async (transaction) => {
    await transaction`insert into note values ('half')`;
    network.swallow();
    await transaction`insert into note values ('whole')`;
  });
  await expect(torn).rejects.toThrow(ConnectionLostError);
  expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
  expect(await database.owner`select * from note`).toEqual([]);
});

test('a migration waits for its answers for as long as they take', async () => {
  const database = await freshDatabase();
  const sql = connect(database.url, { answer_wait_ms: 500 });
  onTestFinished(() => sql.end({ timeout_ms: 1_000 }));
  await inTransaction(sql, (transaction) => transaction`select pg_sleep(1.5)`, { isPatient: true });
  await expect(sql`select pg_sleep(1.5)`).rejects.toThrow(ConnectionLostError);
});

test('a batch on a dead connection does not keep those who come after it', async () => {
  const database = await freshDatabase();
  const network = await behindNetwork(database.url);
  const sql = connect(network.url, { answer_wait_ms: 15_000 });
  onTestFinished(() => sql.end({ timeout_ms: 1_000 }));
  await sql`select 1`;
  const ask = batched(async (items: number[]) => {
    await sql`select 1`;
    return items;
  }, 10);
  network.swallow();
  let isOver = false;
  const stuck = Promise.all([ask(1), ask(2), ask(3)]).finally(() => {
    isOver = true;
  });
  const loss = expect(stuck).rejects.toThrow(ConnectionLostError);
  await sleep(10);
  expect(await Promise.all([ask(4), ask(5)])).toEqual([4, 5]);
  expect(isOver).toBe(false);
  await loss;
}, 30_000);
