/** The end of a cheque: cashed by whoever has its secret, stopped by its writer, or over because its time is. Exactly one wins. */
import { escrowOf, movement, walletOf } from '../accounts.ts';
import { assetOf } from '../asset-book.ts';
import type { Context } from '../context.ts';
import { batched, type Queryable, run, sqlFile } from '../db/index.ts';
import { contactsOf, lockPeople, type Person, viewOf } from '../identity/index.ts';
import { type Act, carryOut, type Decided, type SubmissionGroup } from '../ledger/index.ts';
import { money } from '../money.ts';
import type { Notice } from '../notices.ts';
import { addDeliveries, type NewDelivery } from '../outbox/index.ts';
import { ok, type Result } from '../refusals.ts';
import { directTo } from '../tell.ts';
import { type Cheque, escrowPurpose, findCheques, lockCheques } from './cheque.ts';
import { type Tried, tried } from './try.ts';

const endText = sqlFile(import.meta.url, './sql/end.sql');

/** Cheques at most that end together. */
const ends_max = 100;

type EndRequest = { cheque: bigint } & (
  | ({ how: 'cashed' } & Omit<Tried, 'reference'>)
  /** `key`: of its writer's event. */
  | { how: 'stopped'; key: string }
  | { how: 'expired' }
);

/** Null: it was not open any more, or its time is not over. A refusal is for whoever wants to cash it. */
export type EndCheque = (request: EndRequest) => Promise<Result<Cheque | null>>;

export const createEndCheque = (context: Context): EndCheque =>
  batched((requests: EndRequest[]) => carryOut(context, ending(context), requests), ends_max);

interface Ending extends SubmissionGroup {
  request: EndRequest;
  cheque: Cheque;
  /** Who gets the money. */
  to: Person;
  writer: Person;
}

const ending = (context: Context): Act<EndRequest, Ending, Result<Cheque | null>> => ({
  async plan(sql, requests) {
    const standing = await findCheques(sql, { ids: requests.map(({ cheque }) => cheque) });
    const cashers = requests.flatMap((request) => (request.how === 'cashed' ? [request.casher] : []));
    // Exclusively: each person's tries are counted one after the other, and no freeze of a writer comes between.
    const people = await lockPeople(
      sql,
      [...new Set([...cashers, ...standing.map(({ writer }) => writer)])],
      cashers.length > 0 ? 'update' : 'share',
    );
    // One that was joined to somebody else a moment ago is known by both names.
    for (const person of [...people.values()]) people.set(person.id, person);
    const cheques = await lockCheques(
      sql,
      standing.map(({ id }) => id),
    );
    const plans: (Ending | { answer: Result<Cheque | null> })[] = [];
    for (const request of requests) plans.push(await planOf(context, sql, request, cheques, people));
    return plans;
  },
  record: (sql, decided) => record(context, sql, decided),
});

async function planOf(
  context: Context,
  sql: Queryable,
  request: EndRequest,
  cheques: Map<bigint, Cheque>,
  people: ReadonlyMap<bigint, Person>,
): Promise<Ending | { answer: Result<Cheque | null> }> {
  const cheque = cheques.get(request.cheque)!;
  const writer = people.get(cheque.writer)!;
  if (request.how === 'cashed') {
    const casher = people.get(request.casher)!;
    const refusal = await tried(
      context,
      sql,
      { ...request, reference: cheque.reference },
      { cheque, casher, writer },
    );
    if (refusal) return { answer: { ok: false, refusal } };
    return plan(context, sql, cheques, { request, cheque, writer, to: casher });
  }
  const isOver = cheque.expires_at <= context.clock.now();
  if (cheque.state !== 'open' || (request.how === 'expired' && !isOver)) return { answer: ok(null) };
  return plan(context, sql, cheques, { request, cheque, writer, to: writer });
}

async function plan(
  context: Context,
  sql: Queryable,
  cheques: Map<bigint, Cheque>,
  ending: Omit<Ending, 'submissions'>,
): Promise<Ending> {
  const { cheque, request, to } = ending;
  const isCashed = request.how === 'cashed';
  const escrow = await escrowOf(context, sql, cheque.asset, escrowPurpose);
  const wallet = await walletOf(context, sql, to, cheque.asset);
  const legs = movement(escrow, wallet, BigInt(cheque.amount));
  // Whoever wants the same in the same batch finds it ended. One key for all ends: the ledger itself lets only one of them happen.
  cheques.set(cheque.id, { ...cheque, state: request.how, casher: isCashed ? to.id : null });
  const key = `cheque_end:${cheque.id}`;
  const code = isCashed ? 'cheque_cash' : 'cheque_return';
  // It goes back to a writer who is frozen, too.
  return { ...ending, submissions: [{ verb: 'post', legs, key, code, evenFrozen: !isCashed }] };
}

async function record(
  context: Context,
  sql: Queryable,
  decided: readonly Decided<Ending>[],
): Promise<Result<Cheque | null>[]> {
  const transfers = decided.map(({ outcomes: [outcome] }) => {
    if (!outcome!.ok || outcome!.replayed)
      throw new Error(`A cheque could not be ended: ${outcome!.ok ? 'it was before' : outcome!.refusal}`);
    return outcome!.id;
  });
  await run(sql, endText, [
    decided.map(({ cheque }) => cheque.id),
    decided.map(({ request }) => request.how),
    transfers,
    decided.map(({ request, to }) => (request.how === 'cashed' ? to.id : null)),
    decided.map(({ request }) => (request.how === 'expired' ? null : request.key)),
    context.clock.now(),
  ]);
  await tell(context, sql, decided, transfers);
  const ended = await findCheques(sql, { ids: decided.map(({ cheque }) => cheque.id) });
  return decided.map(({ cheque }) => ok(ended.find(({ id }) => id === cheque.id)!));
}

/** The writers in their own chats: what became of it was not their doing. Whoever pressed or typed is answered. */
async function tell(
  context: Context,
  sql: Queryable,
  decided: readonly Ending[],
  transfers: readonly bigint[],
): Promise<void> {
  const entries = await context.ledger.balancesAfter(sql, transfers);
  const balances = new Map(entries.map(({ transfer, owner, balance }) => [`${transfer} ${owner}`, balance]));
  const contacts = await contactsOf(
    sql,
    decided.map(({ writer }) => writer.id),
  );
  const messages = decided.flatMap(({ request, cheque, writer, to }, index): NewDelivery[] => {
    const contact = contacts.get(writer.id);
    if (request.how === 'stopped' || !contact) return [];
    const { reference, memo } = cheque;
    const asset = assetOf(context, cheque);
    const amount = money(BigInt(cheque.amount), asset);
    const balance = () => money(balances.get(`${transfers[index]} ${writer.public_id}`)!, asset);
    const notice: Notice =
      request.how === 'cashed'
        ? { kind: 'cheque_paid', reference, casher: viewOf(to), amount, memo }
        : { kind: 'cheque_ended', reference, state: 'expired', amount, balance: balance() };
    return [directTo(contact, { kind: 'notice', notice })];
  });
  await addDeliveries(sql, messages);
}
