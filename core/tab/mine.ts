/** Somebody's tabs, in whatever chats: what they owe on them and get, and what they may pay of it. */
import type { Context } from '../context.ts';
import { run, sqlFile } from '../db/index.ts';
import { partiesOf } from './members.ts';
import { roundNotices } from './notice.ts';
import { standingsOf } from './standings.ts';
import type { TabNoticeOf } from './types.ts';

const tabsText = sqlFile(import.meta.url, './sql/tabs_of.sql');

/** Shown; the others are counted. */
const tabs_max = 8;

/** Without those on which nothing is open for them. */
export async function tabsOf(context: Context, person: bigint): Promise<TabNoticeOf<'tabs'>> {
  const { sql } = context;
  const rows = await run<{ id: bigint; round: string | null }>(sql, tabsText, [person]);
  const found: TabNoticeOf<'tabs'>['tabs'] = [];
  for (const { id, round } of rows) {
    const parties = await partiesOf(sql, id);
    const { standings } = await standingsOf(context, sql, id, parties);
    const own = parties.ofPerson(person)?.view.id;
    const mine = standings.find(({ person: { id: other } }) => other === own);
    if (!mine) continue;
    const others = standings.filter((one) => one !== mine).map((one) => one.person);
    const [settling] = round === null ? [] : await roundNotices(context, sql, [round]);
    const payable = new Set(
      settling?.dues
        .filter(({ debtor, state }) => state === 'open' && debtor.id === own)
        .map(({ amount }) => amount.asset.code),
    );
    const actions = settling?.actions.filter(({ asset }) => payable.has(asset)) ?? [];
    found.push({ others, balances: mine.balances, actions });
  }
  return { kind: 'tabs', tabs: found.slice(0, tabs_max), more: Math.max(0, found.length - tabs_max) };
}
