/** Loans and their plans as they are written. */
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { limits } from '../policy/limits.ts';
import { dayThere, monthsAfter, nextTime, startOfDay } from '../time-zone.ts';
import { daysBetween, interestUntil } from './rules.ts';
import type { LoanState } from './types.ts';

const statement = {
  find: sqlFile(import.meta.url, './sql/find.sql'),
  lock: sqlFile(import.meta.url, './sql/lock.sql'),
  ofPerson: sqlFile(import.meta.url, './sql/of_person.sql'),
  payments: sqlFile(import.meta.url, './sql/payments.sql'),
  revisions: sqlFile(import.meta.url, './sql/revisions.sql'),
};

interface LoanFacts {
  id: bigint;
  reference: string;
  /** As whom they have turned out to be. */
  person: bigint;
  asset: string;
  months: number;
  rate_ppm: number;
  apr_ppm: number;
  key: string;
  created_at: Date;
  expires_at: Date;
  state: Exclude<LoanState, 'expired'>;
  accepted_key: string | null;
  /** Of a loan that was accepted: by whose clock its days are counted, and from which day on. */
  zone: string | null;
  started_on: string | null;
  ended_key: string | null;
  loans_max: number;
}

/** In minor units; `fee_returned`: what has come back of the fee. `outstanding_max` and `loans_max` are those of the terms that it was offered on. */
interface LoanAmounts<A> {
  amount: A;
  fee: A;
  fee_returned: A;
  outstanding_max: A;
}

export type Loan = LoanFacts & LoanAmounts<bigint> & { lost: bigint | null };

/** Of a plan that counts. */
interface InstalmentFacts {
  id: bigint;
  loan: bigint;
  revision: number;
  month: number;
  kind: 'planned' | 'early';
  due_on: string;
  due_at: Date;
  state: 'open' | 'paid' | 'lost';
  /** Null: not yet. */
  paid_on: string | null;
  try_at: Date;
}

export type Instalment = InstalmentFacts & { principal: bigint; interest: bigint };

type Known = { ids: readonly bigint[] } | { reference: string } | { key: string };

export async function findLoans(sql: Queryable, known: Known): Promise<Loan[]> {
  type Row = LoanFacts & LoanAmounts<string> & { lost: string | null };
  const rows = await run<Row>(sql, statement.find, [
    'ids' in known ? [...known.ids] : null,
    'reference' in known ? [known.reference] : null,
    'key' in known ? known.key : null,
  ]);
  return rows.map(({ amount, fee, fee_returned, outstanding_max, lost, ...row }) => ({
    ...row,
    amount: BigInt(amount),
    fee: BigInt(fee),
    fee_returned: BigInt(fee_returned),
    outstanding_max: BigInt(outstanding_max),
    lost: lost === null ? null : BigInt(lost),
  }));
}

/** As they stand by then; people come before, accounts after. */
export async function lockLoans(sql: Queryable, ids: readonly bigint[]): Promise<Loan[]> {
  await run(sql, statement.lock, [[...ids]]);
  return findLoans(sql, { ids });
}

/** What somebody has borrowed and not repaid, or may still accept. */
export async function loansOf({ clock }: Context, sql: Queryable, person: bigint): Promise<Loan[]> {
  const rows = await run<{ id: bigint }>(sql, statement.ofPerson, [person, clock.now()]);
  return rows.length === 0 ? [] : findLoans(sql, { ids: rows.map(({ id }) => id) });
}

/** By loan. */
export async function plansOf(sql: Queryable, loans: readonly bigint[]): Promise<Map<bigint, Instalment[]>> {
  type Row = InstalmentFacts & { principal: string; interest: string };
  const rows = await run<Row>(sql, statement.payments, [[...loans]]);
  const plans = new Map<bigint, Instalment[]>(loans.map((loan) => [loan, []]));
  for (const { principal, interest, ...row } of rows)
    plans.get(row.loan)!.push({ ...row, principal: BigInt(principal), interest: BigInt(interest) });
  return plans;
}

export const planOfLoan = async (sql: Queryable, loan: bigint): Promise<Instalment[]> =>
  (await plansOf(sql, [loan])).get(loan)!;

/** What a plan had in each of its revisions. */
export interface PlanRow {
  revision: number;
  kind: 'planned' | 'early';
  due_on: string;
  principal: bigint;
}

/** Of which each was the plan until the next one. */
export async function revisionsOf(sql: Queryable, loan: bigint): Promise<PlanRow[]> {
  type Row = Omit<PlanRow, 'principal'> & { principal: string };
  const rows = await run<Row>(sql, statement.revisions, [loan]);
  return rows.map(({ principal, ...row }) => ({ ...row, principal: BigInt(principal) }));
}

export const isOpen = ({ state }: Pick<Instalment, 'state'>): boolean => state === 'open';

/** With the interest in it. */
export const totalOf = (rows: readonly Pick<Instalment, 'principal' | 'interest'>[]): bigint =>
  rows.reduce((sum, { principal, interest }) => sum + principal + interest, 0n);

export const principalOf = (rows: readonly Pick<Instalment, 'principal'>[]): bigint =>
  rows.reduce((sum, { principal }) => sum + principal, 0n);

export const interestOfRows = (rows: readonly Pick<Instalment, 'interest'>[]): bigint =>
  rows.reduce((sum, { interest }) => sum + interest, 0n);

/** The day that it is for a loan; for an offer, as if it were accepted there. */
export const todayOf = (context: Context, { zone }: { zone: string | null }): string =>
  dayThere(zone ?? context.zone, context.clock.now());

/** When what is due on a day is collected there: in the morning, when whoever has to see to it is up. */
export const collectedAt = (zone: string, day: string): Date =>
  nextTime(zone, limits.loan.collectedAt, new Date(startOfDay(zone, day).getTime() - 1));

/** How a loan stands on a day. */
export interface Standing {
  /** Principal that is not repaid. */
  outstanding: bigint;
  /** Of before this day, and of this day, too. */
  late: Instalment[];
  due: Instalment[];
  /** What is due later. */
  ahead: Instalment[];
  /** Days since the oldest that is late was due; 0 where nothing is. */
  days: number;
  /** Interest of the running month until this day. */
  accrued: bigint;
}

export function standingOf(loan: Loan, plan: readonly Instalment[], day: string): Standing {
  const open = plan.filter(isOpen);
  const late = open.filter(({ due_on }) => due_on < day);
  const due = open.filter(({ due_on }) => due_on <= day);
  const ahead = open.filter(({ due_on }) => due_on > day);
  return {
    outstanding: principalOf(open),
    late,
    due,
    ahead,
    days: late.length === 0 ? 0 : daysBetween(late[0]!.due_on, day),
    accrued: ahead.length === 0 ? 0n : interestUntil(periodOf(loan, plan, ahead), day),
  };
}

/** The month of the loan that ends with the first of these instalments, at whose end all of them are outstanding. */
export function periodOf(loan: Loan, plan: readonly Instalment[], ahead: readonly Instalment[]) {
  const [{ month, due_on }] = ahead as [Instalment];
  const from = monthsAfter(loan.started_on!, month - 1);
  const early = plan
    .filter(({ kind, due_on: on }) => kind === 'early' && on >= from)
    .map(({ due_on: on, principal }) => ({ on, principal }));
  return { from, to: due_on, outstanding: principalOf(ahead), early, rate_ppm: loan.rate_ppm };
}
