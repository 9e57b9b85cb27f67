/** Rates: what counts from which day on. Never edited, only superseded, and not before what is counted already. */

import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { advisoryLock } from '../identity/index.ts';
import type { NoticeOf } from '../notices.ts';
import { putOperatorAction } from '../operator-action.ts';
import { checkCurrency } from '../policy/amounts.ts';
import { type Identity, identityText } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { dayAfter, dayThere } from '../time-zone.ts';
import { interestLock, stateNow } from './accrual.ts';
import { rateMax_ppm } from './rules.ts';
import type { NewRate, RateKind, RateView } from './types.ts';

const statement = {
  rates: sqlFile(import.meta.url, './sql/rates.sql'),
  put: sqlFile(import.meta.url, './sql/put_rate.sql'),
  find: sqlFile(import.meta.url, './sql/find_rate.sql'),
};

/** In force on a day, and to come. */
export const ratesAt = (sql: Queryable, day: string, asset: string | null = null): Promise<RateView[]> =>
  run<RateView>(sql, statement.rates, [day, asset]);

/** Millionths; 0 where none is in force. */
export const rateOf = (rates: readonly RateView[], asset: string, kind: RateKind): number =>
  rates.find((rate) => rate.in_force && rate.asset === asset && rate.kind === kind)?.rate_ppm ?? 0;

export async function ratesNow({ sql, clock, zone }: Context): Promise<NoticeOf<'bank_rates'>> {
  return { kind: 'bank_rates', rates: await ratesAt(sql, dayThere(zone, clock.now())) };
}

export async function setRate(
  context: Context,
  by: Identity | null,
  rate: NewRate,
  key: string,
): Promise<Result<NoticeOf<'bank_rates'>>> {
  const { sql, clock, zone, assets } = context;
  const currency = checkCurrency(assets, rate.asset);
  if (!currency.ok) return currency;
  const asset = currency.value;
  const { kind, rate_ppm } = rate;
  if (!Number.isInteger(rate_ppm) || rate_ppm < 0 || rate_ppm > rateMax_ppm)
    return refuse('rate_unclear', { text: String(rate_ppm) });
  const set = await inTransaction(sql, async (sql): Promise<Result<null>> => {
    // No day is counted meanwhile, so that what is looked at here stays so.
    await advisoryLock(sql, interestLock);
    const [before] = await run<Omit<RateView, 'in_force'>>(sql, statement.find, [key]);
    const now = clock.now();
    const today = dayThere(zone, now);
    const effective_from = rate.effective_from ?? before?.effective_from ?? today;
    if (before) {
      const isSame =
        before.asset === asset.code &&
        before.kind === kind &&
        before.rate_ppm === rate_ppm &&
        before.effective_from === effective_from;
      return isSame ? ok(null) : refuse('idempotency_key_reused');
    }
    const { day } = await stateNow(sql);
    const earliest = day !== null && day >= today ? dayAfter(day) : today;
    if (effective_from < earliest) return refuse('rate_backdated', { from: effective_from, earliest });
    const operator = by && identityText(by);
    await run(sql, statement.put, [asset.code, kind, rate_ppm, effective_from, operator, key, now]);
    const note = `${asset.code} ${kind} ${rate_ppm} ppm from ${effective_from}`;
    await putOperatorAction(context, sql, { action: 'rate', operator, key, note });
    return ok(null);
  });
  return set.ok ? ok(await ratesNow(context)) : set;
}
