/**
 * From the ledger's entries to lots. Whatever moves units (a trade, a payment, a drop, a refund, two people who become one) is an entry of
 * their wallet, and entries have one strict order. So lots are read out of them, each entry once, whoever comes to look; no capability that
 * moves units has to know of lots, and lots cannot disagree with what somebody has.
 *
 * What was bought has cost what was paid for it, with the fee. What came in another way has cost what it was worth then, and what goes in
 * another way has brought what it was worth then: whoever gives units away has realised their gain, and whoever is given them begins with
 * the day's price. Where two people become one, their lots stay as they are.
 */
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import type { Listing } from './deal.ts';
import { costOf, type Lot, type Part, takeOldest } from './lots.ts';
import { totalOf, worthOf } from './rules.ts';

const read = (name: string): string => sqlFile(import.meta.url, `./sql/${name}.sql`);
const statement = {
  open: read('open_holding'),
  lock: read('lock_holding'),
  unread: read('unread'),
  lots: read('open_lots'),
  moved: read('moved_lots'),
  putLots: read('put_lots'),
  setLots: read('set_lots'),
  putDisposals: read('put_disposals'),
  putParts: read('put_disposal_lots'),
  set: read('set_holding'),
};

/** Entries that are read at once. */
const entries_max = 1_000;

interface Entry {
  version: bigint;
  amount: bigint;
  event_at: Date;
  /** What it is of a trade; null where it is of none. */
  traded: bigint | null;
  /** What the units were worth then. */
  worth: bigint;
  /** Of units that moved between two who became one: the other account, and its entry. */
  other: { account: bigint; version: bigint } | null;
}

interface KnownLot extends Lot {
  id: bigint;
}

interface NewLot extends Lot {
  version: bigint;
  position: number;
  origin: 'bought' | 'received' | 'moved';
  units: bigint;
  cost: bigint;
}

interface Disposal {
  version: bigint;
  kind: 'sold' | 'given' | 'moved';
  at: Date;
  units: bigint;
  proceeds: bigint;
  parts: Part<KnownLot | NewLot>[];
}

/**
 * Reads all that has happened to an account by now, in the caller's database transaction, which has locked whatever ledger accounts it needs.
 * One after the other per account.
 */
export async function readOn(
  context: Context,
  sql: Queryable,
  account: bigint,
  listing: Listing,
): Promise<void> {
  await run(sql, statement.open, [account, listing.asset.code]);
  const [holding] = await run<{ version: bigint }>(sql, statement.lock, [account]);
  let { version } = holding!;
  for (;;) {
    const entries = await entriesAfter(sql, account, version, listing);
    if (entries.length === 0) return;
    await apply(context, sql, account, entries, listing);
    version = entries.at(-1)!.version;
    await run(sql, statement.set, [account, version]);
    if (entries.length < entries_max) return;
  }
}

async function entriesAfter(
  sql: Queryable,
  account: bigint,
  version: bigint,
  listing: Listing,
): Promise<Entry[]> {
  interface Row {
    version: bigint;
    amount: string;
    event_at: Date;
    side: 'buy' | 'sell' | null;
    value: string | null;
    fee: string | null;
    price: string | null;
    other: bigint | null;
    other_version: bigint | null;
  }
  const rows = await run<Row>(sql, statement.unread, [account, listing.asset.code, version, entries_max]);
  return rows.map(({ version, amount: text, event_at, side, value, fee, price, other, other_version }) => {
    const amount = BigInt(text);
    const size = amount < 0n ? -amount : amount;
    return {
      version,
      amount,
      event_at,
      traded: side && totalOf(side, { value: BigInt(value!), fee: BigInt(fee!) }),
      worth: price === null ? 0n : worthOf(size, { ...listing, price }),
      other: other === null ? null : { account: other, version: other_version! },
    };
  });
}

async function apply(
  context: Context,
  sql: Queryable,
  account: bigint,
  entries: readonly Entry[],
  listing: Listing,
): Promise<void> {
  const known = await openLots(sql, account);
  const before = new Map(known.map(({ id, units_left }) => [id, units_left]));
  const made: NewLot[] = [];
  const gone: Disposal[] = [];
  for (const entry of entries) {
    if (entry.amount > 0n) made.push(...(await cameBy(context, sql, entry, listing)));
    else gone.push(wentBy(entry, [...known, ...made]));
  }
  const ids = await putLots(sql, account, made);
  const changed = known.filter(({ id, units_left }) => before.get(id) !== units_left);
  if (changed.length > 0)
    await run(sql, statement.setLots, [
      changed.map(({ id }) => id),
      changed.map(({ units_left }) => units_left),
      changed.map(({ cost_left }) => cost_left),
    ]);
  await putDisposals(sql, account, gone, ids);
}

