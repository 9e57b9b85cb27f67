/** Paying what is asked for: all that is left of it, or a part. Every payment is placed under the request's own lock, so that together they are never more than was asked for. */
import type { Services } from '../api.ts';
import { assetOf } from '../asset-book.ts';
import type { Payable } from '../capability.ts';
import type { Origin, Shown, Who } from '../common.ts';
import type { Context } from '../context.ts';
import { run, sqlFile } from '../db/index.ts';
import { loadPeople, type Person, whoOf } from '../identity/index.ts';
import { derivedKey } from '../ids.ts';
import { followDelivery } from '../outbox/index.ts';
import type { Identity } from '../ports/chat.ts';
import { ok, type Refusal, type Result, refuse } from '../refusals.ts';
import { loadRequests, lockRequests, type RequestRow, type Share } from './request.ts';
import { lineState, payRefusal } from './rules.ts';

const statement = {
  findPayment: sqlFile(import.meta.url, './sql/find_payment.sql'),
  addPayments: sqlFile(import.meta.url, './sql/add_payments.sql'),
  requestsOf: sqlFile(import.meta.url, './sql/requests_of_shares.sql'),
  paid: sqlFile(import.meta.url, './sql/paid.sql'),
};

export type Pay = Services['pay'];
type Asked = Extract<Awaited<ReturnType<Pay['ask']>>, { ok: true }>['value'];

export interface Paying {
  request: bigint;
  by: Pick<Person, 'id'>;
  identity: Identity;
  origin: Origin;
  /** Null: all that is left, as the button says it. */
  amount: bigint | null;
}

/**
 * Paid, or what the payer is asked before. The event that paid is found again by its key: what is left has changed since, and so would
 * the amount.
 */
export async function payRequest(context: Context, pay: Pay, paying: Paying): Promise<Result<Asked>> {
  const key = derivedKey('request-pay', paying.origin.key);
  const before = await findPayment(context, key);
  if (before) return ok({ paid: before });
  const [request] = await loadRequests(context.sql, [paying.request]);
  const share = shareOf(request!, paying.by.id);
  if (!share.ok) return share;
  const asset = assetOf(context, request!);
  const refusal = payRefusal(share.value, paying.amount, asset, context.clock.now());
  if (refusal) return { ok: false, refusal };
  const result = await pay.ask({
    payer: paying.identity,
    payees: [await askerOf(context, request!)],
    amount: paying.amount ?? share.value.remaining,
    asset: request!.asset,
    mode: 'each',
    memo: request!.memo,
    origin: { ...paying.origin, key },
    card: 'private',
    payable: { kind: 'request', id: String(share.value.id) },
    ...(paying.amount === null && { seen: true }),
  });
  if (result.ok) return result;
  // Also another process may have paid for this event, of what was left then.
  const meanwhile = await findPayment(context, key);
  return meanwhile ? ok({ paid: meanwhile }) : result;
}

async function findPayment({ sql }: Context, key: string): Promise<Shown | null> {
  const [row] = await run<Shown>(sql, statement.findPayment, [key]);
  return row ? { reference: row.reference, delivery: row.delivery } : null;
}

/** What somebody is asked for: of several parts (two people who turned out to be one), the first that is not paid yet. */
export function shareOf({ shares, asker }: RequestRow, person: bigint): Result<Share> {
  if (person === asker) return refuse('pay_self');
  const own = shares.filter(({ payer, for_anybody }) => payer === person || (for_anybody && payer === null));
  const share = own.find(({ state, remaining }) => state === 'open' && remaining > 0n) ?? own[0];
  if (share) return ok(share);
  // Somebody else was first.
  const taken = shares.find(({ for_anybody }) => for_anybody);
  const state = taken && lineState(taken);
  if (state && state !== 'open' && state !== 'part') return refuse('request_over', { state });
  return refuse('intent_not_yours');
}

/** Whoever asks has spoken to us. */
const askerOf = async ({ sql }: Context, { asker }: RequestRow): Promise<Who> =>
  whoOf((await loadPeople(sql, [asker])).get(asker)!)!;

/** A share, as payments meet it. */
export const requestPayable = (context: Context): Payable => ({
  paid: statement.paid,

  async admit(sql, payments) {
    const ids = payments.map(({ id }) => BigInt(id));
    const owners = await run<{ id: bigint }>(sql, statement.requestsOf, [ids]);
    const requests = await lockRequests(
      sql,
      owners.map(({ id }) => id),
    );
    const shares = new Map(
      requests.flatMap((request) => request.shares.map((share) => [share.id, { request, share }] as const)),
    );
    return payments.map(({ id, payer, payees, amount, asset }): Refusal | null => {
      const { request, share } = shares.get(BigInt(id))!;
      const isItsOwn = payees.length === 1 && payees[0] === request.asker && asset === request.asset;
      if (!isItsOwn) throw new Error(`A payment that is not what ${request.reference} asks for`);
      if (share.payer !== null && share.payer !== payer) {
        return share.for_anybody ? { code: 'request_over', state: 'paying' } : { code: 'intent_not_yours' };
      }
      const refusal = payRefusal(share, amount, assetOf(context, request), context.clock.now());
      if (refusal) return refusal;
      share.payer = payer;
      share.under_way += amount;
      share.remaining -= amount;
      return null;
    });
  },

  async placed(sql, payments) {
    await run(sql, statement.addPayments, [
      payments.map(({ reference }) => reference),
      payments.map(({ id }) => id),
      payments.map(({ payer }) => payer),
      payments.map(({ key }) => key),
      context.clock.now(),
    ]);
    const ids = payments.map(({ id }) => BigInt(id));
    const owners = await run<{ id: bigint }>(sql, statement.requestsOf, [ids]);
    const requests = await loadRequests(
      sql,
      owners.map(({ id }) => id),
    );
    for (const { id, delivery: followed } of payments) {
      const paid = requests.find(({ shares }) => shares.some((share) => share.id === BigInt(id)))!;
      for (const follower of [paid.delivery, ...paid.messages]) {
        await followDelivery(sql, { follower, followed });
      }
    }
  },
});
