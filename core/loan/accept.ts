/** An offer is accepted: the loan, its payout and its plan are one thing. Or it is declined. */
import { loanBooksOf, loanOf, walletOf } from '../accounts.ts';
import { assetOf } from '../asset-book.ts';
import type { PressedIntent } from '../capability.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { loadPeople, lockPeople, type Person, zonesOf } from '../identity/index.ts';
import { derivedKey } from '../ids.ts';
import type { Pressed } from '../intents/types.ts';
import { money } from '../money.ts';
import type { NoticeOf } from '../notices.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { dayThere, monthsAfter } from '../time-zone.ts';
import { collectedAt, findLoans, interestOfRows, type Loan, lockLoans } from './book.ts';
import { loanNotice, offeredRows, stateOf } from './notice.ts';
import { mayBorrow } from './offer.ts';
import { planOf } from './rules.ts';

const statement = {
  accept: sqlFile(import.meta.url, './sql/accept.sql'),
  putPayments: sqlFile(import.meta.url, './sql/put_payments.sql'),
  decline: sqlFile(import.meta.url, './sql/decline.sql'),
};

export const loanCode = 'loan';

/** Pressed when it is over or was answered before, it shows how the loan stands. */
export async function pressAccept(context: Context, press: PressedIntent): Promise<Result<Pressed>> {
  const { sql, clock } = context;
  const { subject, origin, confirmed } = press;
  const [offered] = await findLoans(sql, { ids: [subject!] });
  if (stateOf(offered!, clock.now()) !== 'offered')
    return ok({ in_place: await asItStands(context, offered!, origin.key) });
  const spending = {
    payees: [],
    // All that they would owe: so much harm could be done by whoever has their chat.
    amount: offered!.amount + interestOfRows(offeredRows(offered!, dayThere(context.zone, clock.now()))),
    asset: offered!.asset,
    seen: true as const,
    borrows: true as const,
  };
  const asked = confirmed ? null : await context.guard.press(press, spending, { in_place: true });
  if (asked) return ok(asked);
  const accepted = await inTransaction(sql, (transaction) =>
    accept(context, transaction, offered!, origin.key),
  );
  if (!accepted.ok) return accepted;
  const notice = await asItStands(context, accepted.value, origin.key);
  return ok(confirmed ? { private: notice } : { in_place: notice });
}

/** To whoever accepted it by this event, with what they have then. */
async function asItStands(context: Context, loan: Loan, key: string): Promise<NoticeOf<'loan'>> {
  const { sql, ledger } = context;
  const zone = (await zonesOf(sql, [loan.person])).get(loan.person);
  if (loan.accepted_key !== key) return loanNotice(context, sql, loan, { zone });
  const person = (await loadPeople(sql, [loan.person])).get(loan.person)!;
  const wallet = await ledger.account(sql, { owner: person.public_id, asset: loan.asset, purpose: 'wallet' });
  const balance = money(wallet?.balance ?? 0n, assetOf(context, loan));
  return loanNotice(context, sql, loan, { balance });
}

async function accept(context: Context, sql: Queryable, offered: Loan, key: string): Promise<Result<Loan>> {
  // Exclusively: two offers that one person accepts at once are looked at one after the other.
  const person = (await lockPeople(sql, [offered.person], 'update')).get(offered.person)!;
  const [loan] = (await lockLoans(sql, [offered.id])) as [Loan];
  // Answered meanwhile, by whichever press: the card says how.
  if (stateOf(loan, context.clock.now()) !== 'offered') return ok(loan);
  if (person.frozen) return refuse('account_frozen');
  const may = await mayBorrow(context, sql, { ...loan, person: person.id });
  if (!may.ok) return may;
  const paid = await payOut(context, sql, loan, person, key);
  if (!paid.ok) return paid;
  const zone = (await zonesOf(sql, [person.id])).get(person.id) ?? context.zone;
  const now = context.clock.now();
  const day = dayThere(zone, now);
  await run(sql, statement.accept, [loan.id, key, now, zone, day, paid.value]);
  await putPlan(sql, loan, zone, day);
  return ok((await findLoans(sql, { ids: [loan.id] }))[0]!);
}

/** Out of the loan's own account into the wallet, less the fee. */
async function payOut(
  context: Context,
  sql: Queryable,
  { reference, asset, amount, fee }: Loan,
  person: Person,
  key: string,
): Promise<Result<bigint>> {
  const account = await loanOf(context, sql, { reference, asset, amount });
  const wallet = await walletOf(context, sql, person, asset);
  const legs = [
    { account, amount: -amount },
    { account: wallet, amount: amount - fee },
    ...(fee > 0n ? [{ account: await loanBooksOf(context, sql, asset, 'fees'), amount: fee }] : []),
  ];
  const submission = { verb: 'post' as const, legs, key: derivedKey('loan', key), code: loanCode };
  const [outcome] = await context.ledger.submit(sql, [submission]);
  if (outcome!.ok) return ok(outcome!.id);
  if (outcome!.refusal === 'account_frozen' || outcome!.refusal === 'idempotency_key_reused')
    return refuse(outcome!.refusal);
  throw new Error(`A loan was not paid out: ${outcome!.refusal}`);
}

async function putPlan(sql: Queryable, loan: Loan, zone: string, day: string): Promise<void> {
  const plan = planOf({ principal: loan.amount, rate_ppm: loan.rate_ppm }, loan.months)!;
  await putPayments(
    sql,
    loan,
    { revision: 1, zone },
    plan.map((due, index) => ({
      ...due,
      kind: 'planned',
      month: index + 1,
      due_on: monthsAfter(day, index + 1),
    })),
  );
}

interface NewPayment {
  kind: 'planned' | 'early';
  month: number;
  due_on: string;
  principal: bigint;
  interest: bigint;
}

/** `repayment`: what paid the early ones. */
export const putPayments = (
  sql: Queryable,
  { id }: Loan,
  { revision, zone, repayment }: { revision: number; zone: string; repayment?: bigint },
  rows: readonly NewPayment[],
): Promise<unknown> =>
  run(sql, statement.putPayments, [
    ...[id, revision, repayment ?? null],
    rows.map(({ month }) => month),
    rows.map(({ kind }) => kind),
    rows.map(({ due_on }) => due_on),
    rows.map(({ due_on }) => collectedAt(zone, due_on)),
    rows.map(({ principal }) => principal),
    rows.map(({ interest }) => interest),
  ]);

export async function pressDecline(
  context: Context,
  { subject, origin }: PressedIntent,
): Promise<Result<Pressed>> {
  const { sql, clock } = context;
  const [offered] = await findLoans(sql, { ids: [subject!] });
  if (stateOf(offered!, clock.now()) === 'offered')
    await run(sql, statement.decline, [subject, origin.key, clock.now()]);
  const [loan] = await findLoans(sql, { ids: [subject!] });
  return ok({ in_place: await asItStands(context, loan!, origin.key) });
}
