/** From a request to an open cheque: its money in escrow, and the secret for its paper. */
import { escrowAhead, escrowOf, movement, walletAhead, walletOf } from '../accounts.ts';
import { tellIfLow } from '../alerts/index.ts';
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import type { Spending } from '../guard.ts';
import { lockPeople, type Person, personOf, resolve } from '../identity/index.ts';
import { derivedKey, sha256 } from '../ids.ts';
import { putIntents } from '../intents/index.ts';
import {
  type Act,
  carryOut,
  type Decided,
  type LedgerOutcome,
  type SubmissionGroup,
} from '../ledger/index.ts';
import { type Asset, money } from '../money.ts';
import type { NoticeOf } from '../notices.ts';
import { checkAmount } from '../policy/amounts.ts';
import { limits } from '../policy/limits.ts';
import { ok, type Refusal, type Result, refuse } from '../refusals.ts';
import { escrowPurpose, findCheques } from './cheque.ts';
import { newNumber, newSecret, secretHash } from './number.ts';
import { paperAgain, paperNotice } from './paper.ts';
import { checkCheque, validity } from './rules.ts';
import type { ChequeRequest } from './types.ts';

const statement = {
  create: sqlFile(import.meta.url, './sql/create.sql'),
  open: sqlFile(import.meta.url, './sql/open_count.sql'),
};

type Paper = NoticeOf<'cheque_paper'>;

/** A request that has passed the rules which need no lock. */
interface Draft extends Omit<ChequeRequest, 'payee' | 'months'> {
  currency: Asset;
  months: number;
  hash: string;
  writerLoaded: Person;
  payeeLoaded: Person | null;
}

interface Writing extends SubmissionGroup {
  draft: Draft;
  writer: Person;
  payee: Person | null;
  wallet: bigint;
}

/** What was written; null: this event has written it already. */
type Written = Result<{ id: bigint; secret: string }> | null;

/** Once for each event; the same event again gets a paper that is as good as the first, which may never have been seen. */
export async function write(context: Context, request: ChequeRequest): Promise<Result<Paper>> {
  const hash = hashOf(request);
  const { key } = request.origin;
  const before = () => writtenBefore(context, key, hash);
  const draft = await check(context, request, hash);
  const written = draft.ok ? (await carryOut(context, writing(context), [draft.value]))[0]! : draft;
  if (written === null) return (await before())!;
  // What is refused now may have been allowed when the same event came the first time.
  if (!written.ok) return (await before()) ?? written;
  const { id, secret } = written.value;
  return ok(await paperNotice(context, id, { secret, anew: false }));
}

/** Of the event: refused where it was to write another one. */
async function writtenBefore(context: Context, key: string, hash: string): Promise<Result<Paper> | null> {
  const [cheque] = await findCheques(context.sql, { key });
  if (!cheque) return null;
  if (cheque.request_hash !== hash) return refuse('idempotency_key_reused');
  return ok(await paperAgain(context, cheque.id, { key, anew: false }));
}

export const isWritten = async (context: Context, request: ChequeRequest): Promise<boolean> =>
  (await findCheques(context.sql, { key: request.origin.key })).some(
    ({ request_hash }) => request_hash === hashOf(request),
  );

async function check(context: Context, request: ChequeRequest, hash: string): Promise<Result<Draft>> {
  const { assets } = context;
  const { payee: who, meant, ...rest } = request;
  const asset = checkAmount(request.amount, assets.find(request.asset), request.asset, assets.all);
  if (!asset.ok) return asset;
  const checked = checkCheque(request);
  if (!checked.ok) return checked;
  const writerLoaded = await personOf(context, request.writer);
  const payee = who === null ? ok(null) : await resolve(context, who, request.writer);
  if (!payee.ok) return payee;
  if (meant !== undefined && payee.value?.public_id !== meant) return refuse('spending_changed');
  await walletAhead(context, writerLoaded, asset.value.code);
  await escrowAhead(context, asset.value.code, escrowPurpose);
  const loaded = { writerLoaded, payeeLoaded: payee.value };
  return ok({ ...rest, ...checked.value, currency: asset.value, hash, ...loaded });
}

/** What keeps these two from it, as they are now. */
const againstPeople = (writer: Person, payee: Person | null): Refusal | null => {
  if (writer.frozen) return { code: 'account_frozen' };
  if (payee?.id === writer.id) return { code: 'pay_self' };
  return payee?.frozen ? { code: 'payee_frozen', payee: payee.name } : null;
};

/** What the cheque would take, and for whom, as far as it can be told before anything is locked; refused where it would be refused now. */
export async function rehearse(
  context: Context,
  request: ChequeRequest,
): Promise<Result<{ spending: Spending; payee: Person | null }>> {
  const draft = await check(context, request, '');
  if (!draft.ok) return draft;
  const { writerLoaded: writer, payeeLoaded: payee, currency, amount, memo } = draft.value;
  const refusal = againstPeople(writer, payee);
  if (refusal) return { ok: false, refusal };
  const name = { owner: writer.public_id, asset: currency.code, purpose: 'wallet' };
  const available = (await context.ledger.account(context.sql, name))?.spendable ?? 0n;
  if (available < amount) return tooLittle(draft.value, available);
  return ok({ spending: { payees: payee ? [payee.id] : [], amount, asset: currency.code, memo }, payee });
}

