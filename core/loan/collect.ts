/**
 * Instalments are collected when they are due, and their borrowers reminded before. An instalment is taken whole or not at all, out of what is
 * somebody's own: it puts nobody into their credit line. What is not there is tried again every day; being late costs nothing more.
 */
import { walletOf } from '../accounts.ts';
import { type NewAlert, raiseAlerts, tellIfLow } from '../alerts/index.ts';
import { assetOf } from '../asset-book.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { loadPeople, lockPeople, type Person } from '../identity/index.ts';
import { derivedKey } from '../ids.ts';
import type { Submission } from '../ledger/index.ts';
import { money } from '../money.ts';
import { limits } from '../policy/limits.ts';
import { tellDirectly } from '../tell.ts';
import { nextTime } from '../time-zone.ts';
import {
  findLoans,
  type Instalment,
  isOpen,
  type Loan,
  lockLoans,
  plansOf,
  principalOf,
  standingOf,
  todayOf,
  totalOf,
} from './book.ts';
import { nextOf } from './notice.ts';
import { legsOf, repayCode } from './repay.ts';
import { daysBetween, isToldOn } from './rules.ts';

const statement = {
  due: sqlFile(import.meta.url, './sql/due.sql'),
  pay: sqlFile(import.meta.url, './sql/pay.sql'),
  putRepayments: sqlFile(import.meta.url, './sql/put_repayments.sql'),
  tryAgain: sqlFile(import.meta.url, './sql/try_again.sql'),
  end: sqlFile(import.meta.url, './sql/end.sql'),
  remind: sqlFile(import.meta.url, './sql/remind.sql'),
};

/** Of one loan: what is taken now, and what is not there. */
interface Collecting {
  loan: Loan;
  person: Person;
  wallet: bigint;
  plan: Instalment[];
  taken: Instalment[];
  missed: Instalment[];
  /** Own money that is left. */
  left: bigint;
}

/** One whose collection fails is logged, and holds up no other one: others take its place now, and it is tried again in the next round. */
export async function collectDue(context: Context, limit: number): Promise<number> {
  const now = context.clock.now();
  const failed: bigint[] = [];
  let collected = 0;
  for (let isComplete = false; !isComplete && collected < limit; ) {
    const due = await run<{ loan: bigint }>(context.sql, statement.due, [now, limit - collected, failed]);
    if (due.length === 0) break;
    const some = await failedOf(
      context,
      due.map(({ loan }) => loan),
    );
    failed.push(...some);
    collected += due.length - some.length;
    isComplete = some.length === 0;
  }
  // Those that could not be paid are due no more before tomorrow: the next call goes on with others.
  return collected;
}

/** Collects together, and where that fails each by itself: which one it was is not known before. */
async function failedOf(context: Context, ids: readonly bigint[]): Promise<bigint[]> {
  try {
    await collect(context, ids);
    return [];
  } catch (err) {
    if (ids.length === 1) {
      context.log.error({ err, loan: ids[0]!.toString() }, 'a loan could not be collected');
      return [...ids];
    }
  }
  const failed: bigint[] = [];
  for (const id of ids) failed.push(...(await failedOf(context, [id])));
  return failed;
}

/** Several loans of the same people in one database transaction. Whatever of it another process has collected meanwhile is left alone. */
const collect = (context: Context, ids: readonly bigint[]): Promise<void> =>
  inTransaction(context.sql, async (sql) => {
    const borrowers = (await findLoans(sql, { ids })).map(({ person }) => person);
    const people = await lockPeople(sql, [...new Set(borrowers)], 'share');
    const loans = (await lockLoans(sql, ids)).filter(({ state }) => state === 'active');
    const collecting = await plan(context, sql, loans, people);
    const transfers = await move(context, sql, collecting);
    await record(context, sql, collecting, transfers);
    await tell(context, sql, collecting, transfers);
  });

