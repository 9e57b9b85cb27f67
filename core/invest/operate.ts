/** What operators do: they say which assets there are, what they cost from when on or who says it, and how many units there are of them. */
import { issuerOf, liquidityOf, movement } from '../accounts.ts';
import { findAsset } from '../assets.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { advisoryLock } from '../identity/index.ts';
import { derivedKey } from '../ids.ts';
import { type Asset, money } from '../money.ts';
import { operatorActionOf, putOperatorAction } from '../operator-action.ts';
import { checkAmount, checkCurrency } from '../policy/amounts.ts';
import { mayOperate } from '../policy/operators.ts';
import { type Identity, identityText } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { cleanName } from '../text.ts';
import { dayThere, startOfDay } from '../time-zone.ts';
import { listingOf, listingsOf, lockPrice, pricesAt, priceView } from './deal.ts';
import { isPrice, isSamePrice, priceAs } from './rules.ts';
import type { ListingsNotice, NewAsset, NewPrice, PriceSource } from './types.ts';

const read = (name: string): string => sqlFile(import.meta.url, `./sql/${name}.sql`);
const statement = {
  find: read('find_listing'),
  put: read('put_asset'),
  findPrice: read('find_price'),
  putPrice: read('put_price'),
  findSource: read('find_source'),
  putSource: read('put_source'),
  findIssue: read('find_issue'),
  putIssue: read('put_issue'),
  issued: read('issued'),
  coming: read('coming_prices'),
};

/** Of the prices that are still to come, for each asset. */
const coming_max = 3;

type Done = ListingsNotice['done'];

/** The one that something was done with first. */
async function listingsNow(context: Context, sql: Queryable, done: Done): Promise<ListingsNotice> {
  const now = context.clock.now();
  const listings = await listingsOf(context, sql);
  const prices = await pricesAt(sql, [...listings.keys()], now);
  type Coming = { asset: string; price: string; effective_at: Date };
  const coming = await run<Coming>(sql, statement.coming, [now, coming_max]);
  const issued = await run<{ asset: string; issued: string; left: string }>(sql, statement.issued, []);
  const counts = new Map(issued.map((row) => [row.asset, row]));
  const assets = [...listings].map(([code, { asset, name, kind, quote, source }]) => {
    const price = prices.get(code);
    const count = counts.get(code)!;
    return {
      ...{ asset: code, name, kind, quote: quote.code, source },
      price: price ? priceView(price, quote, now) : null,
      coming: coming
        .filter((one) => one.asset === code)
        .map((one) => ({ of: priceAs(one.price, quote), from: one.effective_at.toISOString() })),
      issued: money(BigInt(count.issued), asset),
      left: money(BigInt(count.left), asset),
    };
  });
  const isFirst = ({ asset }: { asset: string }) => (asset === done?.asset ? 0 : 1);
  return {
    kind: 'invest_listings',
    done,
    assets: assets.sort((one, other) => isFirst(one) - isFirst(other)),
  };
}

export async function listings(context: Context, by: Identity | null): Promise<Result<ListingsNotice>> {
  return mayOperate(context, by) ? ok(await listingsNow(context, context.sql, null)) : refuse('not_operator');
}

/** Letters alone, so that it is read as a currency's code is. */
const codeShape = /^[A-Z]{3,10}$/;
const exponentMax = 18;

/** A currency of this world is none that an operator may define, whether it is in use here or not. */
const isCurrency = (code: string): boolean =>
  findAsset(code) !== null || Intl.supportedValuesOf('currency').includes(code);

