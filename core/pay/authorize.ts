/** From a request to a pending card: holds, rows, deliveries and outbox in one database transaction, for whatever comes together. */
import { escrowAhead, escrowOf, movement, walletAhead, walletOf } from '../accounts.ts';
import type { Changed, Changing } from '../changing.ts';
import type { Shown, Who } from '../common.ts';
import { type Context, DEFAULT_LOCALE } from '../context.ts';
import { batched, type Queryable, run, sqlFile } from '../db/index.ts';
import type { Spending } from '../guard.ts';
import { lockLoaded, type Person, personOf, resolve } from '../identity/index.ts';
import { derivedKey, opaqueKey, publicId, sha256 } from '../ids.ts';
import {
  type Act,
  carryOut,
  type LedgerOutcome,
  type Submission,
  type SubmissionGroup,
} from '../ledger/index.ts';
import { type Asset, money } from '../money.ts';
import { addDeliveries, type NewDelivery } from '../outbox/index.ts';
import { toJsonb } from '../outbox/json.ts';
import { checkAmount } from '../policy/amounts.ts';
import { limits } from '../policy/limits.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { changesOf } from './change.ts';
import { admit, tellPlaced } from './payable.ts';
import { checkRequest, planShares, type Share } from './rules.ts';
import type { PayRequest } from './types.ts';

const statement = {
  find: sqlFile(import.meta.url, './sql/find_order.sql'),
  create: sqlFile(import.meta.url, './sql/create_orders.sql'),
  meant: sqlFile(import.meta.url, './sql/meant.sql'),
};

/** Orders at most that are placed together. */
const orders_max = 100;

/** A request that has passed the rules which need no lock. */
export interface Order extends PayRequest {
  currency: Asset;
  hash: string;
  locale: string;
  /** As they were a moment ago. */
  payerLoaded: Person;
  payeesLoaded: Person[];
}

/** This event has made an order already: nothing was done. */
const orderedBefore = Symbol('ordered before');
/** Another order of the batch is to be paid by the same quote: to be placed once more, when it is known what became of that one. */
const placeAgain = Symbol('place again');
type Placed = Result<Shown> | typeof orderedBefore | typeof placeAgain;

const isOrderedBefore = (error: unknown): boolean =>
  (error as { constraint?: string }).constraint === 'payment_order_key_key';

export function createAuthorize(
  context: Context,
  changing: Changing,
): (request: PayRequest) => Promise<Result<Shown>> {
  const act = placing(context, changing);
  const place = batched((orders: Order[]) => carryOut(context, act, orders), orders_max);
  const placeWhenKnown = async (order: Order): Promise<Exclude<Placed, typeof placeAgain>> => {
    for (;;) {
      const placed = await place(order).catch((error: unknown): Placed => {
        if (isOrderedBefore(error)) return orderedBefore;
        throw error;
      });
      if (placed !== placeAgain) return placed;
    }
  };
  return async (request) => {
    const hash = hashOf(request);
    const before = () => findOrder(context.sql, request.origin.key, hash);
    const order = await check(context, request, hash);
    const placed = order.ok ? await placeWhenKnown(order.value) : order;
    if (placed === orderedBefore) return (await before())!;
    // What is refused now may have been allowed when the same event came the first time.
    return placed.ok ? placed : ((await before()) ?? placed);
  };
}

/** Everything that needs no lock. */
async function check(context: Context, request: PayRequest, hash: string): Promise<Result<Order>> {
  const { assets } = context;
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
  if (request.meant && !(await areMeant(context.sql, payees, request.meant)))
    return refuse('spending_changed');
  const { code } = asset.value;
  await Promise.all([
    walletAhead(context, payer, code),
    ...payees.map((payee) => (payee.met ? walletAhead(context, payee, code) : escrowAhead(context, code))),
  ]);
  const locale = payer.locale ?? DEFAULT_LOCALE;
  const loaded = { payerLoaded: payer, payeesLoaded: payees };
  return ok({ ...request, memo: memo.value, currency: asset.value, hash, locale, ...loaded });
}

/** A handle may have another bearer by now than when its person was shown. */
async function areMeant(sql: Queryable, payees: Person[], meant: readonly string[]): Promise<boolean> {
  const rows = await run<{ id: bigint }>(sql, statement.meant, [meant]);
  const [named, shown] = [new Set(payees.map(({ id }) => id)), new Set(rows.map(({ id }) => id))];
  return named.size === shown.size && [...named].every((id) => shown.has(id));
}

/** Who would get how much, before anything is locked. */
export async function sharesOf(
  context: Context,
  request: PayRequest,
): Promise<Result<{ payer: Person; shares: Share[]; currency: Asset; memo: string | null }>> {
  const order = await check(context, request, '');
  if (!order.ok) return order;
  const { payerLoaded: payer, payeesLoaded, currency, memo } = order.value;
  const shares = planShares(payer, payeesLoaded, request, currency);
  return shares.ok ? ok({ payer, shares: shares.value, currency, memo }) : shares;
}

