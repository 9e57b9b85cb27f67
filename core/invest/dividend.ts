/** Dividends, as operators declare them. */
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { advisoryLock } from '../identity/index.ts';
import { publicId } from '../ids.ts';
import { money } from '../money.ts';
import { operatorActionOf, putOperatorAction } from '../operator-action.ts';
import { checkAmount } from '../policy/amounts.ts';
import { mayOperate } from '../policy/operators.ts';
import { type Identity, identityText } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { dayAfter, startOfDay } from '../time-zone.ts';
import { listingOf, lockPrice } from './deal.ts';
import { isPrice, priceAs } from './rules.ts';
import type { DividendsNotice, DividendView, NewDividend } from './types.ts';

const read = (name: string): string => sqlFile(import.meta.url, `./sql/${name}.sql`);
const statement = {
  all: read('dividends'),
  find: read('find_dividend'),
  same: read('find_same_dividend'),
  put: read('put_dividend'),
  cancel: read('cancel_dividend'),
};

/** Of those that are over. */
const over_max = 5;

async function dividendsNow(
  { assets }: Context,
  sql: Queryable,
  done: DividendsNotice['done'],
): Promise<DividendsNotice> {
  interface Row extends Pick<DividendView, 'reference' | 'asset' | 'name' | 'record' | 'pay' | 'state'> {
    currency: string;
    per_unit: string | null;
    total: string | null;
    units: string | null;
  }
  const rows = await run<Row>(sql, statement.all, [over_max]);
  const dividends = rows.map(({ currency: code, per_unit, total, units, ...row }): DividendView => {
    const currency = assets.find(code)!;
    return {
      ...row,
      per_unit: per_unit === null ? null : priceAs(per_unit, currency),
      total: total === null ? null : money(BigInt(total), currency),
      units: units === null ? null : money(BigInt(units), assets.find(row.asset)!),
    };
  });
  const isFirst = ({ reference }: DividendView) => (reference === done?.reference ? 0 : 1);
  return {
    kind: 'invest_dividends',
    done,
    dividends: dividends.sort((one, other) => isFirst(one) - isFirst(other)),
  };
}

export async function dividends(context: Context, by: Identity | null): Promise<Result<DividendsNotice>> {
  return mayOperate(context, by)
    ? ok(await dividendsNow(context, context.sql, null))
    : refuse('not_operator');
}

export async function declare(
  context: Context,
  by: Identity | null,
  wanted: NewDividend,
  key: string,
): Promise<Result<DividendsNotice>> {
  if (!mayOperate(context, by)) return refuse('not_operator');
  const { amount, record, pay } = wanted;
  const { clock, zone } = context;
  const listing = await listingOf(context, context.sql, wanted.asset);
  if (!listing.ok) return listing;
  const { asset, quote } = listing.value;
  if (wanted.currency !== null && wanted.currency !== quote.code)
    return refuse('asset_dealt_in', { asset: asset.code, quote: quote.code });
  if ('in_all' in amount) {
    const checked = checkAmount(amount.in_all, quote, quote.code, []);
    if (!checked.ok) return checked;
  } else if (!isPrice(amount.per_unit)) return refuse('price_unfit', { text: amount.per_unit });
  const [recordEnds, payFrom] = [startOfDay(zone, dayAfter(record)), startOfDay(zone, pay)];
  const said = [
    'per_unit' in amount ? amount.per_unit : null,
    'in_all' in amount ? amount.in_all : null,
    record,
    pay,
  ];
  return inTransaction(context.sql, async (sql): Promise<Result<DividendsNotice>> => {
    await advisoryLock(sql, `invest:${key}`);
    type Before = { reference: string; same: boolean };
    const [before] = await run<Before>(sql, statement.find, [key, asset.code, ...said]);
    if (before && !before.same) return refuse('idempotency_key_reused');
    const now = clock.now();
    const reference = before?.reference ?? publicId('div');
    if (!before) {
      if (pay <= record || recordEnds <= now) return refuse('dividend_dates_unfit', { record, pay });
      if (await operatorActionOf(sql, key)) return refuse('idempotency_key_reused');
      // Two who declare the same at once: the second sees the first's.
      await lockPrice(sql, asset.code);
      const [same] = await run<{ reference: string }>(sql, statement.same, [asset.code, quote.code, ...said]);
      if (same) return refuse('dividend_declared', { asset: asset.code, reference: same.reference });
      const operator = by && identityText(by);
      const row = [reference, asset.code, quote.code, ...said, recordEnds, payFrom, operator, key, now];
      await run(sql, statement.put, row);
      const paid = 'per_unit' in amount ? `${amount.per_unit} ${quote.code} each` : quote.code;
      const minor = 'in_all' in amount ? { amount: { asset: quote.code, minor: amount.in_all } } : {};
      const note = `${reference} ${asset.code} ${paid} record ${record} pay ${pay}`;
      await putOperatorAction(context, sql, { action: 'dividend', operator, key, note, ...minor });
    }
    return ok(await dividendsNow(context, sql, { reference, act: 'declared' }));
  });
}

export async function cancelDividend(
  context: Context,
  by: Identity | null,
  reference: string,
  key: string,
): Promise<Result<DividendsNotice>> {
  if (!mayOperate(context, by)) return refuse('not_operator');
  return inTransaction(context.sql, async (sql): Promise<Result<DividendsNotice>> => {
    await advisoryLock(sql, `invest:${key}`);
    const action = 'dividend_cancel';
    const before = await operatorActionOf(sql, key);
    if (before && (before.action !== action || before.note !== reference))
      return refuse('idempotency_key_reused');
    if (!before) {
      const cancelled = await run(sql, statement.cancel, [reference, key, context.clock.now()]);
      if (cancelled.length === 0) {
        const { dividends } = await dividendsNow(context, sql, null);
        return dividends.some((one) => one.reference === reference)
          ? refuse('dividend_over', { reference })
          : refuse('dividend_unknown', { reference });
      }
      const operator = by && identityText(by);
      await putOperatorAction(context, sql, { action, operator, key, note: reference });
    }
    return ok(await dividendsNow(context, sql, { reference, act: 'cancelled' }));
  });
}
