/** What somebody spent, by what for; and what they had, day by day. */
import type { Context } from '../context.ts';
import type { Queryable } from '../db/index.ts';
import { personOf } from '../identity/index.ts';
import { money } from '../money.ts';
import type { Identity } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { dayThere } from '../time-zone.ts';
import { askedTime } from './ask.ts';
import { type Category, countsAs, type Movement, movements } from './categories.ts';
import {
  type AccountSpan,
  detailsOf,
  type EntryRow,
  entriesMax,
  entryPages,
  inSnapshot,
  spansOf,
} from './statement.ts';
import type { AskedPeriod, Day, SpendingNotice, SpentIn, StatementOf } from './types.ts';

export async function spending(
  context: Context,
  identity: Identity,
  period: AskedPeriod | null,
): Promise<Result<SpendingNotice>> {
  const person = await personOf(context, identity);
  const of = await askedTime(context, person.id, period ?? { kind: 'months_ago', months: 0 });
  return of.ok ? spendingOf(context, of.value) : of;
}

const spendingOf = (context: Context, of: StatementOf): Promise<Result<SpendingNotice>> =>
  inSnapshot(context, async (sql) => {
    const wallets = (await spansOf(context, sql, of)).filter(({ purpose }) => purpose === 'wallet');
    const counts = new Map<string, number>();
    for (const { asset, entries } of wallets) counts.set(asset, (counts.get(asset) ?? 0) + entries);
    const { main } = context.assets;
    const [busiest] = [...counts].sort(([, one], [, other]) => other - one);
    const code = counts.get(main.code) || !busiest ? main.code : busiest[0];
    const asset = context.assets.find(code)!;
    const entries = counts.get(asset.code) ?? 0;
    if (entries > entriesMax) return refuse('statement_too_long', { entries, limit: entriesMax });
    const spans = wallets.filter((one) => one.asset === asset.code);
    const account: Account = { spent: new Map(), income: 0n, moved: new Map(), days: new Map() };
    for (const span of spans)
      for await (const page of entryPages(sql, span)) await count(context, sql, account, { span, page, of });
    const sum = (amount: bigint) => money(amount, asset);
    const spent = [...account.spent].map(
      ([category, { amount, count }]): SpentIn => ({ category, amount: sum(amount), count }),
    );
    return ok({
      kind: 'spending',
      of,
      spent: spent.sort((one, other) => compare(BigInt(other.amount.minor), BigInt(one.amount.minor))),
      total: sum([...account.spent.values()].reduce((all, { amount }) => all + amount, 0n)),
      income: sum(account.income),
      moved: sum([...account.moved.values()].reduce((all, amount) => all + amount, 0n)),
      movements: movements.filter((movement) => (account.moved.get(movement) ?? 0n) !== 0n),
      opening: sum(spans.reduce((all, { opening }) => all + opening, 0n)),
      closing: sum(spans.reduce((all, { closing }) => all + closing, 0n)),
      balances: daysOf(spans, account.days).map(({ day, balance }) => ({ day, balance: sum(balance) })),
      others: [...counts].filter(([code, moved]) => code !== asset.code && moved > 0).map(([code]) => code),
    });
  });

const compare = (one: bigint, other: bigint): number => (one < other ? -1 : one > other ? 1 : 0);

interface Account {
  spent: Map<Category, { amount: bigint; count: number }>;
  income: bigint;
  /** Signed. */
  moved: Map<Movement, bigint>;
  /** What each account had when a day was over. */
  days: Map<Day, Map<bigint, bigint>>;
}

async function count(
  context: Context,
  sql: Queryable,
  account: Account,
  { span, page, of }: { span: AccountSpan; page: readonly EntryRow[]; of: StatementOf },
): Promise<void> {
  const details = await detailsOf(context, sql, page);
  const payables = await context.paidFor(sql, [
    ...new Set([...details.values()].map(({ reference }) => reference)),
  ]);
  for (const { transfer, code, amount: text, balance, created_at } of page) {
    const amount = BigInt(text);
    const reference = details.get(transfer)?.reference;
    const counted = countsAs(
      code,
      amount < 0n,
      reference === undefined ? undefined : payables.get(reference),
    );
    if ('category' in counted) {
      const so_far = account.spent.get(counted.category) ?? { amount: 0n, count: 0 };
      // What came back is no payment of its own.
      const one = counted.as === 'spent' ? 1 : 0;
      account.spent.set(counted.category, { amount: so_far.amount - amount, count: so_far.count + one });
    } else if (counted.as === 'own')
      account.moved.set(counted.movement, (account.moved.get(counted.movement) ?? 0n) + amount);
    else account.income += amount;
    const day = dayThere(of.zone ?? 'UTC', created_at);
    const balances = account.days.get(day) ?? new Map<bigint, bigint>();
    account.days.set(day, balances.set(span.id, BigInt(balance)));
  }
}

/** All accounts together, at the end of each day on which one of them changed. */
function daysOf(spans: readonly AccountSpan[], days: Account['days']): { day: Day; balance: bigint }[] {
  const now = new Map(spans.map(({ id, opening }) => [id, opening]));
  return [...days]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([day, balances]) => {
      for (const [id, balance] of balances) now.set(id, balance);
      return { day, balance: [...now.values()].reduce((sum, balance) => sum + balance, 0n) };
    });
}
