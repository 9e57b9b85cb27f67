/** What people have, in words that waited: said as it is when they read them. */
import type { Context } from './context.ts';
import type { Queryable } from './db/index.ts';
import { type Money, money } from './money.ts';
import type { Notice } from './notices.ts';

/** Whom a notice is for, by the owner of their accounts. */
interface Waited {
  owner: string;
  notice: Notice;
}

const balanceIn = (notice: Notice): Money | null => ('balance' in notice ? notice.balance : null);

/** The notices, in their order. */
export async function withBalancesNow(
  { ledger }: Pick<Context, 'ledger'>,
  sql: Queryable,
  waited: readonly Waited[],
): Promise<Notice[]> {
  const concerned = waited.filter(({ notice }) => balanceIn(notice));
  const owners = [...new Set(concerned.map(({ owner }) => owner))];
  const now = new Map<string, bigint>();
  for (const owner of owners)
    for (const { asset, purpose, balance } of await ledger.accountsOf(sql, owner))
      if (purpose === 'wallet') now.set(`${owner} ${asset}`, balance);
  return waited.map(({ owner, notice }) => {
    const said = balanceIn(notice);
    if (!said) return notice;
    return { ...notice, balance: money(now.get(`${owner} ${said.asset.code}`) ?? 0n, said.asset) } as Notice;
  });
}
