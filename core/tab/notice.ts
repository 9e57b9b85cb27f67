/** The cards of a tab, written from what is true at the moment of showing them. */
import type { PersonView } from '../common.ts';
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { type Asset, money } from '../money.ts';
import { type LegRow, sideOf } from './change.ts';
import { type Parties, partiesOf } from './members.ts';
import type { Parts } from './rules.ts';
import { dueView, standingsOf } from './standings.ts';
import type { TabEntryView, TabNoticeOf, TabPart } from './types.ts';

const read = (name: string): string => sqlFile(import.meta.url, `./sql/${name}.sql`);
const statement = {
  changes: read('changes'),
  imports: read('imports'),
  rounds: read('rounds'),
  buttons: read('buttons'),
};

interface EntryRow {
  number: number;
  asset: string;
  amount: string;
  memo: string | null;
  day: string;
  legs: LegRow[];
}

interface ChangeRow {
  reference: string;
  kind: 'added' | 'edited' | 'deleted';
  tab: bigint;
  created_at: Date;
  by: PersonView;
  entry: EntryRow;
  before: EntryRow | null;
  since: 'edited' | 'deleted' | null;
}

interface RoundRow {
  reference: string;
  tab: bigint;
  is_closed: boolean;
  by: PersonView;
  dues: {
    debtor: string;
    creditor: string;
    asset: string;
    amount: string;
    given_back: string | null;
    payment: 'settled' | 'pending' | null;
  }[];
  buttons: { key: string; asset: string }[];
}

interface ImportRow {
  reference: string;
  created_at: Date;
  by: PersonView;
  entries: number;
  totals: { asset: string; amount: string }[];
  names: string[];
  button: string | null;
}

/** Of several tabs, each read once. */
function partiesReader(sql: Queryable): (tab: bigint) => Promise<Parties> {
  const known = new Map<bigint, Promise<Parties>>();
  return (tab) => {
    const parties = known.get(tab) ?? partiesOf(sql, tab);
    known.set(tab, parties);
    return parties;
  };
}

/** In the order of the references. Throws for one that no change has. */
export async function changeNotices(
  context: Context,
  sql: Queryable,
  references: readonly string[],
): Promise<TabNoticeOf<'tab_change'>[]> {
  const rows = await run<ChangeRow>(sql, statement.changes, [references]);
  const found = new Map(rows.map((row) => [row.reference, row]));
  const parties = partiesReader(sql);
  return Promise.all(
    references.map(async (reference) => {
      const row = found.get(reference);
      if (!row) throw new Error(`No change ${reference} of a tab`);
      const { kind, by, created_at, entry, before, since, tab } = row;
      const on = await parties(tab);
      return {
        kind: 'tab_change',
        did: kind,
        reference,
        by,
        at: created_at.toISOString(),
        entry: entryView(context, entry, on),
        ...(before && { before: entryView(context, before, on) }),
        ...(since && { since }),
      };
    }),
  );
}

/** In the order of the references. Throws for one that no import has. */
export async function importNotices(
  { assets }: Context,
  sql: Queryable,
  references: readonly string[],
): Promise<TabNoticeOf<'tab_imported'>[]> {
  const rows = await run<ImportRow>(sql, statement.imports, [references]);
  const found = new Map(rows.map((row) => [row.reference, row]));
  return references.map((reference) => {
    const row = found.get(reference);
    if (!row) throw new Error(`No import ${reference} into a tab`);
    const { by, created_at, entries, totals, names, button } = row;
    return {
      kind: 'tab_imported',
      reference,
      by,
      at: created_at.toISOString(),
      entries,
      totals: totals.map(({ asset, amount }) => money(BigInt(amount), assets.find(asset)!)),
      names,
      actions: names.length > 0 && button ? [{ action: 'tab_who', intent: button }] : [],
    };
  });
}

export const changeNotice = async (
  context: Context,
  sql: Queryable,
  reference: string,
): Promise<TabNoticeOf<'tab_change'>> => (await changeNotices(context, sql, [reference]))[0]!;

function entryView({ assets }: Context, row: EntryRow, parties: Parties): TabEntryView {
  const { number, memo, day, legs } = row;
  const asset = assets.find(row.asset)!;
  return {
    number,
    amount: money(BigInt(row.amount), asset),
    memo,
    day,
    paid: partViews(sideOf(legs, 'paid'), parties, asset),
    shares: partViews(sideOf(legs, 'owed'), parties, asset),
  };
}

const partViews = (parts: Parts, parties: Parties, asset: Asset): TabPart[] =>
  [...parts].map(([member, amount]) => ({ person: parties.of(member).view, amount: money(amount, asset) }));

/** In the order of the references. Throws for one that no round has. */
export async function roundNotices(
  { assets }: Context,
  sql: Queryable,
  references: readonly string[],
): Promise<TabNoticeOf<'tab_round'>[]> {
  const rows = await run<RoundRow>(sql, statement.rounds, [references]);
  const found = new Map(rows.map((row) => [row.reference, row]));
  const parties = partiesReader(sql);
  return Promise.all(
    references.map(async (reference) => {
      const row = found.get(reference);
      if (!row) throw new Error(`No round ${reference} of a tab`);
      const on = await parties(row.tab);
      const dues = row.dues.map(({ debtor, creditor, amount, payment, given_back, ...due }) => {
        const asset = assets.find(due.asset)!;
        const planned = {
          debtor: on.of(BigInt(debtor)),
          creditor: on.of(BigInt(creditor)),
          amount: money(BigInt(amount), asset),
        };
        return {
          ...dueView(planned, payment === 'settled' ? 'paid' : (payment ?? 'open')),
          ...(given_back !== null && { given_back: money(BigInt(given_back), asset) }),
        };
      });
      const isDone = dues.every(({ state }) => state === 'paid');
      const state = isDone ? 'done' : row.is_closed ? 'closed' : 'open';
      const open = new Set(dues.flatMap((due) => (due.state === 'open' ? [due.amount.asset.code] : [])));
      const payable = state === 'open' ? row.buttons.filter((button) => open.has(button.asset)) : [];
      return {
        kind: 'tab_round',
        reference,
        by: row.by,
        dues,
        state,
        actions: payable.map(({ key, asset }) => ({ action: 'tab_pay', intent: key, asset })),
      };
    }),
  );
}

/** Where everybody stands. `tab` null: nobody has begun one yet. */
export async function tabNotice(
  context: Context,
  sql: Queryable,
  tab: bigint | null,
): Promise<TabNoticeOf<'tab'>> {
  if (tab === null) return { kind: 'tab', members: 0, standings: [], plan: [], actions: [] };
  const parties = await partiesOf(sql, tab);
  const { standings, plan } = await standingsOf(context, sql, tab, parties);
  const kinds = plan.some(({ state }) => state === 'open') ? ['tab_settle', 'tab_join'] : ['tab_join'];
  type Button = { kind: 'tab_settle' | 'tab_join'; key: string };
  const buttons = await run<Button>(sql, statement.buttons, [kinds, tab]);
  return {
    kind: 'tab',
    members: parties.all.filter(({ isOn }) => isOn).length,
    standings,
    plan,
    actions: kinds.flatMap((action) =>
      buttons.filter(({ kind }) => kind === action).map(({ kind, key }) => ({ action: kind, intent: key })),
    ),
  };
}
