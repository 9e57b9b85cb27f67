/** One payment under lock, as every step of its life begins. */
import { type Context, DEFAULT_LOCALE } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { contactOf, type Person } from '../identity/index.ts';
import type { Asset } from '../money.ts';
import type { Notice, PaymentState } from '../notices.ts';
import { addDelivery, type NewDelivery, reviseDelivery } from '../outbox/index.ts';

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
  origin: Required<Pick<NewDelivery, 'conversation' | 'person' | 'locale'>> & Pick<NewDelivery, 'reply'>;
  /** The card in the conversation. */
  delivery: bigint;
}

const statement = {
  parties: sqlFile(import.meta.url, './sql/parties.sql'),
  lock: sqlFile(import.meta.url, './sql/lock_payment.sql'),
};

/** Who pays and who is paid, as they were named then. Null for a payment that does not exist. */
export async function partiesOf(
  sql: Queryable,
  payment: bigint,
): Promise<{ payer: bigint; payee: bigint } | null> {
  const [row] = await run<{ payer: bigint; payee: bigint }>(sql, statement.parties, [payment]);
  return row ?? null;
}

/** Whoever holds it decides alone what becomes of it. Lock people first, accounts last. */
export async function lockPayment(sql: Queryable, payment: bigint): Promise<Payment> {
  const [row] = await run<Payment>(sql, statement.lock, [payment]);
  return row!;
}

export const assetOf = ({ assets }: Context, { asset }: { asset: string }): Asset => assets.find(asset)!;

/** Every card that shows the payment is to be shown again. */
export async function reviseCards(sql: Queryable, payment: Payment): Promise<void> {
  await reviseDelivery(sql, payment.delivery);
  if (payment.payee_delivery !== null) await reviseDelivery(sql, payment.payee_delivery);
}

/** A message to a person in their own chat; none to somebody who is only a name so far. */
export async function tellDirectly(sql: Queryable, person: Person, notice: Notice): Promise<void> {
  const contact = await contactOf(sql, person.id);
  if (!contact) return;
  await addDelivery(sql, {
    audience: 'direct',
    person: contact.identity,
    locale: contact.locale ?? DEFAULT_LOCALE,
    subject: { kind: 'notice', notice },
  });
}
