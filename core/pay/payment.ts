/** One payment under lock, as every step of its life begins. */
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import type { Person } from '../identity/index.ts';
import { type Asset, type Money, money } from '../money.ts';
import type { NewDelivery } from '../outbox/index.ts';
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
  /** What the payer gives, where that is another asset than the payee gets. */
  sell_asset: string | null;
  sell_amount: string | null;
  /** Where it was ordered, by whom, in which language, and how to answer there. */
  origin: Required<Pick<NewDelivery, 'conversation' | 'person' | 'locale'>> &
    Pick<NewDelivery, 'reply'> & {
      card?: 'private';
      /** The kind of what it pays. */
      payable?: string;
    };
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
  lock: sqlFile(import.meta.url, './sql/lock_payments.sql'),
};

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

const fromJson = (person: PersonJson): Person => ({ ...person, id: BigInt(person.id) });

/** What the payer gives. */
export const givenOf = (
  { assets }: Pick<Context, 'assets'>,
  { asset, amount, sell_asset, sell_amount }: Payment,
): Money => money(BigInt(sell_amount ?? amount), assets.find(sell_asset ?? asset)!);

/** Every card that shows the payment. */
export const cardsOf = ({ delivery, payee_delivery }: Payment): bigint[] =>
  payee_delivery === null ? [delivery] : [delivery, payee_delivery];

/** What a person has in a currency, the payment's or the one that is given for it. */
export async function balanceOf(
  context: Context,
  sql: Queryable,
  { public_id }: Pick<Person, 'public_id'>,
  { code: asset, exponent }: Asset,
): Promise<Money> {
  const wallet = await context.ledger.account(sql, { owner: public_id, asset, purpose: 'wallet' });
  return money(wallet?.balance ?? 0n, { code: asset, exponent });
}
