/** Writing into a tab's books: a change with its entries, the one way in. Nothing that stands there is ever touched again. */
import type { Shown } from '../common.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { toJsonb } from '../outbox/json.ts';
import { type Leg, legsOf, type Parts } from './rules.ts';

const read = (name: string): string => sqlFile(import.meta.url, `./sql/${name}.sql`);
const statement = {
  write: read('change'),
  find: read('find_change'),
  entry: read('newest_entry'),
  number: read('last_number'),
};

interface NewChange {
  reference: string;
  tab: bigint;
  kind: 'added' | 'edited' | 'deleted' | 'imported';
  /** Who did it. */
  person: bigint;
  /** The event's. */
  key: string;
  delivery: bigint;
}

export interface NewEntry {
  number: number;
  version: number;
  asset: string;
  amount: bigint;
  memo: string | null;
  /** `2026-05-01` */
  day: string;
  legs: readonly Leg[];
  reverses?: bigint;
}

/** An entry as it stands in the books. */
export interface Entry {
  id: bigint;
  number: number;
  version: number;
  asset: string;
  amount: bigint;
  memo: string | null;
  day: string;
  is_reversed: boolean;
  /** The card of the change that made it. */
  delivery: bigint;
  paid: Parts;
  owed: Parts;
}

/** Throws for legs that do not add up: a bug, and not to be written down. */
export async function writeChange(
  sql: Queryable,
  change: NewChange,
  entries: readonly NewEntry[],
  now: Date,
): Promise<void> {
  for (const { amount, legs } of entries) {
    const sum = (side: 'paid' | 'owed') => legs.reduce((total, leg) => total + leg[side], 0n);
    if (sum('paid') !== amount || sum('owed') !== amount)
      throw new RangeError('The shares of an entry do not add up to its amount');
  }
  const row = {
    ...change,
    tab: String(change.tab),
    person: String(change.person),
    delivery: String(change.delivery),
  };
  await run(sql, statement.write, [toJsonb(row), toJsonb(entries.map(toRow)), now]);
}

const toRow = ({ amount, legs, reverses, ...entry }: NewEntry) => ({
  ...entry,
  ...(reverses !== undefined && { reverses: String(reverses) }),
  amount: String(amount),
  legs: legs.map(({ member, paid, owed }) => ({
    member: String(member),
    paid: String(paid),
    owed: String(owed),
  })),
});

/** What an event has changed already. */
export const findChange = async (sql: Queryable, key: string): Promise<Shown | null> =>
  (await run<Shown>(sql, statement.find, [key]))[0] ?? null;

export const nextNumber = async (sql: Queryable, tab: bigint): Promise<number> =>
  (await run<{ number: number }>(sql, statement.number, [tab]))[0]!.number + 1;

/** Legs as JSON has them. */
export type LegRow = Record<'member' | 'paid' | 'owed', string>;

/** One side of an entry's legs, without those who have none of it. */
export const sideOf = (legs: readonly LegRow[], side: 'paid' | 'owed'): Parts =>
  new Map(
    legs.flatMap((leg) => {
      const amount = BigInt(leg[side]);
      return amount === 0n ? [] : [[BigInt(leg.member), amount] as const];
    }),
  );

/** The newest version of an entry. */
export async function newestEntry(sql: Queryable, tab: bigint, number: number): Promise<Entry | null> {
  type Row = Omit<Entry, 'amount' | 'paid' | 'owed'> & { amount: string; legs: LegRow[] };
  const [row] = await run<Row>(sql, statement.entry, [tab, number]);
  if (!row) return null;
  const { legs, amount, ...entry } = row;
  return { ...entry, amount: BigInt(amount), paid: sideOf(legs, 'paid'), owed: sideOf(legs, 'owed') };
}

/** The entry that takes an entry back. */
export const reversalOf = (
  { id, amount, paid, owed, number, version, asset, memo }: Entry,
  day: string,
): NewEntry => ({
  number,
  version,
  asset,
  amount: -amount,
  memo,
  day,
  reverses: id,
  legs: legsOf(paid, owed).map((leg) => ({ ...leg, paid: -leg.paid, owed: -leg.owed })),
});
