/** From a request to a pending card: holds, rows, delivery and outbox in one database transaction. */
import { escrowAhead, escrowOf, movement, walletAhead, walletOf } from '../accounts.ts';
import type { PayRequest, Shown, Who } from '../api.ts';
import { type Context, DEFAULT_LOCALE } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { lockLoaded, type Person, personOf, resolve } from '../identity/index.ts';
import { derivedKey, opaqueKey, publicId, sha256 } from '../ids.ts';
import type { LedgerOutcome, Submission } from '../ledger/index.ts';
import { type Asset, money } from '../money.ts';
import { addDelivery, addOutbox } from '../outbox/index.ts';
import { toJsonb } from '../outbox/json.ts';
import { checkAmount } from '../policy/amounts.ts';
import { limits } from '../policy/limits.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { checkRequest, planShares, type Share } from './rules.ts';

const statement = {
  find: sqlFile(import.meta.url, './sql/find_order.sql'),
  create: sqlFile(import.meta.url, './sql/create_order.sql'),
};

/** A request that has passed the rules which need no database. */
interface Order extends PayRequest {
  currency: Asset;
  hash: string;
  locale: string;
}

/** Thrown to undo an attempt: this event has made an order already. */
class OrderedBefore extends Error {}

const isOrderedBefore = (error: unknown): boolean =>
  error instanceof OrderedBefore || (error as { constraint?: string }).constraint === 'payment_order_key_key';

export async function authorize(context: Context, request: PayRequest): Promise<Result<Shown>> {
  const hash = hashOf(request);
  const before = () => findOrder(context.sql, request.origin.key, hash);
  try {
    const result = await attempt(context, request, hash);
    // What is refused now may have been allowed when the same event came the first time.
    return result.ok ? result : ((await before()) ?? result);
  } catch (error) {
    if (!isOrderedBefore(error)) throw error;
    return (await before())!;
  }
}

async function attempt(context: Context, request: PayRequest, hash: string): Promise<Result<Shown>> {
  const { assets, sql } = context;
  const asset = checkAmount(request.amount, assets.find(request.asset), request.asset, assets.all);
  if (!asset.ok) return asset;
  const memo = checkRequest(request);
  if (!memo.ok) return memo;

  const [payer, ...resolved] = await Promise.all([
    personOf(context, request.payer),
    ...request.payees.map((who) => resolve(context, who, request.payer)),
  ]);
  const refused = resolved.find((payee) => !payee.ok);
  if (refused) return refused as Result<never>;
  const payees = resolved.flatMap((payee) => (payee.ok ? [payee.value] : []));
  const { code } = asset.value;
  await Promise.all([
    walletAhead(context, payer, code),
    ...payees.map((payee) => (payee.met ? walletAhead(context, payee, code) : escrowAhead(context, code))),
  ]);
  const locale = payer.locale ?? DEFAULT_LOCALE;
  const order: Order = { ...request, memo: memo.value, currency: asset.value, hash, locale };
  return inTransaction(sql, (sql) => place(context, sql, order, payer, payees));
}

/** What makes two requests the same one. Names and places may differ: they move no money. */
function hashOf({ payer, payees, amount, asset, mode, memo }: PayRequest): string {
  const nameOf = (who: Who) =>
    who.by === 'identity' ? who.identity : [who.platform, who.tenant, who.handle];
  return sha256(JSON.stringify([payer, payees.map(nameOf), amount.toString(), asset, mode, memo]));
}

/** The order that this event has made already; refused where it was to make another one. */
async function findOrder(sql: Queryable, key: string, hash: string): Promise<Result<Shown> | null> {
  const [order] = await run<Shown & { request_hash: string }>(sql, statement.find, [key]);
  if (!order) return null;
  if (order.request_hash !== hash) return refuse('idempotency_key_reused');
  return ok({ reference: order.reference, delivery: order.delivery });
}

