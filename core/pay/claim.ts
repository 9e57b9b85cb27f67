/** The end of claimable money: claimed by its payee, taken back by its payer, or returned because nobody came. Exactly one wins. */
import { escrowOf, movement, walletOf } from '../accounts.ts';
import { assetOf } from '../asset-book.ts';
import type { Context } from '../context.ts';
import { batched, type Queryable, run, sqlFile } from '../db/index.ts';
import { contactsOf, lockPeople, type Person, viewOf } from '../identity/index.ts';
import { type Act, carryOut, type Decided, type SubmissionGroup } from '../ledger/index.ts';
import { type Money, money } from '../money.ts';
import type { Notice } from '../notices.ts';
import { addDeliveries, reviseDelivery } from '../outbox/index.ts';
import { directTo } from '../tell.ts';
import { cardsOf, lockPayments, type Payment } from './payment.ts';

const statement = {
  leave: sqlFile(import.meta.url, './sql/leave_escrow.sql'),
  parties: sqlFile(import.meta.url, './sql/parties.sql'),
  waiting: sqlFile(import.meta.url, './sql/waiting_for.sql'),
};

/** Payments at most that leave escrow together. */
const leavers_max = 100;

interface Request {
  payment: bigint;
  /** To whoever claims it, who is told by a message of its own where nothing else tells them; or back to its payer. */
  to: { person: bigint; tell: boolean } | 'payer_who_takes_it_back' | 'payer_as_nobody_came';
  /** The event by which a button was pressed; null when no button was. */
  pressedKey: string | null;
}

/**
 * Moves claimable money out of escrow, and says how much. Null when there was nothing to move: not theirs, frozen, not yet,
 * or ended by somebody else.
 */
export type LeaveEscrow = (request: Request) => Promise<Money | null>;

export const createLeaveEscrow = (context: Context): LeaveEscrow =>
  batched((requests: Request[]) => carryOut(context, leaving(context), requests), leavers_max);

/** Claims all that waits for a person, who is told of each in private; and says how much. */
export async function claimWaiting({ sql }: Context, leave: LeaveEscrow, person: bigint): Promise<Money[]> {
  const waiting = await run<{ id: bigint }>(sql, statement.waiting, [person]);
  const to = { person, tell: true };
  const claimed = await Promise.all(waiting.map(({ id }) => leave({ payment: id, to, pressedKey: null })));
  return claimed.filter((amount) => amount !== null);
}

/** What a locked, claimable payment comes to. */
interface Decision {
  to: Person;
  state: 'settled' | 'returned';
  pressedKey: string | null;
  /** What is said to them, once it is known what they have then. */
  word: ((balance: Money, more?: Notice[]) => Notice) | null;
  /** What the caller is told. */
  moved: Money | null;
}

interface Leaving extends Decision, SubmissionGroup {
  payment: Payment;
}

const leaving = (context: Context): Act<Request, Leaving, Money | null> => ({
  async plan(sql, requests) {
    const people = await lockPeople(sql, await takersOf(sql, requests), 'share');
    const ids = requests.map(({ payment }) => payment);
    const payments = new Map((await lockPayments(sql, ids)).map((payment) => [payment.id, payment]));
    const plans: (Leaving | { answer: null })[] = [];
    for (const request of requests) {
      const payment = payments.get(request.payment);
      const decision = payment ? decide(context, payment, request, people) : null;
      if (!payment || !decision) {
        plans.push({ answer: null });
        continue;
      }
      // Whoever wants the same in the same batch comes too late.
      payments.delete(request.payment);
      plans.push({ ...decision, payment, submissions: [await postOf(context, sql, payment, decision)] });
    }
    return plans;
  },
  record: (sql, decided) => record(context, sql, decided),
});

/** Everybody who takes part, and whoever wants something. */
async function takersOf(sql: Queryable, requests: readonly Request[]): Promise<bigint[]> {
  const payments = requests.map(({ payment }) => payment);
  const parties = await run<{ payer: bigint; payee: bigint }>(sql, statement.parties, [payments]);
  const claimers = requests.flatMap(({ to }) => (typeof to === 'object' ? [to.person] : []));
  return [...parties.flatMap(({ payer, payee }) => [payer, payee]), ...claimers];
}

