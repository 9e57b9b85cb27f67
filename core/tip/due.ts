/** What time brings: tips that can no longer be taken back settle, and what nobody came for returns. */
import type { Context } from '../context.ts';
import { run, sqlFile } from '../db/index.ts';
import { type Money, money } from '../money.ts';
import type { Move, MoveTip } from './move.ts';

const statement = {
  due: sqlFile(import.meta.url, './sql/due.sql'),
  over: sqlFile(import.meta.url, './sql/over.sql'),
  waiting: sqlFile(import.meta.url, './sql/waiting_for.sql'),
};

/** Ends up to `limit` tips whose time has come, and returns how many moved. One that fails is logged, and does not hold up the others. */
export async function dueTips(context: Context, move: MoveTip, limit: number): Promise<number> {
  const settled = await allOf(context, statement.due, limit, (tip) => settle(move, tip));
  return (
    settled + (await allOf(context, statement.over, limit - settled, (tip) => move({ tip, to: 'return' })))
  );
}

/** Its author may have come between the tip and its settling, and then found nothing to claim. */
async function settle(move: MoveTip, tip: bigint): Promise<unknown> {
  const moved = await move({ tip, to: 'settle' });
  return moved?.claimer ? move({ tip, to: 'claim', person: moved.claimer }) : moved;
}

async function allOf(
  { sql, clock, log }: Context,
  statementText: string,
  limit: number,
  end: (tip: bigint) => Promise<unknown>,
): Promise<number> {
  const tried: bigint[] = [];
  let ended = 0;
  while (ended < limit) {
    const due = await run<{ id: bigint }>(sql, statementText, [clock.now(), limit - ended, tried]);
    if (due.length === 0) break;
    tried.push(...due.map(({ id }) => id));
    const done = await Promise.all(
      due.map(({ id }) =>
        end(id).then(
          () => true,
          (err: unknown) => {
            log.error({ err, tip: id.toString() }, 'a tip whose time has come could not move');
            return false;
          },
        ),
      ),
    );
    ended += done.filter(Boolean).length;
  }
  return ended;
}

/** Claims all tips that wait for a person, and says how much that is. */
export async function claimTips({ sql, assets }: Context, move: MoveTip, person: bigint): Promise<Money[]> {
  const waiting = await run<{ id: bigint }>(sql, statement.waiting, [person]);
  const claims = waiting.map(({ id }): Move => ({ tip: id, to: 'claim', person }));
  const moved = await Promise.all(claims.map(move));
  return moved.flatMap((one) =>
    one?.tip.state === 'claimable' && one.state === 'settled'
      ? [money(BigInt(one.tip.amount), assets.find(one.tip.asset)!)]
      : [],
  );
}
