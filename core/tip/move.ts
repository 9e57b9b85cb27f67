/** What becomes of a tip: it settles, is taken back in time, is claimed out of escrow, or returns. Exactly one wins. */
import { escrowOf, movement, walletOf } from '../accounts.ts';
import type { Context } from '../context.ts';
import { batched, type Queryable, run, sqlFile } from '../db/index.ts';
import { lockPeople, type Person } from '../identity/index.ts';
import { type Act, carryOut, type Decided, type Submission, type SubmissionGroup } from '../ledger/index.ts';
import { reviseDelivery } from '../outbox/index.ts';
import { mayUndo } from './rules.ts';
import type { TipState } from './types.ts';

const statement = {
  parties: sqlFile(import.meta.url, './sql/parties.sql'),
  lock: sqlFile(import.meta.url, './sql/lock.sql'),
  move: sqlFile(import.meta.url, './sql/move.sql'),
};

/** Tips at most that move together. */
const moves_max = 100;

export type Move = { tip: bigint } & (
  | { to: 'settle' }
  /** By this event, at this moment. */
  | { to: 'undo'; key: string; at: Date }
  | { to: 'claim'; person: bigint }
  | { to: 'return' }
);

/** A tip as it was when it was locked, and what it is now; the same where nothing moved. */
interface Moved {
  tip: Tip;
  state: TipState;
  /** It waits in escrow, and its author has come meanwhile. */
  claimer?: bigint;
}

export type MoveTip = (move: Move) => Promise<Moved | null>;

interface Tip {
  id: bigint;
  tipper: bigint;
  author: bigint;
  asset: string;
  amount: string;
  state: TipState;
  escrowed: boolean;
  hold: bigint;
  undo_until: Date;
  undo_key: string | null;
  transfer: bigint | null;
  claim_until: Date | null;
  settled_at: Date | null;
  note_delivery: bigint;
  tally: bigint | null;
}

interface Moving extends SubmissionGroup {
  tip: Tip;
  /** Where the ledger agrees. */
  state: TipState;
  author: Person;
  undo_key: string | null;
}

export const createMove = (context: Context): MoveTip =>
  batched((moves: Move[]) => carryOut(context, moving(context), moves), moves_max);

const moving = (context: Context): Act<Move, Moving, Moved | null> => ({
  async plan(sql, moves) {
    const ids = moves.map(({ tip }) => tip);
    const parties = await run<{ tipper: bigint; author: bigint }>(sql, statement.parties, [ids]);
    const claimers = moves.flatMap((move) => (move.to === 'claim' ? [move.person] : []));
    const people = await lockPeople(
      sql,
      [...new Set([...parties.flatMap(({ tipper, author }) => [tipper, author]), ...claimers])],
      'share',
    );
    const tips = new Map((await run<Tip>(sql, statement.lock, [ids])).map((tip) => [tip.id, tip]));
    const taken = new Set<bigint>();
    const plans: (Moving | { answer: Moved | null })[] = [];
    for (const move of moves) {
      const tip = tips.get(move.tip);
      // Whoever wants the same in the same batch comes too late.
      const planned = tip && !taken.has(tip.id) ? await plan(context, sql, tip, move, people) : null;
      if (planned) taken.add(move.tip);
      plans.push(planned ?? { answer: tip ? { tip, state: tip.state } : null });
    }
    return plans;
  },
  record: (sql, decided) => record(context, sql, decided),
});

async function plan(
  context: Context,
  sql: Queryable,
  tip: Tip,
  move: Move,
  people: ReadonlyMap<bigint, Person>,
): Promise<Moving | null> {
  const now = context.clock.now();
  const [tipper, author] = [people.get(tip.tipper)!, people.get(tip.author)!];
  const to = (state: TipState, submission: Submission, undo_key: string | null = null): Moving => ({
    tip,
    state,
    author,
    undo_key,
    submissions: [submission],
  });
  const { id, hold } = tip;
  if (move.to === 'settle') {
    if (tip.state !== 'held' || tip.undo_until > now) return null;
    const capture = { verb: 'capture', hold, key: `tip_settle:${id}`, code: 'tip' } as const;
    return to(tip.escrowed ? 'claimable' : 'settled', capture);
  }
  if (move.to === 'undo') {
    if (!mayUndo(tip, move.at, now)) return null;
    return to(
      'undone',
      { verb: 'void', hold, key: `tip_undo:${id}`, code: 'tip', evenFrozen: true },
      move.key,
    );
  }
  if (tip.state !== 'claimable') return null;
  if (move.to === 'claim') {
    // What somebody frozen gave may be stolen: it waits, and goes back at its time.
    if (people.get(move.person)!.id !== author.id || author.frozen || tipper.frozen) return null;
    // Who turns out to have tipped themselves gets their own money back.
    const own = author.id === tipper.id;
    return to(own ? 'returned' : 'settled', await outOfEscrow(context, sql, tip, author, own));
  }
  if (tip.claim_until! > now) return null;
  return to('returned', await outOfEscrow(context, sql, tip, tipper, true));
}

