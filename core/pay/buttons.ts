/** The buttons of a card with claimable money: Claim, for every payee of the order, and Take back, for its payer. */
import { assetOf } from '../asset-book.ts';
import type { PressedIntent } from '../capability.ts';
import type { Context } from '../context.ts';
import { run, sqlFile } from '../db/index.ts';
import { loadPeople } from '../identity/index.ts';
import type { Pressed } from '../intents/types.ts';
import { type Money, money } from '../money.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import type { LeaveEscrow } from './claim.ts';
import type { Payment } from './payment.ts';

type Line = Pick<Payment, 'id' | 'payee' | 'amount' | 'state' | 'escrowed' | 'pressed_key' | 'asset'>;

const statement = {
  lines: sqlFile(import.meta.url, './sql/payments_of_order.sql'),
  press: sqlFile(import.meta.url, './sql/mark_pressed.sql'),
};

/** Of an order's button. */
type Press = Pick<PressedIntent, 'subject' | 'by' | 'origin'>;

/**
 * For the payees of an order, each for their own part. The contact itself has often claimed it a moment before; then the
 * first press is answered as if it had.
 */
export async function pressClaim(
  context: Context,
  leave: LeaveEscrow,
  press: Press,
): Promise<Result<Pressed>> {
  const line = await lineOf(context, press);
  if (!line) return refuse('intent_not_yours');
  if (press.by.frozen) return refuse('account_frozen');
  if (line.state === 'authorized') return refuse('temporarily_unavailable');
  if (line.state === 'claimable') {
    const to = { person: press.by.id, tell: false };
    const amount = await leave({ payment: line.id, to, pressedKey: press.origin.key });
    if (amount) return ok(claimed(amount));
  }
  const now = (await lineOf(context, press))!;
  if (now.state === 'settled' && now.escrowed) {
    const first = await run(context.sql, statement.press, [now.id, press.origin.key]);
    if (first.length > 0 || now.pressed_key === press.origin.key) {
      return ok(claimed(amountOf(context, now)));
    }
  }
  if (now.state === 'claimable') return refuse('claim_paused');
  return refuse(now.state === 'settled' ? 'intent_used' : 'intent_expired');
}

/** For the payer, all that nobody has claimed yet. */
export async function pressTakeBack(
  context: Context,
  leave: LeaveEscrow,
  press: Press,
): Promise<Result<Pressed>> {
  const { key } = press.origin;
  const before = await linesOf(context, press.subject!);
  if (before.some(({ state }) => state === 'authorized')) return refuse('temporarily_unavailable');
  const mayLeave = before.filter(({ state }) => state === 'claimable');
  await Promise.all(
    mayLeave.map(({ id }) => leave({ payment: id, to: 'payer_who_takes_it_back', pressedKey: key })),
  );
  const after = await linesOf(context, press.subject!);
  const mine = after.filter((line) => line.state === 'returned' && line.pressed_key === key);
  if (mine.length > 0) {
    const amounts = mine.map((line) => BigInt(line.amount));
    const sum = amounts.reduce((total, amount) => total + amount, 0n);
    const amount = money(sum, assetOf(context, mine[0]!));
    return ok({ toast: { kind: 'payment_taken_back', amount } });
  }
  const unclaimed = after.every((line) => !line.escrowed || (line.state === 'returned' && !line.pressed_key));
  return refuse(unclaimed ? 'intent_expired' : 'intent_used');
}

const linesOf = ({ sql }: Context, order: bigint): Promise<Line[]> =>
  run<Line>(sql, statement.lines, [order]);

/** The presser's own part of the order, under any of the persons that turned out to be them. */
async function lineOf(context: Context, { subject, by }: Press): Promise<Line | undefined> {
  const lines = (await linesOf(context, subject!)).filter(({ escrowed }) => escrowed);
  const people = await loadPeople(context.sql, [by.id, ...lines.map(({ payee }) => payee)]);
  // Also the presser may have been joined to somebody since.
  const self = people.get(by.id)!.id;
  const own = lines.filter(({ payee }) => people.get(payee)!.id === self);
  return own.find(({ state }) => state === 'claimable') ?? own[0];
}

const claimed = (amount: Money): Pressed => ({ toast: { kind: 'payment_claimed', amount } });

const amountOf = (context: Context, line: Line): Money => money(BigInt(line.amount), assetOf(context, line));
