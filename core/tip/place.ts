/** From a wish to tip to a hold: what may be tipped, its tally and its giver's note, in one database transaction for whatever comes together. */
import { escrowAhead, escrowOf, movement, walletAhead, walletOf } from '../accounts.ts';
import type { Shown } from '../common.ts';
import { type Context, DEFAULT_LOCALE } from '../context.ts';
import { batched, type Queryable, run, sqlFile } from '../db/index.ts';
import { lockLoaded, type Person } from '../identity/index.ts';
import { derivedKey, opaqueKey, publicId } from '../ids.ts';
import {
  type Act,
  carryOut,
  type Decided,
  type LedgerOutcome,
  type SubmissionGroup,
} from '../ledger/index.ts';
import { type Asset, money } from '../money.ts';
import { addDeliveries, type NewDelivery, reviseDelivery } from '../outbox/index.ts';
import { toJsonb } from '../outbox/json.ts';
import { limits, tipUndoSeconds } from '../policy/limits.ts';
import type { Conversation, Identity, MessageRef, ReplyContext } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { checkCaps, checkPeople } from './rules.ts';

const statement = {
  ensurePeople: sqlFile(import.meta.url, './sql/ensure_people.sql'),
  lockPeople: sqlFile(import.meta.url, './sql/lock_people.sql'),
  ensureTargets: sqlFile(import.meta.url, './sql/ensure_targets.sql'),
  lockTargets: sqlFile(import.meta.url, './sql/lock_targets.sql'),
  facts: sqlFile(import.meta.url, './sql/facts.sql'),
  create: sqlFile(import.meta.url, './sql/create.sql'),
};

/** Tips at most that are placed together. */
const tips_max = 100;

/** A tip that is wanted, by people who are known. */
export interface Wish {
  key: string;
  tipper: Person;
  /** By whom of their identities, and in which language they are told. */
  by: Identity;
  locale: string | null;
  author: Person;
  amount: bigint;
  asset: Asset;
  /** What is tipped: a message, or the command itself. */
  place: string;
  message?: MessageRef;
  conversation: Conversation;
  reply?: ReplyContext;
  /** Of a reaction. */
  reaction: { emoji: string; at: Date } | null;
}

/** `nothing`: this reaction makes no tip, and nothing is to be said of it. */
export type Given = Result<Shown> | 'nothing';

/** Somebody else in the same batch is the same giver: their limits are counted one after the other. */
const again = Symbol('again');

export function createPlace(context: Context): (wish: Wish) => Promise<Given> {
  const place = batched((wishes: Wish[]) => carryOut(context, placing(context), wishes), tips_max);
  return async (wish) => {
    const { asset, tipper, author } = wish;
    await walletAhead(context, tipper, asset.code);
    if (author.met) await walletAhead(context, author, asset.code);
    else await escrowAhead(context, asset.code, 'escrow_tip');
    for (;;) {
      const given = await place(wish);
      if (given !== again) return given;
    }
  };
}

interface Giver {
  person: bigint;
  since: Date | null;
  note: string | null;
  note_delivery: bigint | null;
  noted_at: Date | null;
  told_at: Date | null;
}

interface Target {
  id: bigint;
  reference: string;
  place: string;
  delivery: bigint | null;
}

interface Facts {
  tip: bigint | null;
  /** Of the note. */
  reference: string | null;
  delivery: bigint | null;
  key: string | null;
  author: bigint | null;
  asset: string | null;
  amount: string | null;
  taken_off_at: Date | null;
  in_minute: number;
  in_day: number;
  amount_in_day: string;
}

interface Placing extends SubmissionGroup {
  wish: Wish;
  giver: Giver;
  target: Target;
  author: Person;
  wallet: bigint;
}

type Answer = Given | typeof again;

const placing = (context: Context): Act<Wish, Placing, Answer> => ({
  async plan(sql, wishes) {
    const people = await lockLoaded(
      sql,
      wishes.flatMap(({ tipper, author }) => [tipper, author]),
    );
    const asked = wishes.map((wish) => ({
      wish,
      tipper: people.get(wish.tipper.id)!,
      author: people.get(wish.author.id)!,
    }));
    const givers = await lockGivers(
      sql,
      asked.map(({ tipper }) => tipper.id),
    );
    const targets = await lockTargets(context, sql, asked);
    const facts = await run<Facts>(sql, statement.facts, [
      wishes.map(({ key }) => key),
      wishes.map(({ place }) => place),
      wishes.map(({ reaction }) => reaction?.emoji ?? null),
      asked.map(({ tipper }) => tipper.id),
      wishes.map(({ asset }) => asset.code),
      context.clock.now(),
    ]);
    const plans: (Placing | { answer: Answer })[] = [];
    for (const [index, { wish, tipper, author }] of asked.entries()) {
      const giver = givers.get(tipper.id);
      givers.delete(tipper.id);
      const answer = giver ? decide(wish, { tipper, author, giver, facts: facts[index]! }) : again;
      if (answer !== null) plans.push({ answer });
      else {
        const target = targets.get(wish.place)!;
        plans.push(await planned(context, sql, { wish, giver: giver!, target, tipper, author }));
      }
    }
    return plans;
  },
  record: (sql, decided) => record(context, sql, decided),
});

