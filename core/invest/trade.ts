/** Carrying quotes out: units one way and money the other, and the fee beside them, all or nothing. */
import {
  exchangeAhead,
  exchangeIncomeOf,
  liquidityOf,
  movement,
  walletAhead,
  walletOf,
} from '../accounts.ts';
import { tellIfLow } from '../alerts/index.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { lockPeople, type Person } from '../identity/index.ts';
import { derivedKey } from '../ids.ts';
import type { LedgerOutcome, Submission } from '../ledger/index.ts';
import { money } from '../money.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import type { Listing } from './deal.ts';
import { readOn } from './holdings.ts';
import { amountsOf, findTrade, stateNow, type Trade } from './quote.ts';

const statement = {
  lock: sqlFile(import.meta.url, './sql/lock_trade.sql'),
  execute: sqlFile(import.meta.url, './sql/execute_trade.sql'),
};

/** The trade as it was carried out, by this event or by another one before. */
export async function execute(
  context: Context,
  person: Person,
  { reference, asset, quote_asset }: Trade,
  listing: Listing,
  key: string,
): Promise<Result<Trade>> {
  await Promise.all([
    exchangeAhead(context, asset),
    exchangeAhead(context, quote_asset),
    walletAhead(context, person, asset),
    walletAhead(context, person, quote_asset),
  ]);
  const done = await inTransaction(context.sql, (sql) =>
    executeLocked(context, sql, person, { reference, listing, key }),
  );
  if (done.ok) return done;
  // What is refused now may have been done when the same event came the first time.
  const trade = await findTrade(context.sql, { reference });
  return trade?.state === 'executed' ? ok(trade) : done;
}

interface Asked {
  reference: string;
  listing: Listing;
  key: string;
}

async function executeLocked(
  context: Context,
  sql: Queryable,
  { id }: Person,
  { reference, listing, key }: Asked,
): Promise<Result<Trade>> {
  const person = (await lockPeople(sql, [id], 'share')).get(id)!;
  const [trade] = await run<Trade>(sql, statement.lock, [reference]);
  if (!trade) return refuse('quote_unknown');
  const state = stateNow(trade, context.clock.now());
  if (state === 'executed') return ok(trade);
  if (state === 'expired') return refuse('quote_expired');
  if (state === 'cancelled') return refuse('intent_used');
  if (person.frozen) return refuse('account_frozen');
  const accounts = await accountsOf(context, sql, person, trade);
  const outcomes = await context.ledger.submit(sql, submissionsOf(trade, accounts, key), { linked: true });
  const refused = outcomes.find((outcome) => !outcome.ok && outcome.refusal !== 'linked_refused');
  if (refused && !refused.ok) return explain(context, sql, refused, trade, listing, accounts);
  const [transfer, fee = null] = outcomes.map((outcome) => (outcome as { id: bigint }).id);
  await run(sql, statement.execute, [trade.id, key, transfer!, fee, context.clock.now()]);
  await readOn(context, sql, accounts.units, listing);
  const { total, units } = amountsOf(listing, trade);
  const spent = trade.side === 'buy' ? total : units;
  await tellIfLow(context, sql, [
    { person, transfer: (trade.side === 'buy' ? (fee ?? transfer) : transfer)!, spent, reference },
  ]);
  return ok({ ...trade, state: 'executed', transfer: transfer! });
}

/** The person's two wallets, and the house's accounts. */
interface Accounts {
  units: bigint;
  money: bigint;
  stock: bigint;
  till: bigint;
  income: bigint;
}

async function accountsOf(
  context: Context,
  sql: Queryable,
  person: Person,
  { asset, quote_asset }: Trade,
): Promise<Accounts> {
  return {
    units: await walletOf(context, sql, person, asset),
    money: await walletOf(context, sql, person, quote_asset),
    stock: await liquidityOf(context, sql, asset),
    till: await liquidityOf(context, sql, quote_asset),
    income: await exchangeIncomeOf(context, sql, quote_asset),
  };
}

/** Four legs, two in each asset; and the fee as a transfer of its own, linked to it. */
function submissionsOf(trade: Trade, accounts: Accounts, event: string): Submission[] {
  const [units, value, fee] = [BigInt(trade.units), BigInt(trade.value), BigInt(trade.fee)];
  const legs =
    trade.side === 'buy'
      ? [
          ...movement(accounts.money, accounts.till, value),
          ...movement(accounts.stock, accounts.units, units),
        ]
      : [
          ...movement(accounts.units, accounts.stock, units),
          ...movement(accounts.till, accounts.money, value),
        ];
  const submissions: Submission[] = [{ verb: 'post', legs, key: derivedKey('trade', event), code: 'trade' }];
  if (fee > 0n)
    submissions.push({
      verb: 'post',
      legs: movement(accounts.money, accounts.income, fee),
      key: derivedKey('trade-fee', event),
      code: 'trade_fee',
    });
  return submissions;
}

async function explain(
  context: Context,
  sql: Queryable,
  { refusal, account }: LedgerOutcome & { ok: false },
  trade: Trade,
  listing: Listing,
  accounts: Accounts,
): Promise<Result<never>> {
  if (refusal === 'idempotency_key_reused' || refusal === 'account_frozen') return refuse(refusal);
  if (refusal !== 'insufficient_funds') throw new Error(`A trade was refused: ${refusal}`);
  if (account === accounts.stock) return refuse('liquidity_low', { asset: trade.asset });
  if (account === accounts.till) return refuse('liquidity_low', { asset: trade.quote_asset });
  const { total, units } = amountsOf(listing, trade);
  const { spendable, available } = (await context.ledger.accountById(sql, account!))!;
  return account === accounts.units
    ? refuse('units_insufficient', { needed: units, available: money(available, listing.asset) })
    : refuse('insufficient_funds', { needed: total, available: money(spendable, listing.quote) });
}
