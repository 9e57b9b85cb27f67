/** Repaying by the borrower's own hand: what is due, a part of what is not, or all. A quote first, and its button does it. */
import { z } from 'zod';
import { interestOf, loanBooksOf, loanOf, movement, walletOf } from '../accounts.ts';
import { tellIfLow } from '../alerts/index.ts';
import { assetOf } from '../asset-book.ts';
import type { PressedIntent } from '../capability.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { lockPeople, type Person, personOf } from '../identity/index.ts';
import { derivedKey } from '../ids.ts';
import { putIntents } from '../intents/index.ts';
import type { Pressed } from '../intents/types.ts';
import type { Posting, Submission } from '../ledger/index.ts';
import { decimalText, money } from '../money.ts';
import type { NoticeOf } from '../notices.ts';
import { minorMax } from '../policy/amounts.ts';
import type { Identity } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { putPayments } from './accept.ts';
import {
  findLoans,
  type Instalment,
  isOpen,
  type Loan,
  loansOf,
  lockLoans,
  planOfLoan,
  principalOf,
  revisionsOf,
  todayOf,
} from './book.ts';
import { loanNotice, paymentsOf } from './notice.ts';
import { leaves, paysOf, type Repayment, repaymentOf } from './reckon.ts';
import type { RepayRequest } from './types.ts';

const statement = {
  findRepayment: sqlFile(import.meta.url, './sql/find_repayment.sql'),
  putRepayments: sqlFile(import.meta.url, './sql/put_repayments.sql'),
  supersede: sqlFile(import.meta.url, './sql/supersede.sql'),
  pay: sqlFile(import.meta.url, './sql/pay.sql'),
  end: sqlFile(import.meta.url, './sql/end.sql'),
};

export const repayCode = 'repay';
export const feeBackCode = 'loan_fee';

export async function quoteRepayment(
  context: Context,
  by: Identity,
  request: RepayRequest,
): Promise<Result<NoticeOf<'loan_repayment'>>> {
  const loan = await loanMeant(context, by, request);
  if (!loan.ok) return loan;
  const { amount, key: event } = request;
  return quoted(context, context.sql, loan.value, { amount, event }, 'quoted');
}

async function loanMeant(
  context: Context,
  by: Identity,
  { amount, asset: code, reference }: RepayRequest,
): Promise<Result<Loan>> {
  const { sql, assets } = context;
  const person = await personOf(context, by);
  const active = (await loansOf(context, sql, person.id)).filter(({ state }) => state === 'active');
  if (typeof amount === 'bigint') {
    const asset = assets.find(code ?? assets.main.code) ?? assets.main;
    const text = decimalText(money(amount, asset));
    if (amount <= 0n) return refuse('amount_not_positive', { text });
    if (amount > minorMax(asset)) return refuse('amount_too_large', { text });
  }
  if (reference !== null) {
    const named = active.find((loan) => loan.reference === reference);
    if (named && (code === null || named.asset === code)) return ok(named);
    const [other] = named ? [] : await findLoans(sql, { reference });
    return other?.person === person.id && other.accepted_key !== null
      ? refuse('loan_ended')
      : refuse('loan_unknown', { text: reference });
  }
  const meant = active.filter(({ asset }) => code === null || asset === code);
  if (meant.length > 1) return refuse('loan_which', { references: meant.map((loan) => loan.reference) });
  return meant[0] ? ok(meant[0]) : refuse('loan_none');
}

/** What is quoted for one event is repaid once, by whichever of its quotes: handled again, the event is answered with another one. */
async function quoted(
  context: Context,
  sql: Queryable,
  loan: Loan,
  { amount, event }: { amount: RepayRequest['amount']; event: string },
  state: 'quoted' | 'renewed',
): Promise<Result<NoticeOf<'loan_repayment'>>> {
  const today = todayOf(context, loan);
  const repayment = repaymentOf(context, loan, await plansOfLoan(sql, loan), today, amount);
  if (!repayment.ok) return repayment;
  const { kind } = repayment.value;
  const payload = {
    // What was asked for, to be quoted anew when its day is over.
    amount: kind === 'part' ? repayment.value.principal.toString() : kind === 'due' ? 'due' : 'all',
    leaves: leaves(repayment.value).toString(),
    event,
  };
  const expiresAt = new Date(context.clock.now().getTime() + quoteLife_ms);
  const about = { person: loan.person, subject: loan.id, payload, expiresAt };
  const [yes, no] = await putIntents(context, sql, [
    { kind: 'loan_repay', ...about },
    { kind: 'loan_keep', ...about },
  ]);
  const actions: NoticeOf<'loan_repayment'>['actions'] = [
    { action: 'loan_repay', intent: yes! },
    { action: 'loan_keep', intent: no! },
  ];
  return ok({ ...noticeOf(context, loan, repayment.value, today), state, actions });
}

const plansOfLoan = async (sql: Queryable, { id }: Loan) => ({
  plan: await planOfLoan(sql, id),
  revisions: await revisionsOf(sql, id),
});