/** A tip of before, why there is none, or null: it may be given. */
function decide(
  { key, author: { id: asked }, amount, asset, reaction }: Wish,
  { tipper, author, giver, facts }: { tipper: Person; author: Person; giver: Giver; facts: Facts },
): Given | null {
  if (facts.tip !== null) {
    if (facts.key !== key) return 'nothing';
    const same = [author.id, asked].includes(facts.author!) && facts.asset === asset.code;
    if (!same || BigInt(facts.amount!) !== amount) return refuse('idempotency_key_reused');
    return ok({ reference: facts.reference!, delivery: facts.delivery! });
  }
  if (reaction) {
    if (giver.since === null) return 'nothing';
    if (facts.taken_off_at && facts.taken_off_at >= reaction.at) return 'nothing';
  }
  const people = checkPeople(tipper, author);
  if (!people.ok) return people;
  const usage = { ...facts, amount_in_day: BigInt(facts.amount_in_day) };
  const caps = checkCaps(usage, amount, asset);
  return caps.ok ? null : caps;
}

async function planned(
  context: Context,
  sql: Queryable,
  { wish, tipper, author, ...rest }: Omit<Placing, 'wallet' | 'submissions' | 'linked'> & { tipper: Person },
): Promise<Placing> {
  const { code } = wish.asset;
  const wallet = await walletOf(context, sql, tipper, code);
  const to = author.met
    ? await walletOf(context, sql, author, code)
    : await escrowOf(context, sql, code, 'escrow_tip');
  const expiresAt = new Date(context.clock.now().getTime() + limits.holdHours * 3_600_000);
  const key = derivedKey('tip', wish.key);
  const legs = movement(wallet, to, wish.amount);
  return {
    wish,
    author,
    wallet,
    ...rest,
    submissions: [{ verb: 'hold', legs, expiresAt, key, code: 'tip' }],
  };
}

/** Of each giver one tip at a time is decided. */
export async function lockGivers(sql: Queryable, people: readonly bigint[]): Promise<Map<bigint, Giver>> {
  const ids = [...new Set(people)];
  await run(sql, statement.ensurePeople, [ids]);
  const rows = await run<Giver>(sql, statement.lockPeople, [ids]);
  return new Map(rows.map((row) => [row.person, row]));
}

async function lockTargets(
  { clock }: Context,
  sql: Queryable,
  asked: readonly { wish: Wish; author: Person }[],
): Promise<Map<string, Target>> {
  const authors = new Map(asked.map(({ wish: { place }, author }) => [place, author.id]));
  const places = [...authors.keys()];
  const references = places.map(() => publicId('tal'));
  await run(sql, statement.ensureTargets, [places, references, [...authors.values()], clock.now()]);
  const targets = await run<Target>(sql, statement.lockTargets, [places]);
  return new Map(targets.map((target) => [target.place, target]));
}

