/** One request with its shares, as every step of its life begins: under lock, or as it is a moment before. */
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { type NewDelivery, reviseDelivery } from '../outbox/index.ts';
import type { Standing } from './rules.ts';

const statement = {
  lock: sqlFile(import.meta.url, './sql/lock.sql'),
  states: sqlFile(import.meta.url, './sql/states.sql'),
  byReference: sqlFile(import.meta.url, './sql/by_reference.sql'),
};

export interface Share extends Standing {
  id: bigint;
  position: number;
  /** As the person that they have turned out to be; null while nobody has paid of a share for anybody. */
  payer: bigint | null;
  for_anybody: boolean;
  expires_at: Date;
  ended_key: string | null;
}

export interface RequestRow {
  id: bigint;
  reference: string;
  asker: bigint;
  asset: string;
  memo: string | null;
  /** The card in the conversation. */
  delivery: bigint;
  /** Further messages that show it. */
  messages: bigint[];
  reminded_at: Date | null;
  reminded_key: string | null;
  origin: Pick<NewDelivery, 'conversation' | 'person' | 'locale'>;
  shares: Share[];
}

type Texts<Names extends keyof Share> = { [Name in Names]: string };
type ShareJson = Omit<Share, 'id' | 'payer' | 'expires_at' | Amounts> &
  Texts<Amounts | 'id' | 'expires_at'> & { payer: string | null };
type Amounts = 'amount' | 'paid' | 'under_way' | 'given_back' | 'remaining';

/** In ascending order; without those that do not exist. */
export async function loadRequests(sql: Queryable, ids: readonly bigint[]): Promise<RequestRow[]> {
  type Row = Omit<RequestRow, 'shares'> & { shares: ShareJson[] };
  const rows = await run<Row>(sql, statement.states, [ids]);
  return rows.map((row) => ({ ...row, shares: row.shares.map(shareFrom) }));
}

const shareFrom = (json: ShareJson): Share => ({
  ...json,
  id: BigInt(json.id),
  payer: json.payer === null ? null : BigInt(json.payer),
  expires_at: new Date(json.expires_at),
  amount: BigInt(json.amount),
  paid: BigInt(json.paid),
  under_way: BigInt(json.under_way),
  given_back: BigInt(json.given_back),
  remaining: BigInt(json.remaining),
});

/** As {@link loadRequests}, locked until the end of the database transaction. People before them, accounts and deliveries after. */
export async function lockRequests(sql: Queryable, ids: readonly bigint[]): Promise<RequestRow[]> {
  await run(sql, statement.lock, [ids]);
  return loadRequests(sql, ids);
}

/** Null where nothing is called so. */
export async function findRequest(sql: Queryable, reference: string): Promise<bigint | null> {
  const [row] = await run<{ id: bigint }>(sql, statement.byReference, [reference]);
  return row?.id ?? null;
}

/** Every message that shows it is shown anew. */
export const reviseRequest = (sql: Queryable, { delivery, messages }: RequestRow): Promise<void> =>
  reviseDelivery(sql, delivery, ...messages);
