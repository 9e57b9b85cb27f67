/** What the bank asks of whoever takes from a drop: set by operators, kept with who set it. */
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { advisoryLock } from '../identity/index.ts';
import { type Identity, identityText } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { usualRules } from './rules.ts';
import type { DropRules } from './types.ts';

const statement = {
  rules: sqlFile(import.meta.url, './sql/rules.sql'),
  put: sqlFile(import.meta.url, './sql/put_rules.sql'),
};

export async function rulesNow(sql: Queryable): Promise<DropRules> {
  type Row = { account_age_ms: bigint; member_age_ms: bigint; claims_a_day: number | null };
  const [row] = await run<Row>(sql, statement.rules, []);
  if (!row) return usualRules;
  const { account_age_ms, member_age_ms, claims_a_day } = row;
  return { account_age_ms: Number(account_age_ms), member_age_ms: Number(member_age_ms), claims_a_day };
}

export async function readRules({ sql, operators }: Context, by: Identity): Promise<Result<DropRules>> {
  if (!operators.has(by)) return refuse('not_operator');
  return ok(await rulesNow(sql));
}

export async function setRules(
  { sql, operators, clock }: Context,
  by: Identity,
  change: Partial<DropRules>,
  key: string,
): Promise<Result<DropRules>> {
  if (!operators.has(by)) return refuse('not_operator');
  return inTransaction(sql, async (sql) => {
    // Of two who change different things at once, each keeps the other's.
    await advisoryLock(sql, 'drop_rules');
    const { account_age_ms, member_age_ms, claims_a_day } = { ...(await rulesNow(sql)), ...change };
    const row = [account_age_ms, member_age_ms, claims_a_day, identityText(by), key, clock.now()];
    await run(sql, statement.put, row);
    return ok(await rulesNow(sql));
  });
}