/** To its author, or back to its tipper even when they are frozen. */
async function outOfEscrow(
  context: Context,
  sql: Queryable,
  { id, asset, amount }: Tip,
  person: Person,
  returns: boolean,
): Promise<Submission> {
  const escrow = await escrowOf(context, sql, asset, 'escrow_tip');
  const legs = movement(escrow, await walletOf(context, sql, person, asset), BigInt(amount));
  const code = returns ? 'tip_return' : 'tip_claim';
  return { verb: 'post', legs, key: `${code}:${id}`, code, evenFrozen: returns };
}

async function record(context: Context, sql: Queryable, decided: Decided<Moving>[]): Promise<Moved[]> {
  const now = context.clock.now();
  const claimUntil = new Date(now.getTime() + context.claim_days * 86_400_000);
  const rows: {
    tip: Tip;
    state: TipState;
    transfer: bigint | null;
    undo_key: string | null;
    author: Person;
  }[] = [];
  for (const { tip, state, author, undo_key, outcomes } of decided) {
    const outcome = outcomes[0]!;
    if (outcome.ok) rows.push({ tip, state, author, undo_key, transfer: outcome.id });
    else {
      await release(context, sql, tip, outcome.refusal);
      rows.push({ tip, state: 'voided', author, undo_key: null, transfer: null });
    }
  }
  const captured = ({ tip, transfer }: (typeof rows)[number]) => tip.state === 'held' && transfer !== null;
  const settles = (row: (typeof rows)[number]) => captured(row) && row.state !== 'undone';
  await run(sql, statement.move, [
    rows.map(({ tip }) => tip.id),
    rows.map(({ state }) => state),
    rows.map((row) => (settles(row) ? row.transfer : null)),
    rows.map(({ tip, transfer }) => (tip.state === 'claimable' ? transfer : null)),
    rows.map(({ tip, state }) => (state === 'claimable' ? claimUntil : tip.claim_until)),
    rows.map(({ undo_key }) => undo_key),
    rows.map((row) => (settles(row) ? now : row.tip.settled_at)),
    rows.map(({ state }) => (state === 'claimable' ? null : now)),
    rows.map(({ tip, state }) => tip.state === 'claimable' && state === 'settled'),
  ]);
  await reviseDelivery(sql, ...new Set(rows.flatMap(({ tip }) => cardsOf(tip))));
  return rows.map(({ tip, state, author }) => ({
    tip,
    state,
    ...(state === 'claimable' && author.met && { claimer: author.id }),
  }));
}

const cardsOf = ({ tally, note_delivery }: Tip): bigint[] =>
  tally === null ? [note_delivery] : [note_delivery, tally];

/** What cannot be captured is given back at once: a side was frozen, or the hold ran out. */
async function release(
  { ledger }: Context,
  sql: Queryable,
  { id, hold }: Tip,
  refusal: string,
): Promise<void> {
  if (!['account_frozen', 'account_closed', 'hold_expired'].includes(refusal))
    throw new Error(`A tip could not move: ${refusal}`);
  const verb = refusal === 'hold_expired' ? 'expire' : 'void';
  // Its accounts are locked already: those of a refused capture are, too.
  const [released] = await ledger.submit(sql, [
    { verb, hold, key: `tip_${verb}:${id}`, code: 'tip', evenFrozen: true },
  ]);
  if (!released!.ok) throw new Error(`A tip's hold could not be released: ${released!.refusal}`);
}
