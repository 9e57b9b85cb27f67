import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inTransaction } from '../../core/db/index.ts';
import type { Submission } from '../../core/ledger/index.ts';
import { freshDatabase } from '../support/database.ts';
import { createLedgerWorld } from './ledger-world.ts';

const createRace = async (people: Record<string, number>) => {
  const database = await freshDatabase();
  const world = await createLedgerWorld(database.sql);
  for (const [name, amount] of Object.entries(people)) {
    await world.open(name, 0n);
    if (amount > 0) await world.submit(world.post({ desk: -amount, [name]: amount }));
  }
  const many = database.connect({ max: 30 });
  /** Each on a connection of its own. */
  const race = async (submissions: Submission[]) =>
    (await Promise.all(submissions.map((one) => world.ledger.submit(many, [one])))).flat();
  return { ...world, database, many, race };
};

test('row 6: of fifty parallel spends of all that somebody has, exactly one succeeds', async () => {
  const payees = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`payee${index}`, 0]));
  const { race, post, hold, told, balances, ledger, sql } = await createRace({ alice: 100, ...payees });
  const outcomes = await race(
    Object.keys(payees).map((payee, index) => (index % 2 ? post : hold)({ alice: -100, [payee]: 100 })),
  );
  expect(told(outcomes).sort()).toEqual([...Array(49).fill('insufficient_funds alice'), 'ok']);
  expect(['alice 0', 'alice 100 held 100']).toContain((await balances('alice'))[0]);
  expect(await ledger.verify(sql)).toEqual([]);
});

test('money that goes in circles, named in every order, neither deadlocks nor changes in sum', async () => {
  const names = ['alice', 'bob', 'carol', 'dora', 'emil'];
  const world = await createRace(Object.fromEntries(names.map((name) => [name, 1_000])));
  const submissions = Array.from({ length: 300 }, (_, index) => {
    const from = names[index % 5]!;
    const to = names[(index + 1 + (index % 4)) % 5]!;
    return world.post(index % 2 ? { [from]: -7, [to]: 7 } : { [to]: 7, [from]: -7 });
  });
  // No call is tried again here: a deadlock would be thrown.
  const outcomes = await world.race(submissions);
  expect(outcomes.filter((outcome) => outcome.ok).length).toBe(300);
  const has = await world.balances(...names);
  expect(has.reduce((sum, text) => sum + Number(text.split(' ')[1]), 0)).toBe(5_000);
  expect(await world.ledger.verify(world.sql)).toEqual([]);
});

test('batches that share accounts in opposite orders do not deadlock', async () => {
  const names = Array.from({ length: 20 }, (_, index) => `person${index}`);
  const world = await createRace(Object.fromEntries(names.map((name) => [name, 1_000])));
  const batch = (order: string[]): Submission[] =>
    order.slice(1).map((name, index) => world.post({ [order[index]!]: -1, [name]: 1 }));
  const batches = Array.from({ length: 40 }, (_, index) => batch(index % 2 ? names : [...names].reverse()));
  // Here, too, a deadlock would be thrown.
  const outcomes = await Promise.all(batches.map((one) => world.ledger.submit(world.many, one)));
  expect(outcomes.flat().every((outcome) => outcome.ok)).toBe(true);
  expect(await world.ledger.verify(world.sql)).toEqual([]);
});

test('one key used at the same moment for requests on different accounts happens once', async () => {
  const world = await createRace({ alice: 100, bob: 0, carol: 100, dora: 0 });
  for (let round = 0; round < 20; round++) {
    const one = world.post({ alice: -1, bob: 1 });
    const other = { ...world.hold({ carol: -1, dora: 1 }), key: one.key };
    const submit = (submission: Submission) =>
      inTransaction(world.many, (sql) => world.ledger.submit(sql, [submission]));
    const outcomes = (await Promise.all([submit(one), submit(other)])).flat();
    expect(world.told(outcomes).sort()).toEqual(['idempotency_key_reused again', 'ok']);
  }
  expect(await world.ledger.verify(world.sql)).toEqual([]);
});

test('a freeze that comes while payments run stops every later one', async () => {
  const world = await createRace({ alice: 1_000, bob: 0 });
  let isFrozen = false;
  const late: string[] = [];
  const pay = async () => {
    for (let count = 0; count < 40; count++) {
      const afterwards = isFrozen;
      const [told] = world.told(await world.ledger.submit(world.many, [world.post({ alice: -1, bob: 1 })]));
      if (afterwards) late.push(told!);
    }
  };
  const freeze = async () => {
    await world.ledger.freeze(world.many, 'alice', true);
    isFrozen = true;
  };
  await Promise.all([pay(), pay(), pay(), freeze(), pay()]);
  expect(late.length).toBeGreaterThan(0);
  expect(new Set(late)).toEqual(new Set(['account_frozen alice']));
  expect(await world.ledger.verify(world.sql)).toEqual([]);
});

test('connections that are cut in the middle of submissions leave the books right, and a retry finds what happened', async () => {
  const world = await createRace({ alice: 1_000, bob: 0 });
  const doomed = world.database.connect({ max: 8, applicationName: 'doomed' });
  const submissions = Array.from({ length: 400 }, () => world.post({ alice: -1, bob: 1 }));
  const untilHeard = async (one: Submission) => {
    for (;;) {
      const outcome = await world.ledger.submit(doomed, [one]).catch(() => null);
      if (outcome) return outcome;
    }
  };
  const cutting = (async () => {
    for (let cuts = 0; cuts < 10; cuts++) {
      await sleep(40);
      await world.database
        .owner`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'doomed'`;
    }
  })();
  const outcomes = (await Promise.all(submissions.map(untilHeard))).flat();
  await cutting;
  expect(outcomes.every((outcome) => outcome.ok)).toBe(true);
  expect(await world.balances('alice', 'bob')).toEqual(['alice 600', 'bob 400']);
  expect(await world.ledger.verify(world.sql)).toEqual([]);
});

test('the kernel reads no table whole, not even after its plans were made on empty ones', async () => {
  const world = await createRace({ alice: 10_000, bob: 0 });
  // What others read to begin with is counted when they end, or have been idle for ten seconds: that may be in the middle of this.
  await world.database.owner`
    select pg_terminate_backend(pid, 10000) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`;
  const one = world.database.connect({ max: 1 });
  const scans = async () => {
    await one`select pg_stat_force_next_flush()`;
    return one`select relname, seq_scan::int from pg_stat_user_tables
      where relname in ('account', 'transfer', 'entry', 'hold', 'hold_leg', 'rejection') order by relname`;
  };
  const before = await scans();
  for (let round = 0; round < 40; round++) {
    const batch = Array.from({ length: 25 }, () => world.post({ alice: -1, bob: 1 }));
    const [held] = await world.ledger.submit(one, [world.hold({ alice: -1, bob: 1 }), ...batch]);
    if (!held?.ok) throw new Error('The hold was refused');
    await world.ledger.submit(one, [{ verb: 'capture', key: world.key(), code: 'pay', hold: held.id }]);
  }
  expect(await scans()).toEqual(before);
});
