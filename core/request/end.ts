/** How a request ends without being paid: declined, cancelled, or over its time. Under its lock, so that of these and a payment exactly one wins. */
import { assetOf } from '../asset-book.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { contactsOf, loadPeople, viewOf } from '../identity/index.ts';
import { money } from '../money.ts';
import { addDeliveries } from '../outbox/index.ts';
import { ok, type Refusal, type Result, refuse } from '../refusals.ts';
import { directTo, tellDirectly } from '../tell.ts';
import { lockRequests, type RequestRow, reviseRequest, type Share } from './request.ts';
import { lineState } from './rules.ts';

const statement = {
  end: sqlFile(import.meta.url, './sql/end_shares.sql'),
  due: sqlFile(import.meta.url, './sql/due.sql'),
};

interface Ending {
  request: bigint;
  /** The person who ends it, and their event. */
  by: bigint;
  key: string;
}

const isUnpaid = ({ state, remaining }: Share): boolean => state === 'open' && remaining > 0n;

const end = (
  { clock }: Context,
  sql: Queryable,
  shares: readonly Share[],
  { state, key }: { state: Share['state']; key: string | null },
) => run(sql, statement.end, [shares.map(({ id }) => id), state, key, clock.now()]);

/** By one of those who are asked: they will not pay (the rest). The asker hears of it. */
export const decline = (context: Context, ending: Ending): Promise<Result<RequestRow>> =>
  inTransaction(context.sql, async (sql): Promise<Result<RequestRow>> => {
    const request = (await lockRequests(sql, [ending.request]))[0]!;
    const own = request.shares.filter(({ payer, for_anybody }) => payer === ending.by && !for_anybody);
    if (own.length === 0) return refuse('intent_not_yours');
    if (own.some(({ ended_key }) => ended_key === ending.key)) return ok(request);
    const unpaid = own.filter(isUnpaid);
    if (unpaid.length === 0) return { ok: false, refusal: whyOver(own) };
    await end(context, sql, unpaid, { state: 'declined', key: ending.key });
    await reviseRequest(sql, request);
    const payer = viewOf((await loadPeople(sql, [ending.by])).get(ending.by)!);
    const { reference, memo } = request;
    const amount = sumOf(context, request, unpaid);
    await tellDirectly(
      sql,
      { id: request.asker },
      { kind: 'request_declined', reference, payer, amount, memo },
    );
    return ok(request);
  });

/** By the asker: what is not paid yet is no longer asked for. */
export const cancel = (context: Context, ending: Ending): Promise<Result<RequestRow>> =>
  inTransaction(context.sql, async (sql): Promise<Result<RequestRow>> => {
    const request = (await lockRequests(sql, [ending.request]))[0]!;
    if (request.asker !== ending.by) return refuse('intent_not_yours');
    if (request.shares.some(({ ended_key }) => ended_key === ending.key)) return ok(request);
    if (!request.shares.some(isUnpaid)) return { ok: false, refusal: whyOver(request.shares) };
    // All of them, so that what is given back later of what is paid by now is not asked for again.
    const going = request.shares.filter(({ state }) => state === 'open');
    await end(context, sql, going, { state: 'cancelled', key: ending.key });
    await reviseRequest(sql, request);
    return ok(request);
  });

/** Of shares of which none can be paid any more. */
export function whyOver(shares: readonly Share[]): Refusal {
  const states = shares.map(lineState);
  const state = states.find((one) => one === 'paying') ?? states[0]!;
  return { code: 'request_over', state: state === 'open' || state === 'part' ? 'paying' : state };
}

const sumOf = (context: Context, request: RequestRow, shares: readonly Share[]) =>
  money(
    shares.reduce((sum, { remaining }) => sum + remaining, 0n),
    assetOf(context, request),
  );

/** Ends what nobody has paid in time, request by request. One that fails is logged, and does not hold up the others. */
export async function expireDue(context: Context, limit: number): Promise<number> {
  const { sql, clock, log } = context;
  const tried: bigint[] = [];
  let ended = 0;
  while (ended < limit) {
    const due = await run<{ id: bigint }>(sql, statement.due, [clock.now(), limit - ended, tried]);
    if (due.length === 0) break;
    for (const { id } of due) {
      tried.push(id);
      try {
        if (await inTransaction(sql, (transaction) => expire(context, transaction, id))) ended += 1;
      } catch (err) {
        log.error({ err, request: id.toString() }, 'a request whose time is over could not be ended');
      }
    }
  }
  return ended;
}

/** False where there is nothing to end yet: what is under way may still come back. */
async function expire(context: Context, sql: Queryable, id: bigint): Promise<boolean> {
  const request = (await lockRequests(sql, [id]))[0]!;
  const now = context.clock.now();
  const due = request.shares.filter(({ state, expires_at }) => state === 'open' && expires_at <= now);
  const paid = due.filter(({ remaining, under_way }) => remaining === 0n && under_way === 0n);
  const unpaid = due.filter(isUnpaid);
  if (paid.length > 0) await end(context, sql, paid, { state: 'paid', key: null });
  if (unpaid.length > 0) {
    await end(context, sql, unpaid, { state: 'expired', key: null });
    await reviseRequest(sql, request);
    await tellExpired(context, sql, request, unpaid);
  }
  return paid.length + unpaid.length > 0;
}

/** The asker once, and everybody who was asked of their own part. */
async function tellExpired(
  context: Context,
  sql: Queryable,
  request: RequestRow,
  unpaid: readonly Share[],
): Promise<void> {
  const payers = [...new Set(unpaid.flatMap(({ payer }) => payer ?? []))];
  const people = await loadPeople(sql, [request.asker, ...payers]);
  const contacts = await contactsOf(sql, [request.asker, ...payers]);
  const viewed = (id: bigint) => viewOf(people.get(id)!);
  const { reference, memo } = request;
  const word = (to: 'asker' | 'payer', who: bigint[], shares: readonly Share[]) => ({
    kind: 'request_expired' as const,
    reference,
    to,
    asker: viewed(request.asker),
    payers: who.map(viewed),
    amount: sumOf(context, request, shares),
    memo,
  });
  const words = [
    { person: request.asker, notice: word('asker', payers, unpaid) },
    ...payers.map((payer) => {
      const own = unpaid.filter((share) => share.payer === payer);
      return { person: payer, notice: word('payer', [payer], own) };
    }),
  ];
  const messages = words.flatMap(({ person, notice }) => {
    const contact = contacts.get(person);
    return contact ? [directTo(contact, { kind: 'notice', notice })] : [];
  });
  await addDeliveries(sql, messages);
}