function decide(
  { clock, assets }: Context,
  payment: Payment,
  { to, pressedKey }: Request,
  people: ReadonlyMap<bigint, Person>,
): Decision | null {
  if (payment.state !== 'claimable') return null;
  const [payer, payee] = [people.get(payment.payer)!, people.get(payment.payee)!];
  const { reference, memo } = payment;
  const amount = money(BigInt(payment.amount), assetOf({ assets }, payment));
  if (typeof to === 'object') {
    // What somebody frozen paid may be stolen: it waits, and goes back at its time.
    if (payee.id !== people.get(to.person)!.id || payee.frozen || payer.frozen) return null;
    // Who turns out to have paid themselves gets their own money back, and has neither paid nor been paid.
    if (payee.id === payer.id)
      return { to: payee, state: 'returned', pressedKey: null, word: null, moved: null };
    const notice = { kind: 'payment_received', reference, payer: viewOf(payer), amount, memo } as const;
    const word = (balance: Money, more?: Notice[]): Notice => ({
      ...notice,
      balance,
      claimed: true,
      ...(more && { more }),
    });
    return { to: payee, state: 'settled', pressedKey, word: to.tell ? word : null, moved: amount };
  }
  if (to === 'payer_who_takes_it_back')
    return { to: payer, state: 'returned', pressedKey, word: null, moved: amount };
  if (payment.claim_until! > clock.now()) return null;
  const notice = { kind: 'payment_returned', reference, payee: viewOf(payee), amount } as const;
  const word = (balance: Money): Notice => ({ ...notice, balance });
  return { to: payer, state: 'returned', pressedKey, word, moved: amount };
}

/** Out of escrow into somebody's wallet, and back to a payer even when they are frozen. */
async function postOf(context: Context, sql: Queryable, payment: Payment, { to, state }: Decision) {
  const returned = state === 'returned';
  const code = returned ? 'return' : 'claim';
  const escrow = await escrowOf(context, sql, payment.asset);
  const wallet = await walletOf(context, sql, to, payment.asset);
  const legs = movement(escrow, wallet, BigInt(payment.amount));
  return { verb: 'post', legs, key: `${code}:${payment.id}`, code, evenFrozen: returned } as const;
}

async function record(
  context: Context,
  sql: Queryable,
  decided: readonly Decided<Leaving>[],
): Promise<(Money | null)[]> {
  const transfers = decided.map(({ outcomes: [outcome] }) => {
    if (!outcome!.ok) throw new Error(`Escrow could not be emptied: ${outcome!.refusal}`);
    return outcome!.id;
  });
  await run(sql, statement.leave, [
    decided.map(({ payment }) => payment.id),
    decided.map(({ state }) => state),
    transfers,
    decided.map(({ pressedKey }) => pressedKey),
    context.clock.now(),
  ]);
  await reviseDelivery(sql, ...new Set(decided.flatMap(({ payment }) => cardsOf(payment))));
  await tell(context, sql, decided, transfers);
  return decided.map(({ moved }) => moved);
}

/** In their own chats; nothing to somebody who is only a name so far. */
async function tell(
  context: Context,
  sql: Queryable,
  decided: readonly Decided<Leaving>[],
  transfers: readonly bigint[],
): Promise<void> {
  const entries = await context.ledger.balancesAfter(sql, transfers);
  const balances = new Map(entries.map(({ transfer, owner, balance }) => [`${transfer} ${owner}`, balance]));
  const contacts = await contactsOf(
    sql,
    decided.flatMap(({ to, word }) => (word ? [to.id] : [])),
  );
  const claimed = decided.filter(({ state, word }) => state === 'settled' && word);
  const more = await context.receiptsOf(
    sql,
    claimed.map(({ payment }) => payment.reference),
  );
  const messages = decided.flatMap(({ payment, to, word }, index) => {
    const contact = contacts.get(to.id);
    if (!word || !contact) return [];
    const balance = money(balances.get(`${transfers[index]} ${to.public_id}`)!, assetOf(context, payment));
    const notice = word(balance, more.get(payment.reference));
    return [directTo(contact, { kind: 'notice', notice })];
  });
  await addDeliveries(sql, messages);
}
