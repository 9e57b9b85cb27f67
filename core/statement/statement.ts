/**
 * What a statement says, read from the ledger. Periods are cut by when entries were recorded, which is the order of an account's
 * entries, so that what is recorded later never changes a period that is over; and all of it is read from one snapshot, so that
 * nothing that comes meanwhile is there in part.
 */
import type { InterestDays } from '../bearing.ts';
import type { HistoryDetails } from '../capability.ts';
import { type ChangeTold, exchangedIn } from '../changing.ts';
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { loadPeople, viewOf } from '../identity/index.ts';
import { type Money, money } from '../money.ts';
import { daysOf } from './rules.ts';
import type { AccountFigures, Statement, StatementAccount, StatementEntry, StatementOf } from './types.ts';

const text = {
  accounts: sqlFile(import.meta.url, './sql/accounts.sql'),
  entries: sqlFile(import.meta.url, './sql/entries.sql'),
  sums: sqlFile(import.meta.url, './sql/sums.sql'),
};

/** Of all accounts together: some 350 pages, or 8 MB of XML. A whole year of somebody who is paid 25 times a day. */
export const entriesMax = 10_000;
const pageEntries = 1_000;

/** A database transaction that sees one moment, and writes nothing. */
export const inSnapshot = <T>({ sql }: Context, work: (sql: Queryable) => Promise<T>): Promise<T> =>
  sql.begin(async (snapshot) => {
    await snapshot.script('set transaction isolation level repeatable read, read only');
    return work(snapshot);
  });

interface AccountRow {
  id: bigint;
  asset: string;
  purpose: string;
  joined: boolean;
  held: string;
  opening_version: bigint;
  closing_version: bigint;
  opening: string;
  closing: string;
}

export interface EntryRow {
  version: bigint;
  transfer: bigint;
  code: string;
  amount: string;
  balance: string;
  event_at: Date;
  created_at: Date;
}

/** An account in a time, before its entries are read. */
export interface AccountSpan extends Omit<AccountRow, 'held' | 'opening' | 'closing'> {
  held: bigint;
  opening: bigint;
  closing: bigint;
  entries: number;
}

/**
 * The accounts on which there was or is something in this time; the main currency's wallet always, if there is one. Money that is
 * reserved is said only where the time is not over: what was reserved in the past, nobody kept.
 */
export async function spansOf(
  { assets }: Context,
  sql: Queryable,
  { person, begins_at, ends_at, final }: StatementOf,
): Promise<AccountSpan[]> {
  const rows = await run<AccountRow>(sql, text.accounts, [person, begins_at, ends_at]);
  const spans = rows.map((row): AccountSpan => {
    const entries = Number(row.closing_version - row.opening_version);
    const amounts = { opening: BigInt(row.opening), closing: BigInt(row.closing) };
    return { ...row, ...amounts, held: final ? 0n : BigInt(row.held), entries };
  });
  const isMain = ({ asset, purpose, joined }: AccountSpan) =>
    asset === assets.main.code && purpose === 'wallet' && !joined;
  return spans
    .filter((span) => isMain(span) || span.entries > 0 || span.opening !== 0n || span.held !== 0n)
    .sort((one, other) => Number(isMain(other)) - Number(isMain(one)));
}

/** The entries of an account, the oldest first, page by page. */
export async function* entryPages(
  sql: Queryable,
  { id, opening_version, closing_version }: AccountSpan,
): AsyncGenerator<EntryRow[]> {
  for (let after = opening_version; after < closing_version; ) {
    const rows = await run<EntryRow>(sql, text.entries, [id, after, closing_version, pageEntries]);
    if (rows.length === 0) throw new Error(`Account ${id} lacks entries after ${after}`);
    yield rows;
    after = rows.at(-1)!.version;
  }
}

/** By transfer, from the capabilities whose they are. */
export async function detailsOf(
  context: Context,
  sql: Queryable,
  rows: readonly EntryRow[],
): Promise<Map<bigint, HistoryDetails>> {
  const details = new Map<bigint, HistoryDetails>();
  for (const code of new Set(rows.map((row) => row.code))) {
    const lines = rows
      .filter((row) => row.code === code)
      .map(({ transfer, amount }) => ({ transfer, isOutgoing: amount.startsWith('-') }));
    for (const one of await context.detailsOf(code)(sql, lines)) details.set(one.transfer, one);
  }
  return details;
}

