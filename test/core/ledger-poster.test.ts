import { describe, expect, test } from 'vitest';
import { ConnectionLostError } from '../../core/db/index.ts';
import {
  type Act,
  carryOut,
  createPoster,
  type Submission,
  type SubmissionGroup,
} from '../../core/ledger/index.ts';
import { freshDatabase } from '../support/database.ts';
import { createLedgerWorld, idOfOutcome } from './ledger-world.ts';

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

test('a payment that is funded by an earlier one of the same batch succeeds, and one that comes too early does not', async () => {
  const [alice, bob, carol] = (await people({ alice: 10, bob: 0, carol: 0 })) as [string, string, string];
  const outcomes = await Promise.all([
    poster.post(world.post({ [bob]: -10, [carol]: 10 })),
    poster.post(world.post({ [alice]: -10, [bob]: 10 })),
    poster.post(world.post({ [bob]: -10, [carol]: 10 })),
    poster.post(world.hold({ [carol]: -10, [alice]: 10 })),
  ]);
  expect(world.told(outcomes)).toEqual([`insufficient_funds ${bob}`, 'ok', 'ok', 'ok']);
  expect(await world.balances(carol)).toEqual([`${carol} 10 held 10`]);
});

test('linked groups stand or fall by themselves among the others of a batch', async () => {
  const [alice, bob] = (await people({ alice: 10, bob: 0 })) as [string, string];
  const pay = (amount: number) => world.post({ [alice]: -amount, [bob]: amount });
  const groups = await Promise.all([
    poster.postGroup([pay(3), pay(8)], { linked: true }),
    poster.postGroup([pay(4), pay(2)], { linked: true }),
    poster.postGroup([pay(5), pay(1)]),
    poster.postGroup([]),
  ]);
  expect(groups.map(world.told)).toEqual([
    ['linked_refused', `insufficient_funds ${alice}`],
    ['ok', 'ok'],
    [`insufficient_funds ${alice}`, 'ok'],
    [],
  ]);
  expect(await world.balances(alice, bob)).toEqual([`${alice} 3`, `${bob} 7`]);
});

test('the same key by several callers of a batch happens once, and is refused to whoever asks for something else', async () => {
  const [alice, bob] = (await people({ alice: 10, bob: 0 })) as [string, string];
  const one = world.post({ [alice]: -1, [bob]: 1 });
  const outcomes = await Promise.all([
    poster.post(one),
    poster.post(one),
    poster.post({ ...world.post({ [alice]: -2, [bob]: 2 }), key: one.key }),
  ]);
  expect(world.told(outcomes)).toEqual(['ok', 'ok again', 'idempotency_key_reused again']);
  expect(await world.balances(bob)).toEqual([`${bob} 1`]);
});

test('what cannot even be asked is rejected to its own caller, and the others of the batch are none the wiser', async () => {
  const [alice, bob] = (await people({ alice: 10, bob: 0 })) as [string, string];
  const good = () => poster.post(world.post({ [alice]: -1, [bob]: 1 }));
  const settled = await Promise.allSettled([
    good(),
    poster.post({ ...world.post({ [alice]: -1, [bob]: 1 }), key: '' }),
    good(),
    poster.post({ verb: 'expire', hold: 1n, key: 'k'.repeat(201), code: 'pay' }),
    good(),
  ]);
  expect(settled.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'rejected',
    'fulfilled',
  ]);
  expect(await world.balances(bob)).toEqual([`${bob} 3`]);
});

