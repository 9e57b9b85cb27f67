/** A share for whoever presses, first come, first served: a crowd is decided together, each as if they had come alone. */
import { escrowOf, movement, walletOf } from '../accounts.ts';
import { assetOf } from '../asset-book.ts';
import type { PressedIntent } from '../capability.ts';
import type { Context } from '../context.ts';
import { batched, type Queryable, run, sqlFile } from '../db/index.ts';
import { lockPeople, type Person } from '../identity/index.ts';
import type { Pressed } from '../intents/types.ts';
import { type Act, carryOut, type Decided, type SubmissionGroup } from '../ledger/index.ts';
import { type Money, money } from '../money.ts';
import { reviseDelivery } from '../outbox/index.ts';
import { ok, type Refusal, type Result } from '../refusals.ts';
import { type Drop, escrowPurpose, type FreeShare, freeShares, loadDrops, lockDrops } from './drop.ts';
import { type Claimer, objection } from './rules.ts';
import { rulesNow } from './settings.ts';
import type { DropRules } from './types.ts';

const statement = {
  own: sqlFile(import.meta.url, './sql/own_shares.sql'),
  claimers: sqlFile(import.meta.url, './sql/claimers.sql'),
  claim: sqlFile(import.meta.url, './sql/claim.sql'),
  empty: sqlFile(import.meta.url, './sql/empty.sql'),
};

/** Claims at most that are decided together. */
const claims_max = 100;
const day_ms = 86_400_000;

interface Claim {
  drop: bigint;
  claimer: bigint;
  /** Of the event. */
  key: string;
}

type Claimed = { did: 'took'; amount: Money; again: boolean } | { did: 'came_late'; shares: number };

type ClaimDrop = (claim: Claim) => Promise<Result<Claimed>>;

export const createClaimDrop = (context: Context): ClaimDrop =>
  batched((claims: Claim[]) => carryOut(context, claiming(context), claims), claims_max);

/** Whoever pressed is told in passing: what they have now, or that others were faster. */
export async function pressClaim(
  claimDrop: ClaimDrop,
  { subject, by, origin }: PressedIntent,
): Promise<Result<Pressed>> {
  const claimed = await claimDrop({ drop: subject!, claimer: by.id, key: origin.key });
  if (!claimed.ok) return claimed;
  const { value } = claimed;
  return ok({
    toast:
      value.did === 'came_late'
        ? { kind: 'drop_gone', shares: value.shares }
        : { kind: 'drop_claimed', amount: value.amount, again: value.again },
  });
}

interface Taking extends SubmissionGroup {
  claim: Claim;
  drop: Drop;
  person: Person;
  share: FreeShare;
}

const claiming = (context: Context): Act<Claim, Taking, Result<Claimed>> => ({
  async plan(sql, claims) {
    const standing = await loadDrops(
      sql,
      claims.map(({ drop }) => drop),
    );
    // Most of a crowd come too late: they wait for nobody.
    const inTime = claims.filter(({ drop }) => standing.get(drop)!.state === 'open');
    const scene = await sceneOf(context, sql, claims, inTime, standing);
    const plans: (Taking | { answer: Result<Claimed> })[] = [];
    for (const claim of claims) plans.push(await planOf(context, sql, claim, scene));
    return plans;
  },

  async record(sql, decided) {
    const now = context.clock.now();
    await run(sql, statement.claim, [
      decided.map(({ drop }) => drop.id),
      decided.map(({ share }) => share.position),
      decided.map(({ person }) => person.id),
      decided.map(transferOf),
      decided.map(({ claim }) => claim.key),
      now,
    ]);
    await run(sql, statement.empty, [[...new Set(decided.map(({ drop }) => drop.id))], now]);
    await reviseDelivery(sql, ...new Set(decided.map(({ drop }) => drop.delivery)));
    return decided.map(({ drop, share }) => ok(took(context, drop, share.amount, false)));
  },
});

/** What a batch of claims is decided by. It changes with every claim that is planned. */
interface Scene {
  drops: Map<bigint, Drop>;
  people: Map<bigint, Person>;
  /** Drops whose giver is frozen. */
  paused: Set<bigint>;
  /** What is left, next first. */
  free: Map<bigint, FreeShare[]>;
  /** What somebody has had of a drop, by both. */
  own: Map<string, { amount: bigint; key: string }>;
  claimers: Map<bigint, Omit<Claimer, 'isGiver' | 'frozen' | 'giverFrozen'>>;
  rules: DropRules;
}

const nameOf = (drop: bigint, person: bigint): string => `${drop} ${person}`;