/** What an account's figures are, without reading what its entries were for. */
export async function figuresOf(
  { assets }: Context,
  sql: Queryable,
  span: AccountSpan,
): Promise<AccountFigures> {
  interface Sums {
    credits: string;
    debits: string;
    credit_count: number;
    debit_count: number;
  }
  const { opening, closing } = span;
  const [sums] = await run<Sums>(sql, text.sums, [span.id, span.opening_version, span.closing_version]);
  const { credit_count, debit_count } = sums!;
  const [credits, debits] = [BigInt(sums!.credits), BigInt(sums!.debits)];
  // Never to be told: better no statement than one that does not add up.
  if (opening + credits - debits !== closing)
    throw new Error(`Account ${span.id}: ${opening} + ${credits} - ${debits} is not ${closing}`);
  const asset = assets.find(span.asset)!;
  const amount = (minor: bigint): Money => money(minor, asset);
  return {
    id: `acc_${span.id}`,
    purpose: span.purpose,
    joined: span.joined,
    opening: amount(opening),
    closing: amount(closing),
    credits: amount(credits),
    debits: amount(debits),
    credit_count,
    debit_count,
    held: amount(span.held),
  };
}

/** What other capabilities say of somebody's accounts. */
export interface Beside extends Pick<ChangeTold, 'exchangedBy'> {
  interestDays: InterestDays;
}

/** All of it. */
export const readStatement = (
  context: Context,
  { interestDays, exchangedBy }: Beside,
  of: StatementOf,
): Promise<Statement> =>
  inSnapshot(context, async (sql) => {
    const people = await loadPeople(sql, [BigInt(of.person)]);
    const owner = people.get(BigInt(of.person));
    if (!owner) throw new Error(`There is no person ${of.person}`);
    const spans = await spansOf(context, sql, of);
    const { from, until } = daysOf(of.period);
    const interest = await interestDays(context, sql, spans, from, until);
    const accounts: StatementAccount[] = [];
    for (const span of spans) {
      const account = await accountOf(context, sql, span, exchangedBy);
      accounts.push({ ...account, interest: interest.get(span.id) ?? [] });
    }
    return { ...of, owner: viewOf(owner), accounts };
  });

async function accountOf(
  context: Context,
  sql: Queryable,
  span: AccountSpan,
  exchangedBy: Beside['exchangedBy'],
): Promise<Omit<StatementAccount, 'interest'>> {
  const figures = await figuresOf(context, sql, span);
  const entries: StatementEntry[] = [];
  for await (const page of entryPages(sql, span))
    entries.push(...(await toldEntries(context, sql, page, span, exchangedBy)));
  return { ...figures, entries };
}

async function toldEntries(
  context: Context,
  sql: Queryable,
  rows: readonly EntryRow[],
  span: AccountSpan,
  exchangedBy: Beside['exchangedBy'],
): Promise<StatementEntry[]> {
  const details = await detailsOf(context, sql, rows);
  const others = [...details.values()].flatMap(({ counterparty }) => counterparty ?? []);
  const people = await loadPeople(sql, others);
  const changed = await exchangedBy(
    sql,
    rows.map(({ transfer }) => transfer),
  );
  const asset = context.assets.find(span.asset)!;
  return rows.map(({ version, transfer, code, amount, balance, event_at, created_at }) => {
    const { reference = `trn_${transfer}`, counterparty, memo = null } = details.get(transfer) ?? {};
    const other = counterparty === undefined ? undefined : people.get(counterparty);
    const exchanged = exchangedIn({ asset: span.asset, code }, changed.get(transfer));
    return {
      number: String(version),
      at: created_at.toISOString(),
      event_at: event_at.toISOString(),
      amount: money(BigInt(amount), asset),
      balance: money(BigInt(balance), asset),
      code,
      transfer: `trn_${transfer}`,
      reference,
      counterparty: other ? viewOf(other) : null,
      memo,
      ...(exchanged && { exchanged }),
    };
  });
}
