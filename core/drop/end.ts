/** The end of a drop that is not emptied: taken back by its giver, or over because its time is. What is left goes back, once. */
import { escrowOf, movement, walletOf } from '../accounts.ts';
import { assetOf } from '../asset-book.ts';
import type { PressedIntent } from '../capability.ts';
import type { Context } from '../context.ts';
import { batched, type Queryable, run, sqlFile } from '../db/index.ts';
import { contactsOf, lockPeople, type Person } from '../identity/index.ts';
import type { Pressed } from '../intents/types.ts';
import { type Act, carryOut, type Decided, type SubmissionGroup } from '../ledger/index.ts';
import { type Money, money } from '../money.ts';
import { addDeliveries, type NewDelivery, reviseDelivery } from '../outbox/index.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { directTo } from '../tell.ts';
import { type Drop, escrowPurpose, type FreeShare, freeShares, loadDrops, lockDrops } from './drop.ts';

const statement = {
  end: sqlFile(import.meta.url, './sql/end.sql'),
  due: sqlFile(import.meta.url, './sql/due.sql'),
};

/** Drops at most that end together. */
const ends_max = 100;

interface Request {
  drop: bigint;
  state: 'cancelled' | 'expired';
  /** The event by which its giver took it back; null when its time is over. */
  key: string | null;
}

/** Ends an open drop, and says how much went back. Null when it was not open, or its time is not over. */
type EndDrop = (request: Request) => Promise<Money | null>;

export const createEndDrop = (context: Context): EndDrop =>
  batched((requests: Request[]) => carryOut(context, ending(context), requests), ends_max);

/** The kernel lets nobody but the giver press it. */
export async function pressCancel(
  context: Context,
  endDrop: EndDrop,
  { subject, origin }: PressedIntent,
): Promise<Result<Pressed>> {
  const amount = await endDrop({ drop: subject!, state: 'cancelled', key: origin.key });
  if (amount) return ok(takenBack(amount));
  const drop = (await loadDrops(context.sql, [subject!])).get(subject!)!;
  if (drop.ended_key !== origin.key)
    return refuse(drop.state === 'expired' ? 'intent_expired' : 'intent_used');
  return ok(takenBack(money(BigInt(drop.returned!), assetOf(context, drop))));
}

const takenBack = (amount: Money): Pressed => ({ toast: { kind: 'drop_taken_back', amount } });

/** One that fails is logged, and does not hold up the others. */
export async function expireDue(context: Context, endDrop: EndDrop, limit: number): Promise<number> {
  const { sql, clock, log } = context;
  const tried: bigint[] = [];
  let ended = 0;
  while (ended < limit) {
    const wanted = Math.min(limit - ended, ends_max);
    const due = await run<{ id: bigint }>(sql, statement.due, [clock.now(), wanted, tried]);
    if (due.length === 0) break;
    tried.push(...due.map(({ id }) => id));
    const ends = due.map(({ id }) =>
      endDrop({ drop: id, state: 'expired', key: null }).catch((err: unknown) => {
        log.error({ err, drop: id.toString() }, 'a drop whose time is over could not be ended');
        return null;
      }),
    );
    ended += (await Promise.all(ends)).filter((amount) => amount !== null).length;
  }
  return ended;
}

interface Ending extends SubmissionGroup {
  request: Request;
  drop: Drop;
  giver: Person;
  /** What is left. */
  amount: bigint;
  taken: number;
}

const ending = (context: Context): Act<Request, Ending, Money | null> => ({
  async plan(sql, requests) {
    const ids = requests.map(({ drop }) => drop);
    const givers = [...(await loadDrops(sql, ids)).values()].map(({ giver }) => giver);
    const people = await lockPeople(sql, givers, 'share');
    const drops = await lockDrops(sql, ids);
    const free = await freeShares(sql, ids);
    const plans: (Ending | { answer: null })[] = [];
    for (const request of requests) {
      const drop = drops.get(request.drop);
      if (!drop || !mayEnd(drop, request, context.clock.now())) {
        plans.push({ answer: null });
        continue;
      }
      // Whoever wants the same in the same batch comes too late.
      drops.delete(drop.id);
      plans.push(await planOf(context, sql, request, drop, free.get(drop.id)!, people.get(drop.giver)!));
    }
    return plans;
  },
  record: (sql, decided) => record(context, sql, decided),
});

const mayEnd = (drop: Drop, { state }: Request, now: Date): boolean =>
  drop.state === 'open' && (state === 'cancelled' || drop.expires_at <= now);

/** An open drop has shares left. They go back to a giver who is frozen, too. */
async function planOf(
  context: Context,
  sql: Queryable,
  request: Request,
  drop: Drop,
  left: readonly FreeShare[],
  giver: Person,
): Promise<Ending> {
  const amount = left.reduce((sum, share) => sum + share.amount, 0n);
  const escrow = await escrowOf(context, sql, drop.asset, escrowPurpose);
  const wallet = await walletOf(context, sql, giver, drop.asset);
  const legs = movement(escrow, wallet, amount);
  const key = `drop_return:${drop.id}`;
  const submissions = [{ verb: 'post', legs, key, code: 'drop_return', evenFrozen: true } as const];
  return { request, drop, giver, amount, taken: drop.shares - left.length, submissions };
}

async function record(
  context: Context,
  sql: Queryable,
  decided: readonly Decided<Ending>[],
): Promise<Money[]> {
  const transfers = decided.map(({ outcomes: [outcome] }) => {
    if (!outcome!.ok) throw new Error(`A drop could not be returned: ${outcome!.refusal}`);
    return outcome!.id;
  });
  await run(sql, statement.end, [
    decided.map(({ drop }) => drop.id),
    decided.map(({ request }) => request.state),
    decided.map(({ amount }) => amount),
    transfers,
    decided.map(({ request }) => request.key),
    context.clock.now(),
  ]);
  await reviseDelivery(sql, ...decided.map(({ drop }) => drop.delivery));
  await tellGivers(context, sql, decided, transfers);
  return decided.map(({ drop, amount }) => money(amount, assetOf(context, drop)));
}

/** In their own chats, where time did it: whoever pressed has been answered. */
async function tellGivers(
  context: Context,
  sql: Queryable,
  decided: readonly Ending[],
  transfers: readonly bigint[],
): Promise<void> {
  const entries = await context.ledger.balancesAfter(sql, transfers);
  const balances = new Map(entries.map(({ transfer, owner, balance }) => [`${transfer} ${owner}`, balance]));
  const contacts = await contactsOf(
    sql,
    decided.map(({ giver }) => giver.id),
  );
  const messages = decided.flatMap(({ request, drop, giver, amount, taken }, index): NewDelivery[] => {
    const contact = contacts.get(giver.id);
    if (request.state !== 'expired' || !contact) return [];
    const { reference, shares } = drop;
    const asset = assetOf(context, drop);
    const balance = money(balances.get(`${transfers[index]} ${giver.public_id}`)!, asset);
    const notice = { reference, amount: money(amount, asset), balance, taken, shares };
    return [directTo(contact, { kind: 'notice', notice: { kind: 'drop_returned', ...notice } })];
  });
  await addDeliveries(sql, messages);
}
