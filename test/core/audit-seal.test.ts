/** The chain of seals: without a gap, whoever seals, writes or dies meanwhile. */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createAudit } from '../../core/audit/index.ts';
import type { Sql } from '../../core/db/index.ts';
import { createLedger } from '../../core/ledger/index.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { everything } from './audit-book.ts';
import { createLedgerWorld, idOfOutcome } from './ledger-world.ts';

interface SealRow {
  number: bigint;
  journals: bigint[];
  journal_hashes: Buffer;
  hash: Buffer;
  at: bigint;
}

/** The chain made anew from the journal, by code that shares nothing with the database's. */
const chainOf = async (sql: Sql): Promise<{ sealed: bigint[]; broken: bigint[] }> => {
  const micros = (column: string) => `(extract(epoch from ${column}) * 1000000)::bigint`;
  const journal = await sql.query<
    { id: bigint; transfers: string; digests: Buffer; at: bigint; seal: bigint | null }[]
  >(`select id, transfers::text, digests, ${micros('created_at')} as at, seal from journal order by id`);
  const rows = new Map(journal.map((row) => [row.id, row]));
  const seals = await sql.query<(Omit<SealRow, 'journals'> & { journals: string })[]>(
    `select number, journals::text, journal_hashes, hash, ${micros('sealed_at')} as at from seal order by number`,
  );
  const listOf = (text: string): bigint[] => text.slice(1, -1).split(',').map(BigInt);
  const jsonOf = (...values: (bigint | bigint[])[]) =>
    `[${values.map((value) => (Array.isArray(value) ? `[${value.join(',')}]` : String(value))).join(', ')}]`;
  let before: Buffer = Buffer.alloc(32);
  const sealed: bigint[] = [];
  const broken: bigint[] = [];
  for (const [index, seal] of seals.entries()) {
    const journals = listOf(seal.journals);
    const hashes = journals.map((id) => {
      const row = rows.get(id)!;
      return createHash('sha256')
        .update(jsonOf(row.id, listOf(row.transfers), row.at))
        .update(row.digests)
        .digest();
    });
    const hash = createHash('sha256')
      .update(before)
      .update(jsonOf(seal.number, seal.at, journals))
      .update(Buffer.concat(hashes))
      .digest();
    const isRight =
      seal.number === BigInt(index + 1) &&
      hash.equals(seal.hash) &&
      journals.every((id) => rows.get(id)!.seal === seal.number);
    if (!isRight) broken.push(seal.number);
    sealed.push(...journals);
    before = seal.hash;
  }
  return { sealed, broken };
};

const expectChained = async (sql: Sql): Promise<void> => {
  const { sealed, broken } = await chainOf(sql);
  expect(broken).toEqual([]);
  const journal = await sql<{ id: bigint }[]>`select id from journal`;
  expect(sealed.toSorted()).toEqual(journal.map(({ id }) => id).toSorted());
};

const auditOf = (sql: Sql) => createAudit(sql, everything);

/** Moves a penny to and fro until it is told to stop. */
const writer = async (database: TestDatabase, name: string, isOver: () => boolean): Promise<void> => {
  const world = await createLedgerWorld(database.connect({ max: 1 }));
  await world.open(name, null);
  for (let count = 0; !isOver(); count += 1) {
    const key = `${name}-${count}`;
    const moved = await world.submit(
      count % 3 === 2
        ? world.hold({ [name]: -1, desk: 1 }, { key })
        : world.post({ [name]: -1, desk: 1 }, { key }),
    );
    expect(moved[0]).toMatchObject({ ok: true });
  }
};

