/** The audit: every check over the whole book, piece by piece, from one snapshot. */
import { type Queryable, run, type Sql, sqlFile } from '../db/index.ts';
import { type Checks, rangesOf, readChecks } from './checks.ts';
import { createFindings, EVERYTHING, type Findings } from './findings.ts';
import { readHead } from './seal.ts';
import type { AuditOptions, AuditReport, Head } from './types.ts';

const PIECE_ROWS = 50_000;
const NAMED_MAX = 10;

const snapshotText = sqlFile(import.meta.url, './sql/snapshot.sql');
const unsealedText = sqlFile(import.meta.url, './sql/unsealed.sql');
const hashText = sqlFile(import.meta.url, './sql/seal_hash.sql');

/**
 * The limits that keep payments from waiting for ever would cut the audit off; a plan for one piece is not the best for every other; and of a
 * table that a piece is joined to, only what the piece needs is read, however many rows PostgreSQL believes that to be.
 */
const SETTINGS = `
  set transaction isolation level repeatable read, read only;
  set local statement_timeout = 0;
  set local idle_in_transaction_session_timeout = 0;
  set local plan_cache_mode = force_custom_plan;
  set local enable_seqscan = off;
  set local random_page_cost = 1.5;
  set local jit = off;
  set local work_mem = '64MB';`;

/** Proves the books as one snapshot has them, in a database transaction of its own. */
export const audit = (
  sql: Sql,
  folders: readonly URL[],
  options: AuditOptions = {},
): Promise<Omit<AuditReport, 'notSealed'>> => {
  const work = async (snapshot: Queryable) => {
    await snapshot.script(SETTINGS);
    return proveBooks(snapshot, folders, options);
  };
  return sql.begin(work, { isPatient: true });
};

/** The same in an open database transaction, which it leaves as it is. */
export const proveBooks = async (
  sql: Queryable,
  folders: readonly URL[],
  options: AuditOptions = {},
): Promise<Omit<AuditReport, 'notSealed'>> => {
  const started_ms = performance.now();
  const checks = readChecks(folders);
  const [now] = await run<{ at: Date }>(sql, snapshotText);
  const findings = createFindings(sql, checks, options.named_max ?? NAMED_MAX);
  const head = await readHead(sql);
  if (options.head) await compareHead(sql, findings, options.head, head);
  const { entries, read } = await readAll(sql, checks, findings, options);
  const results = await findings.finish();
  return {
    clean: results.every(({ violations }) => violations === 0),
    at: now!.at.toISOString(),
    duration_ms: Math.round(performance.now() - started_ms),
    entries,
    read,
    checks: results,
    head,
    unsealed: await unsealedOf(sql),
  };
};

interface Bounds {
  last: bigint | null;
  newest: bigint | null;
  keys: bigint;
  entries?: bigint;
}

async function readAll(
  sql: Queryable,
  checks: Checks,
  findings: Findings,
  { piece_rows = PIECE_ROWS, onProgress = () => {} }: AuditOptions,
): Promise<Pick<AuditReport, 'entries' | 'read'>> {
  const ranges = rangesOf(checks);
  const read: AuditReport['read'] = [];
  let entries = 0n;
  for (const [index, range] of ranges.entries()) {
    const tell = (done: number) => onProgress({ range, done, step: index + 1, steps: ranges.length });
    tell(0);
    if (range === null) await findings.look(null, EVERYTHING);
    else {
      const bounds = checks.bounds.get(range);
      if (!bounds)
        throw new Error(`Nothing cuts ${range} into pieces: a file with "-- Bounds: ${range}" does`);
      let rows = 0n;
      for await (const piece of piecesOf(sql, bounds, piece_rows)) {
        await findings.look(range, piece);
        rows += piece.keys;
        entries += piece.entries;
        tell(piece.done);
      }
      read.push({ range, rows });
    }
    tell(1);
  }
  return { entries, read };
}

/** Pieces that leave nothing out, also nothing beyond the first and the last row of the table. */
async function* piecesOf(sql: Queryable, bounds: string, rows: number) {
  for (let after = EVERYTHING.after; ; ) {
    const [found] = await run<Bounds>(sql, bounds, [after, rows]);
    const { last, newest, keys, entries = 0n } = found!;
    const done = last === null || newest === null ? 1 : Number(last) / Number(newest);
    yield { after, last: last ?? EVERYTHING.last, keys, entries, done };
    if (last === null) return;
    after = last;
  }
}

/** The chain is checked from its first seal, so that one hash vouches for all before it. */
async function compareHead(sql: Queryable, findings: Findings, kept: Head, head: Head | null): Promise<void> {
  const [seal] = await run<{ hash: string }>(sql, hashText, [kept.number]);
  if (seal?.hash === kept.hash) findings.add('head_is_in_the_chain');
  else if (seal)
    findings.add('head_is_in_the_chain', `seal ${kept.number} has the hash ${seal.hash}, not ${kept.hash}`);
  else
    findings.add(
      'head_is_in_the_chain',
      `seal ${kept.number} is gone: the chain ends at ${head?.number ?? 0}`,
    );
}

async function unsealedOf(sql: Queryable): Promise<AuditReport['unsealed']> {
  const [row] = await run<{ transfers: bigint; oldest: Date | null }>(sql, unsealedText);
  return { transfers: row!.transfers, oldest: row!.oldest?.toISOString() ?? null };
}