async function plan(
  context: Context,
  sql: Queryable,
  loans: readonly Loan[],
  people: ReadonlyMap<bigint, Person>,
): Promise<Collecting[]> {
  const now = context.clock.now();
  const plans = await plansOf(
    sql,
    loans.map(({ id }) => id),
  );
  const collecting: Collecting[] = [];
  for (const loan of loans) {
    const person = people.get(loan.person)!;
    const wallet = await walletOf(context, sql, person, loan.asset);
    collecting.push({ loan, person, wallet, plan: plans.get(loan.id)!, taken: [], missed: [], left: 0n });
  }
  // Every account that the postings will touch.
  const touched = new Set<bigint>();
  for (const { loan, wallet } of collecting)
    for (const { account } of await legsOf(context, sql, loan, wallet, everything)) touched.add(account);
  const accounts = await context.ledger.lock(sql, [...touched]);
  const own = new Map([...accounts].map(([id, { available }]) => [id, available]));
  for (const one of collecting) {
    const due = one.plan.filter((row) => isOpen(row) && row.try_at <= now);
    for (const row of due) {
      const amount = totalOf([row]);
      const left = own.get(one.wallet)!;
      if (one.missed.length > 0 || left < amount) one.missed.push(row);
      else {
        own.set(one.wallet, left - amount);
        one.taken.push(row);
      }
    }
    const left = own.get(one.wallet)!;
    one.left = left > 0n ? left : 0n;
  }
  return collecting;
}

/** Names every account that a collected instalment may touch. */
const everything = { principal: 1n, interest: 1n };

/** By instalment. */
async function move(
  context: Context,
  sql: Queryable,
  collecting: readonly Collecting[],
): Promise<Map<bigint, bigint>> {
  const taken = collecting.flatMap(({ loan, wallet, taken: rows }) =>
    rows.map((row) => ({ loan, wallet, row })),
  );
  const submissions: Submission[] = [];
  for (const { loan, wallet, row } of taken) {
    const legs = await legsOf(context, sql, loan, wallet, row);
    // What is owed is owed by the frozen, too: a freeze is about what they do themselves.
    const key = derivedKey('repay', keyOf(row));
    submissions.push({ verb: 'post', legs, key, code: repayCode, evenFrozen: true });
  }
  const outcomes = await context.ledger.submit(sql, submissions);
  return new Map(
    outcomes.map((outcome, index) => {
      const { row } = taken[index]!;
      if (!outcome.ok || outcome.replayed)
        throw new Error(
          `Instalment ${row.id} was not collected: ${outcome.ok ? 'it was before' : outcome.refusal}`,
        );
      return [row.id, outcome.id];
    }),
  );
}

/** An instalment is collected once, whoever comes how often. */
const keyOf = ({ id }: Instalment): string => `instalment-${id}`;

async function record(
  context: Context,
  sql: Queryable,
  collecting: readonly Collecting[],
  transfers: ReadonlyMap<bigint, bigint>,
): Promise<void> {
  const now = context.clock.now();
  const taken = collecting.flatMap(({ loan, taken: rows }) => rows.map((row) => ({ loan, row })));
  if (taken.length > 0) {
    const rows = await run<{ id: bigint; key: string }>(sql, statement.putRepayments, [
      taken.map(({ loan }) => loan.id),
      taken.map(() => 'automatic'),
      taken.map(({ row }) => row.principal),
      taken.map(({ row }) => row.interest),
      taken.map(() => 0n),
      taken.map(({ row }) => transfers.get(row.id)!),
      taken.map(() => null),
      taken.map(({ row }) => keyOf(row)),
      taken.map(() => null),
      taken.map(({ loan }) => todayOf(context, loan)),
      now,
    ]);
    const repayments = new Map(rows.map(({ id, key }) => [key, id]));
    await run(sql, statement.pay, [
      taken.map(({ row }) => row.id),
      taken.map(({ row }) => repayments.get(keyOf(row))!),
    ]);
  }
  const missed = collecting.flatMap(({ loan, missed: rows }) => rows.map((row) => ({ loan, row })));
  if (missed.length > 0)
    await run(sql, statement.tryAgain, [
      missed.map(({ row }) => row.id),
      missed.map(({ loan }) => nextTime(loan.zone!, limits.loan.collectedAt, now)),
    ]);
  const ended = collecting.filter(isRepaid);
  if (ended.length > 0)
    await run(sql, statement.end, [
      ended.map(({ loan }) => loan.id),
      ended.map(() => 'repaid'),
      ended.map(() => null),
      now,
    ]);
}