export async function define(
  context: Context,
  by: Identity | null,
  wanted: NewAsset,
  key: string,
): Promise<Result<ListingsNotice>> {
  if (!mayOperate(context, by)) return refuse('not_operator');
  const { code, exponent, kind, price, source = 'operator' } = wanted;
  if (!codeShape.test(code) || isCurrency(code)) return refuse('asset_code_unfit', { text: code });
  if (!Number.isInteger(exponent) || exponent < 0 || exponent > exponentMax)
    return refuse('asset_decimals_unfit', { text: String(exponent) });
  if (price !== null && !isPrice(price)) return refuse('price_unfit', { text: price });
  if (source === 'feed' && !context.prices) return refuse('feed_missing');
  const quote = checkCurrency(context.assets, wanted.quote ?? context.assets.main.code);
  if (!quote.ok) return quote;
  const name = cleanName(wanted.name) || code;
  const operator = by && identityText(by);
  const now = context.clock.now();
  const made = await inTransaction(context.sql, async (sql): Promise<Result<null>> => {
    await lockPrice(sql, code);
    const [defined] = await run<{ asset: string }>(sql, statement.find, [key]);
    if (defined && defined.asset !== code) return refuse('idempotency_key_reused');
    const before = (await listingsOf(context, sql, [code])).get(code);
    if (before) {
      const isSame =
        before.asset.exponent === exponent &&
        before.kind === kind &&
        before.name === name &&
        before.quote.code === quote.value.code &&
        // By now it may go by another, which this event did not say.
        (before.source === source || defined !== undefined);
      if (!isSame) return refuse('asset_defined', { asset: code });
      if (defined || price === null) return ok(null);
      const current = (await pricesAt(sql, [code], now)).get(code)?.price ?? null;
      if (current !== null && isSamePrice(current, price)) return ok(null);
      const shown = current === null ? null : priceAs(current, quote.value);
      return refuse('asset_defined_priced', { asset: code, price: shown });
    }
    if (await operatorActionOf(sql, key)) return refuse('idempotency_key_reused');
    await run(sql, statement.put, [code, exponent, kind, name, quote.value.code, operator, key, now]);
    if (price !== null) await run(sql, statement.putPrice, [code, price, now, operator, key, now]);
    if (source !== 'operator') await run(sql, statement.putSource, [code, source, operator, key, now]);
    const at = price === null ? '' : ` ${price}`;
    const from = source === 'operator' ? '' : ` ${source}`;
    const note = `${code} ${kind} ${exponent} ${quote.value.code}${at}${from}: ${name}`;
    await putOperatorAction(context, sql, { action: 'asset', operator, key, note });
    return ok(null);
  });
  if (!made.ok) return made;
  // This process need not wait to be told.
  await context.assets.load(context.sql);
  return ok(await listingsNow(context, context.sql, { asset: code, act: 'defined' }));
}

export async function setPrice(
  context: Context,
  by: Identity | null,
  { asset: code, price, from }: NewPrice,
  key: string,
): Promise<Result<ListingsNotice>> {
  if (!mayOperate(context, by)) return refuse('not_operator');
  if (!isPrice(price)) return refuse('price_unfit', { text: price });
  const { clock, zone } = context;
  const operator = by && identityText(by);
  return inTransaction(context.sql, async (sql): Promise<Result<ListingsNotice>> => {
    await advisoryLock(sql, `invest:${key}`);
    const listing = await listingOf(context, sql, code);
    if (!listing.ok) return listing;
    const { asset, quote } = listing.value;
    await lockPrice(sql, asset.code);
    const now = clock.now();
    const begins = from === null || from === dayThere(zone, now) ? null : startOfDay(zone, from);
    type Before = { asset: string; same: boolean; effective_at: Date };
    const [before] = await run<Before>(sql, statement.findPrice, [key, price]);
    if (before) {
      const isSame =
        before.asset === asset.code &&
        before.same &&
        (begins === null || begins.getTime() === before.effective_at.getTime());
      if (!isSame) return refuse('idempotency_key_reused');
    } else {
      if (begins !== null && begins < now) return refuse('price_backdated', { from: begins.toISOString() });
      if (await operatorActionOf(sql, key)) return refuse('idempotency_key_reused');
      const counts = begins ?? now;
      await run(sql, statement.putPrice, [asset.code, price, counts, operator, key, now]);
      const note = `${asset.code} ${price} ${quote.code} from ${counts.toISOString()}`;
      await putOperatorAction(context, sql, { action: 'asset_price', operator, key, note });
    }
    return ok(await listingsNow(context, sql, { asset: asset.code, act: 'priced' }));
  });
}

