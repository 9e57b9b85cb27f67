/** What a repayment by hand comes to on a day: what is due, a part of what is not, or all. Nothing is looked up or changed. */
import { assetOf } from '../asset-book.ts';
import type { Context } from '../context.ts';
import { money } from '../money.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { monthsAfter } from '../time-zone.ts';
import {
  type Instalment,
  interestOfRows,
  type Loan,
  type PlanRow,
  periodOf,
  principalOf,
  type Standing,
  standingOf,
  totalOf,
} from './book.ts';
import {
  type Ahead,
  daysBetween,
  type Early,
  feeBack,
  interestUntil,
  mayWithdraw,
  planOfRest,
} from './rules.ts';
import type { RepaymentView, RepayRequest } from './types.ts';

/** What a repayment does, on one day. */
export interface Repayment {
  kind: RepaymentView['repays'];
  principal: bigint;
  interest: bigint;
  fee_returned: bigint;
  /** Instalments that it pays; of `part`, `all` and `withdrawal` another plan comes in the place of the open ones. */
  pays: readonly Instalment[];
  plan: readonly PlannedRow[];
  /** Interest that will not come about. */
  saved: bigint;
}

interface PlannedRow {
  month: number;
  due_on: string;
  principal: bigint;
  interest: bigint;
}

/** What is repaid by it. */
export const paysOf = ({ principal, interest }: Pick<Repayment, 'principal' | 'interest'>) =>
  principal + interest;

/** What leaves the balance in all. Below zero where little is repaid, and more of the fee comes back. */
export const leaves = ({
  principal,
  interest,
  fee_returned,
}: Pick<Repayment, 'principal' | 'interest' | 'fee_returned'>) => principal + interest - fee_returned;

/** What `amount` comes to on this day. More than all there is to repay is all. `revisions` are those of the plan. */
export function repaymentOf(
  context: Context,
  loan: Loan,
  { plan, revisions }: { plan: readonly Instalment[]; revisions: readonly PlanRow[] },
  today: string,
  amount: RepayRequest['amount'],
): Result<Repayment> {
  const standing = standingOf(loan, plan, today);
  const asset = assetOf(context, loan);
  const due = totalOf(standing.due);
  if (amount === 'due' || (amount === due && due > 0n)) {
    if (due === 0n) return refuse('loan_nothing_due');
    return ok(payingDue(standing));
  }
  const withFee = (paid: Repayment) => ok({ ...paid, fee_returned: feeOf(loan, revisions, today, paid) });
  if (amount === 'all' || amount >= standing.outstanding) return withFee(payingAll(loan, standing, today));
  if (due > 0n) return refuse('loan_due_first', { due: money(due, asset) });
  return withFee(payingPart(loan, plan, standing, today, amount));
}

/** What comes back of the fee: upon withdrawal all that has not yet, otherwise what the rule gives for all that was repaid early, this included. */
function feeOf(
  loan: Loan,
  revisions: readonly PlanRow[],
  today: string,
  { kind, principal, plan }: Repayment,
): bigint {
  if (kind === 'withdrawal') return loan.fee - loan.fee_returned;
  const revision = revisions.at(-1)!.revision + 1;
  const early = earlyOf([
    ...revisions,
    { revision, kind: 'early', due_on: today, principal },
    ...plan.map((row) => ({ ...row, revision, kind: 'planned' as const })),
  ]);
  const started = loan.started_on!;
  const days = daysBetween(started, monthsAfter(started, loan.months));
  return feeBack(loan.fee, days, early) - loan.fee_returned;
}

/** Each with the plan before it, the one after it, and the agreed one, as they were from that day on. */
function earlyOf(rows: readonly PlanRow[]): Early[] {
  const planned = new Map<number, PlanRow[]>();
  for (const row of rows)
    if (row.kind === 'planned') planned.set(row.revision, [...(planned.get(row.revision) ?? []), row]);
  const ahead = (revision: number, on: string): Ahead => {
    const left = (planned.get(revision) ?? []).filter(({ due_on }) => due_on > on);
    return { principal: principalOf(left), until: left.at(-1)?.due_on ?? on };
  };
  return rows
    .filter(({ kind }) => kind === 'early')
    .map(({ revision, due_on: on }) => ({
      on,
      agreed: ahead(1, on).principal,
      before: ahead(revision - 1, on),
      after: ahead(revision, on),
    }));
}

function payingDue({ due, ahead }: Standing): Repayment {
  return {
    kind: 'due',
    principal: principalOf(due),
    interest: interestOfRows(due),
    fee_returned: 0n,
    pays: due,
    plan: ahead,
    saved: 0n,
  };
}

/** Interest for the days used. */
function payingAll(loan: Loan, { outstanding, due, ahead, accrued }: Standing, today: string): Repayment {
  const isWithdrawal = mayWithdraw(loan.started_on!, today);
  return {
    kind: isWithdrawal ? 'withdrawal' : 'all',
    principal: outstanding,
    interest: interestOfRows(due) + accrued,
    fee_returned: 0n,
    pays: [],
    plan: [],
    saved: interestOfRows(ahead) - accrued,
  };
}

/** All of it is principal. What is left is repaid on the same days, by smaller payments; the next one has the interest of until now in it. */
function payingPart(
  loan: Loan,
  plan: readonly Instalment[],
  { outstanding, ahead }: Standing,
  today: string,
  principal: bigint,
): Repayment {
  const period = periodOf(loan, plan, ahead);
  const left = outstanding - principal;
  const early = [...period.early, { on: today, principal }];
  const first = interestUntil({ ...period, outstanding: left, early }, period.to);
  const { month } = ahead[0]!;
  const rest = planOfRest({ principal: left, rate_ppm: loan.rate_ppm }, ahead.length, first).map(
    (due, index) => ({
      ...due,
      month: month + index,
      due_on: monthsAfter(loan.started_on!, month + index),
    }),
  );
  return {
    kind: 'part',
    principal,
    interest: 0n,
    fee_returned: 0n,
    pays: [],
    plan: rest,
    saved: interestOfRows(ahead) - interestOfRows(rest),
  };
}
