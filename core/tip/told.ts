/** Authors hear of their tips by a message of all that came in a while, not by one for each. */
import type { Context } from '../context.ts';
import { DEFAULT_LOCALE } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { contactOf, loadPeople, viewOf } from '../identity/index.ts';
import { money } from '../money.ts';
import type { NoticeOf } from '../notices.ts';
import { addDelivery } from '../outbox/index.ts';
import { limits } from '../policy/limits.ts';
import { totalsOf } from './notice.ts';
import { lockGivers } from './place.ts';

const statement = {
  untold: sqlFile(import.meta.url, './sql/untold.sql'),
  tell: sqlFile(import.meta.url, './sql/tell.sql'),
};

interface Told {
  tipper: bigint;
  asset: string;
  amount: string;
  claim_until: Date | null;
}

/** How many givers are named. */
const named_max = 3;

/** Tells up to `limit` authors. Returns how many were told. */
export async function tellAuthors(context: Context, limit: number): Promise<number> {
  const untold = await run<{ author: bigint }>(context.sql, statement.untold, [...moments(context), limit]);
  for (const { author } of untold) await inTransaction(context.sql, (sql) => tell(context, sql, author));
  return untold.length;
}

/** Settled before the first, and last told before the second. */
function moments({ clock }: Context): [Date, Date] {
  const now_ms = clock.now().getTime();
  const { toldAfterSeconds, toldEveryMinutes } = limits.tip;
  return [new Date(now_ms - toldAfterSeconds * 1000), new Date(now_ms - toldEveryMinutes * 60_000)];
}

async function tell(context: Context, sql: Queryable, author: bigint): Promise<void> {
  const told_at = (await lockGivers(sql, [author])).get(author)!.told_at;
  // Another process was faster.
  if (told_at && told_at > moments(context)[1]) return;
  const told = await run<Told>(sql, statement.tell, [author, context.clock.now()]);
  const contact = await contactOf(sql, author);
  if (told.length === 0 || !contact) return;
  await addDelivery(sql, {
    audience: 'direct',
    person: contact.identity,
    locale: contact.locale ?? DEFAULT_LOCALE,
    subject: { kind: 'notice', notice: await noticeOf(context, sql, author, told) },
  });
}

async function noticeOf(
  { assets, ledger }: Context,
  sql: Queryable,
  author: bigint,
  told: readonly Told[],
): Promise<NoticeOf<'tips_received'>> {
  const tippers = [...new Set(told.map(({ tipper }) => tipper))];
  const people = await loadPeople(sql, [author, ...tippers.slice(0, named_max)]);
  const lines = told.map(({ asset, amount }) => ({ amount: money(BigInt(amount), assets.find(asset)!) }));
  const totals = totalsOf(lines);
  const accounts = await ledger.accountsOf(sql, people.get(author)!.public_id);
  const balances = accounts.filter(
    ({ purpose, asset }) => purpose === 'wallet' && totals.some((total) => total.asset.code === asset),
  );
  const returns = told.flatMap(({ claim_until }) => (claim_until ? [claim_until.getTime()] : []));
  return {
    kind: 'tips_received',
    totals,
    count: told.length,
    tippers: tippers.slice(0, named_max).map((tipper) => viewOf(people.get(tipper)!)),
    people: tippers.length,
    balances: balances.map(({ balance, asset }) => money(balance, assets.find(asset)!)),
    ...(returns.length > 0 && { returns_at: new Date(Math.min(...returns)).toISOString() }),
  };
}
