/** From a request to an open drop: its money in escrow, its shares drawn, its card. */

import { randomBytes } from 'node:crypto';
import { escrowAhead, escrowOf, movement, walletAhead, walletOf } from '../accounts.ts';
import { tellIfLow } from '../alerts/index.ts';
import type { Shown } from '../common.ts';
import { type Context, DEFAULT_LOCALE } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import type { Spending } from '../guard.ts';
import { lockLoaded, type Person, personOf } from '../identity/index.ts';
import { derivedKey, publicId, sha256 } from '../ids.ts';
import { putIntents } from '../intents/index.ts';
import {
  type Act,
  carryOut,
  type Decided,
  type LedgerOutcome,
  type SubmissionGroup,
} from '../ledger/index.ts';
import { type Asset, money } from '../money.ts';
import { addDelivery } from '../outbox/index.ts';
import { checkAmount } from '../policy/amounts.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { escrowPurpose } from './drop.ts';
import { checkDrop } from './rules.ts';
import { sharesOf } from './shares.ts';
import type { DropRequest } from './types.ts';

const statement = {
  find: sqlFile(import.meta.url, './sql/find.sql'),
  create: sqlFile(import.meta.url, './sql/create.sql'),
};

/** A request that has passed the rules which need no lock. */
interface Gift extends Omit<DropRequest, 'lasts_ms'> {
  currency: Asset;
  lasts_ms: number;
  hash: string;
  loaded: Person;
  locale: string;
}

interface Giving extends SubmissionGroup {
  gift: Gift;
  person: Person;
  wallet: bigint;
}

/** Null: this event has given it already. */
type Given = Result<Shown> | null;

export async function give(context: Context, request: DropRequest): Promise<Result<Shown>> {
  const hash = hashOf(request);
  const before = () => findDrop(context.sql, request.origin.key, hash);
  const gift = await check(context, request, hash);
  const given = gift.ok ? (await carryOut(context, giving(context), [gift.value]))[0]! : gift;
  if (given === null) return (await before())!;
  // What is refused now may have been allowed when the same event came the first time.
  return given.ok ? given : ((await before()) ?? given);
}

async function check(context: Context, request: DropRequest, hash: string): Promise<Result<Gift>> {
  const { assets } = context;
  const asset = checkAmount(request.amount, assets.find(request.asset), request.asset, assets.all);
  if (!asset.ok) return asset;
  const checked = checkDrop(request, asset.value);
  if (!checked.ok) return checked;
  const loaded = await personOf(context, request.giver);
  await walletAhead(context, loaded, asset.value.code);
  await escrowAhead(context, asset.value.code, escrowPurpose);
  const locale = loaded.locale ?? DEFAULT_LOCALE;
  return ok({ ...request, ...checked.value, currency: asset.value, hash, loaded, locale });
}

/** What the drop would spend, as far as it can be told before anything is locked; refused where it would be refused now. */
export async function rehearse(context: Context, request: DropRequest): Promise<Result<Spending>> {
  const gift = await check(context, request, '');
  if (!gift.ok) return gift;
  const { loaded, currency, amount, memo } = gift.value;
  if (loaded.frozen) return refuse('account_frozen');
  const name = { owner: loaded.public_id, asset: currency.code, purpose: 'wallet' };
  const available = (await context.ledger.account(context.sql, name))?.spendable ?? 0n;
  if (available < amount) return tooLittle(gift.value, available);
  return ok({ payees: [], amount, asset: currency.code, memo });
}

const tooLittle = ({ amount, currency }: Gift, available: bigint): Result<never> =>
  refuse('insufficient_funds', { needed: money(amount, currency), available: money(available, currency) });

export const hashOf = ({ giver, amount, asset, shares, mode, memo, lasts_ms, account_age_ms }: DropRequest) =>
  sha256(JSON.stringify([giver, String(amount), asset, shares, mode, memo, lasts_ms, account_age_ms]));

/** The drop that this event has given already; refused where it was to give another one. */
export async function findDrop(sql: Queryable, key: string, hash: string): Promise<Result<Shown> | null> {
  const [drop] = await run<Shown & { request_hash: string }>(sql, statement.find, [key]);
  if (!drop) return null;
  if (drop.request_hash !== hash) return refuse('idempotency_key_reused');
  return ok({ reference: drop.reference, delivery: drop.delivery });
}

/** A refusal by the ledger is kept there: the same event gets the same no. */
const giving = (context: Context): Act<Gift, Giving, Given> => ({
  async plan(sql, gifts) {
    const people = await lockLoaded(
      sql,
      gifts.map(({ loaded }) => loaded),
    );
    const plans: (Giving | { answer: Given })[] = [];
    for (const gift of gifts) {
      const person = people.get(gift.loaded.id)!;
      if (person.frozen) {
        plans.push({ answer: refuse('account_frozen') });
        continue;
      }
      const wallet = await walletOf(context, sql, person, gift.currency.code);
      const escrow = await escrowOf(context, sql, gift.currency.code, escrowPurpose);
      const key = derivedKey('drop', gift.origin.key);
      const legs = movement(wallet, escrow, gift.amount);
      plans.push({ gift, person, wallet, submissions: [{ verb: 'post', legs, key, code: 'drop' }] });
    }
    return plans;
  },
  async record(sql, decided) {
    const answers: Given[] = [];
    for (const one of decided) answers.push(await record(context, sql, one));
    return answers;
  },
});

async function record(context: Context, sql: Queryable, decided: Decided<Giving>): Promise<Given> {
  const outcome = decided.outcomes[0]!;
  if (!outcome.ok) return explain(context, sql, outcome, decided);
  if (outcome.replayed) return null;
  const { gift, person } = decided;
  const reference = publicId('drp');
  const delivery = await addDelivery(sql, cardOf(gift, reference), { now: true });
  const now = context.clock.now();
  const seed = randomBytes(32).toString('base64url');
  const [drop] = await run<{ id: bigint }>(sql, statement.create, [
    reference,
    person.id,
    gift.currency.code,
    gift.amount,
    gift.mode,
    seed,
    gift.memo,
    gift.account_age_ms,
    new Date(now.getTime() + gift.lasts_ms),
    gift.origin.key,
    gift.hash,
    delivery,
    outcome.id,
    now,
    sharesOf(gift.amount, gift.shares, gift.mode, seed),
  ]);
  await putIntents(context, sql, [
    { kind: 'drop_claim', person: null, subject: drop!.id },
    { kind: 'drop_cancel', person: person.id, subject: drop!.id },
  ]);
  const spent = money(gift.amount, gift.currency);
  await tellIfLow(context, sql, [{ person, transfer: outcome.id, spent, reference }]);
  return ok({ reference, delivery });
}

const cardOf = ({ origin, giver, locale, message }: Gift, reference: string) => ({
  audience: 'conversation' as const,
  conversation: origin.conversation,
  person: giver,
  locale,
  subject: { kind: 'drop', id: reference },
  ...(origin.reply && { reply: origin.reply }),
  ...(message && { message }),
});

async function explain(
  { ledger }: Context,
  sql: Queryable,
  outcome: LedgerOutcome & { ok: false },
  { gift, wallet }: Giving,
): Promise<Result<never>> {
  if (outcome.refusal === 'idempotency_key_reused') return refuse('idempotency_key_reused');
  if (outcome.refusal === 'account_frozen' && outcome.account === wallet) return refuse('account_frozen');
  if (outcome.refusal !== 'insufficient_funds') throw new Error(`A drop was refused: ${outcome.refusal}`);
  const account = await ledger.accountById(sql, wallet);
  return tooLittle(gift, account!.spendable);
}