/** How long the buttons of a quote know what they were for. */
const quoteLife_ms = 30 * 86_400_000;

function noticeOf(
  context: Context,
  loan: Loan,
  { kind, principal, interest, fee_returned, plan, saved }: Omit<Repayment, 'pays'>,
  today: string,
): Omit<NoticeOf<'loan_repayment'>, 'state' | 'actions'> {
  const asset = assetOf(context, loan);
  const rows = plan.map((row) => ({ ...row, kind: 'planned' as const, state: 'open' as const }));
  return {
    kind: 'loan_repayment',
    reference: loan.reference,
    repays: kind,
    amount: money(paysOf({ principal, interest }), asset),
    principal: money(principal, asset),
    interest: money(interest, asset),
    fee_returned: money(fee_returned, asset),
    net: money(leaves({ principal, interest, fee_returned }), asset),
    saved: money(saved > 0n ? saved : 0n, asset),
    payments: paymentsOf(principalOf(plan), rows, asset, today),
    balance: null,
  };
}

const payloadSchema = z.object({
  amount: z.union([z.literal('due'), z.literal('all'), z.string().regex(/^[1-9]\d{0,37}$/)]),
  leaves: z.string(),
  // Unset in those of earlier versions, each of which is by itself.
  event: z.string().optional(),
});

/** The quote's button. Where by now another amount would leave the balance, it is quoted anew; pressed again, it says what was done. */
export async function pressRepay(context: Context, press: PressedIntent): Promise<Result<Pressed>> {
  const payload = payloadSchema.parse(press.payload);
  const amount =
    payload.amount === 'due' || payload.amount === 'all' ? payload.amount : BigInt(payload.amount);
  const { event = press.key } = payload;
  const [before] = await findLoans(context.sql, { ids: [press.subject!] });
  const done = await inTransaction(context.sql, async (sql): Promise<Result<NoticeOf<'loan_repayment'>>> => {
    const person = (await lockPeople(sql, [before!.person], 'share')).get(before!.person)!;
    const [loan] = (await lockLoans(sql, [before!.id])) as [Loan];
    const repaid = await doneBefore(context, sql, loan, person, { quote: event, key: press.origin.key });
    if (repaid) return repaid;
    if (loan.state !== 'active') return refuse('loan_ended');
    if (person.frozen) return refuse('account_frozen');
    const today = todayOf(context, loan);
    const plans = await plansOfLoan(sql, loan);
    const repayment = repaymentOf(context, loan, plans, today, amount);
    if (!repayment.ok) return repayment;
    if (leaves(repayment.value).toString() !== payload.leaves)
      return quoted(context, sql, loan, { amount, event }, 'renewed');
    const { key } = press.origin;
    const moved = await move(context, sql, loan, person, repayment.value, key);
    if (!moved.ok) return moved;
    const done = { ...moved.value, key, quote: event, today };
    await record(context, sql, loan, plans.plan, repayment.value, done);
    const spent = money(leaves(repayment.value), assetOf(context, loan));
    const { reference } = loan;
    await tellIfLow(context, sql, [{ person, transfer: moved.value.transfer, spent, reference }]);
    const balance = await balanceOf(context, sql, loan, person);
    return ok({ ...noticeOf(context, loan, repayment.value, today), state: 'done', balance, actions: [] });
  });
  return done.ok ? ok({ in_place: done.value }) : done;
}

async function balanceOf(context: Context, sql: Queryable, loan: Loan, { public_id: owner }: Person) {
  const wallet = await context.ledger.account(sql, { owner, asset: loan.asset, purpose: 'wallet' });
  return money(wallet?.balance ?? 0n, assetOf(context, loan));
}

/** Null: nothing yet. An event that has repaid by another quote repays nothing more. */
async function doneBefore(
  context: Context,
  sql: Queryable,
  loan: Loan,
  person: Person,
  { quote, key }: { quote: string; key: string },
): Promise<Result<NoticeOf<'loan_repayment'>> | null> {
  type Row = { kind: Repayment['kind']; quote: string } & Record<
    'principal' | 'interest' | 'fee_returned',
    string
  >;
  const rows = await run<Row>(sql, statement.findRepayment, [quote, key]);
  const row = rows.find((one) => one.quote === quote);
  if (!row) return rows.length > 0 ? refuse('idempotency_key_reused') : null;
  const repaid = {
    kind: row.kind,
    principal: BigInt(row.principal),
    interest: BigInt(row.interest),
    fee_returned: BigInt(row.fee_returned),
    plan: (await planOfLoan(sql, loan.id)).filter(isOpen),
    saved: 0n,
  };
  const balance = await balanceOf(context, sql, loan, person);
  const told = noticeOf(context, loan, repaid, todayOf(context, loan));
  return ok({ ...told, state: 'done', balance, actions: [] });
}