/** What the order would spend, as far as it can be told before anything is locked; refused where it would be refused now. */
export async function rehearse(context: Context, request: PayRequest): Promise<Result<Spending>> {
  const planned = await sharesOf(context, request);
  if (!planned.ok) return planned;
  const { payer, shares, currency, memo } = planned.value;
  const amount = totalOf(shares);
  const name = { owner: payer.public_id, asset: currency.code, purpose: 'wallet' };
  const available = (await context.ledger.account(context.sql, name))?.spendable ?? 0n;
  if (available < amount)
    return refuse('insufficient_funds', {
      needed: money(amount, currency),
      available: money(available, currency),
    });
  return ok({ payees: shares.map(({ payee }) => payee.id), amount, asset: currency.code, memo });
}

/** What makes two requests the same one. Names and places may differ: they move no money. Neither does it matter what the payer gives for it. */
export function hashOf({ payer, payees, amount, asset, mode, memo, payable }: PayRequest): string {
  const nameOf = (who: Who) =>
    who.by === 'identity' ? who.identity : [who.platform, who.tenant, who.handle];
  const what = [payer, payees.map(nameOf), amount.toString(), asset, mode, memo];
  return sha256(JSON.stringify([...what, ...(payable ? [payable.kind, payable.id] : [])]));
}

export async function findShown(sql: Queryable, key: string): Promise<Shown | null> {
  const [order] = await run<Shown>(sql, statement.find, [key]);
  return order ? { reference: order.reference, delivery: order.delivery } : null;
}

/** The order that this event has made already; refused where it was to make another one. */
export async function findOrder(sql: Queryable, key: string, hash: string): Promise<Result<Shown> | null> {
  const [order] = await run<Shown & { request_hash: string }>(sql, statement.find, [key]);
  if (!order) return null;
  if (order.request_hash !== hash) return refuse('idempotency_key_reused');
  return ok({ reference: order.reference, delivery: order.delivery });
}

/** An order whose people are locked. All or none of its holds: what all of them together need is checked as a whole. */
interface Placing extends SubmissionGroup {
  order: Order;
  payer: Person;
  shares: Share[];
  /** The payer's account. */
  wallet: bigint;
  /** Of every hold that is placed in the same batch. */
  expiresAt: Date;
  /** Where the payer gives another asset. */
  change: Changed | null;
}

/** A refusal by the ledger is kept there: the same event gets the same no. */
function placing(context: Context, changing: Changing): Act<Order, Placing, Placed> {
  return {
    async plan(sql, orders) {
      const expiresAt = new Date(context.clock.now().getTime() + limits.holdHours * 3_600_000);
      const people = await lockLoaded(
        sql,
        orders.flatMap(({ payerLoaded, payeesLoaded }) => [payerLoaded, ...payeesLoaded]),
      );
      const refusals = await admit(context, sql, orders, people);
      const changes = await changesOf(changing, sql, orders, people, refusals);
      const plans: (Placing | { answer: Placed })[] = [];
      for (const [index, order] of orders.entries()) {
        const refusal = refusals[index];
        if (refusal) {
          plans.push({ answer: { ok: false, refusal } });
          continue;
        }
        const change = changes.get(order);
        if (change && !change.ok) {
          plans.push({ answer: change });
          continue;
        }
        const changed = change?.value ?? null;
        if (changed === 'paid' || changed === 'again') {
          plans.push({ answer: changed === 'paid' ? orderedBefore : placeAgain });
          continue;
        }
        const planned = await plan(context, sql, order, people, expiresAt, changed);
        plans.push(planned.ok ? planned.value : { answer: planned });
      }
      return plans;
    },
    async record(sql, decided) {
      const answers = new Map<Placing, Placed>();
      const held: Held[] = [];
      for (const one of decided) {
        const holds = await holdsOf(context, sql, one, one.outcomes);
        if (holds === orderedBefore || !holds.ok) answers.set(one, holds);
        else held.push({ ...one, holds: holds.value });
      }
      const shown = await record(context, sql, held);
      await tellPlaced(context, sql, held, shown);
      await changing.placed(
        sql,
        held.flatMap(({ order, change }) =>
          change ? [{ change, order: shown.get(order)!.reference, key: order.origin.key }] : [],
        ),
      );
      return decided.map((one) => answers.get(one) ?? ok(shown.get(one.order)!));
    },
  };
}