async function sceneOf(
  context: Context,
  sql: Queryable,
  claims: readonly Claim[],
  inTime: readonly Claim[],
  standing: Map<bigint, Drop>,
): Promise<Scene> {
  const ids = [...new Set(inTime.map(({ drop }) => drop))];
  const claimers = [...new Set(inTime.map(({ claimer }) => claimer))];
  const giverOf = (drop: bigint) => standing.get(drop)!.giver;
  // Each person's claims one after the other, so that what they may take in a day is counted right; and no freeze of a giver meanwhile.
  const people = await lockPeople(sql, [...new Set([...claimers, ...ids.map(giverOf)])], 'update');
  const locked = await lockDrops(sql, ids);
  const lately = new Date(context.clock.now().getTime() - day_ms);
  const selves = [...new Set(claimers.map((claimer) => people.get(claimer)!.id))];
  return {
    drops: new Map([...standing, ...locked]),
    people,
    paused: new Set(ids.filter((drop) => people.get(giverOf(drop))!.frozen)),
    free: await freeShares(sql, ids),
    own: await ownShares(sql, claims, people),
    claimers: await loadClaimers(sql, selves, lately),
    rules: await rulesNow(sql),
  };
}

/** The person of a claim, who may have been joined to somebody else since they pressed. */
const selfOf = (people: ReadonlyMap<bigint, Person>, { claimer }: Claim): bigint =>
  people.get(claimer)?.id ?? claimer;

async function ownShares(
  sql: Queryable,
  claims: readonly Claim[],
  people: ReadonlyMap<bigint, Person>,
): Promise<Scene['own']> {
  type Row = { money_drop: bigint; person: bigint; amount: string; key: string };
  const rows = await run<Row>(sql, statement.own, [
    claims.map(({ drop }) => drop),
    claims.map((claim) => selfOf(people, claim)),
  ]);
  return new Map(
    rows.map(({ money_drop, person, amount, key }) => [
      nameOf(money_drop, person),
      { amount: BigInt(amount), key },
    ]),
  );
}

async function loadClaimers(
  sql: Queryable,
  people: readonly bigint[],
  since: Date,
): Promise<Scene['claimers']> {
  type Row = {
    person: bigint;
    account_since: Date | null;
    member_since: Date | null;
    claims_lately: number;
  };
  const rows = await run<Row>(sql, statement.claimers, [people, since]);
  return new Map(
    rows.map(({ person, account_since, member_since, claims_lately }) => [
      person,
      { accountSince: account_since, memberSince: member_since, claimsLately: claims_lately },
    ]),
  );
}

async function planOf(
  context: Context,
  sql: Queryable,
  claim: Claim,
  scene: Scene,
): Promise<Taking | { answer: Result<Claimed> }> {
  const drop = scene.drops.get(claim.drop)!;
  const self = selfOf(scene.people, claim);
  const before = scene.own.get(nameOf(drop.id, self));
  if (before) return { answer: ok(took(context, drop, before.amount, before.key !== claim.key)) };
  const refusal = closed(drop, context.clock.now());
  if (refusal) return { answer: { ok: false, refusal } };
  const [share] = scene.free.get(drop.id) ?? [];
  if (!share) return { answer: ok({ did: 'came_late', shares: drop.shares }) };

  const person = scene.people.get(claim.claimer)!;
  const known = scene.claimers.get(self)!;
  const claimer: Claimer = {
    ...known,
    isGiver: self === drop.giver,
    frozen: person.frozen,
    giverFrozen: scene.paused.has(drop.id),
  };
  const against = objection(claimer, drop, scene.rules, context.clock.now());
  if (against) return { answer: { ok: false, refusal: against } };

  scene.free.get(drop.id)!.shift();
  scene.own.set(nameOf(drop.id, self), { amount: share.amount, key: claim.key });
  known.claimsLately += 1;
  const escrow = await escrowOf(context, sql, drop.asset, escrowPurpose);
  const wallet = await walletOf(context, sql, person, drop.asset);
  const legs = movement(escrow, wallet, share.amount);
  const key = `drop_claim:${drop.id}:${share.position}`;
  return { claim, drop, person, share, submissions: [{ verb: 'post', legs, key, code: 'drop_claim' }] };
}

/** What is over is over, also while nobody has returned yet what was left. What was emptied has its own kind word. */
const closed = ({ state, expires_at }: Drop, now: Date): Refusal | null =>
  state === 'cancelled' || state === 'expired' || (state === 'open' && expires_at <= now)
    ? { code: 'intent_expired' }
    : null;

const took = (context: Context, drop: Drop, amount: bigint, again: boolean): Claimed => ({
  did: 'took',
  amount: money(amount, assetOf(context, drop)),
  again,
});

function transferOf({ outcomes: [outcome] }: Decided<Taking>): bigint {
  if (!outcome!.ok) throw new Error(`A share could not be taken: ${outcome!.refusal}`);
  return outcome!.id;
}
