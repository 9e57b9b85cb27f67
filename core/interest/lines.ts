/** Credit lines: how far a wallet may go below zero, by its owner's tier or by what an operator granted them. */

import { walletOf } from '../accounts.ts';
import type { Who } from '../common.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { lockPeople, type Person, resolveForBank, viewOf } from '../identity/index.ts';
import { type Asset, decimalText, money } from '../money.ts';
import type { NoticeOf } from '../notices.ts';
import { putOperatorAction } from '../operator-action.ts';
import { checkCurrency, minorMax } from '../policy/amounts.ts';
import { checkMemo } from '../policy/memos.ts';
import { isOneOf } from '../policy/operators.ts';
import { type Identity, identityText } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { tellDirectly } from '../tell.ts';
import { doneBefore } from './action.ts';
import type { NewCredit } from './types.ts';

const statement = {
  line: sqlFile(import.meta.url, './sql/line.sql'),
  putGrant: sqlFile(import.meta.url, './sql/put_grant.sql'),
  putPersonTier: sqlFile(import.meta.url, './sql/put_person_tier.sql'),
  putTier: sqlFile(import.meta.url, './sql/put_tier.sql'),
  tiers: sqlFile(import.meta.url, './sql/tiers.sql'),
  tierAssets: sqlFile(import.meta.url, './sql/tier_assets.sql'),
  walletLines: sqlFile(import.meta.url, './sql/wallet_lines.sql'),
  lines: sqlFile(import.meta.url, './sql/lines.sql'),
  dueTiers: sqlFile(import.meta.url, './sql/due_tiers.sql'),
  dueTier: sqlFile(import.meta.url, './sql/due_tier.sql'),
  chunk: sqlFile(import.meta.url, './sql/chunk.sql'),
  chunkLines: sqlFile(import.meta.url, './sql/chunk_lines.sql'),
  tierThrough: sqlFile(import.meta.url, './sql/tier_through.sql'),
};

const tierPattern = /^[a-z][a-z0-9_]{0,19}$/;

export async function setCredit(
  context: Context,
  by: Identity | null,
  who: Who,
  { asset: code, line, reason }: NewCredit,
  key: string,
): Promise<Result<NoticeOf<'bank_credit'>>> {
  const asset = checkLine(context, code, line ?? 0n);
  if (!asset.ok) return asset;
  const note = checkMemo(reason);
  if (!note.ok) return note;
  const found = await resolveForBank(context, who, by);
  if (!found.ok) return found;
  return inTransaction(context.sql, async (sql): Promise<Result<NoticeOf<'bank_credit'>>> => {
    const asked = { person: found.value.id, asset: asset.value.code, minor: line, note: note.value };
    const before = await doneBefore(sql, key, { action: 'credit', ...asked });
    if (!before.ok) return before;
    const person = (await lockPeople(sql, [found.value.id], 'update')).get(found.value.id)!;
    if (before.value !== null) return ok(await creditOf(sql, person, asset.value, before.value));
    // An account that is opened at this very moment waits for this one, and keeps its floor.
    await walletOf(context, sql, person, asset.value.code);
    const operator = by && identityText(by);
    const now = context.clock.now();
    const row = [person.id, asset.value.code, line, note.value, operator, key, now];
    await run(sql, statement.putGrant, row);
    const reference = await putOperatorAction(context, sql, {
      ...{ action: 'credit', operator, person: person.id, key, note: note.value },
      ...(line !== null && { amount: { asset: asset.value.code, minor: line } }),
    });
    await applyTo(context, sql, person);
    await tellLine(context, sql, person, asset.value, by);
    return ok(await creditOf(sql, person, asset.value, reference));
  });
}

async function creditOf(
  sql: Queryable,
  person: Person,
  asset: Asset,
  reference: string,
): Promise<NoticeOf<'bank_credit'>> {
  type Row = { tier: string; granted: string | null; line: string };
  const [row] = await run<Row>(sql, statement.line, [person.id, asset.code]);
  const { tier, granted, line } = row!;
  return {
    kind: 'bank_credit',
    person: viewOf(person),
    line: money(BigInt(line), asset),
    tier,
    granted: granted === null ? null : money(BigInt(granted), asset),
    reference,
  };
}

/** All of somebody's wallets. They are locked, so no wallet is opened with another line meanwhile. */
async function applyTo({ ledger }: Context, sql: Queryable, { id }: Person): Promise<void> {
  const wallets = await run<{ account: bigint; line: string }>(sql, statement.walletLines, [id]);
  await ledger.setFloors(sql, floorsOf(wallets));
}

const floorsOf = (wallets: readonly { account: bigint; line: string }[]) =>
  wallets.map(({ account, line }) => ({ account, floor: -BigInt(line) }));

/** Operators who grant themselves have it from the answer. */
async function tellLine(
  { ledger }: Context,
  sql: Queryable,
  person: Person,
  asset: Asset,
  by: Identity | null,
): Promise<void> {
  if (isOneOf(person, by) || !person.met) return;
  const name = { owner: person.public_id, asset: asset.code, purpose: 'wallet' };
  const { floor, balance } = (await ledger.account(sql, name))!;
  await tellDirectly(sql, person, {
    kind: 'credit_line',
    line: money(-floor!, asset),
    after: money(balance, asset),
  });
}

