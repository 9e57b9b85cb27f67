/** Interest by the day: one day after the other, and after a month's last day the month. */
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { dayAfter, startOfDay } from '../time-zone.ts';
import { capitaliseStretch } from './capitalise.ts';
import { monthAfter, monthOf } from './rules.ts';

const statement = {
  state: sqlFile(import.meta.url, './sql/state.sql'),
  tryLock: sqlFile(import.meta.url, './sql/try_lock.sql'),
  chunk: sqlFile(import.meta.url, './sql/chunk.sql'),
  beginDay: sqlFile(import.meta.url, './sql/begin_day.sql'),
  accrue: sqlFile(import.meta.url, './sql/accrue.sql'),
  dayThrough: sqlFile(import.meta.url, './sql/day_through.sql'),
  month: sqlFile(import.meta.url, './sql/month.sql'),
  monthThrough: sqlFile(import.meta.url, './sql/month_through.sql'),
};

/** Accruing and changing a rate exclude each other. */
export const interestLock = 'interest';

/** A payment that was under way when the day ended has been decided by then: no database transaction lives for longer. */
const grace_ms = 5 * 60_000;

/** Accounts of a database transaction: of a day some two seconds, of a month well below one. */
export const stretch = { day: 100_000, month: 500 };

/** Does one stretch of what is due next. False: nothing is due, or another process is at it. */
export const accrueNext = (context: Context, accounts = stretch): Promise<boolean> =>
  inTransaction(context.sql, async (sql) => {
    const [lock] = await run<{ locked: boolean }>(sql, statement.tryLock, [interestLock]);
    if (!lock!.locked) return false;
    const next = nextOf(context, await stateNow(sql));
    if (!next) return false;
    if ('month' in next) await continueMonth(context, sql, next.month, accounts.month);
    else await continueDay(context, sql, next, accounts.day);
    return true;
  });

interface State {
  /** The first day of the first rate; null: no rate was ever set. */
  begins: string | null;
  /** The newest day that was begun; null: none yet. */
  day: string | null;
  accounts_through: bigint;
  is_done: boolean;
  is_capitalised: boolean;
}

export async function stateNow(sql: Queryable): Promise<State> {
  const [state] = await run<State>(sql, statement.state, []);
  return state!;
}

type Next = { month: string } | { day: string; ends_at: Date; through: bigint; isNew: boolean };

/** A month comes before the day after it: what it posts belongs to that day's balance. */
function nextOf({ clock, zone }: Context, state: State): Next | null {
  const { begins, day: newest } = state;
  const isOpen = newest !== null && !state.is_done;
  if (newest !== null && state.is_done && isLastOfMonth(newest) && !state.is_capitalised)
    return { month: monthOf(newest) };
  const day = newest === null ? begins : isOpen ? newest : dayAfter(newest);
  if (day === null) return null;
  const ends_at = startOfDay(zone, dayAfter(day));
  if (!isOpen && clock.now().getTime() < ends_at.getTime() + grace_ms) return null;
  return { day, ends_at, through: isOpen ? state.accounts_through : 0n, isNew: !isOpen };
}

const isLastOfMonth = (day: string): boolean => dayAfter(day) === monthAfter(day);

interface Chunk {
  /** The last account; null: there is none left. */
  last: bigint | null;
  accounts: number;
}

async function nextChunk(sql: Queryable, after: bigint, limit: number): Promise<Chunk> {
  const [chunk] = await run<Chunk>(sql, statement.chunk, [after, limit]);
  return chunk!;
}

async function continueDay(
  { clock }: Context,
  sql: Queryable,
  { day, ends_at, through, isNew }: Exclude<Next, { month: string }>,
  limit: number,
): Promise<void> {
  if (isNew) await run(sql, statement.beginDay, [day, ends_at]);
  const { last, accounts } = await nextChunk(sql, through, limit);
  if (last !== null) await run(sql, statement.accrue, [day, ends_at, through, last]);
  const done = accounts < limit ? clock.now() : null;
  await run(sql, statement.dayThrough, [day, last ?? through, done]);
}

async function continueMonth(context: Context, sql: Queryable, month: string, limit: number): Promise<void> {
  const [begun] = await run<{ accounts_through: bigint }>(sql, statement.month, [month]);
  const through = begun?.accounts_through ?? 0n;
  const { last, accounts } = await nextChunk(sql, through, limit);
  if (last !== null) await capitaliseStretch(context, sql, month, through, last);
  const done = accounts < limit ? context.clock.now() : null;
  await run(sql, statement.monthThrough, [month, last ?? through, done]);
}