test('a journal that is sealed by several while others write is one chain, of which nothing is left out', async () => {
  const database = await freshDatabase();
  let isOver = false;
  const writers = ['ann', 'ben', 'cleo'].map((name) => writer(database, name, () => isOver));
  const sealers = [1, 2, 3].map(async () => {
    const audit = auditOf(database.connect({ max: 1 }));
    let sealed = 0;
    while (!isOver) sealed += await audit.seal();
    return sealed;
  });
  const newest = async () => {
    const [row] = await database.sql<{ number: bigint | null }[]>`select max(number) as number from seal`;
    return Number(row!.number ?? 0);
  };
  try {
    await expect.poll(newest, { timeout: 60_000 }).toBeGreaterThan(20);
  } finally {
    isOver = true;
    await Promise.all([...writers, ...sealers]);
  }
  const audit = auditOf(database.sql);
  await audit.seal();
  await expectChained(database.sql);
  expect(await audit.seal()).toBe(0);
  expect(await audit.verify()).toEqual([]);
}, 120_000);

test('a journal row stays in its seal, whoever tries to move it', async () => {
  const { sql, owner } = await freshDatabase();
  const world = await createLedgerWorld(sql);
  await world.open('ann', null);
  await world.submit(world.post({ ann: -1, desk: 1 }));
  await auditOf(sql).seal();
  for (const seal of ['null', 'seal + 1'])
    await expect(owner.script(`update journal set seal = ${seal}`)).rejects.toThrow(/immutable/);
});

test('the books are right as one moment has them, while others write', async () => {
  const database = await freshDatabase();
  let isOver = false;
  const writers = ['ann', 'ben'].map((name) => writer(database, name, () => isOver));
  const { verify } = auditOf(database.sql);
  try {
    for (let count = 0; count < 10; count += 1) expect(await verify()).toEqual([]);
  } finally {
    isOver = true;
    await Promise.all(writers);
  }
}, 60_000);

test('a sealer that is killed in between leaves the chain whole, and another goes on', async () => {
  const database = await freshDatabase();
  let isOver = false;
  const writing = writer(database, 'ann', () => isOver);
  const audit = auditOf(database.connect({ max: 1, applicationName: 'dying' }));
  let killed = 0;
  const sealing = (async () => {
    while (!isOver)
      await audit.seal().catch(async () => {
        killed += 1;
        await sleep(1);
      });
  })();
  const kill = () => database.owner`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = 'dying' and state <> 'idle'`;
  try {
    await expect
      .poll(
        async () => {
          await kill();
          return killed;
        },
        { timeout: 60_000, interval: 10 },
      )
      .toBeGreaterThan(5);
  } finally {
    isOver = true;
    await Promise.all([writing, sealing]);
  }
  await auditOf(database.sql).seal();
  await expectChained(database.sql);
  expect(await auditOf(database.sql).verify()).toEqual([]);
}, 120_000);

test('a database transaction that commits late is sealed when it does, after rows that are younger', async () => {
  const database = await freshDatabase();
  const { sql } = database;
  const world = await createLedgerWorld(sql);
  await world.open('ann', null);
  const ledger = createLedger();
  const audit = auditOf(sql);
  const desk = { asset: 'EUR', purpose: 'wallet', floor: null };
  const [late, other] = [
    await ledger.openAccount(sql, { owner: 'late', ...desk }),
    await ledger.openAccount(sql, { owner: 'other', ...desk }),
  ];
  await sql.begin(async (transaction) => {
    const legs = [
      { account: late, amount: -1n },
      { account: other, amount: 1n },
    ];
    await ledger.submit(transaction, [{ verb: 'post', key: 'late', code: 'pay', legs }]);
    await world.submit(world.post({ ann: -1, desk: 1 }));
    expect(await audit.seal()).toBe(1);
  });
  expect(await audit.run()).toMatchObject({
    clean: true,
    unsealed: { transfers: 0n, oldest: null },
    head: { number: 2n },
  });
  await expectChained(sql);
});

test('an audit of a database that only reads says what is not sealed yet, and since when', async () => {
  const { sql, connect } = await freshDatabase();
  const world = await createLedgerWorld(sql);
  await world.open('ann', null);
  await world.submit(world.post({ ann: -1, desk: 1 }));
  await auditOf(sql).seal();
  idOfOutcome((await world.submit(world.hold({ ann: -1, desk: 1 })))[0]);
  const [{ at }] = await sql<[{ at: Date }]>`select max(created_at) as at from transfer`;
  const reading = connect({ max: 1 });
  await reading`set default_transaction_read_only = on`;
  expect(await auditOf(reading).run()).toMatchObject({
    clean: true,
    head: { number: 1n },
    unsealed: { transfers: 1n, oldest: at.toISOString() },
    notSealed: expect.stringContaining('read-only'),
  });
});

