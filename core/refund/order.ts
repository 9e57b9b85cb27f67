/** A payment order under lock, with what has come back of each of its payments. */
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { lockPeople, type Person } from '../identity/index.ts';
import type { Asset } from '../money.ts';

/** What one payee was paid. */
export interface Paid {
  id: bigint;
  position: number;
  /** As they were named; and who they have turned out to be. */
  named: bigint;
  payee: Person;
  amount: bigint;
  state: string;
  /** It went through escrow. */
  escrowed: boolean;
  /** Its payer gave another asset for it. */
  exchanged: boolean;
  transfer: bigint | null;
  /** The payee's own card of it. */
  payee_delivery: bigint | null;
  refunded: bigint;
  refundedByPayee: boolean;
}

export interface Order {
  id: bigint;
  reference: string;
  /** As for a payee. */
  payerNamed: bigint;
  payer: Person;
  asset: Asset;
  delivery: bigint;
  payments: Paid[];
}

interface Row {
  reference: string;
  payer: bigint;
  asset: string;
  delivery: bigint;
  id: bigint;
  position: number;
  payee: bigint;
  amount: string;
  state: string;
  escrowed: boolean;
  exchanged: boolean;
  transfer: bigint | null;
  payee_delivery: bigint | null;
}

const statement = {
  find: sqlFile(import.meta.url, './sql/find_order.sql'),
  lock: sqlFile(import.meta.url, './sql/lock_order.sql'),
  refunded: sqlFile(import.meta.url, './sql/refunded.sql'),
};

/** By its reference or its id; null when there is none. In a database transaction. */
export async function lockOrder(
  { assets }: Context,
  sql: Queryable,
  which: { reference: string } | { id: bigint },
): Promise<Order | null> {
  const [reference, asked] = 'id' in which ? [null, which.id] : [which.reference, null];
  const [found] = await run<{ id: bigint; people: string[] }>(sql, statement.find, [reference, asked]);
  if (!found) return null;
  const people = await lockPeople(sql, [...new Set(found.people.map(BigInt))], 'share');
  const rows = await run<Row>(sql, statement.lock, [found.id]);
  const back = await refundedOf(
    sql,
    rows.map(({ id }) => id),
  );
  const [{ payer, asset, delivery, ...first }] = rows as [Row];
  return {
    id: found.id,
    reference: first.reference,
    payerNamed: payer,
    payer: people.get(payer)!,
    asset: assets.find(asset)!,
    delivery,
    payments: rows.map(
      ({ id, position, payee, amount, state, escrowed, exchanged, transfer, payee_delivery }) => ({
        ...{ id, position, state, escrowed, exchanged, transfer, payee_delivery },
        named: payee,
        payee: people.get(payee)!,
        amount: BigInt(amount),
        refunded: back.get(id)?.refunded ?? 0n,
        refundedByPayee: back.get(id)?.by_payee ?? false,
      }),
    ),
  };
}

/** After the lock, in a statement of its own: it sees what was committed while the lock was waited for. */
async function refundedOf(sql: Queryable, payments: readonly bigint[]) {
  const rows = await run<{ payment: bigint; refunded: string; by_payee: boolean }>(sql, statement.refunded, [
    payments,
  ]);
  return new Map(
    rows.map(({ payment, refunded, ...rest }) => [payment, { refunded: BigInt(refunded), ...rest }]),
  );
}
