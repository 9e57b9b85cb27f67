/** Interest by the month: what has come together is posted, in whole minor units, on the first day after it. */
import { interestOf, movement, savingsOf, walletOf } from '../accounts.ts';
import { type NewAlert, raiseAlerts, tellIfLow } from '../alerts/index.ts';
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { lockPeople, type Person } from '../identity/index.ts';
import { derivedKey } from '../ids.ts';
import type { Submission } from '../ledger/index.ts';
import { money } from '../money.ts';
import { startOfDay } from '../time-zone.ts';
import { capitalise, monthAfter } from './rules.ts';

const statement = {
  due: sqlFile(import.meta.url, './sql/due.sql'),
  put: sqlFile(import.meta.url, './sql/put_postings.sql'),
};

export const interestCode = 'interest';

interface Due {
  account: bigint;
  asset: string;
  purpose: 'wallet' | 'savings';
  /** As the person that its owner has turned out to be. */
  person: bigint;
  earned: string;
  charged: string;
  earned_before: string;
  charged_before: string;
}

/** Where it is posted: to the account, or to that of whom its owner has turned out to be. */
interface Owed extends Due {
  owner: Person;
  target: bigint;
  income: bigint;
  expense: bigint;
}

interface Posting {
  owed: Owed;
  side: 'earned' | 'charged';
  accrued: bigint;
  amount: bigint;
  carried: bigint;
}

/** All accounts after one and up to another, in the caller's database transaction. */
export async function capitaliseStretch(
  context: Context,
  sql: Queryable,
  month: string,
  after: bigint,
  through: bigint,
): Promise<void> {
  const due = await run<Due>(sql, statement.due, [month, monthAfter(month), after, through]);
  if (due.length === 0) return;
  const owed = await targetsOf(context, sql, due);
  const touched = new Set(owed.flatMap(({ target, income, expense }) => [target, income, expense]));
  // What fits is decided by what is there, so nobody may spend it in between.
  const accounts = await context.ledger.lock(sql, [...touched]);
  const room = new Map([...accounts].map(([id, { spendable }]) => [id, spendable]));
  const postings = owed.flatMap((one) => postingsOf(one, room));
  const transfers = await post(context, sql, month, postings);
  await run(sql, statement.put, [
    month,
    postings.map(({ owed }) => owed.account),
    postings.map(({ side }) => side),
    postings.map(({ accrued }) => accrued),
    postings.map(({ carried }) => carried),
    postings.map(({ amount }) => amount),
    transfers,
  ]);
  await tell(context, sql, month, postings, transfers);
}

async function targetsOf(context: Context, sql: Queryable, due: readonly Due[]): Promise<Owed[]> {
  const people = await lockPeople(sql, [...new Set(due.map(({ person }) => person))], 'share');
  const owed: Owed[] = [];
  for (const one of due) {
    const owner = people.get(one.person)!;
    const target = await (one.purpose === 'wallet' ? walletOf : savingsOf)(context, sql, owner, one.asset);
    const income = await interestOf(context, sql, one.asset, 'income');
    const expense = await interestOf(context, sql, one.asset, 'expense');
    owed.push({ ...one, owner, target, income, expense });
  }
  return owed;
}

/** What was earned comes before what was charged, which it may pay. */
function postingsOf(owed: Owed, room: Map<bigint, bigint>): Posting[] {
  const free = room.get(owed.target)!;
  const [earnedNow, chargedNow] = [BigInt(owed.earned), BigInt(owed.charged)];
  const earned = capitalise(earnedNow + BigInt(owed.earned_before));
  const charged = capitalise(chargedNow + BigInt(owed.charged_before), free + earned.amount);
  room.set(owed.target, free + earned.amount - charged.amount);
  const postings: Posting[] = [
    { owed, side: 'earned', accrued: earnedNow, ...earned },
    { owed, side: 'charged', accrued: chargedNow, ...charged },
  ];
  return postings.filter(({ accrued, amount }) => accrued > 0n || amount > 0n);
}

/** Null where nothing moved. Whoever is frozen earns and owes as before: a freeze is about what they do themselves. */
async function post(
  { ledger, zone }: Context,
  sql: Queryable,
  month: string,
  postings: readonly Posting[],
): Promise<(bigint | null)[]> {
  const moving = postings.filter(({ amount }) => amount > 0n);
  // It belongs to the first day after the month, also where that is made up later.
  const eventAt = startOfDay(zone, monthAfter(month));
  const submissions = moving.map(({ owed, side, amount }): Submission => {
    const { account, target, income, expense } = owed;
    const legs = side === 'earned' ? movement(expense, target, amount) : movement(target, income, amount);
    const key = derivedKey('interest', `${account}-${month}-${side}`);
    return { verb: 'post', legs, key, code: interestCode, eventAt, evenFrozen: true };
  });
  const outcomes = await ledger.submit(sql, submissions);
  const transfers = new Map(
    outcomes.map((outcome, at) => {
      if (!outcome.ok || outcome.replayed)
        throw new Error(`Interest was not posted: ${outcome.ok ? 'it has been before' : outcome.refusal}`);
      return [moving[at]!, outcome.id];
    }),
  );
  return postings.map((posting) => transfers.get(posting) ?? null);
}

async function tell(
  context: Context,
  sql: Queryable,
  month: string,
  postings: readonly Posting[],
  transfers: readonly (bigint | null)[],
): Promise<void> {
  const moved = postings.flatMap((posting, at) => {
    const transfer = transfers[at]!;
    return transfer === null || !posting.owed.owner.met ? [] : [{ ...posting, transfer }];
  });
  if (moved.length === 0) return;
  const after = await context.ledger.balancesAfter(
    sql,
    moved.map(({ transfer }) => transfer),
  );
  const balances = new Map(
    after.map(({ transfer, owner, purpose, balance }) => [`${transfer} ${owner} ${purpose}`, balance]),
  );
  const accounts = [...new Set(moved.map(({ owed }) => owed.account))];
  const alerts = accounts.map((account): NewAlert => {
    const ofAccount = moved.filter(({ owed }) => owed.account === account);
    const { owed, transfer } = ofAccount.at(-1)!;
    const { owner, purpose } = owed;
    const asset = context.assets.find(owed.asset)!;
    const of = (side: Posting['side']) =>
      money(ofAccount.find((posting) => posting.side === side)?.amount ?? 0n, asset);
    const balance = money(balances.get(`${transfer} ${owner.public_id} ${purpose}`)!, asset);
    const told = { month, purpose, earned: of('earned'), charged: of('charged'), after: balance };
    return { kind: 'interest_posted', person: owner.id, notice: { kind: 'interest_posted', ...told } };
  });
  await raiseAlerts(context, sql, alerts);
  const spent = moved.filter(({ side, owed }) => side === 'charged' && owed.purpose === 'wallet');
  await tellIfLow(
    context,
    sql,
    spent.map(({ owed, transfer, amount }) => ({
      person: owed.owner,
      transfer,
      spent: money(amount, context.assets.find(owed.asset)!),
      reference: `int_${transfer}`,
    })),
  );
}
