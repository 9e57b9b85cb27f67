/** Who takes part: people join and leave until it is locked. And what only who has paid the bill may do: lock it, or call it off. */
import type { PressedIntent } from '../capability.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Queryable } from '../db/index.ts';
import type { Pressed } from '../intents/types.ts';
import { limits } from '../policy/limits.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { type Act, findAct, putActs } from './acts.ts';
import { isFixed, mayCallOff } from './rules.ts';
import {
  divideAnew,
  isOver,
  lockSplit,
  type Part,
  reviseCards,
  type Share,
  type Split,
  setState,
  takingPart,
} from './split.ts';

type Change = (
  context: Context,
  sql: Queryable,
  split: Split,
  by: bigint,
) => Promise<Result<unknown>> | Result<unknown>;

const changes = { join, leave, lock, cancel } satisfies Record<string, Change>;

/** Does it once for each event; all its cards follow. */
export const pressChange =
  (context: Context, did: keyof typeof changes) =>
  (press: PressedIntent): Promise<Result<Pressed>> =>
    inTransaction(context.sql, async (sql): Promise<Result<Pressed>> => {
      const split = await lockSplit(context, sql, press.subject!);
      const shown = ok({ show: { reference: split.reference, delivery: split.delivery } });
      const before = await findAct(sql, press.origin.key);
      if (before) return before.refusal ? { ok: false, refusal: before.refusal } : shown;
      const changed = isOver(split)
        ? refuse('intent_expired')
        : await changes[did](context, sql, split, press.by.id);
      const refusal = changed.ok ? null : changed.refusal;
      const act: Act = { key: press.origin.key, split: split.id, person: press.by.id, did, refusal };
      await putActs(context, sql, [act]);
      if (!changed.ok) return changed;
      await reviseCards(sql, [split]);
      return shown;
    });

async function join(_: Context, sql: Queryable, split: Split, by: bigint): Promise<Result<unknown>> {
  const parts = takingPart(split);
  if (parts.some(({ person }) => person === by)) return ok(null);
  if (split.state !== 'open') return refuse('split_locked');
  const before = split.shares.find(({ person }) => person === by);
  if (isFixed(split.mode)) return refuse('split_closed');
  if (parts.length > limits.payees) return refuse('payees_too_many', { limit: limits.payees });
  const position = before?.position ?? split.shares.length;
  return divideAnew(sql, split, byPosition([...parts, { position, person: by, weight: 1n }]));
}

async function leave(_: Context, sql: Queryable, split: Split, by: bigint): Promise<Result<unknown>> {
  const parts = takingPart(split);
  const own = parts.filter(({ person }) => person === by);
  // Whoever has left already has left; whoever never took part is told so.
  if (own.length === 0)
    return split.shares.some(({ person }) => person === by) ? ok(null) : refuse('split_not_in');
  if (split.state !== 'open') return refuse('split_locked');
  const rest: Part[] = parts.filter(({ person }) => person !== by);
  const kept = isFixed(split.mode) ? keptByOwner(split, rest, own) : rest;
  if (kept === null || kept.length === 0) return refuse('split_nobody');
  return divideAnew(sql, split, byPosition(kept));
}

/** What was said for somebody who leaves, falls to who has paid the bill. Null where that is who leaves. */
function keptByOwner(split: Split, rest: readonly Part[], left: readonly Share[]): Part[] | null {
  if (left.some(({ person }) => person === split.owner)) return null;
  const more = left.reduce((sum, { weight }) => sum + weight, 0n);
  const own = rest.find(({ person }) => person === split.owner);
  const others = rest.filter((part) => part !== own);
  const before = split.shares.find(({ person }) => person === split.owner);
  const position = own?.position ?? before?.position ?? split.shares.length;
  return [...others, { position, person: split.owner, weight: (own?.weight ?? 0n) + more }];
}

const byPosition = (parts: readonly Part[]): Part[] =>
  [...parts].sort((one, other) => one.position - other.position);

async function lock(_: Context, sql: Queryable, split: Split): Promise<Result<unknown>> {
  if (split.state !== 'open') return ok(null);
  if (takingPart(split).every(({ state }) => state === 'own')) return refuse('split_nobody');
  await setState(sql, [split], 'locked');
  return ok(null);
}

async function cancel({ clock }: Context, sql: Queryable, split: Split): Promise<Result<unknown>> {
  if (!mayCallOff(takingPart(split))) return refuse('split_paid');
  await setState(sql, [split], 'cancelled', clock.now());
  return ok(null);
}
