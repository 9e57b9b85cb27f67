/**
 * The button by which people pay their share, and what makes a share paid once: the payment asks for leave in its own database
 * transaction, with the split locked, and is written there on the share. So of many presses, in however many processes, one is placed,
 * and the others find it. A payment that was not carried out leaves its share open again, and so does one that was given back; of one that
 * was given back in part, that part is open.
 */
import type { Services } from '../api.ts';
import type { Payable, PayablePayment, PressedIntent } from '../capability.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { derivedKey } from '../ids.ts';
import type { Pressed } from '../intents/types.ts';
import { followDelivery } from '../outbox/index.ts';
import { ok, type Refusal, type Result, refuse } from '../refusals.ts';
import { putActs } from './acts.ts';
import {
  cardsOf,
  isOver,
  lockSplit,
  lockSplits,
  reviseCards,
  type Share,
  type Split,
  setState,
  takingPart,
} from './split.ts';

const paidText = sqlFile(import.meta.url, './sql/paid.sql');
const splitsText = sqlFile(import.meta.url, './sql/splits_of_shares.sql');

/** The kind of what is paid. */
export const SHARE = 'split_share';

export async function pressPay(
  context: Context,
  pay: Services['pay'],
  press: PressedIntent,
): Promise<Result<Pressed>> {
  const key = derivedKey('split', press.origin.key);
  const found = await inTransaction(context.sql, (sql) => shareToPay(context, sql, press));
  const before = await pay.find(key);
  if (before) return ok({ show: before });
  if (!found.ok) return found;
  const { split, share } = found.value;
  const { asset, memo, origin, owner } = split;
  const spending = { payees: [owner], amount: share.remaining, asset: asset.code, memo, seen: true } as const;
  const asked = await context.guard.press(press, spending);
  if (asked) return ok(asked);
  const paid = await pay.authorize({
    payer: press.identity,
    payees: [{ by: 'identity', identity: origin.person }],
    amount: share.remaining,
    asset: asset.code,
    mode: 'each',
    memo,
    origin: { ...press.origin, key },
    card: 'private',
    payable: { kind: SHARE, id: share.id.toString() },
  });
  return paid.ok ? ok({ show: paid.value }) : paid;
}

/** What the presser has not paid, or why there is nothing. */
async function shareToPay(
  context: Context,
  sql: Queryable,
  { subject, by }: PressedIntent,
): Promise<Result<{ split: Split; share: Share }>> {
  const split = await lockSplit(context, sql, subject!);
  if (isOver(split)) return refuse('intent_expired');
  if (by.id === split.owner) return refuse('split_own');
  const own = takingPart(split).filter(({ person }) => person === by.id);
  if (own.length === 0) return refuse('split_not_in');
  const share = own.find(({ state }) => state === 'open');
  return share ? ok({ split, share }) : refuse('intent_used');
}

export const sharePayable = (context: Context): Payable => ({
  paid: paidText,

  async admit(sql, payments) {
    const found = await splitsOf(context, sql, payments);
    const taken = new Set<string>();
    return payments.map((payment) => {
      const { split, share } = found.get(payment.id)!;
      const refusal = taken.has(payment.id)
        ? ({ code: 'intent_used' } as const)
        : whyNot(split, share, payment);
      if (!refusal) taken.add(payment.id);
      return refusal;
    });
  },

  /** The first payment locks the split: from now on it stands who owes how much. All cards are shown anew when it has settled. */
  async placed(sql, payments) {
    const found = await splitsOf(context, sql, payments);
    const acts = payments.map(({ id, key, payer, reference }) => {
      const { split, share } = found.get(id)!;
      return {
        key,
        split: split.id,
        person: payer,
        did: 'pay',
        paid: { share: share.id, payment: reference },
      } as const;
    });
    await putActs(context, sql, acts);
    const splits = [...new Set([...found.values()].map(({ split }) => split))];
    await setState(sql, splits, 'locked');
    for (const { id, delivery } of payments)
      for (const follower of cardsOf(found.get(id)!.split))
        await followDelivery(sql, { follower, followed: delivery });
    await reviseCards(sql, splits);
  },
});

/** Locked, by the ids of the shares that are paid. */
async function splitsOf(
  context: Context,
  sql: Queryable,
  payments: readonly PayablePayment[],
): Promise<Map<string, { split: Split; share: Share }>> {
  const rows = await run<{ split: bigint }>(sql, splitsText, [payments.map(({ id }) => id)]);
  const splits = await lockSplits(
    context,
    sql,
    rows.map(({ split }) => split),
  );
  return new Map(
    splits.flatMap((split) => split.shares.map((share) => [share.id.toString(), { split, share }] as const)),
  );
}

function whyNot(
  split: Split,
  share: Share,
  { payer, payees, amount, asset }: PayablePayment,
): Refusal | null {
  if (isOver(split)) return { code: 'intent_expired' };
  if (!share.takes_part || share.person !== payer) return { code: 'split_not_in' };
  if (share.state !== 'open') return { code: 'intent_used' };
  // Somebody has joined or left between the press and now.
  const isTheShare = amount === share.remaining && asset === split.asset.code;
  return isTheShare && payees.length === 1 && payees[0] === split.owner ? null : { code: 'split_changed' };
}
