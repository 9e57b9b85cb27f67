/** What operators see and decide: on which terms is lent, what is lent and late, and what is given up. */
import { loanBooksOf, loanOf, movement } from '../accounts.ts';
import { assetOf } from '../asset-book.ts';
import type { Context } from '../context.ts';
import { inTransaction, run, sqlFile } from '../db/index.ts';
import { advisoryLock, loadPeople, lockPeople, viewOf } from '../identity/index.ts';
import { derivedKey } from '../ids.ts';
import { money } from '../money.ts';
import type { NoticeOf } from '../notices.ts';
import { putOperatorAction } from '../operator-action.ts';
import { checkCurrency, minorMax } from '../policy/amounts.ts';
import { limits } from '../policy/limits.ts';
import { checkMemo } from '../policy/memos.ts';
import { isOneOf } from '../policy/operators.ts';
import { type Identity, identityText } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { tellDirectly } from '../tell.ts';
import { findLoans, isOpen, type Loan, lockLoans, planOfLoan, principalOf } from './book.ts';
import { productViews } from './products.ts';
import type { NewLoanProduct } from './types.ts';

const statement = {
  lent: sqlFile(import.meta.url, './sql/lent.sql'),
  late: sqlFile(import.meta.url, './sql/late.sql'),
  findProduct: sqlFile(import.meta.url, './sql/find_product.sql'),
  putProduct: sqlFile(import.meta.url, './sql/put_product.sql'),
  findAction: sqlFile(import.meta.url, './sql/find_action.sql'),
  writeOff: sqlFile(import.meta.url, './sql/write_off.sql'),
};

const writeOffCode = 'write_off';

/** Named on the desk; how many there are is said, too. */
const namedMax = 6;

export async function loansDesk(context: Context): Promise<NoticeOf<'bank_loans'>> {
  const { sql, assets, clock } = context;
  type Lent = { asset: string; loans: number } & Record<'outstanding' | 'income' | 'fees' | 'lost', string>;
  type Late = {
    reference: string;
    asset: string;
    person: bigint;
    amount: string;
    days: number;
    count: number;
  };
  const [lent, late, products] = await Promise.all([
    run<Lent>(sql, statement.lent, []),
    run<Late>(sql, statement.late, [clock.now(), namedMax]),
    productViews(context, sql, null),
  ]);
  const people = await loadPeople(
    sql,
    late.map(({ person }) => person),
  );
  return {
    kind: 'bank_loans',
    lent: lent.map(({ asset: code, loans, ...sums }) => {
      const of = (sum: string) => money(BigInt(sum), assets.find(code)!);
      const { outstanding, income, fees, lost } = sums;
      return { outstanding: of(outstanding), loans, income: of(income), fees: of(fees), lost: of(lost) };
    }),
    arrears: late.map(({ reference, asset, person, amount, days }) => ({
      reference,
      person: viewOf(people.get(person)!),
      amount: money(BigInt(amount), assets.find(asset)!),
      days,
    })),
    late: late[0]?.count ?? 0,
    products,
  };
}

const tierPattern = /^[a-z][a-z0-9_]{0,19}$/;
const rateMax_ppm = 1_000_000;
const feeMax_ppm = 500_000;

export async function setProduct(
  context: Context,
  by: Identity | null,
  product: NewLoanProduct,
  key: string,
): Promise<Result<NoticeOf<'bank_loans'>>> {
  const { assets, clock } = context;
  const { tier, terms } = product;
  if (!tierPattern.test(tier)) return refuse('tier_unclear', { text: tier });
  const currency = checkCurrency(assets, product.asset);
  if (!currency.ok) return currency;
  const asset = currency.value;
  const unclear = terms && whatIsWrong(terms, minorMax(asset));
  if (unclear) return refuse('loan_terms_unclear', { text: unclear });
  const values = terms
    ? [
        ...[
          terms.amount_min,
          terms.amount_max,
          terms.months_min,
          terms.months_max,
          terms.rate_ppm,
          terms.fee_ppm,
        ],
        ...[terms.outstanding_max ?? terms.amount_max, terms.loans_max],
      ]
    : Array.from({ length: 8 }, () => null);
  const set = await inTransaction(context.sql, async (sql): Promise<Result<null>> => {
    await advisoryLock(sql, `loan:${key}`);
    const [before] = await run<Record<string, unknown>>(sql, statement.findProduct, [key]);
    if (before) {
      const { id: _, ...was } = before;
      const isSame = Object.values(was).join() === [tier, asset.code, terms !== null, ...values].join();
      return isSame ? ok(null) : refuse('idempotency_key_reused');
    }
    if ((await run(sql, statement.findAction, [key])).length > 0) return refuse('idempotency_key_reused');
    const operator = by && identityText(by);
    const now = clock.now();
    await run(sql, statement.putProduct, [tier, asset.code, terms !== null, ...values, operator, key, now]);
    const note = `${tier} ${asset.code} ${terms ? JSON.stringify(terms, plain) : 'off'}`;
    await putOperatorAction(context, sql, { action: 'loan_product', operator, key, note });
    return ok(null);
  });
  return set.ok ? ok(await loansDesk(context)) : set;
}

