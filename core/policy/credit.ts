/** How far somebody's money may go below zero. */
import { type Queryable, run, sqlFile } from '../db/index.ts';

const text = sqlFile(import.meta.url, './sql/credit_line.sql');

/** In minor units; 0 for whoever has no credit, or is nobody. */
export async function creditLineOf(sql: Queryable, owner: string, asset: string): Promise<bigint> {
  const [row] = await run<{ line: string }>(sql, text, [owner, asset]);
  return BigInt(row?.line ?? 0);
}
