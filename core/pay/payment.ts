/** One payment under lock, as every step of its life begins. */
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import type { Person } from '../identity/index.ts';
import { type Asset, type Money, money } from '../money.ts';
import { type NewDelivery, reviseDelivery } from '../outbox/index.ts';
import type { PaymentState } from './types.ts';

export interface Payment {
  id: bigint;
  payment_order: bigint;
  payee: bigint;
  amount: string;
  state: PaymentState;
  escrowed: boolean;
  hold: bigint;
  claim_until: Date | null;
  payee_delivery: bigint | null;
  pressed_key: string | null;
  reference: string;
  payer: bigint;
  asset: string;
  memo: string | null;
  /** Where it was ordered, by whom, in which language, and how to answer there. */
  origin: Required<Pick<NewDelivery, 'conversation' | 'person' | 'locale'>> &
    Pick<NewDelivery, 'reply'> & { card?: 'private' };
  /** The card in the conversation. */
  delivery: bigint;
  /** How many the order has, with this one. */
  payments_of_order: number;
  /** The persons that payer and payee have turned out to be. */
  payerNow: Person;
  payeeNow: Person;
}

/** A person as JSON has them. */
type PersonJson = Omit<Person, 'id'> & { id: number };

const statement = {
  parties: sqlFile(import.meta.url, './sql/parties.sql'),
  lock: sqlFile(import.meta.url, './sql/lock_payments.sql'),
};

/** Who pays and who is paid, as they were named then. Null for a payment that does not exist. */
export async function partiesOf(
  sql: Queryable,
  payment: bigint,
): Promise<{ payer: bigint; payee: bigint } | null> {
  const [row] = await run<{ payer: bigint; payee: bigint }>(sql, statement.parties, [payment]);
  return row ?? null;
}

/** Whoever holds them decides alone what becomes of them. Lock people first, accounts last. Without those that do not exist. */
export async function lockPayments(sql: Queryable, payments: readonly bigint[]): Promise<Payment[]> {
  type Row = Omit<Payment, 'payerNow' | 'payeeNow'> & { payer_now: PersonJson; payee_now: PersonJson };
  const rows = await run<Row>(sql, statement.lock, [payments]);
  return rows.map(({ payer_now, payee_now, ...rest }) => ({
    ...rest,
    payerNow: fromJson(payer_now),
    payeeNow: fromJson(payee_now),
  }));
}

/** As {@link lockPayments}, of one. */
export const lockPayment = async (sql: Queryable, payment: bigint): Promise<Payment | undefined> =>
  (await lockPayments(sql, [payment]))[0];

const fromJson = (person: PersonJson): Person => ({ ...person, id: BigInt(person.id) });

export const assetOf = ({ assets }: Context, { asset }: { asset: string }): Asset => assets.find(asset)!;

/** Every card that shows the payment is to be shown again. */
export const reviseCards = (sql: Queryable, { delivery, payee_delivery }: Payment): Promise<void> =>
  reviseDelivery(sql, delivery, ...(payee_delivery === null ? [] : [payee_delivery]));

/** What a person has in the payment's currency. */
export async function balanceOf(
  context: Context,
  sql: Queryable,
  { public_id }: Person,
  payment: { asset: string },
): Promise<Money> {
  const { asset } = payment;
  const wallet = await context.ledger.account(sql, { owner: public_id, asset, purpose: 'wallet' });
  return money(wallet?.balance ?? 0n, assetOf(context, payment));
}