const isRepaid = ({ plan: rows, taken }: Collecting): boolean =>
  rows.every((row) => !isOpen(row) || taken.includes(row));

async function tell(
  context: Context,
  sql: Queryable,
  collecting: readonly Collecting[],
  transfers: ReadonlyMap<bigint, bigint>,
): Promise<void> {
  const collected = collecting.filter(({ taken }) => taken.length > 0);
  const after = await context.ledger.balancesAfter(
    sql,
    collected.map(({ taken }) => transfers.get(taken.at(-1)!.id)!),
  );
  const wallets = new Map(
    after.filter(({ purpose }) => purpose === 'wallet').map(({ transfer, balance }) => [transfer, balance]),
  );
  const alerts = collected.map(({ loan, person, plan: rows, taken }): NewAlert => {
    const asset = assetOf(context, loan);
    const rest = rows.filter((row) => isOpen(row) && !taken.includes(row));
    const standing = standingOf(loan, rest, todayOf(context, loan));
    const notice = {
      kind: 'loan_collected' as const,
      reference: loan.reference,
      amount: money(totalOf(taken), asset),
      interest: money(
        taken.reduce((sum, { interest }) => sum + interest, 0n),
        asset,
      ),
      outstanding: money(principalOf(rest), asset),
      next: nextOf(standing, asset),
      after: money(wallets.get(transfers.get(taken.at(-1)!.id)!)!, asset),
    };
    return { kind: 'instalment_taken', person: person.id, notice };
  });
  await raiseAlerts(context, sql, alerts);
  await tellIfLow(
    context,
    sql,
    collected.flatMap(({ loan, person, taken }) =>
      taken.map((row) => ({
        person,
        transfer: transfers.get(row.id)!,
        spent: money(totalOf([row]), assetOf(context, loan)),
        reference: loan.reference,
      })),
    ),
  );
  for (const one of collecting) await tellMissed(context, sql, one);
}

/** That something is late is no news to choose: it is told, kindly and ever less often. */
async function tellMissed(
  context: Context,
  sql: Queryable,
  { loan, person, plan: rows, missed, left }: Collecting,
): Promise<void> {
  const [oldest] = missed;
  if (!oldest) return;
  const today = todayOf(context, loan);
  const days = daysBetween(oldest.due_on, today);
  const isNew = missed.some(({ due_on }) => due_on === today);
  if (!isToldOn(days) && !isNew) return;
  const asset = assetOf(context, loan);
  const open = rows.filter((row) => isOpen(row) && row.due_on <= today && row.due_on >= oldest.due_on);
  await tellDirectly(sql, person, {
    kind: 'loan_missed',
    reference: loan.reference,
    arrears: { amount: money(totalOf(open), asset), days },
    available: money(left, asset),
  });
}

export async function remindDue(context: Context, limit: number): Promise<number> {
  const now = context.clock.now();
  const until = new Date(now.getTime() + limits.loan.reminderDays * 86_400_000);
  return inTransaction(context.sql, async (sql) => {
    type Row = { id: bigint; loan: bigint; due_on: string; amount: string };
    const rows = await run<Row>(sql, statement.remind, [now, until, limit]);
    const found = await findLoans(sql, { ids: rows.map(({ loan }) => loan) });
    const loans = new Map(found.map((one) => [one.id, one]));
    // Nothing moves, so nobody is locked.
    const people = await loadPeople(
      sql,
      found.map(({ person }) => person),
    );
    const alerts: NewAlert[] = [];
    for (const { id, loan: of, due_on, amount } of rows) {
      const loan = loans.get(of)!;
      const person = people.get(loan.person)!;
      const name = { owner: person.public_id, asset: loan.asset, purpose: 'wallet' };
      const own = (await context.ledger.account(sql, name))?.available ?? 0n;
      const asset = assetOf(context, loan);
      const lacking = BigInt(amount) > own ? money(BigInt(amount) - (own > 0n ? own : 0n), asset) : null;
      const notice = {
        kind: 'loan_due' as const,
        reference: loan.reference,
        amount: money(BigInt(amount), asset),
        on: due_on,
        lacking,
      };
      alerts.push({ kind: 'request_due', person: person.id, key: `instalment-${id}`, notice });
    }
    await raiseAlerts(context, sql, alerts);
    return rows.length;
  });
}
