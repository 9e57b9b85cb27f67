/** A split under lock, as everything that is done to it begins. */
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import type { Asset } from '../money.ts';
import { reviseDelivery } from '../outbox/index.ts';
import type { Conversation, Identity } from '../ports/chat.ts';
import type { Result } from '../refusals.ts';
import { shareOut } from './rules.ts';
import type { ShareState, SplitMode } from './types.ts';

const statement = {
  lock: sqlFile(import.meta.url, './sql/lock_splits.sql'),
  shares: sqlFile(import.meta.url, './sql/shares.sql'),
  set: sqlFile(import.meta.url, './sql/set_shares.sql'),
  end: sqlFile(import.meta.url, './sql/set_state.sql'),
};

export interface Split {
  id: bigint;
  reference: string;
  owner: bigint;
  asset: Asset;
  total: bigint;
  mode: SplitMode;
  memo: string | null;
  origin: { person: Identity; conversation: Conversation };
  delivery: bigint;
  state: 'open' | 'locked' | 'cancelled' | 'expired';
  ended_at: Date | null;
  /** Also of those who have left. */
  shares: Share[];
}

export interface Share {
  id: bigint;
  position: number;
  takes_part: boolean;
  weight: bigint;
  amount: bigint;
  delivery: bigint | null;
  /** As the person that they have turned out to be. */
  person: bigint;
  state: ShareState;
  /** Paid and kept; paid once, and given back since; and what may still be paid. */
  paid: bigint;
  given_back: bigint;
  remaining: bigint;
}

/** Whoever holds them decides alone what becomes of them, until the end of the database transaction. */
export async function lockSplits(
  { assets }: Context,
  sql: Queryable,
  ids: readonly bigint[],
): Promise<Split[]> {
  type Row = Omit<Split, 'asset' | 'total' | 'shares'> & { asset: string; total: string };
  type Figures = 'weight' | 'amount' | 'paid' | 'given_back' | 'remaining';
  type ShareRow = Omit<Share, Figures> & { split: bigint } & Record<Figures, string>;
  const rows = await run<Row>(sql, statement.lock, [ids]);
  // In a later statement, so that it sees what was committed while the first one waited.
  const shares = await run<ShareRow>(sql, statement.shares, [ids]);
  return rows.map((row) => ({
    ...row,
    asset: assets.find(row.asset)!,
    total: BigInt(row.total),
    shares: shares
      .filter(({ split }) => split === row.id)
      .map(({ split: _, ...share }) => ({
        ...share,
        weight: BigInt(share.weight),
        amount: BigInt(share.amount),
        paid: BigInt(share.paid),
        given_back: BigInt(share.given_back),
        remaining: BigInt(share.remaining),
      })),
  }));
}

export const lockSplit = async (context: Context, sql: Queryable, id: bigint): Promise<Split> =>
  (await lockSplits(context, sql, [id]))[0]!;

export const takingPart = ({ shares }: Split): Share[] => shares.filter(({ takes_part }) => takes_part);

export const isOver = ({ ended_at }: Split): boolean => ended_at !== null;

/** Shows all their cards anew. */
export const reviseCards = (sql: Queryable, splits: readonly Split[]): Promise<void> =>
  reviseDelivery(sql, ...splits.flatMap(cardsOf));

export const cardsOf = ({ delivery, shares }: Split): bigint[] => [
  delivery,
  ...shares.flatMap((share) => share.delivery ?? []),
];

export type Part = Pick<Share, 'position' | 'person' | 'weight'>;

/** From now on these take part, by their position, and nobody else. Refused where somebody's share would be nothing. */
export async function divideAnew(
  sql: Queryable,
  split: Split,
  parts: readonly Part[],
): Promise<Result<unknown>> {
  const amounts = shareOut(
    split.total,
    parts.map(({ weight }) => weight),
    split.reference,
    split.asset,
  );
  if (!amounts.ok) return amounts;
  await run(sql, statement.set, [
    split.id,
    parts.map(({ position }) => position),
    parts.map(({ person }) => person),
    parts.map(({ weight }) => weight),
    amounts.value,
  ]);
  return amounts;
}

export const setState = (
  sql: Queryable,
  splits: readonly Split[],
  state: Split['state'],
  endedAt: Date | null = null,
): Promise<unknown> => run(sql, statement.end, [splits.map(({ id }) => id), state, endedAt]);
