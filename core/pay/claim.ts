/** The end of claimable money: claimed by its payee, taken back by its payer, or returned because nobody came. Exactly one wins. */
import { escrowOf, movement, walletOf } from '../accounts.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { lockPeople, type Person, viewOf } from '../identity/index.ts';
import { type Money, money } from '../money.ts';
import { tellDirectly } from '../tell.ts';
import { assetOf, balanceOf, lockPayment, type Payment, partiesOf, reviseCards } from './payment.ts';

const statement = {
  leave: sqlFile(import.meta.url, './sql/leave_escrow.sql'),
  waiting: sqlFile(import.meta.url, './sql/waiting_for.sql'),
};

interface Claiming {
  payment: bigint;
  /** Who wants it. */
  person: bigint;
  /** The event by which a button was pressed; null when the contact alone claims. */
  pressedKey: string | null;
  /** Tell the payee by a message of its own, because nothing else will. */
  tell: boolean;
}

/** What was claimed; null when there was nothing to claim: not theirs, frozen, or ended by somebody else. */
export const claim = (context: Context, claiming: Claiming): Promise<Money | null> =>
  inTransaction(context.sql, async (sql) => {
    const parties = (await partiesOf(sql, claiming.payment))!;
    const people = await lockPeople(sql, [parties.payer, parties.payee, claiming.person], 'share');
    const payment = (await lockPayment(sql, claiming.payment))!;
    const payee = people.get(payment.payee)!;
    if (payment.state !== 'claimable') return null;
    if (payee.id !== people.get(claiming.person)!.id || payee.frozen) return null;
    // Who turns out to have paid themselves gets their own money back, and has neither paid nor been paid.
    if (payee.id === people.get(payment.payer)!.id) {
      await moveOut(context, sql, payment, { to: payee, state: 'returned', pressedKey: null });
      return null;
    }
    const leaving = { to: payee, state: 'settled', pressedKey: claiming.pressedKey } as const;
    const balance = await moveOut(context, sql, payment, leaving);
    const amount = money(BigInt(payment.amount), assetOf(context, payment));
    if (claiming.tell) {
      const { reference, memo } = payment;
      const payer = viewOf(people.get(payment.payer)!);
      const kind = 'payment_received';
      await tellDirectly(sql, payee, { kind, reference, payer, amount, memo, balance, claimed: true });
    }
    return amount;
  });

/** Claims all that waits for a person, who is told of each in private; and says how much. */
export async function claimWaiting(context: Context, person: bigint): Promise<Money[]> {
  const claimed: Money[] = [];
  for (const { id } of await run<{ id: bigint }>(context.sql, statement.waiting, [person])) {
    const amount = await claim(context, { payment: id, person, pressedKey: null, tell: true });
    if (amount) claimed.push(amount);
  }
  return claimed;
}

/** Gives claimable money back to its payer, also to a frozen one. Null when there was nothing to return. */
export const giveBack = (
  context: Context,
  returning: { payment: bigint; pressedKey: string | null; reason: 'unclaimed' | 'taken_back' },
): Promise<Money | null> =>
  inTransaction(context.sql, async (sql) => {
    const parties = (await partiesOf(sql, returning.payment))!;
    const people = await lockPeople(sql, [parties.payer, parties.payee], 'share');
    const payment = (await lockPayment(sql, returning.payment))!;
    if (payment.state !== 'claimable') return null;
    if (returning.reason === 'unclaimed' && payment.claim_until! > context.clock.now()) return null;
    const payer = people.get(payment.payer)!;
    const balance = await moveOut(context, sql, payment, {
      to: payer,
      state: 'returned',
      pressedKey: returning.pressedKey,
    });
    const amount = money(BigInt(payment.amount), assetOf(context, payment));
    if (returning.reason === 'unclaimed') {
      const payee = viewOf(people.get(payment.payee)!);
      const { reference } = payment;
      await tellDirectly(sql, payer, {
        kind: 'payment_returned',
        reference,
        payee,
        amount,
        balance,
      });
    }
    return amount;
  });

interface Leaving {
  to: Person;
  state: 'settled' | 'returned';
  pressedKey: string | null;
}

/** Out of escrow into somebody's wallet, whose new balance comes back. The payment is locked and claimable. */
async function moveOut(context: Context, sql: Queryable, payment: Payment, leaving: Leaving): Promise<Money> {
  const { to, state, pressedKey } = leaving;
  const returned = state === 'returned';
  const escrow = await escrowOf(context, sql, payment.asset);
  const wallet = await walletOf(context, sql, to, payment.asset);
  const code = returned ? 'return' : 'claim';
  const [outcome] = await context.ledger.submit(sql, [
    {
      verb: 'post',
      legs: movement(escrow, wallet, BigInt(payment.amount)),
      key: `${code}:${payment.id}`,
      code,
      evenFrozen: returned,
    },
  ]);
  if (!outcome!.ok) throw new Error(`Escrow could not be emptied: ${outcome!.refusal}`);
  await run(sql, statement.leave, [payment.id, state, outcome!.id, pressedKey, context.clock.now()]);
  await reviseCards(sql, payment);
  return balanceOf(context, sql, to, payment);
}