async function record(context: Context, sql: Queryable, decided: Decided<Placing>[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  const held: (Placing & { hold: bigint })[] = [];
  for (const one of decided) {
    const [outcome] = one.outcomes;
    if (outcome!.ok) {
      const note = noteOf(context, one);
      answers.push(ok({ reference: note?.reference ?? '', delivery: note?.delivery ?? 0n }));
      held.push({ ...one, hold: outcome!.id });
    } else answers.push(await explain(context, sql, one, outcome!));
  }
  const shown = await recordHeld(context, sql, held);
  let next = 0;
  return answers.map((answer) => (typeof answer === 'object' && answer.ok ? ok(shown[next++]!) : answer));
}

async function explain(
  { ledger }: Context,
  sql: Queryable,
  { wish: { amount, asset }, wallet, author }: Placing,
  { refusal, account }: LedgerOutcome & { ok: false },
): Promise<Result<never>> {
  if (refusal === 'idempotency_key_reused') return refuse('idempotency_key_reused');
  if (refusal === 'account_frozen')
    return account === wallet ? refuse('account_frozen') : refuse('payee_frozen', { payee: author.name });
  if (refusal !== 'insufficient_funds') throw new Error(`A tip's hold was refused: ${refusal}`);
  const { spendable } = (await ledger.accountById(sql, wallet))!;
  return refuse('insufficient_funds', { needed: money(amount, asset), available: money(spendable, asset) });
}

/** The giver's note that this one goes into, if it is one of several. */
function noteOf({ clock }: Context, { wish, giver }: Pick<Placing, 'wish' | 'giver'>): Shown | null {
  const { note, note_delivery, noted_at } = giver;
  if (!wish.reaction || note === null || note_delivery === null || noted_at === null) return null;
  const age_ms = clock.now().getTime() - noted_at.getTime();
  return age_ms < limits.tip.noteMinutes * 60_000 ? { reference: note, delivery: note_delivery } : null;
}

/** The tips with what shows them. Returns their notes. */
async function recordHeld(
  context: Context,
  sql: Queryable,
  held: readonly (Placing & { hold: bigint })[],
): Promise<Shown[]> {
  if (held.length === 0) return [];
  const references = held.map(() => publicId('tip'));
  const kept = held.map((one) => noteOf(context, one));
  const fresh = held.flatMap((one, index) =>
    kept[index] ? [] : [{ ...one, reference: references[index]! }],
  );
  // What a command says is shown by whoever has answered it; the rest by the workers.
  const byNow = (now: boolean) => fresh.filter(({ wish }) => (wish.reaction === null) === now);
  const made = new Map<string, bigint>();
  for (const now of [true, false]) {
    const ids = await addDeliveries(sql, byNow(now).map(noteDelivery), { now });
    for (const [index, { reference }] of byNow(now).entries()) made.set(reference, ids[index]!);
  }
  const notes = references.map(
    (reference, index) => kept[index] ?? { reference, delivery: made.get(reference)! },
  );
  const tallies = await talliesOf(sql, held);
  const rows = held.map(({ wish, target, giver, author, hold }, index) => ({
    reference: references[index],
    target: String(target.id),
    tally: tallies.get(target.id)?.toString() ?? null,
    tipper: String(giver.person),
    author: String(author.id),
    emoji: wish.reaction?.emoji ?? null,
    asset: wish.asset.code,
    amount: String(wish.amount),
    escrowed: !author.met,
    key: wish.key,
    hold: String(hold),
    note: notes[index]!.reference,
    note_delivery: String(notes[index]!.delivery),
    keeps_note: wish.reaction !== null,
    undo_key: opaqueKey(),
  }));
  const now = context.clock.now();
  const undoUntil = new Date(now.getTime() + tipUndoSeconds * 1000);
  await run(sql, statement.create, [toJsonb(rows), now, undoUntil]);
  const known = held.flatMap(({ target }) => target.delivery ?? []);
  await reviseDelivery(sql, ...new Set([...known, ...kept.flatMap((note) => note?.delivery ?? [])]));
  return notes;
}

const noteDelivery = ({ wish, reference }: Placing & { reference: string }): NewDelivery => ({
  audience: wish.reaction ? 'direct' : 'private',
  ...(!wish.reaction && { conversation: wish.conversation, ...(wish.reply && { reply: wish.reply }) }),
  person: wish.by,
  locale: wish.locale ?? DEFAULT_LOCALE,
  subject: { kind: 'tip_note', id: reference },
});

/** The tallies of targets, made where there is none yet and somebody else is there to see it. */
async function talliesOf(sql: Queryable, held: readonly Placing[]): Promise<Map<bigint, bigint>> {
  const tallies = new Map(
    held.flatMap(({ target: { id, delivery } }) => (delivery === null ? [] : [[id, delivery]])),
  );
  const missing = new Map(
    held
      .filter(({ target, wish }) => target.delivery === null && wish.conversation.kind === 'group')
      .map((one) => [one.target.id, one]),
  );
  const made = [...missing.values()].map(
    ({ target, wish }): NewDelivery => ({
      audience: 'conversation',
      conversation: wish.conversation,
      locale: wish.locale ?? DEFAULT_LOCALE,
      subject: { kind: 'tip_tally', id: target.reference },
      ...(wish.message && { about: wish.message }),
    }),
  );
  const ids = await addDeliveries(sql, made);
  return new Map([...tallies, ...[...missing.keys()].map((id, index) => [id, ids[index]!] as const)] as [
    bigint,
    bigint,
  ][]);
}
