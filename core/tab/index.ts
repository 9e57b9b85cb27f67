/** Tabs: what the people of a conversation owe each other, until they settle up with real money. */
import type { Services } from '../api.ts';
import type { Capability } from '../capability.ts';
import type { Context } from '../context.ts';
import { inTransaction, run, sqlFile } from '../db/index.ts';
import { personOf } from '../identity/index.ts';
import { type Asset, money } from '../money.ts';
import type { Conversation } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { newestEntry } from './change.ts';
import { pressAmount } from './choose.ts';
import { addExpense, editExpense, removeExpense } from './expense.ts';
import { matchName, matchNotices, pressMatch } from './match.ts';
import { findTab, joinTab, leaveTab, lockTab, openTab, partiesOf } from './members.ts';
import { tabsOf } from './mine.ts';
import { changeNotices, importNotices, roundNotices, tabNotice } from './notice.ts';
import { payableDues, pressPay } from './pay-due.ts';
import { openRound } from './round.ts';
import { exportTab, importTab, readImport } from './transfer.ts';
import type { TabNoticeOf, TabRecent, TabRequest, TabService } from './types.ts';
import { askWho } from './who.ts';

const recentText = sqlFile(import.meta.url, './sql/recent.sql');

/** As many as a platform shows at once. */
const suggestions_max = 25;

export function createTab(context: Context, pay: Services['pay']): Capability<TabService> {
  const service: TabService = {
    add: (request) => addExpense(context, request),
    edit: (request) => editExpense(context, request),
    remove: (request) => removeExpense(context, request),
    currencyOf: (request) => currencyOf(context, request),
    join: (request) => join(context, request),
    leave: (request) => leave(context, request),
    show: (request) => show(context, request),
    recent: (conversation) => recent(context, conversation),
    settle: (request) => openRound(context, request),
    export: (request) => exportTab(context, request),
    readable: (text) => {
      const file = readImport(context, text);
      return file.ok ? ok(null) : file;
    },
    import: (request) => importTab(context, request),
    match: (request) => matchName(context, request),
  };
  return {
    service,
    presses: {
      tab_join: async ({ identity, origin }) => {
        const joined = await service.join({ by: identity, origin });
        return joined.ok ? ok({ toast: joined.value }) : joined;
      },
      tab_settle: async ({ identity, origin }) => {
        const opened = await service.settle({ by: identity, origin });
        return opened.ok ? ok({ show: opened.value }) : opened;
      },
      tab_match_yes: (press) => pressMatch(context, press, 'confirmed'),
      tab_match_no: (press) => pressMatch(context, press, 'declined'),
      tab_who: (press) => askWho(context, press),
      tab_amount: (press) => pressAmount(service, press),
      tab_pay: (press) => pressPay(context, pay, press),
    },
    subjects: {
      tab_change: (sql, references) => changeNotices(context, sql, references),
      tab_import: (sql, references) => importNotices(context, sql, references),
      tab_match: (sql, references) => matchNotices(sql, references),
      tab_round: (sql, references) => roundNotices(context, sql, references),
    },
    payables: { tab_due: payableDues },
    home: async (identity) => {
      const person = await context.known(identity);
      const mine = person && (await tabsOf(context, person.id));
      return mine && mine.tabs.length > 0 ? [mine] : [];
    },
    verify: new URL('./verify/', import.meta.url),
    trail: sqlFile(import.meta.url, './sql/trail.sql'),
  };
}

async function currencyOf(
  { sql, assets }: Context,
  { origin, number }: TabRequest & { number: number },
): Promise<Asset | null> {
  const tab = await findTab(sql, origin.conversation);
  const entry = tab && (await newestEntry(sql, tab.id, number));
  return entry && assets.find(entry.asset);
}

async function recent({ sql, assets }: Context, conversation: Conversation): Promise<TabRecent[]> {
  const tab = await findTab(sql, conversation);
  if (!tab) return [];
  type Row = { number: number; asset: string; amount: string; memo: string | null };
  const rows = await run<Row>(sql, recentText, [tab.id, suggestions_max]);
  return rows.map(({ number, asset, amount, memo }) => ({
    number,
    amount: money(BigInt(amount), assets.find(asset)!),
    memo,
  }));
}

async function join(
  context: Context,
  { by, origin }: TabRequest,
): Promise<Result<TabNoticeOf<'tab_members'>>> {
  if (origin.conversation.kind !== 'group') return refuse('tab_needs_group');
  const person = await personOf(context, by);
  return inTransaction(context.sql, async (sql) => {
    const tab = await openTab(context, sql, origin.conversation);
    const parties = await joinTab(context, sql, tab.id, { coming: [person.id] });
    if (!parties.ok) return parties;
    const members = parties.value.all.filter(({ isOn }) => isOn).map(({ view }) => view);
    const { view } = parties.value.ofPerson(person.id)!;
    return ok({ kind: 'tab_members', did: 'joined', person: view, members });
  });
}

async function leave(
  context: Context,
  { by, origin }: TabRequest,
): Promise<Result<TabNoticeOf<'tab_members'>>> {
  if (origin.conversation.kind !== 'group') return refuse('tab_needs_group');
  const person = await personOf(context, by);
  return inTransaction(context.sql, async (sql) => {
    const tab = await findTab(sql, origin.conversation);
    if (!tab) return refuse('tab_not_member');
    await lockTab(sql, tab.id);
    await leaveTab(context, sql, tab.id, person.id);
    const parties = await partiesOf(sql, tab.id);
    const self = parties.ofPerson(person.id);
    if (!self) return refuse('tab_not_member');
    const members = parties.all.filter(({ isOn }) => isOn).map(({ view }) => view);
    return ok({ kind: 'tab_members', did: 'left', person: self.view, members });
  });
}

async function show(context: Context, { origin }: TabRequest): Promise<Result<TabNoticeOf<'tab'>>> {
  if (origin.conversation.kind !== 'group') return refuse('tab_needs_group');
  const tab = await findTab(context.sql, origin.conversation);
  return ok(await tabNotice(context, context.sql, tab?.id ?? null));
}
