/** Where everybody on a tab stands, and how it could be settled. */
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { type Money, money } from '../money.ts';
import type { Parties, Party } from './members.ts';
import { planOf } from './rules.ts';
import type { TabDueView, TabStanding } from './types.ts';

const balancesText = sqlFile(import.meta.url, './sql/balances.sql');

export interface PlannedDue {
  debtor: Party;
  creditor: Party;
  amount: Money;
}

interface BalanceRow {
  asset: string;
  member: bigint;
  settled: string;
  expected: string;
}

const rowsOf = (sql: Queryable, tab: bigint): Promise<BalanceRow[]> =>
  run<BalanceRow>(sql, balancesText, [tab]);

/** By currency, in the order of the codes, what each party has of a column. */
function byAsset(
  rows: readonly BalanceRow[],
  column: 'settled' | 'expected',
  parties: Parties,
): Map<string, Map<Party, bigint>> {
  const assets = new Map<string, Map<Party, bigint>>();
  for (const { asset, member, ...row } of rows) {
    const balances = assets.get(asset) ?? new Map<Party, bigint>();
    const party = parties.of(member);
    balances.set(party, (balances.get(party) ?? 0n) + BigInt(row[column]));
    assets.set(asset, balances);
  }
  return assets;
}

/** What is on its way counts as paid. */
export const planOfTab = async (
  context: Context,
  sql: Queryable,
  tab: bigint,
  parties: Parties,
): Promise<PlannedDue[]> => planFrom(context, await rowsOf(sql, tab), parties);

function planFrom({ assets }: Context, rows: readonly BalanceRow[], parties: Parties): PlannedDue[] {
  return [...byAsset(rows, 'expected', parties)].flatMap(([code, balances]) => {
    const asset = assets.find(code)!;
    const open = [...balances].map(([{ member }, amount]) => ({ member, amount }));
    return planOf(open).map(({ debtor, creditor, amount }) => ({
      debtor: parties.of(debtor),
      creditor: parties.of(creditor),
      amount: money(amount, asset),
    }));
  });
}

/** Only people can be paid, and can pay, by us. */
export const dueView = (
  { debtor, creditor, amount }: PlannedDue,
  state: TabDueView['state'] = 'open',
): TabDueView => ({
  debtor: debtor.view,
  creditor: creditor.view,
  amount,
  state: state === 'open' && (debtor.person === null || creditor.person === null) ? 'outside' : state,
});

/** In the order in which they came, without those who neither owe nor get anything. */
export async function standingsOf(
  context: Context,
  sql: Queryable,
  tab: bigint,
  parties: Parties,
): Promise<{ standings: TabStanding[]; plan: TabDueView[] }> {
  const rows = await rowsOf(sql, tab);
  const settled = byAsset(rows, 'settled', parties);
  const standings = parties.all.map((party) => ({
    person: party.view,
    balances: [...settled].flatMap(([code, balances]) => {
      const amount = balances.get(party) ?? 0n;
      return amount === 0n ? [] : [money(amount, context.assets.find(code)!)];
    }),
  }));
  return {
    standings: standings.filter(({ balances }) => balances.length > 0),
    plan: planFrom(context, rows, parties).map((due) => dueView(due)),
  };
}
