/** A small book that has something of everything, and hands that change it as no code of ours would. */

import { proveBooks } from '../../core/audit/audit.ts';
import { ESCROW_CHECKS } from '../../core/audit/index.ts';
import type { AuditOptions } from '../../core/audit/types.ts';
import type { Queryable, Sql } from '../../core/db/index.ts';
import { LEDGER_CHECKS } from '../../core/ledger/index.ts';
import { discord, openWorld, slack } from './world.ts';

export const everything = [
  LEDGER_CHECKS,
  ESCROW_CHECKS,
  ...['bank', 'pay'].map((name) => new URL(`../../core/${name}/verify/`, import.meta.url)),
];

/** Violations by check. */
type Found = Record<string, string[]>;

export const foundIn = async (sql: Queryable, options: AuditOptions = {}): Promise<Found> => {
  const { checks } = await proveBooks(sql, everything, { named_max: 100, ...options });
  return Object.fromEntries(
    checks.filter(({ violations }) => violations > 0).map(({ name, first }) => [name, first]),
  );
};

class Undone extends Error {}

/** What `work` gives, in a database transaction that is undone afterwards. */
export const undone = async <T>(sql: Sql, work: (transaction: Queryable) => Promise<T>): Promise<T> => {
  let result: { value: T } | undefined;
  await sql
    .begin(async (transaction) => {
      result = { value: await work(transaction) };
      throw new Undone();
    })
    .catch((error) => {
      if (!(error instanceof Undone)) throw error;
    });
  return result!.value;
};

export async function openBook() {
  const world = await openWorld();
  const { core, ledger } = world;
  /** As the owner of everything. */
  const sql = world.database.owner;
  const [alice, bob, carol] = [discord('alice'), discord('bob'), slack('carol')];
  await world.person(alice, 100_00n);
  await world.fund(alice, 70_00n, 'EUR');
  await world.person(bob, 50_00n);
  await world.person(carol);
  await world.pay(alice, [bob, carol], 5_00n);
  await core.audit.seal();
  // Into escrow: one waits, one was taken by its payee, one went back.
  await world.pay(alice, discord('newcomer'), 4_00n);
  const late = discord('late');
  await world.pay(bob, late, 3_00n);
  await world.seen(late);
  await world.pay(bob, discord('nobody'), 2_00n);
  await core.audit.seal();
  world.pass(15 * 86_400_000);
  await world.pay(alice, discord('newcomer'), 4_00n);
  await core.pay.expireDue(10);
  await world.pay(alice, discord('newcomer'), 1_00n);
  const [gift] = await sql<
    [{ id: bigint }]
  >`select id from transfer where code = 'fund' order by id desc limit 1`;
  await ledger.submit(sql, [{ verb: 'reverse', transfer: gift.id, key: world.key(), code: 'fund' }]);
  // Held, not settled.
  await world.authorize(alice, bob, 2_50n);
  await core.audit.seal();

  /** What an audit finds after these statements of a superuser, whom no trigger stops. They are undone afterwards. */
  const after = async (...statements: string[]): Promise<Found> => {
    const tables = 'transfer entry hold hold_leg rejection journal seal account payment payment_order'.split(
      ' ',
    );
    const triggers = (state: string) =>
      tables.map((table) => `alter table ${table} ${state} trigger user;`).join('\n');
    const found = await undone(sql, async (transaction) => {
      await transaction.script(triggers('disable'));
      for (const statement of statements) await transaction.script(statement);
      await transaction.script('set constraints all immediate');
      return foundIn(transaction);
    });
    delete found.guards_stand;
    return found;
  };

  /** One value that a statement of one row and column gives. */
  const the = async (text: string): Promise<bigint> => {
    const [row] = await sql.query<Record<string, bigint>[]>(text);
    return Object.values(row!)[0]!;
  };

  return { world, sql, after, the };
}