export async function setTier(
  context: Context,
  by: Identity | null,
  who: Who,
  tier: string,
  key: string,
): Promise<Result<NoticeOf<'bank_tier'>>> {
  if (!tierPattern.test(tier)) return refuse('tier_unclear', { text: tier });
  const found = await resolveForBank(context, who, by);
  if (!found.ok) return found;
  return inTransaction(context.sql, async (sql): Promise<Result<NoticeOf<'bank_tier'>>> => {
    const before = await doneBefore(sql, key, { action: 'tier', person: found.value.id, note: tier });
    if (!before.ok) return before;
    const person = (await lockPeople(sql, [found.value.id], 'update')).get(found.value.id)!;
    // As in setCredit: where they have a line, and where they will have one.
    const had = await run<{ asset: string }>(sql, statement.lines, [person.id]);
    const gets = await run<{ asset: string }>(sql, statement.tierAssets, [tier]);
    const assets = new Set([...had, ...gets].map(({ asset }) => asset));
    for (const asset of [...assets].sort()) await walletOf(context, sql, person, asset);
    const operator = by && identityText(by);
    const now = context.clock.now();
    let reference = before.value;
    if (reference === null) {
      await run(sql, statement.putPersonTier, [person.id, tier, operator, key, now]);
      const action = { action: 'tier', operator, person: person.id, key, note: tier };
      reference = await putOperatorAction(context, sql, action);
      await applyTo(context, sql, person);
    }
    const lines = await run<{ asset: string; line: string }>(sql, statement.lines, [person.id]);
    const shown = lines.map(({ asset, line }) => money(BigInt(line), context.assets.find(asset)!));
    return ok({ kind: 'bank_tier' as const, person: viewOf(person), tier, lines: shown, reference });
  });
}

export async function tiersNow({ sql, assets }: Context): Promise<NoticeOf<'bank_tiers'>> {
  const rows = await run<{ tier: string; asset: string; line: string }>(sql, statement.tiers, []);
  const tiers = rows.map(({ tier, asset, line }) => ({
    tier,
    line: money(BigInt(line), assets.find(asset)!),
  }));
  return { kind: 'bank_tiers', tiers };
}

export async function setTierLine(
  context: Context,
  by: Identity | null,
  { tier, asset: code, line }: { tier: string; asset: string; line: bigint },
  key: string,
): Promise<Result<NoticeOf<'bank_tiers'>>> {
  if (!tierPattern.test(tier)) return refuse('tier_unclear', { text: tier });
  const asset = checkLine(context, code, line);
  if (!asset.ok) return asset;
  const change = await inTransaction(context.sql, async (sql): Promise<Result<bigint | null>> => {
    const asked = { asset: asset.value.code, minor: line, note: tier };
    const before = await doneBefore(sql, key, { action: 'tier_line', ...asked });
    if (!before.ok) return before;
    if (before.value !== null) return ok(null);
    const operator = by && identityText(by);
    const now = context.clock.now();
    const row = [tier, asset.value.code, line, operator, key, now];
    const [fresh] = await run<{ id: bigint }>(sql, statement.putTier, row);
    const amount = { asset: asset.value.code, minor: line };
    await putOperatorAction(context, sql, { action: 'tier_line', operator, amount, key, note: tier });
    return ok(fresh!.id);
  });
  // A community's floors are set at once, those of a million people within a minute or two.
  if (!change.ok) return change;
  if (change.value !== null) await applyTier(context, change.value);
  return ok(await tiersNow(context));
}

const walletsTogether = 5_000;
/** A wallet that was being opened with the line of before is there by then: no database transaction lives for longer. */
const grace_ms = 5 * 60_000;

/** Sets the floors that changes of tiers have left to be set. Returns how many changes there were. */
export async function applyTiers(context: Context): Promise<number> {
  const due = await run<{ id: bigint }>(context.sql, statement.dueTiers, []);
  for (const { id } of due) while (await applyTier(context, id));
  return due.length;
}

/** A stretch of wallets. False: that was the last one, or another process is at it. */
const applyTier = (context: Context, id: bigint): Promise<boolean> =>
  inTransaction(context.sql, async (sql) => {
    type Change = { asset: string; applied_through: bigint; created_at: Date };
    const [change] = await run<Change>(sql, statement.dueTier, [id]);
    if (!change) return false;
    const { asset, applied_through, created_at } = change;
    type Chunk = { last: bigint | null; accounts: number };
    const [chunk] = await run<Chunk>(sql, statement.chunk, [applied_through, walletsTogether]);
    const { last, accounts } = chunk!;
    if (last !== null) {
      const rows = await run<{ account: bigint; line: string }>(sql, statement.chunkLines, [
        asset,
        applied_through,
        last,
      ]);
      await context.ledger.setFloors(sql, floorsOf(rows));
    }
    if (accounts === walletsTogether) {
      await run(sql, statement.tierThrough, [id, last, null]);
      return true;
    }
    const now = context.clock.now();
    const isSettled = now.getTime() >= created_at.getTime() + grace_ms;
    // From the beginning once more, for those that were opened meanwhile.
    await run(sql, statement.tierThrough, [id, 0n, isSettled ? now : null]);
    return false;
  });

/** A line may be nothing. */
function checkLine({ assets }: Context, code: string, line: bigint): Result<Asset> {
  const currency = checkCurrency(assets, code);
  if (!currency.ok) return currency;
  const asset = currency.value;
  const text = decimalText(money(line, asset));
  if (line < 0n) return refuse('amount_not_positive', { text });
  if (line > minorMax(asset)) return refuse('amount_too_large', { text });
  return ok(asset);
}
