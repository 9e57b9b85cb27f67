/** Setting aside and taking back: each is one transfer between two accounts of the same person, at once. */

import { movement, savingsOf, walletOf } from '../accounts.ts';
import { tellIfLow } from '../alerts/index.ts';
import type { InterestOf } from '../bearing.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { advisoryLock, loadPeople, lockPeople, type Person, personOf, viewOf } from '../identity/index.ts';
import { derivedKey, publicId } from '../ids.ts';
import { type Asset, money } from '../money.ts';
import type { NoticeOf } from '../notices.ts';
import { checkAmount, checkCurrency } from '../policy/amounts.ts';
import { checkMemo } from '../policy/memos.ts';
import type { Identity } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import type { Pot, SaveRequest, SavingsGoal, SavingsService, UnsaveRequest } from './types.ts';

const statement = {
  find: sqlFile(import.meta.url, './sql/find.sql'),
  put: sqlFile(import.meta.url, './sql/put.sql'),
  goals: sqlFile(import.meta.url, './sql/goals.sql'),
  putGoal: sqlFile(import.meta.url, './sql/put_goal.sql'),
};

type Shown = NoticeOf<'savings'>;
type Moved = NonNullable<Shown['moved']>;

export const savingsService = (context: Context, interestOf: InterestOf): SavingsService => ({
  async savings(identity) {
    const known = await context.known(identity);
    if (!known) return { kind: 'savings', pots: [], moved: null, person: strangerView(identity) };
    const person = (await loadPeople(context.sql, [known.id])).get(known.id)!;
    return shownTo(context, context.sql, interestOf, person, null);
  },

  async save(request) {
    const wanted = await check(context, request);
    if (!wanted.ok) return wanted;
    return inTransaction(context.sql, async (sql) => {
      const person = await lockFor(sql, wanted.value.person, request.key);
      const { asset } = wanted.value;
      const goal = await goalOf(context, sql, person, asset, request);
      if (!goal.ok) return goal;
      const moved = await moveOnce(context, sql, person, {
        ...wanted.value,
        direction: 'save',
        key: request.key,
      });
      if (!moved.ok) return moved;
      if (goal.value) {
        const { target, name } = goal.value;
        await run(sql, statement.putGoal, [
          person.id,
          asset.code,
          target,
          name,
          request.key,
          context.clock.now(),
        ]);
      }
      return ok(await shownTo(context, sql, interestOf, person, moved.value, wanted.value.asset));
    });
  },

  async unsave(request) {
    const wanted = await check(context, request);
    if (!wanted.ok) return wanted;
    return inTransaction(context.sql, async (sql) => {
      const person = await lockFor(sql, wanted.value.person, request.key);
      const moved = await moveOnce(context, sql, person, {
        ...wanted.value,
        direction: 'unsave',
        key: request.key,
      });
      return moved.ok ? ok(await shownTo(context, sql, interestOf, person, moved.value)) : moved;
    });
  },
});

const strangerView = (identity: Identity) => ({ id: '', name: identity.user, identities: [identity] });

interface Wanted {
  person: bigint;
  asset: Asset;
  /** Null: nothing, or all of it. */
  amount: bigint | null;
}

async function check(
  context: Context,
  { person, amount, asset: code, ...rest }: SaveRequest | UnsaveRequest,
): Promise<Result<Wanted>> {
  const { assets } = context;
  const currency = checkCurrency(assets, code);
  if (!currency.ok) return currency;
  const asset = currency.value;
  const goal = 'goal' in rest ? rest.goal : undefined;
  for (const sum of [amount, goal?.target ?? null]) {
    const checked = sum === null ? ok(asset) : checkAmount(sum, asset, code, assets.all);
    if (!checked.ok) return checked;
  }
  const name = checkMemo(goal?.name ?? null);
  if (!name.ok) return name;
  return ok({ person: (await personOf(context, person)).id, asset, amount });
}

/** The event first, then the person: the same event twice at once acts once. */
async function lockFor(sql: Queryable, person: bigint, key: string): Promise<Person> {
  await advisoryLock(sql, `savings:${key}`);
  return (await lockPeople(sql, [person], 'share')).get(person)!;
}

interface Move extends Wanted {
  direction: 'save' | 'unsave';
  key: string;
}

