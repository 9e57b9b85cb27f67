/** What operators do: put money in, and stop somebody's account. Every action leaves a row. */

import { cashDeskOf, movement, walletOf } from '../accounts.ts';
import { raiseAlerts } from '../alerts/index.ts';
import type { Capability } from '../capability.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { advisoryLock, lockPeople, type Person, resolveForBank, viewOf } from '../identity/index.ts';
import { derivedKey } from '../ids.ts';
import { type Asset, money } from '../money.ts';
import { putOperatorAction } from '../operator-action.ts';
import { checkMoney } from '../policy/amounts.ts';
import { isOneOf, mayOperate } from '../policy/operators.ts';
import { type Identity, identityText } from '../ports/chat.ts';
import { ok, refuse } from '../refusals.ts';
import { tellDirectly } from '../tell.ts';
import type { BankService } from './types.ts';

const statement = {
  find: sqlFile(import.meta.url, './sql/find_action.sql'),
  history: sqlFile(import.meta.url, './sql/history.sql'),
  setFrozen: sqlFile(import.meta.url, './sql/set_frozen.sql'),
};

type Funded = Awaited<ReturnType<BankService['fund']>>;

/** What it does to what is another capability's. */
interface Others {
  /** True where there was one. */
  deletePin(sql: Queryable, person: bigint): Promise<boolean>;
}

export const createBank = (context: Context, others: Others): Capability<BankService> => ({
  service: bankOf(context, others),
  history: {
    fund: (sql, lines) => run(sql, statement.history, [lines.map(({ transfer }) => transfer)]),
  },
  trail: sqlFile(import.meta.url, './sql/trail.sql'),
  verify: new URL('./verify/', import.meta.url),
});

const bankOf = (context: Context, { deletePin }: Others): BankService => {
  const { operators } = context;

  return {
    isOperator: async (identity) => operators.has(identity),

    async fund(by, to, amount, code, key) {
      if (!mayOperate(context, by)) return refuse('not_operator');
      const asset = checkMoney(amount, context.assets, code);
      if (!asset.ok) return asset;
      const person = await resolveForBank(context, to, by);
      if (!person.ok) return person;
      return inTransaction(context.sql, async (sql): Promise<Funded> => {
        if (!mayOperate(context, by)) return refuse('not_operator');
        return fundLocked(context, sql, { by, person: person.value.id, amount, asset: asset.value, key });
      });
    },

    async freeze(by, who, frozen) {
      if (!mayOperate(context, by)) return refuse('not_operator');
      const found = await resolveForBank(context, who, by);
      if (!found.ok) return found;
      return inTransaction(context.sql, async (sql): Promise<ReturnType<BankService['freeze']>> => {
        if (!mayOperate(context, by)) return refuse('not_operator');
        const person = (await lockPeople(sql, [found.value.id], 'update')).get(found.value.id)!;
        if (!frozen && person.frozen && isOneOf(person, by)) return refuse('unfreeze_self');
        const now = context.clock.now();
        const changed = await run(sql, statement.setFrozen, [person.id, frozen ? now : null]);
        await context.ledger.freeze(sql, person.public_id, frozen);
        if (changed.length > 0) await putAction(context, sql, frozen ? 'freeze' : 'unfreeze', by, person);
        return ok({ person: viewOf(person), frozen });
      });
    },

    async resetPin(by, who) {
      if (!mayOperate(context, by)) return refuse('not_operator');
      const found = await resolveForBank(context, who, by);
      if (!found.ok) return found;
      return inTransaction(context.sql, async (sql): ReturnType<BankService['resetPin']> => {
        if (!mayOperate(context, by)) return refuse('not_operator');
        const person = (await lockPeople(sql, [found.value.id], 'update')).get(found.value.id)!;
        if (await deletePin(sql, person.id)) {
          await putAction(context, sql, 'pin_reset', by, person);
          if (!isOneOf(person, by))
            await tellDirectly(sql, person, { kind: 'pin_reset', person: viewOf(person) });
        }
        return ok({ person: viewOf(person) });
      });
    },
  };
};

/** The trail of what moved no money. */
const putAction = (
  context: Context,
  sql: Queryable,
  action: 'freeze' | 'unfreeze' | 'pin_reset',
  by: Identity | null,
  { id: person }: Person,
): Promise<string> =>
  putOperatorAction(context, sql, { action, operator: by && identityText(by), person, key: null });

interface Funding {
  by: Identity | null;
  person: bigint;
  amount: bigint;
  asset: Asset;
  key: string;
}

async function fundLocked(context: Context, sql: Queryable, funding: Funding): Promise<Funded> {
  const { asset, amount, key } = funding;
  await advisoryLock(sql, `fund:${key}`);
  const person = (await lockPeople(sql, [funding.person], 'share')).get(funding.person)!;
  const [before] = await run<{ reference: string; person: bigint; asset: string; amount: string }>(
    sql,
    statement.find,
    [key],
  );
  const wallet = await walletOf(context, sql, person, asset.code);
  if (before) {
    const funded = (await lockPeople(sql, [before.person], 'share')).get(before.person)!;
    const same = funded.id === person.id && before.asset === asset.code && BigInt(before.amount) === amount;
    if (!same) return refuse('idempotency_key_reused');
    return ok(await fundedAs(context, sql, funding, person, wallet, before.reference));
  }
  if (person.frozen) return refuse('payee_frozen', { payee: person.name });
  const legs = movement(await cashDeskOf(context, sql, asset.code), wallet, amount);
  const [outcome] = await context.ledger.submit(sql, [
    { verb: 'post', legs, key: derivedKey('fund', key), code: 'fund' },
  ]);
  if (!outcome!.ok) {
    if (outcome!.refusal === 'idempotency_key_reused') return refuse('idempotency_key_reused');
    throw new Error(`Funding was refused: ${outcome!.refusal}`);
  }
  const reference = await putOperatorAction(context, sql, {
    action: 'fund',
    operator: funding.by && identityText(funding.by),
    person: person.id,
    amount: { asset: asset.code, minor: amount },
    transfer: outcome!.id,
    key,
  });
  const funded = await fundedAs(context, sql, funding, person, wallet, reference);
  if (person.met && !isOneOf(person, funding.by))
    await raiseAlerts(context, sql, [
      {
        kind: 'incoming_money',
        person: person.id,
        amount: funded.amount,
        notice: { kind: 'bank_funded', ...funded },
      },
    ]);
  return ok(funded);
}

type FundedValue = Extract<Funded, { ok: true }>['value'];

async function fundedAs(
  { ledger }: Context,
  sql: Queryable,
  { amount, asset }: Funding,
  person: Person,
  wallet: bigint,
  reference: string,
): Promise<FundedValue> {
  const { balance } = (await ledger.accountById(sql, wallet))!;
  return {
    person: viewOf(person),
    amount: money(amount, asset),
    balance: money(balance, asset),
    reference,
  };
}