/** Decides on what is locked. A refusal by the ledger is kept there: the same event gets the same no. */
async function place(
  context: Context,
  sql: Queryable,
  order: Order,
  payerLoaded: Person,
  payeesLoaded: Person[],
): Promise<Result<Shown>> {
  const people = await lockLoaded(sql, [payerLoaded, ...payeesLoaded]);
  const payer = people.get(payerLoaded.id)!;
  const named = payeesLoaded.map(({ id }) => people.get(id)!);
  const shares = planShares(payer, named, order, order.currency);
  if (!shares.ok) return shares;
  const expiresAt = new Date(context.clock.now().getTime() + limits.holdHours * 3_600_000);
  const placing = { order, payer, shares: shares.value, expiresAt };
  const holds = await hold(context, sql, placing);
  return holds.ok ? ok(await record(context, sql, { ...placing, holds: holds.value })) : holds;
}

interface Placing {
  order: Order;
  payer: Person;
  shares: Share[];
  expiresAt: Date;
}

/** One hold per payee, all or none: what all of them together need is checked as a whole. */
async function hold(context: Context, sql: Queryable, placing: Placing): Promise<Result<bigint[]>> {
  const { order, payer, shares, expiresAt } = placing;
  const asset = order.currency.code;
  const [from, ...targets] = await Promise.all([
    walletOf(context, sql, payer, asset),
    ...shares.map(({ payee }) =>
      payee.met ? walletOf(context, sql, payee, asset) : escrowOf(context, sql, asset),
    ),
  ]);
  const submissions = shares.map(
    ({ amount }, index): Submission => ({
      verb: 'hold',
      legs: movement(from, targets[index]!, amount),
      expiresAt,
      // The number of payees is part of it: of another list under the same key no hold may be taken for one of this list.
      key: derivedKey(`pay-${index}-of-${shares.length}`, order.origin.key),
      code: 'pay',
    }),
  );
  const outcomes = await context.ledger.submit(sql, submissions, { linked: true });
  const refused = outcomes.find((outcome) => !outcome.ok && outcome.refusal !== 'linked_refused');
  if (refused && !refused.ok) return explain(context, sql, refused, from, placing);
  if (outcomes.some(({ replayed }) => replayed)) throw new OrderedBefore();
  return ok(outcomes.map((outcome) => (outcome as { id: bigint }).id));
}

async function explain(
  { ledger }: Context,
  sql: Queryable,
  outcome: LedgerOutcome & { ok: false },
  wallet: bigint,
  { order, shares }: Placing,
): Promise<Result<never>> {
  if (outcome.refusal === 'idempotency_key_reused') return refuse('idempotency_key_reused');
  if (outcome.refusal === 'account_frozen' && outcome.account === wallet) return refuse('account_frozen');
  if (outcome.refusal !== 'insufficient_funds') throw new Error(`A hold was refused: ${outcome.refusal}`);
  const account = await ledger.accountById(sql, wallet);
  const needed = shares.reduce((sum, { amount }) => sum + amount, 0n);
  return refuse('insufficient_funds', {
    needed: money(needed, order.currency),
    available: money(account!.available, order.currency),
  });
}

async function record(
  { clock }: Context,
  sql: Queryable,
  { order, payer, shares, expiresAt, holds }: Placing & { holds: bigint[] },
): Promise<Shown> {
  const { origin, locale } = order;
  const reference = publicId('pay');
  const total = shares.reduce((sum, { amount }) => sum + amount, 0n);
  const where = {
    conversation: origin.conversation,
    person: order.payer,
    locale,
    ...(origin.reply && { reply: origin.reply }),
  };
  const delivery = await addDelivery(
    sql,
    { ...where, audience: 'conversation', subject: { kind: 'payment', order: reference } },
    { now: true },
  );
  const payments = await run<{ id: bigint }>(sql, statement.create, [
    reference,
    payer.id,
    order.currency.code,
    order.mode,
    total,
    order.memo,
    origin.key,
    order.hash,
    toJsonb(where),
    delivery,
    clock.now(),
    shares.map(({ payee }) => payee.id),
    shares.map(({ amount }) => amount.toString()),
    shares.map(({ payee }) => !payee.met),
    holds,
    expiresAt,
    opaqueKey(),
    opaqueKey(),
  ]);
  await Promise.all(payments.map(({ id }) => addOutbox(sql, { topic: 'settle', payment: id })));
  return { reference, delivery };
}
