/** How loans are told. */
import { assetOf } from '../asset-book.ts';
import type { NoticeAction } from '../common.ts';
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { buttonUntil, putIntents } from '../intents/index.ts';
import { type Asset, type Money, money } from '../money.ts';
import type { NoticeOf } from '../notices.ts';
import { dayAfter, monthsAfter } from '../time-zone.ts';
import {
  type Instalment,
  interestOfRows,
  isOpen,
  type Loan,
  planOfLoan,
  principalOf,
  type Standing,
  standingOf,
  todayOf,
  totalOf,
} from './book.ts';
import { mayWithdraw, planOf, withdrawalDays } from './rules.ts';
import type { Arrears, LoanPayment, LoanState, LoanView } from './types.ts';

const buttonsText = sqlFile(import.meta.url, './sql/show_buttons.sql');

export const stateOf = ({ state, expires_at }: Loan, now: Date): LoanState =>
  state === 'offered' && expires_at <= now ? 'expired' : state;

/** Null where nothing is late. */
const arrearsOf = ({ late, days }: Standing, asset: Asset): Arrears | null =>
  late.length === 0 ? null : { amount: money(totalOf(late), asset), days };

type Row = Pick<Instalment, 'due_on' | 'principal' | 'interest' | 'state' | 'kind'>;

/** In their order, each with what is outstanding after it. */
export function paymentsOf(amount: bigint, rows: readonly Row[], asset: Asset, today: string): LoanPayment[] {
  let left = amount;
  return rows
    .filter(({ state }) => state !== 'lost')
    .map(({ due_on, principal, interest, state, kind }) => {
      left -= principal;
      return {
        on: due_on,
        amount: money(principal + interest, asset),
        principal: money(principal, asset),
        interest: money(interest, asset),
        left: money(left, asset),
        state: state === 'paid' ? 'paid' : due_on < today ? 'overdue' : 'open',
        ...(kind === 'early' && { early: true as const }),
      };
    });
}

/** Of an offer, as if it were accepted today: the months are all alike, so that another day changes the dates and nothing else. */
export const offeredRows = ({ amount, rate_ppm, months }: Loan, today: string): Row[] =>
  planOf({ principal: amount, rate_ppm }, months)!.map((due, index) => ({
    ...due,
    due_on: monthsAfter(today, index + 1),
    state: 'open',
    kind: 'planned',
  }));

export async function loanNotice(
  context: Context,
  sql: Queryable,
  loan: Loan,
  { balance = null, zone }: { balance?: Money | null; zone?: string | undefined } = {},
): Promise<NoticeOf<'loan'>> {
  const asset = assetOf(context, loan);
  const now = context.clock.now();
  const state = stateOf(loan, now);
  const isLent = loan.started_on !== null;
  const today = todayOf(context, { zone: loan.zone ?? zone ?? null });
  const plan = isLent ? await planOfLoan(sql, loan.id) : [];
  const rows: readonly Row[] = isLent ? plan : offeredRows(loan, today);
  const standing = isLent ? standingOf(loan, plan, today) : null;
  const interest = interestOfRows(rows.filter(({ state: of }) => of !== 'lost'));
  const withdraw_until =
    state === 'active' && mayWithdraw(loan.started_on!, today)
      ? dayAfter(loan.started_on!, withdrawalDays)
      : null;
  return {
    kind: 'loan',
    reference: loan.reference,
    state,
    amount: money(loan.amount, asset),
    fee: money(loan.fee, asset),
    fee_returned: money(loan.fee_returned, asset),
    paid_out: money(loan.amount - loan.fee, asset),
    months: loan.months,
    rate_ppm: loan.rate_ppm,
    apr_ppm: loan.apr_ppm,
    cost: money(interest + loan.fee - loan.fee_returned, asset),
    payable: money(loan.amount + interest - loan.fee_returned, asset),
    outstanding: money(standing?.outstanding ?? 0n, asset),
    arrears: standing && arrearsOf(standing, asset),
    payments: paymentsOf(loan.amount, rows, asset, today),
    until: state === 'offered' ? loan.expires_at.toISOString() : null,
    withdraw_until,
    balance,
    actions: await actionsOf(context, sql, loan, state, standing),
  };
}

async function actionsOf(
  context: Context,
  sql: Queryable,
  { id, person, reference }: Loan,
  state: LoanState,
  standing: Standing | null,
): Promise<NoticeOf<'loan'>['actions']> {
  type Action = NoticeOf<'loan'>['actions'][number]['action'];
  const wanted: Action[] =
    state === 'offered'
      ? ['loan_accept', 'loan_decline']
      : state === 'active'
        ? [...(standing!.due.length > 0 ? (['loan_repay_due'] as const) : []), 'loan_repay_all']
        : [];
  if (wanted.length === 0) return [];
  const expiresAt = buttonUntil(context);
  const keys = await putIntents(
    context,
    sql,
    wanted.map((kind) => ({ kind, person, subject: id, payload: { reference }, expiresAt })),
  );
  return wanted.map((action, index): NoticeAction<Action> => ({ action, intent: keys[index]! }));
}

/** The buttons that open offers, by their loans; made when a list first shows them, and good as long as they are. */
export async function showButtons(
  context: Context,
  sql: Queryable,
  loans: readonly Loan[],
): Promise<Map<bigint, string>> {
  const offers = loans.filter((loan) => stateOf(loan, context.clock.now()) === 'offered');
  const rows = await run<{ subject: bigint; key: string }>(sql, buttonsText, [offers.map(({ id }) => id)]);
  const keys = new Map(rows.map(({ subject, key }) => [subject, key]));
  const fresh = offers.filter(({ id }) => !keys.has(id));
  const made = await putIntents(
    context,
    sql,
    fresh.map(({ id, person, expires_at: expiresAt }) => ({
      kind: 'loan_show',
      person,
      subject: id,
      expiresAt,
    })),
  );
  return new Map([...keys, ...fresh.map(({ id }, index): [bigint, string] => [id, made[index]!])]);
}

export function viewOfLoan(
  context: Context,
  loan: Loan,
  plan: readonly Instalment[],
  intent: string | null,
): LoanView {
  const asset = assetOf(context, loan);
  const standing = loan.started_on === null ? null : standingOf(loan, plan, todayOf(context, loan));
  const state = stateOf(loan, context.clock.now());
  return {
    reference: loan.reference,
    state,
    amount: money(loan.amount, asset),
    outstanding: money(principalOf(plan.filter(isOpen)), asset),
    arrears: standing && arrearsOf(standing, asset),
    until: state === 'offered' ? loan.expires_at.toISOString() : null,
    next: standing && nextOf(standing, asset),
    intent,
  };
}

export function nextOf({ due, ahead, late }: Standing, asset: Asset): LoanView['next'] {
  const next = [...due.filter((one) => !late.includes(one)), ...ahead][0];
  return next ? { on: next.due_on, amount: money(totalOf([next]), asset) } : null;
}