test('when the connection is lost in the middle of a batch every caller hears that nobody knows, and a retry finds what happened', async () => {
  const [alice, bob] = (await people({ alice: 100, bob: 0 })) as [string, string];
  const doomed = database.connect({ max: 1, applicationName: 'doomed' });
  const posting = createPoster(doomed, world.ledger);
  const submissions = Array.from({ length: 20 }, () => world.post({ [alice]: -1, [bob]: 1 }));
  const settled = await database.owner.begin(async (sql) => {
    await sql`select from account where id = ${world.idOf(alice)} for update`;
    const all = Promise.allSettled(submissions.map((one) => posting.post(one)));
    const waiting = () => database.owner`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'doomed' and wait_event_type = 'Lock'`;
    while ((await waiting()).length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    return all;
  });
  for (const one of settled)
    expect(one).toMatchObject({ status: 'rejected', reason: expect.any(ConnectionLostError) });
  const retried = await Promise.all(submissions.map((one) => posting.post(one)));
  expect(retried.every(({ ok }) => ok)).toBe(true);
  expect(await world.balances(alice, bob)).toEqual([`${alice} 80`, `${bob} 20`]);
});

describe('an act', () => {
  interface Gift extends SubmissionGroup {
    to: string;
  }
  /** Gives away from the desk, and says to whom; 'nobody' needs no ledger, and writing down for 'poison' fails. */
  const giving: Act<string, Gift, string> = {
    plan: async (_sql, names) =>
      names.map((to) =>
        to === 'nobody' ? { answer: 'nothing' } : { to, submissions: [world.post({ desk: -1, [to]: 1 })] },
      ),
    record: async (sql, decided) => {
      if (decided.some(({ to }) => to.startsWith('poison'))) throw new Error('poison');
      await sql`insert into gift select * from unnest(${decided.map(({ to }) => to)}::text[])`;
      return decided.map(({ to, outcomes }) => `${to} ${world.told(outcomes)}`);
    },
  };

  test('plans, asks the ledger and records for all at once; each gets their own answer, also who needs no ledger', async () => {
    await database.owner.script('create table gift (name text); grant all on gift to public');
    const [alice, bob] = (await people({ alice: 0, bob: 0 })) as [string, string];
    const answers = await carryOut({ sql: database.sql, ledger: world.ledger }, giving, [
      alice,
      'nobody',
      bob,
    ]);
    expect(answers).toEqual([`${alice} ok`, 'nothing', `${bob} ok`]);
    expect(await database.sql`select name from gift order by name`).toEqual([{ name: alice }, { name: bob }]);
    expect(await world.balances(alice, bob)).toEqual([`${alice} 1`, `${bob} 1`]);
  });

  test('that cannot be recorded moves nothing', async () => {
    const [alice, poison] = (await people({ alice: 0, poison: 0 })) as [string, string];
    const all = carryOut({ sql: database.sql, ledger: world.ledger }, giving, [alice, poison]);
    await expect(all).rejects.toThrow('poison');
    expect(await world.balances(alice, poison)).toEqual([`${alice} 0`, `${poison} 0`]);
  });
});

test('thousands of tips to one person, and the fees of all of them to one account, share their calls', async () => {
  const names = Array.from({ length: 50 }, (_, index) => [`tipper${index}`, 1_000] as const);
  const [star, ...tippers] = (await people({ star: 0, ...Object.fromEntries(names) })) as [
    string,
    ...string[],
  ];
  await world.open('fees', 0n);
  const [before] =
    await database.sql`select count(*)::int as calls, (select count(*)::int from transfer) as transfers from journal`;
  const tip = (index: number): Submission => world.post({ [tippers[index % 50]!]: -10, [star]: 9, fees: 1 });
  const outcomes = await Promise.all(Array.from({ length: 3_000 }, (_, index) => poster.post(tip(index))));
  expect(outcomes.every(({ ok }) => ok)).toBe(true);
  expect(await world.balances(star, 'fees')).toEqual([`${star} 27000`, 'fees 3000']);
  const [after] =
    await database.sql`select count(*)::int as calls, (select count(*)::int from transfer) as transfers from journal`;
  expect(after!.transfers - before!.transfers).toBe(3_000);
  // One call could take 1,000 of them: had they gone one by one, they would have waited for each other's disk 3,000 times.
  expect(after!.calls - before!.calls).toBeLessThan(10);
  const [line] =
    await database.sql`select max(version)::int as version from entry where account_id = ${world.idOf(star)}`;
  expect(line).toEqual({ version: 3_000 });
  expect(outcomes.map(idOfOutcome)).toEqual([...outcomes.map(idOfOutcome)].sort((a, b) => Number(a - b)));
  expect(await world.ledger.verify(database.sql)).toEqual([]);
});
