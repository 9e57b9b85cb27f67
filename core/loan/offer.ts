/** What a loan would cost: an offer, which stands for a day; and what speaks against another loan. */
import { assetOf } from '../asset-book.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { personOf, zonesOf } from '../identity/index.ts';
import { publicId } from '../ids.ts';
import { money } from '../money.ts';
import type { NoticeOf } from '../notices.ts';
import { checkAmount } from '../policy/amounts.ts';
import { limits } from '../policy/limits.ts';
import type { Identity } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { findLoans, type Loan } from './book.ts';
import { loanNotice } from './notice.ts';
import { type Product, productFor } from './products.ts';
import { aprOfLoan, planOf, shareOf } from './rules.ts';
import type { LoanRequest } from './types.ts';

const statement = {
  put: sqlFile(import.meta.url, './sql/put.sql'),
  owed: sqlFile(import.meta.url, './sql/owed.sql'),
};

const hour_ms = 3_600_000;

export async function offer(
  context: Context,
  by: Identity,
  { amount, asset: code, months, origin }: LoanRequest,
): Promise<Result<NoticeOf<'loan'>>> {
  const { sql, clock, assets } = context;
  const asset = checkAmount(amount, assets.find(code), code, assets.all);
  if (!asset.ok) return asset;
  const person = await personOf(context, by);
  const zone = (await zonesOf(sql, [person.id])).get(person.id);
  const told = async (loan: Loan) => ok(await loanNotice(context, sql, loan, { zone }));
  const [before] = await findLoans(sql, { key: origin.key });
  if (before) {
    const isSame =
      before.person === person.id &&
      before.asset === asset.value.code &&
      before.amount === amount &&
      before.months === months;
    return isSame ? told(before) : refuse('idempotency_key_reused');
  }
  if (person.frozen) return refuse('account_frozen');
  const product = await productFor(sql, person.id, asset.value.code);
  if (!product) return refuse('loan_none_offered', { asset: asset.value.code });
  const fits = within(context, product, amount, months);
  if (!fits.ok) return fits;
  const plan = planOf({ principal: amount, rate_ppm: product.rate_ppm }, months);
  const fee = shareOf(amount, product.fee_ppm);
  if (!plan || fee >= amount) return refuse('loan_too_small');
  const wanted = { ...product, amount, person: person.id };
  const may = await mayBorrow(context, sql, wanted);
  if (!may.ok) return may;
  const now = clock.now();
  const until = new Date(now.getTime() + limits.loan.offerHours * hour_ms);
  await inTransaction(sql, (transaction) =>
    run(transaction, statement.put, [
      ...[publicId('lon'), person.id, product.id, asset.value.code, amount, fee, months, product.rate_ppm],
      ...[aprOfLoan(amount - fee, plan), origin.key, now, until],
    ]),
  );
  const [made] = await findLoans(sql, { key: origin.key });
  return told(made!);
}

function within(
  { assets }: Context,
  { amount_min, amount_max, months_min, months_max, asset: code }: Product,
  amount: bigint,
  months: number,
): Result<null> {
  const asset = assets.find(code)!;
  if (amount < amount_min || amount > amount_max)
    return refuse('loan_amount_outside', { min: money(amount_min, asset), max: money(amount_max, asset) });
  if (!Number.isInteger(months) || months < months_min || months > months_max)
    return refuse('loan_months_outside', { min: months_min, max: months_max });
  return ok(null);
}

/**
 * Whether somebody may borrow this much more, by the terms of the offer. Before an offer it is only a word in time: whoever accepts one is
 * looked at again, under the lock of their person.
 */
export async function mayBorrow(
  context: Context,
  sql: Queryable,
  wanted: Pick<Loan, 'person' | 'asset' | 'amount' | 'outstanding_max' | 'loans_max'>,
): Promise<Result<null>> {
  type Row = { asset: string; loans: number; outstanding: string; late: string };
  const rows = await run<Row>(sql, statement.owed, [wanted.person, context.clock.now()]);
  const late = rows.find(({ late }) => late !== '0');
  if (late) return refuse('loan_in_arrears', { due: money(BigInt(late.late), assetOf(context, late)) });
  // Loans count in whatever asset they are.
  const count = rows.reduce((sum, { loans }) => sum + loans, 0);
  if (count >= wanted.loans_max) return refuse('loan_too_many', { count });
  const owed = BigInt(rows.find(({ asset }) => asset === wanted.asset)?.outstanding ?? 0);
  if (owed + wanted.amount <= wanted.outstanding_max) return ok(null);
  const left = wanted.outstanding_max > owed ? wanted.outstanding_max - owed : 0n;
  return refuse('loan_too_much', { left: money(left, assetOf(context, wanted)) });
}
