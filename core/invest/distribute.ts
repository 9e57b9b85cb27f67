/** Dividends, as time brings them: shared out when the record date is over, paid on the pay date, each share once. */
import { cashDeskOf, movement, walletOf } from '../accounts.ts';
import { type NewAlert, raiseAlerts } from '../alerts/index.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { lockPeople, type Person } from '../identity/index.ts';
import { derivedKey } from '../ids.ts';
import type { Submission } from '../ledger/index.ts';
import { money } from '../money.ts';

const read = (name: string): string => sqlFile(import.meta.url, `./sql/${name}.sql`);
const statement = {
  tryLock: read('try_dividends'),
  toRecord: read('dividend_to_record'),
  record: read('record_dividend'),
  toPay: read('dividend_to_pay'),
  due: read('dividend_shares_due'),
  paid: read('pay_dividend_shares'),
  end: read('end_dividend'),
};

/** A payment that was under way when the day ended has been decided by then: no database transaction lives for longer. */
const grace_ms = 5 * 60_000;

/** Shares that are paid in one database transaction. */
const shares_max = 200;

/** Does one step of what is due. Returns how much that was; 0: nothing is due, or another process is at it. */
export const distributeNext = (context: Context): Promise<number> =>
  inTransaction(context.sql, async (sql) => {
    const [lock] = await run<{ locked: boolean }>(sql, statement.tryLock, []);
    if (!lock!.locked) return 0;
    const now = context.clock.now();
    const [ended] = await run<{ id: bigint }>(sql, statement.toRecord, [new Date(now.getTime() - grace_ms)]);
    if (ended) {
      await run(sql, statement.record, [ended.id, now]);
      return 1;
    }
    const [due] = await run<Due>(sql, statement.toPay, [now]);
    return due ? payNext(context, sql, due) : 0;
  });

interface Due {
  id: bigint;
  reference: string;
  asset: string;
  name: string;
  currency: string;
  record: string;
}

interface Share {
  account: bigint;
  units: bigint;
  amount: bigint;
  /** As whom its owner has turned out to be. */
  owner: Person;
}

async function payNext(context: Context, sql: Queryable, due: Due): Promise<number> {
  const shares = await sharesOf(sql, due);
  if (shares.length > 0) {
    const transfers = await pay(context, sql, due, shares);
    await run(sql, statement.paid, [due.id, shares.map(({ account }) => account), transfers]);
    await tell(context, sql, due, shares, transfers);
  }
  if (shares.length < shares_max) await run(sql, statement.end, [due.id, context.clock.now()]);
  return Math.max(shares.length, 1);
}

async function sharesOf(sql: Queryable, { id }: Due): Promise<Share[]> {
  type Row = { account: bigint; units: string; amount: string; person: bigint };
  const rows = await run<Row>(sql, statement.due, [id, shares_max]);
  const people = await lockPeople(sql, [...new Set(rows.map(({ person }) => person))], 'share');
  return rows.map(({ account, units, amount, person }) => ({
    account,
    units: BigInt(units),
    amount: BigInt(amount),
    owner: people.get(person)!,
  }));
}

/** Whoever is frozen is paid as before: a freeze is about what they do themselves. */
async function pay(
  context: Context,
  sql: Queryable,
  { reference, currency }: Due,
  shares: readonly Share[],
): Promise<bigint[]> {
  const desk = await cashDeskOf(context, sql, currency);
  const submissions: Submission[] = [];
  for (const { account, amount, owner } of shares) {
    const legs = movement(desk, await walletOf(context, sql, owner, currency), amount);
    const key = derivedKey('dividend', `${reference}-${account}`);
    submissions.push({ verb: 'post', legs, key, code: 'dividend', evenFrozen: true });
  }
  const outcomes = await context.ledger.submit(sql, submissions);
  return outcomes.map((outcome) => {
    if (!outcome.ok || outcome.replayed)
      throw new Error(`A dividend was not paid: ${outcome.ok ? 'it has been before' : outcome.refusal}`);
    return outcome.id;
  });
}

async function tell(
  context: Context,
  sql: Queryable,
  { reference, asset: code, name, currency: paidIn, record }: Due,
  shares: readonly Share[],
  transfers: readonly bigint[],
): Promise<void> {
  const [asset, currency] = [context.assets.find(code)!, context.assets.find(paidIn)!];
  const after = await context.ledger.balancesAfter(sql, transfers);
  const balances = new Map(after.map(({ transfer, owner, balance }) => [`${transfer} ${owner}`, balance]));
  const alerts = shares.flatMap(({ account, units, amount, owner }, at): NewAlert[] => {
    if (!owner.met) return [];
    const paid = money(amount, currency);
    const notice = {
      kind: 'dividend_paid' as const,
      ...{ reference, asset: code, name, record },
      units: money(units, asset),
      amount: paid,
      balance: money(balances.get(`${transfers[at]} ${owner.public_id}`)!, currency),
    };
    return [
      { kind: 'incoming_money', person: owner.id, key: `${reference}-${account}`, amount: paid, notice },
    ];
  });
  await raiseAlerts(context, sql, alerts);
}