export async function setSource(
  context: Context,
  by: Identity | null,
  { asset: code, source }: { asset: string; source: PriceSource },
  key: string,
): Promise<Result<ListingsNotice>> {
  if (!mayOperate(context, by)) return refuse('not_operator');
  if (source === 'feed' && !context.prices) return refuse('feed_missing');
  const operator = by && identityText(by);
  return inTransaction(context.sql, async (sql): Promise<Result<ListingsNotice>> => {
    await advisoryLock(sql, `invest:${key}`);
    const found = await listingOf(context, sql, code);
    if (!found.ok) return found;
    const { asset } = found.value;
    await lockPrice(sql, asset.code);
    const [before] = await run<{ asset: string; source: string }>(sql, statement.findSource, [key]);
    if (before && (before.asset !== asset.code || before.source !== source))
      return refuse('idempotency_key_reused');
    if (!before) {
      if (await operatorActionOf(sql, key)) return refuse('idempotency_key_reused');
      await run(sql, statement.putSource, [asset.code, source, operator, key, context.clock.now()]);
      const note = `${asset.code} ${source}`;
      await putOperatorAction(context, sql, { action: 'asset_source', operator, key, note });
    }
    return ok(await listingsNow(context, sql, { asset: asset.code, act: 'sourced' }));
  });
}

export async function issue(
  context: Context,
  by: Identity | null,
  { asset: code, units }: { asset: string; units: bigint },
  key: string,
): Promise<Result<ListingsNotice>> {
  if (!mayOperate(context, by)) return refuse('not_operator');
  const operator = by && identityText(by);
  return inTransaction(context.sql, async (sql): Promise<Result<ListingsNotice>> => {
    await advisoryLock(sql, `invest:${key}`);
    const listing = await listingOf(context, sql, code);
    if (!listing.ok) return listing;
    const { asset } = listing.value;
    const size = units < 0n ? -units : units;
    const checked = checkAmount(size, asset, asset.code, []);
    if (!checked.ok) return checked;
    const [before] = await run<{ asset: string; units: string }>(sql, statement.findIssue, [key]);
    if (before && (before.asset !== asset.code || BigInt(before.units) !== units))
      return refuse('idempotency_key_reused');
    const [action, act] = units > 0n ? (['issue', 'issued'] as const) : (['redeem', 'redeemed'] as const);
    if (!before) {
      if (await operatorActionOf(sql, key)) return refuse('idempotency_key_reused');
      const moved = await move(context, sql, asset, units, key);
      if (!moved.ok) return moved;
      const amount = { asset: asset.code, minor: size };
      const done = { action, operator, amount, transfer: moved.value, key };
      const reference = await putOperatorAction(context, sql, done);
      const now = context.clock.now();
      await run(sql, statement.putIssue, [reference, asset.code, units, moved.value, operator, key, now]);
    }
    return ok(await listingsNow(context, sql, { asset: asset.code, act }));
  });
}

async function move(
  context: Context,
  sql: Queryable,
  asset: Asset,
  units: bigint,
  key: string,
): Promise<Result<bigint>> {
  const liquidity = await liquidityOf(context, sql, asset.code);
  const legs = movement(await issuerOf(context, sql, asset.code), liquidity, units);
  const [outcome] = await context.ledger.submit(sql, [
    { verb: 'post', legs, key: derivedKey('issue', key), code: 'issue' },
  ]);
  if (outcome!.ok) return ok(outcome!.id);
  const { refusal } = outcome!;
  if (refusal === 'idempotency_key_reused') return refuse(refusal);
  if (refusal !== 'insufficient_funds') throw new Error(`Nothing was issued: ${refusal}`);
  const { available } = (await context.ledger.accountById(sql, liquidity))!;
  return refuse('issue_short', { available: money(available, asset) });
}