const plain = (_name: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value);

/** The name of what makes no sense; null where all of it does. */
function whatIsWrong(terms: NonNullable<NewLoanProduct['terms']>, amountMax: bigint): string | null {
  const { amount_min, amount_max, months_min, months_max, rate_ppm, fee_ppm, outstanding_max, loans_max } =
    terms;
  const isWhole = (value: number, from: number, to: number) =>
    Number.isInteger(value) && value >= from && value <= to;
  if (amount_min <= 0n || amount_max < amount_min || amount_max > amountMax) return 'amount';
  if (!isWhole(months_min, 1, limits.loan.months) || !isWhole(months_max, months_min, limits.loan.months))
    return 'months';
  if (!isWhole(rate_ppm, 0, rateMax_ppm)) return 'rate';
  if (!isWhole(fee_ppm, 0, feeMax_ppm)) return 'fee';
  if (outstanding_max !== null && (outstanding_max < amount_min || outstanding_max > amountMax))
    return 'total';
  return isWhole(loans_max, 1, limits.loan.open) ? null : 'loans';
}

/** Whoever borrowed it owes nothing of it any more, and is told. */
export async function writeOff(
  context: Context,
  by: Identity | null,
  { reference, reason }: { reference: string; reason: string | null },
  key: string,
): Promise<Result<NoticeOf<'bank_loan_written_off'>>> {
  const note = checkMemo(reason);
  if (!note.ok) return note;
  const [found] = await findLoans(context.sql, { reference });
  if (!found) return refuse('loan_unknown', { text: reference });
  return inTransaction(context.sql, async (sql): Promise<Result<NoticeOf<'bank_loan_written_off'>>> => {
    await advisoryLock(sql, `loan:${key}`);
    const person = (await lockPeople(sql, [found.person], 'share')).get(found.person)!;
    const [loan] = (await lockLoans(sql, [found.id])) as [Loan];
    const asset = assetOf(context, loan);
    const words = `${reference}${note.value === null ? '' : `: ${note.value}`}`;
    type Action = { reference: string; action: string; note: string | null };
    const [before] = await run<Action>(sql, statement.findAction, [key]);
    const told = (amount: bigint, action: string) => ({
      kind: 'bank_loan_written_off' as const,
      loan: reference,
      person: viewOf(person),
      amount: money(amount, asset),
      reason: note.value,
      reference: action,
    });
    if (before) {
      const isSame = before.action === writeOffCode && before.note === words;
      return isSame ? ok(told(loan.lost!, before.reference)) : refuse('idempotency_key_reused');
    }
    if (loan.state !== 'active') return refuse('loan_ended');
    const amount = principalOf((await planOfLoan(sql, loan.id)).filter(isOpen));
    const losses = await loanBooksOf(context, sql, loan.asset, 'losses');
    const legs = movement(losses, await loanOf(context, sql, loan), amount);
    const submission = { verb: 'post' as const, legs, key: derivedKey('write-off', key), code: writeOffCode };
    const [outcome] = await context.ledger.submit(sql, [submission]);
    if (!outcome!.ok) {
      if (outcome!.refusal === 'idempotency_key_reused') return refuse('idempotency_key_reused');
      throw new Error(`A loan was not written off: ${outcome!.refusal}`);
    }
    const now = context.clock.now();
    await run(sql, statement.writeOff, [loan.id, key, now, amount, outcome!.id]);
    const action = await putOperatorAction(context, sql, {
      action: writeOffCode,
      operator: by && identityText(by),
      person: person.id,
      amount: { asset: loan.asset, minor: amount },
      transfer: outcome!.id,
      key,
      note: words,
    });
    if (!isOneOf(person, by))
      await tellDirectly(sql, person, { kind: 'loan_written_off', reference, amount: money(amount, asset) });
    return ok(told(amount, action));
  });
}