test('where the chain ends is told to the log at once, and then only now and then', async () => {
  const { sql } = await freshDatabase();
  const world = await createLedgerWorld(sql);
  await world.open('ann', null);
  const lines: object[] = [];
  const audit = createAudit(sql, everything, {
    info: (fields) => lines.push(fields),
    warn: () => {},
    error: () => {},
  });
  await audit.seal();
  expect(lines).toEqual([]);
  for (let count = 0; count < 3; count += 1) {
    await world.submit(world.post({ ann: -1, desk: 1 }));
    await audit.seal();
  }
  const [{ hash }] = await sql<
    [{ hash: string }]
  >`select encode(hash, 'hex') as hash from seal where number = 1`;
  expect(lines).toEqual([{ seal: 1n, hash }]);
});

test('the digest that the kernel writes is the one that the audit makes anew, for every verb and every sort of value', async () => {
  const { sql } = await freshDatabase();
  const world = await createLedgerWorld(sql);
  for (const name of ['ann', 'ben', 'ann:EUR', 'ben:EUR']) await world.open(name, null);
  const eventAt = new Date('1969-12-31T23:59:59.999Z');
  const huge = 10n ** 37n;
  const code = 'größer "quoted" \\ \n\t\u0001 🪙';
  const posts = [
    world.post({ ann: -5, ben: 5 }, { key: code, code, eventAt }),
    world.post({ ann: -huge, ben: huge }, { eventAt: new Date('2999-01-01T00:00:00.001Z') }),
    world.post({ ann: -1, ben: 1, 'ann:EUR': 7, 'ben:EUR': -7 }),
  ];
  const holds = [1, 2, 3].map(() => world.hold({ ann: -9, ben: 4, desk: 5 }, { eventAt }));
  const expiring = world.hold({ ann: -9, ben: 9 }, { expiresAt: new Date(Date.now() - 1_000) });
  const outcomes = await world.submit(...posts, ...holds, expiring);
  const ids = outcomes.map(idOfOutcome);
  const [inFull, inPart, voided] = ids.slice(3);
  const rest = await world.submit(
    { verb: 'capture', hold: inFull!, key: world.key(), code },
    { verb: 'capture', hold: inPart!, legs: world.legs({ ann: -3, ben: 3 }), key: world.key(), code },
    { verb: 'void', hold: voided!, key: world.key(), code: 'pay', eventAt },
    { verb: 'expire', hold: ids.at(-1)!, key: world.key(), code: 'pay' },
    { verb: 'reverse', transfer: ids[2]!, key: world.key(), code: 'pay' },
  );
  for (const outcome of rest) idOfOutcome(outcome);
  const verbs = await sql<{ verb: string }[]>`select distinct verb from transfer order by verb`;
  expect(verbs.map(({ verb }) => verb)).toEqual(['capture', 'expire', 'hold', 'post', 'reverse', 'void']);
  await auditOf(sql).seal();
  await expectChained(sql);
  expect(await auditOf(sql).verify()).toEqual([]);
});

test('where every digest is wrong, the audit says so of every transfer', async () => {
  const { sql, owner } = await freshDatabase();
  const world = await createLedgerWorld(sql);
  await world.open('ann', null);
  await world.submit(world.post({ ann: -1, desk: 1 }), world.hold({ ann: -1, desk: 1 }));
  await owner.script(`alter table journal disable trigger user;
    update journal set digests = sha256('x') || sha256('y')`);
  const found = (await auditOf(sql).verify()).filter(({ check }) => check === 'journal_states_transfers');
  expect(found).toHaveLength(2);
});