async function openLots(sql: Queryable, account: bigint): Promise<KnownLot[]> {
  type Row = { id: bigint; acquired_at: Date; units_left: string; cost_left: string };
  const rows = await run<Row>(sql, statement.lots, [account]);
  return rows.map(({ units_left, cost_left, ...lot }) => ({
    ...lot,
    units_left: BigInt(units_left),
    cost_left: BigInt(cost_left),
  }));
}

async function cameBy(context: Context, sql: Queryable, entry: Entry, listing: Listing): Promise<NewLot[]> {
  const { version, amount: units, event_at, traded, worth, other } = entry;
  if (other === null) {
    const origin = traded === null ? 'received' : 'bought';
    return [newLot({ version, position: 0, origin, acquired_at: event_at, units, cost: traded ?? worth })];
  }
  // Whoever became somebody else does nothing more, so that this goes from one to the next and never back.
  await readOn(context, sql, other.account, listing);
  type Row = { acquired_at: Date; units: string; cost: string };
  const moved = await run<Row>(sql, statement.moved, [other.account, other.version]);
  return moved.map(({ acquired_at, units, cost }, position) =>
    newLot({ version, position, origin: 'moved', acquired_at, units: BigInt(units), cost: BigInt(cost) }),
  );
}

const newLot = (lot: Omit<NewLot, 'id' | 'units_left' | 'cost_left'>): NewLot => ({
  ...lot,
  id: null,
  units_left: lot.units,
  cost_left: lot.cost,
});

function wentBy(
  { version, amount, event_at: at, traded, worth, other }: Entry,
  lots: (KnownLot | NewLot)[],
): Disposal {
  const units = -amount;
  const parts = takeOldest(lots, units);
  if (other !== null) return { version, kind: 'moved', at, units, proceeds: costOf(parts), parts };
  const kind = traded === null ? 'given' : 'sold';
  return { version, kind, at, units, proceeds: traded ?? worth, parts };
}

const placeOf = ({ version, position }: Pick<NewLot, 'version' | 'position'>): string =>
  `${version} ${position}`;

/** Their ids, by the place that they have among the entries. */
async function putLots(
  sql: Queryable,
  account: bigint,
  made: readonly NewLot[],
): Promise<Map<string, bigint>> {
  if (made.length === 0) return new Map();
  type Row = { id: bigint; version: bigint; position: number };
  const rows = await run<Row>(sql, statement.putLots, [
    account,
    made.map(({ version }) => version),
    made.map(({ position }) => position),
    made.map(({ origin }) => origin),
    made.map(({ acquired_at }) => acquired_at),
    made.map(({ units }) => units),
    made.map(({ cost }) => cost),
    made.map(({ units_left }) => units_left),
    made.map(({ cost_left }) => cost_left),
  ]);
  return new Map(rows.map((row) => [placeOf(row), row.id]));
}

async function putDisposals(
  sql: Queryable,
  account: bigint,
  gone: readonly Disposal[],
  ids: ReadonlyMap<string, bigint>,
): Promise<void> {
  if (gone.length === 0) return;
  const rows = await run<{ id: bigint; version: bigint }>(sql, statement.putDisposals, [
    account,
    gone.map(({ version }) => version),
    gone.map(({ kind }) => kind),
    gone.map(({ at }) => at),
    gone.map(({ units }) => units),
    gone.map(({ proceeds }) => proceeds),
    gone.map(({ parts }) => costOf(parts)),
  ]);
  const disposals = new Map(rows.map(({ id, version }) => [version, id]));
  const parts = gone.flatMap(({ version, parts }) =>
    parts.map((part) => ({ ...part, disposal: disposals.get(version)! })),
  );
  await run(sql, statement.putParts, [
    parts.map(({ disposal }) => disposal),
    parts.map(({ lot }) => ('version' in lot ? ids.get(placeOf(lot))! : lot.id)),
    parts.map(({ units }) => units),
    parts.map(({ cost }) => cost),
  ]);
}
