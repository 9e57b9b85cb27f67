/** What operators do with the exchange: how much it has of each asset, and on which terms it deals. */

import { cashDeskOf, liquidityOf, movement } from '../accounts.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { advisoryLock } from '../identity/index.ts';
import { derivedKey } from '../ids.ts';
import { type Asset, decimalText, money } from '../money.ts';
import { operatorActionOf, putOperatorAction } from '../operator-action.ts';
import { checkCurrency, checkMoney, minorMax } from '../policy/amounts.ts';
import { mayOperate } from '../policy/operators.ts';
import { type Identity, identityText } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { isFresh, newestRates, noonOf } from './rates.ts';
import { limitsOf, lockAssets, spreadNow } from './terms.ts';
import type { DeskNotice, TermsChange } from './types.ts';

const statement = {
  accounts: sqlFile(import.meta.url, './sql/accounts.sql'),
  putSpread: sqlFile(import.meta.url, './sql/put_spread.sql'),
  setLimits: sqlFile(import.meta.url, './sql/set_limits.sql'),
};

/** As it stands: every asset that the exchange has, or has earned. */
export async function deskNow(context: Context, sql: Queryable): Promise<DeskNotice> {
  const rates = await newestRates(context, sql);
  type Row = { asset: string; liquidity: string; income: string };
  const rows = await run<Row>(sql, statement.accounts, []);
  const assets = rows.map(({ asset }) => context.assets.currency(asset)!);
  const limits = await limitsOf(sql, assets, rates ?? { perEuro: {} });
  return {
    kind: 'exchange_desk',
    source: context.rates?.name ?? null,
    date: rates && noonOf(rates),
    stale: !rates || !isFresh(rates, context.clock.now()),
    spread_bps: await spreadNow(sql),
    assets: rows.map(({ asset: code, liquidity, income }, index) => {
      const asset = assets[index]!;
      const { person, house } = limits.get(code)!;
      return {
        liquidity: money(BigInt(liquidity), asset),
        income: money(BigInt(income), asset),
        person_a_day: money(person, asset),
        house_a_day: money(house, asset),
      };
    }),
  };
}

export async function desk(context: Context, by: Identity | null): Promise<Result<DeskNotice>> {
  return mayOperate(context, by) ? ok(await deskNow(context, context.sql)) : refuse('not_operator');
}

/** The same event moves the money once. */
export async function stock(
  context: Context,
  by: Identity | null,
  { amount, asset: code }: { amount: bigint; asset: string },
  key: string,
): Promise<Result<DeskNotice>> {
  if (!mayOperate(context, by)) return refuse('not_operator');
  const size = amount < 0n ? -amount : amount;
  const asset = checkMoney(size, context.assets, code);
  if (!asset.ok) return asset;
  return inTransaction(context.sql, async (sql): Promise<Result<DeskNotice>> => {
    await advisoryLock(sql, `exchange:${key}`);
    const before = await operatorActionOf(sql, key);
    const action = amount > 0n ? 'exchange_in' : 'exchange_out';
    if (before) {
      const same = before.action === action && before.asset === code && before.amount === String(size);
      return same ? ok(await deskNow(context, sql)) : refuse('idempotency_key_reused');
    }
    const moved = await move(context, sql, asset.value, amount, key);
    if (!moved.ok) return moved;
    await putOperatorAction(context, sql, {
      ...{ action, operator: by && identityText(by), key },
      ...{ amount: { asset: asset.value.code, minor: size }, transfer: moved.value },
    });
    return ok(await deskNow(context, sql));
  });
}

async function move(
  context: Context,
  sql: Queryable,
  asset: Asset,
  amount: bigint,
  key: string,
): Promise<Result<bigint>> {
  const liquidity = await liquidityOf(context, sql, asset.code);
  const legs = movement(await cashDeskOf(context, sql, asset.code), liquidity, amount);
  const [outcome] = await context.ledger.submit(sql, [
    { verb: 'post', legs, key: derivedKey('exchange-stock', key), code: 'exchange_stock' },
  ]);
  if (outcome!.ok) return ok(outcome!.id);
  const { refusal } = outcome!;
  if (refusal === 'idempotency_key_reused') return refuse(refusal);
  if (refusal !== 'insufficient_funds') throw new Error(`The exchange was not stocked: ${refusal}`);
  const { available } = (await context.ledger.accountById(sql, liquidity))!;
  return refuse('exchange_stock_short', { available: money(available, asset) });
}

export async function setTerms(
  context: Context,
  by: Identity | null,
  change: TermsChange,
  key: string,
): Promise<Result<DeskNotice>> {
  if (!mayOperate(context, by)) return refuse('not_operator');
  const terms = checkTerms(context, change);
  if (!terms.ok) return terms;
  const { action, note } = terms.value;
  const operator = by && identityText(by);
  const now = context.clock.now();
  return inTransaction(context.sql, async (sql): Promise<Result<DeskNotice>> => {
    await advisoryLock(sql, `exchange:${key}`);
    const before = await operatorActionOf(sql, key);
    if (before) {
      const same = before.action === action && before.note === note;
      return same ? ok(await deskNow(context, sql)) : refuse('idempotency_key_reused');
    }
    if ('spread_bps' in change) await run(sql, statement.putSpread, [change.spread_bps, operator, key, now]);
    else await setLimits(sql, change);
    await putOperatorAction(context, sql, { action, operator, key, note });
    return ok(await deskNow(context, sql));
  });
}

const spreadMax_bps = 1_000;

/** What is written down of it, so that the trail says what was set. */
function checkTerms(
  { assets }: Context,
  change: TermsChange,
): Result<{ action: 'exchange_spread' | 'exchange_limit'; note: string }> {
  if ('spread_bps' in change) {
    const { spread_bps: bps } = change;
    const isSpread = Number.isInteger(bps) && bps >= 0 && bps <= spreadMax_bps;
    return isSpread
      ? ok({ action: 'exchange_spread', note: `${bps} bps` })
      : refuse('amount_invalid', { text: String(bps) });
  }
  const currency = checkCurrency(assets, change.asset);
  if (!currency.ok) return currency;
  const asset = currency.value;
  const said = [asset.code];
  for (const [name, limit] of [
    ['each', change.person_a_day],
    ['all', change.house_a_day],
  ] as const) {
    if (limit === undefined) continue;
    const text = limit === null ? 'usual' : decimalText(money(limit, asset));
    if (limit !== null && limit < 0n) return refuse('amount_not_positive', { text });
    if (limit !== null && limit > minorMax(asset)) return refuse('amount_too_large', { text });
    said.push(name, text);
  }
  return ok({ action: 'exchange_limit', note: said.join(' ') });
}

async function setLimits(
  sql: Queryable,
  { asset, person_a_day, house_a_day }: Exclude<TermsChange, { spread_bps: number }>,
): Promise<void> {
  await lockAssets(sql, [asset]);
  await run(sql, statement.setLimits, [
    asset,
    person_a_day !== undefined,
    person_a_day ?? null,
    house_a_day !== undefined,
    house_a_day ?? null,
  ]);
}