/** Who gets how much, and one hold per payee. */
async function plan(
  context: Context,
  sql: Queryable,
  order: Order,
  people: ReadonlyMap<bigint, Person>,
  expiresAt: Date,
  change: Changed | null,
): Promise<Result<Placing>> {
  const payer = people.get(order.payerLoaded.id)!;
  const named = order.payeesLoaded.map(({ id }) => people.get(id)!);
  const planned = planShares(payer, named, order, order.currency);
  if (!planned.ok) return planned;
  const shares = planned.value;
  const asset = order.currency.code;
  const wallet = change ? change.wallet : await walletOf(context, sql, payer, asset);
  // Its event may have been refused already without a quote, which the ledger keeps.
  const key = order.quote === undefined ? order.origin.key : derivedKey('quoted', order.quote);
  const submissions: Submission[] = [];
  for (const [index, { payee, amount }] of shares.entries()) {
    const target = payee.met
      ? await walletOf(context, sql, payee, asset)
      : await escrowOf(context, sql, asset);
    submissions.push({
      verb: 'hold',
      legs: change ? change.legs(index, target) : movement(wallet, target, amount),
      expiresAt,
      // The number of payees is part of it: of another list under the same key no hold may be taken for one of this list.
      key: derivedKey(`pay-${index}-of-${shares.length}`, key),
      code: 'pay',
    });
  }
  return ok({ order, payer, shares, wallet, expiresAt, change, submissions, linked: true });
}

async function holdsOf(
  context: Context,
  sql: Queryable,
  placing: Placing,
  outcomes: LedgerOutcome[],
): Promise<Result<bigint[]> | typeof orderedBefore> {
  const refused = outcomes.find((outcome) => !outcome.ok && outcome.refusal !== 'linked_refused');
  if (refused && !refused.ok) return explain(context, sql, refused, placing);
  if (outcomes.some(({ replayed }) => replayed)) return orderedBefore;
  return ok(outcomes.map((outcome) => (outcome as { id: bigint }).id));
}

async function explain(
  { ledger }: Context,
  sql: Queryable,
  outcome: LedgerOutcome & { ok: false },
  { order, shares, wallet, change }: Placing,
): Promise<Result<never>> {
  if (outcome.refusal === 'idempotency_key_reused') return refuse('idempotency_key_reused');
  if (outcome.refusal === 'account_frozen' && outcome.account === wallet) return refuse('account_frozen');
  if (outcome.refusal !== 'insufficient_funds') throw new Error(`A hold was refused: ${outcome.refusal}`);
  if (outcome.account === change?.liquidity) return refuse('liquidity_low', { asset: order.currency.code });
  const account = await ledger.accountById(sql, wallet);
  if (change)
    return refuse('insufficient_funds', {
      needed: change.sold,
      available: money(account!.spendable, change.sold.asset),
    });
  return refuse('insufficient_funds', {
    needed: money(totalOf(shares), order.currency),
    available: money(account!.spendable, order.currency),
  });
}

interface Held extends Placing {
  holds: bigint[];
}

const totalOf = (shares: Share[]): bigint => shares.reduce((sum, { amount }) => sum + amount, 0n);

/** The orders with their payments, their cards, and the nudges to settle them. */
async function record({ clock }: Context, sql: Queryable, held: Held[]): Promise<Map<Order, Shown>> {
  if (held.length === 0) return new Map();
  const origins = held.map(({ order: { origin, payer, locale, card, payable } }) => ({
    conversation: origin.conversation,
    person: payer,
    locale,
    ...(origin.reply && { reply: origin.reply }),
    ...(card && { card }),
    ...(payable && { payable: payable.kind }),
  }));
  const references = held.map(() => publicId('pay'));
  const cards = origins.map(({ card, ...origin }, index): NewDelivery => {
    const subject = { kind: card ? 'payment_own' : 'payment', id: references[index]! };
    return { ...origin, audience: card ?? 'conversation', subject };
  });
  const deliveries = await addDeliveries(sql, cards, { now: true });
  const rows = held.map(({ order, payer, shares, holds }, index) => ({
    reference: references[index],
    payer: String(payer.id),
    asset: order.currency.code,
    mode: order.mode,
    total: String(totalOf(shares)),
    memo: order.memo,
    key: order.origin.key,
    request_hash: order.hash,
    origin: origins[index],
    delivery: String(deliveries[index]),
    claim_key: opaqueKey(),
    take_back_key: opaqueKey(),
    receipt_key: opaqueKey(),
    payees: shares.map(({ payee }) => String(payee.id)),
    amounts: shares.map(({ amount }) => String(amount)),
    escrowed: shares.map(({ payee }) => !payee.met),
    holds: holds.map(String),
  }));
  await run(sql, statement.create, [toJsonb(rows), clock.now(), held[0]!.expiresAt]);
  const shown = held.map(({ order }, index): [Order, Shown] => [
    order,
    { reference: references[index]!, delivery: deliveries[index]! },
  ]);
  return new Map(shown);
}
