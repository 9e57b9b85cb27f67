/** A split whose time is over: what was paid stays paid, nothing more is asked for, and who has paid the bill hears what is missing. */
import type { Context } from '../context.ts';
import { inTransaction, run, sqlFile } from '../db/index.ts';
import { loadPeople, viewOf } from '../identity/index.ts';
import { money } from '../money.ts';
import { tellDirectly } from '../tell.ts';
import { isOver, lockSplit, reviseCards, setState, takingPart } from './split.ts';

const dueText = sqlFile(import.meta.url, './sql/due.sql');

/** One that fails is logged, and does not hold up the others. */
export async function expireSplits(context: Context, limit: number): Promise<number> {
  const { sql, clock, log } = context;
  const due = await run<{ id: bigint }>(sql, dueText, [clock.now(), limit]);
  let ended = 0;
  for (const { id } of due) {
    try {
      if (await expire(context, id)) ended += 1;
    } catch (err) {
      log.error({ err, split: id.toString() }, 'a split whose time is over could not be ended');
    }
  }
  return ended;
}

const expire = (context: Context, id: bigint): Promise<boolean> =>
  inTransaction(context.sql, async (sql) => {
    const split = await lockSplit(context, sql, id);
    if (isOver(split)) return false;
    const now = context.clock.now();
    const shares = takingPart(split);
    // What is on its way arrives first.
    if (shares.some(({ state }) => state === 'pending')) return false;
    const open = shares.filter(({ state }) => state === 'open');
    if (split.state === 'locked' && open.length === 0) {
      await setState(sql, [split], 'locked', now);
      return true;
    }
    await setState(sql, [split], 'expired', now);
    await reviseCards(sql, [split]);
    const people = await loadPeople(
      sql,
      open.map(({ person }) => person),
    );
    await tellDirectly(
      sql,
      { id: split.owner },
      {
        kind: 'split_expired',
        reference: split.reference,
        memo: split.memo,
        missing: money(
          open.reduce((sum, { remaining }) => sum + remaining, 0n),
          split.asset,
        ),
        people: open.map(({ person }) => viewOf(people.get(person)!)),
      },
    );
    return true;
  });