async function moveOnce(
  context: Context,
  sql: Queryable,
  person: Person,
  move: Move,
): Promise<Result<Moved | null>> {
  const { asset, direction, key } = move;
  type Row = { reference: string; person: bigint; asset: string; direction: string; amount: string };
  const [before] = await run<Row>(sql, statement.find, [key]);
  if (before) {
    const amount = BigInt(before.amount);
    const isSame =
      before.person === person.id &&
      before.asset === asset.code &&
      before.direction === direction &&
      amount === (move.amount ?? amount);
    if (!isSame) return refuse('idempotency_key_reused');
    return ok(await movedAs(context, sql, person, direction, asset, { reference: before.reference, amount }));
  }
  if (direction === 'save' && move.amount === null) return ok(null);
  const wallet = await walletOf(context, sql, person, asset.code);
  const savings = await savingsOf(context, sql, person, asset.code);
  const others = (await context.ledger.accountsOf(sql, person.public_id)).filter(
    ({ purpose }) => purpose === 'wallet',
  );
  // What may be set aside is decided by what is there, so nobody may spend it in between.
  const accounts = await context.ledger.lock(sql, [
    ...new Set([wallet, savings, ...others.map(({ id }) => id)]),
  ]);
  if (person.frozen) return refuse('account_frozen');
  // What was borrowed in one currency could be changed into another, and then earn as if it were their own.
  const debt = [...accounts.values()].find(
    ({ purpose, available }) => purpose === 'wallet' && available < 0n,
  );
  if (direction === 'save' && debt && debt.id !== wallet)
    return refuse('savings_in_debt', { owed: money(-debt.available, context.assets.find(debt.asset)!) });
  const [own, saved] = [accounts.get(wallet)!, accounts.get(savings)!];
  const amount = move.amount ?? saved.available;
  if (direction === 'save' && own.available < amount)
    return refuse('savings_insufficient', {
      needed: money(amount, asset),
      available: money(own.available > 0n ? own.available : 0n, asset),
      credit: own.spendable >= amount,
    });
  if (direction === 'unsave' && (saved.available < amount || amount === 0n))
    return amount === 0n || saved.available === 0n
      ? refuse('nothing_saved')
      : refuse('unsave_insufficient', { needed: money(amount, asset), saved: money(saved.available, asset) });
  const legs = direction === 'save' ? movement(wallet, savings, amount) : movement(savings, wallet, amount);
  const [outcome] = await context.ledger.submit(sql, [
    { verb: 'post', legs, key: derivedKey('savings', key), code: direction },
  ]);
  if (!outcome!.ok) {
    if (outcome!.refusal === 'account_frozen' || outcome!.refusal === 'idempotency_key_reused')
      return refuse(outcome!.refusal);
    throw new Error(`Savings were refused: ${outcome!.refusal}`);
  }
  const transfer = outcome!.id;
  const reference = publicId('sav');
  const now = context.clock.now();
  await run(sql, statement.put, [reference, person.id, asset.code, direction, amount, transfer, key, now]);
  if (direction === 'save')
    await tellIfLow(context, sql, [{ person, transfer, spent: money(amount, asset), reference }]);
  return ok(await movedAs(context, sql, person, direction, asset, { reference, amount }));
}

async function movedAs(
  { ledger }: Context,
  sql: Queryable,
  { public_id }: Person,
  direction: Move['direction'],
  asset: Asset,
  { reference, amount }: { reference: string; amount: bigint },
): Promise<Moved> {
  const wallet = await ledger.account(sql, { owner: public_id, asset: asset.code, purpose: 'wallet' });
  return { direction, amount: money(amount, asset), balance: money(wallet?.balance ?? 0n, asset), reference };
}

/** As it is to be; null where it stays. What is not said of a goal stays as it was. */
async function goalOf(
  context: Context,
  sql: Queryable,
  person: Person,
  asset: Asset,
  { goal }: SaveRequest,
): Promise<Result<{ target: bigint | null; name: string | null } | null>> {
  if (goal === undefined) return ok(null);
  if (goal === null) return ok({ target: null, name: null });
  const before = (await goalsOf(context, sql, person)).get(asset.code);
  const target = goal.target ?? (before ? BigInt(before.target.minor) : null);
  if (target === null) return refuse('goal_without_target');
  const named = checkMemo(goal.name ?? null);
  return named.ok ? ok({ target, name: named.value ?? before?.name ?? null }) : named;
}

async function goalsOf(
  { assets }: Context,
  sql: Queryable,
  { id }: { id: bigint },
): Promise<Map<string, SavingsGoal>> {
  const rows = await run<{ asset: string; target: string; name: string | null }>(sql, statement.goals, [id]);
  return new Map(
    rows.map(({ asset, target, name }) => [
      asset,
      { target: money(BigInt(target), assets.find(asset)!), name },
    ]),
  );
}

/** Every pot that has something in it or a goal; the one that was touched first. */
async function shownTo(
  context: Context,
  sql: Queryable,
  interestOf: InterestOf,
  person: Person,
  moved: Moved | null,
  touched: Asset = moved?.amount.asset ?? context.assets.main,
): Promise<Shown> {
  const { ledger, assets } = context;
  const accounts = (await ledger.accountsOf(sql, person.public_id)).filter(
    ({ purpose }) => purpose === 'savings',
  );
  const goals = await goalsOf(context, sql, person);
  const interest = await interestOf(context, sql, person);
  const codes = [...new Set([touched.code, ...accounts.map(({ asset }) => asset), ...goals.keys()])];
  const pots = codes.flatMap((code): Pot[] => {
    const asset = assets.find(code)!;
    const balance = accounts.find((account) => account.asset === code)?.balance ?? 0n;
    const goal = goals.get(code) ?? null;
    const view = interest.find((one) => one.asset === code && one.purpose === 'savings');
    if (balance === 0n && goal === null && moved?.amount.asset.code !== code) return [];
    const earned = view?.earned ?? money(0n, asset);
    return [{ saved: money(balance, asset), goal, rate_ppm: view?.earned_ppm ?? 0, earned }];
  });
  return { kind: 'savings', pots, moved, person: viewOf(person) };
}
