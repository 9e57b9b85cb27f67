/** What operators did to rates and credit lines, among all that operators did. */
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { advisoryLock, lockPeople } from '../identity/index.ts';
import { ok, type Result, refuse } from '../refusals.ts';

const findText = sqlFile(import.meta.url, './sql/find_action.sql');

interface Asked {
  action: 'rate' | 'credit' | 'tier' | 'tier_line';
  person?: bigint;
  asset?: string;
  /** Minor units; null: none. */
  minor?: bigint | null;
  note: string | null;
}

/**
 * Whether this event has done this already: its reference, or null. The same key for anything else is refused. Until the end of the database
 * transaction nobody else acts by this key, so it comes before any other lock.
 */
export async function doneBefore(
  sql: Queryable,
  key: string,
  { action, person, asset, minor, note }: Asked,
): Promise<Result<string | null>> {
  await advisoryLock(sql, `interest:${key}`);
  interface Row {
    reference: string;
    action: string;
    person: bigint | null;
    asset: string | null;
    amount: string | null;
    note: string | null;
  }
  const [before] = await run<Row>(sql, findText, [key]);
  if (!before) return ok(null);
  const isOf = async (): Promise<boolean> => {
    if (person === undefined || before.person === null) return person === (before.person ?? undefined);
    // As strongly as whoever acts locks them: two replays that both shared one person could not both go on.
    const named = await lockPeople(sql, [person, before.person], 'update');
    return named.get(person)!.id === named.get(before.person)!.id;
  };
  const isSame =
    before.action === action &&
    before.asset === (asset ?? null) &&
    before.amount === (minor?.toString() ?? null) &&
    before.note === note &&
    (await isOf());
  return isSame ? ok(before.reference) : refuse('idempotency_key_reused');
}