/** Out of the wallet: principal to the loan's own account, interest to the bank's income. */
export async function legsOf(
  context: Context,
  sql: Queryable,
  loan: Loan,
  wallet: bigint,
  paid: Pick<Repayment, 'principal' | 'interest'>,
): Promise<Posting[]> {
  const { principal, interest } = paid;
  const legs: Posting[] = [{ account: wallet, amount: -paysOf(paid) }];
  if (principal > 0n) legs.push({ account: await loanOf(context, sql, loan), amount: principal });
  if (interest > 0n)
    legs.push({ account: await interestOf(context, sql, loan.asset, 'income'), amount: interest });
  return legs;
}

/** The fee that comes back and the repayment, both or neither; and first the fee, so that what comes back can pay. */
async function move(
  context: Context,
  sql: Queryable,
  loan: Loan,
  person: Person,
  repayment: Repayment,
  key: string,
): Promise<Result<Moved>> {
  const wallet = await walletOf(context, sql, person, loan.asset);
  const legs = await legsOf(context, sql, loan, wallet, repayment);
  const submissions: Submission[] = [{ verb: 'post', legs, key: derivedKey('repay', key), code: repayCode }];
  const { fee_returned } = repayment;
  if (fee_returned > 0n)
    submissions.unshift({
      verb: 'post',
      legs: movement(await loanBooksOf(context, sql, loan.asset, 'fees'), wallet, fee_returned),
      key: derivedKey('loan-fee', key),
      code: feeBackCode,
    });
  const outcomes = await context.ledger.submit(sql, submissions, { linked: true });
  const refused = outcomes.find((outcome) => !outcome.ok && outcome.refusal !== 'linked_refused');
  if (!refused || refused.ok) {
    const moved = outcomes.map((outcome) => {
      // What this event has done was looked for before.
      if (!outcome.ok || outcome.replayed) throw new Error(`Of loan ${loan.reference} was repaid before`);
      return outcome.id;
    });
    return ok({ transfer: moved.at(-1)!, fee_transfer: moved.at(-2) ?? null });
  }
  const { refusal } = refused;
  if (refusal === 'account_frozen' || refusal === 'idempotency_key_reused') return refuse(refusal);
  if (refusal !== 'insufficient_funds') throw new Error(`A repayment was refused: ${refusal}`);
  const { spendable } = (await context.ledger.accountById(sql, wallet))!;
  const asset = assetOf(context, loan);
  return refuse('insufficient_funds', {
    needed: money(leaves(repayment), asset),
    available: money(spendable, asset),
  });
}

interface Moved {
  transfer: bigint;
  /** Of the fee that came back. */
  fee_transfer: bigint | null;
}

interface Done extends Moved {
  key: string;
  quote: string;
  today: string;
}

async function record(
  context: Context,
  sql: Queryable,
  loan: Loan,
  before: readonly Instalment[],
  { kind, principal, interest, fee_returned, pays, plan }: Repayment,
  { transfer, fee_transfer, key, quote, today }: Done,
): Promise<void> {
  const now = context.clock.now();
  const [repayment] = await run<{ id: bigint }>(sql, statement.putRepayments, [
    ...[
      [loan.id],
      [kind],
      [principal],
      [interest],
      [fee_returned],
      [transfer],
      [fee_transfer],
      [key],
      [quote],
    ],
    ...[[today], now],
  ]);
  if (kind === 'due')
    await run(sql, statement.pay, [pays.map(({ id }) => id), pays.map(() => repayment!.id)]);
  else {
    const { month } = before.find(isOpen)!;
    const revision = Math.max(...before.map((row) => row.revision)) + 1;
    await run(sql, statement.supersede, [loan.id]);
    const early = { kind: 'early' as const, month, due_on: today, principal, interest };
    const planned = plan.map((row) => ({ ...row, kind: 'planned' as const }));
    const about = { revision, zone: loan.zone!, repayment: repayment!.id };
    await putPayments(sql, loan, about, [early, ...planned]);
  }
  if (plan.length === 0) {
    const state = kind === 'withdrawal' ? 'withdrawn' : 'repaid';
    await run(sql, statement.end, [[loan.id], [state], [key], now]);
  }
}

/** The quote goes, and nothing has happened. */
export async function pressKeep(context: Context, { subject }: PressedIntent): Promise<Result<Pressed>> {
  const { sql } = context;
  const [loan] = (await findLoans(sql, { ids: [subject!] })) as [Loan];
  return ok({ in_place: await loanNotice(context, sql, loan) });
}

/** A button of the loan's own card: the quote for what is due, or for all. */
export async function pressQuote(
  context: Context,
  amount: 'due' | 'all',
  { subject, origin }: PressedIntent,
): Promise<Result<Pressed>> {
  const { sql } = context;
  const [loan] = (await findLoans(sql, { ids: [subject!] })) as [Loan];
  if (loan.state !== 'active') return ok({ in_place: await loanNotice(context, sql, loan) });
  const quote = await quoted(context, sql, loan, { amount, event: origin.key }, 'quoted');
  return quote.ok ? ok({ private: quote.value }) : quote;
}