const tooLittle = ({ amount, currency }: Draft, available: bigint): Result<never> =>
  refuse('insufficient_funds', { needed: money(amount, currency), available: money(available, currency) });

/** What makes two requests the same one. Names and places may differ: they move no money. */
function hashOf({ writer, payee, amount, asset, memo, months }: ChequeRequest): string {
  const named =
    payee && (payee.by === 'identity' ? payee.identity : [payee.platform, payee.tenant, payee.handle]);
  return sha256(JSON.stringify([writer, named, String(amount), asset, memo, months]));
}

/** A refusal by the ledger is kept there: the same event gets the same no. */
const writing = (context: Context): Act<Draft, Writing, Written> => ({
  async plan(sql, drafts) {
    const named = drafts.flatMap(({ writerLoaded, payeeLoaded }) => [writerLoaded.id, payeeLoaded?.id ?? []]);
    // Exclusively: what somebody writes at once is counted one after the other.
    const people = await lockPeople(sql, [...new Set(named.flat())], 'update');
    const more = new Map<bigint, number>();
    const plans: (Writing | { answer: Written })[] = [];
    for (const draft of drafts) {
      const { id } = people.get(draft.writerLoaded.id)!;
      const plan = await planOf(context, sql, draft, people, more.get(id) ?? 0);
      if (!('answer' in plan)) more.set(id, (more.get(id) ?? 0) + 1);
      plans.push(plan);
    }
    return plans;
  },
  async record(sql, decided) {
    const answers: Written[] = [];
    for (const one of decided) answers.push(await record(context, sql, one));
    return answers;
  },
});

/** `more`: cheques of the same writer that are planned before this one. */
async function planOf(
  context: Context,
  sql: Queryable,
  draft: Draft,
  people: ReadonlyMap<bigint, Person>,
  more: number,
): Promise<Writing | { answer: Written }> {
  const writer = people.get(draft.writerLoaded.id)!;
  const payee = draft.payeeLoaded && people.get(draft.payeeLoaded.id)!;
  const refusal = againstPeople(writer, payee);
  if (refusal) return { answer: { ok: false, refusal } };
  const [row] = await run<{ open: number }>(sql, statement.open, [writer.id]);
  if (row!.open + more >= limits.cheque.open)
    return { answer: refuse('cheques_too_many', { limit: limits.cheque.open }) };
  const wallet = await walletOf(context, sql, writer, draft.currency.code);
  const escrow = await escrowOf(context, sql, draft.currency.code, escrowPurpose);
  const legs = movement(wallet, escrow, draft.amount);
  const key = derivedKey('cheque', draft.origin.key);
  return { draft, writer, payee, wallet, submissions: [{ verb: 'post', legs, key, code: 'cheque' }] };
}

async function record(context: Context, sql: Queryable, decided: Decided<Writing>): Promise<Written> {
  const outcome = decided.outcomes[0]!;
  if (!outcome.ok) return explain(context, sql, outcome, decided);
  if (outcome.replayed) return null;
  const { draft, writer, payee } = decided;
  const { amount, currency, memo, months, origin, hash } = draft;
  const now = context.clock.now();
  const { last_day, expires_at } = validity(context.zone, now, months);
  const reference = newNumber();
  const secret = newSecret();
  await run(sql, statement.create, [
    reference,
    writer.id,
    payee?.id ?? null,
    currency.code,
    amount,
    memo,
    last_day,
    expires_at,
    origin.key,
    hash,
    outcome.id,
    secretHash(secret),
    now,
  ]);
  const [cheque] = await findCheques(sql, { key: origin.key });
  await putIntents(context, sql, [
    { kind: 'cheque_stop', person: writer.id, subject: cheque!.id },
    { kind: 'cheque_print', person: writer.id, subject: cheque!.id },
  ]);
  const spent = money(amount, currency);
  await tellIfLow(context, sql, [{ person: writer, transfer: outcome.id, spent, reference }]);
  return ok({ id: cheque!.id, secret });
}

async function explain(
  { ledger }: Context,
  sql: Queryable,
  outcome: LedgerOutcome & { ok: false },
  { draft, wallet }: Writing,
): Promise<Result<never>> {
  if (outcome.refusal === 'idempotency_key_reused') return refuse('idempotency_key_reused');
  if (outcome.refusal === 'account_frozen' && outcome.account === wallet) return refuse('account_frozen');
  if (outcome.refusal !== 'insufficient_funds') throw new Error(`A cheque was refused: ${outcome.refusal}`);
  const account = await ledger.accountById(sql, wallet);
  return tooLittle(draft, account!.spendable);
}
