/** A tab as a file: out, for a spreadsheet or another program; and in, from Splitwise. */
import type { PersonView, Shown } from '../common.ts';
import type { Context } from '../context.ts';
import { unharmed, writeCsv } from '../csv.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { personOf } from '../identity/index.ts';
import { derivedKey, sha256 } from '../ids.ts';
import { putIntent } from '../intents/index.ts';
import { limits } from '../policy/limits.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { cleanLine } from '../text.ts';
import { type LegRow, nextNumber } from './change.ts';
import { once, record } from './expense.ts';
import { findTab, joinTab, openTab, type Parties, partiesOf } from './members.ts';
import { legsOf } from './rules.ts';
import { cellOf, partsOf, readSplitwise } from './splitwise.ts';
import type { TabFile, TabRequest } from './types.ts';

const read = (name: string): string => sqlFile(import.meta.url, `./sql/${name}.sql`);
const statement = {
  entries: read('export'),
  name: read('add_name'),
};

/** In the layout of Splitwise's own export, so that it can be read wherever that can; with what was paid back by payments. */
export async function exportTab(context: Context, { by, origin }: TabRequest): Promise<Result<TabFile>> {
  const { sql, assets } = context;
  if (origin.conversation.kind !== 'group') return refuse('tab_needs_group');
  const person = await personOf(context, by);
  const tab = await findTab(sql, origin.conversation);
  if (!tab) return refuse('tab_not_member');
  const parties = await partiesOf(sql, tab.id);
  if (!parties.ofPerson(person.id)) return refuse('tab_not_member');
  interface Row {
    day: string;
    memo: string | null;
    is_payment: boolean;
    asset: string;
    amount: string;
    legs: LegRow[];
  }
  const rows = await run<Row>(sql, statement.entries, [tab.id]);
  const totals = new Map<string, bigint[]>();
  const lines = rows.map(({ day, memo, is_payment, asset, amount, legs }) => {
    const nets = parties.all.map(() => 0n);
    for (const { member, paid, owed } of legs) {
      const at = parties.all.indexOf(parties.of(BigInt(member)));
      nets[at] = nets[at]! + BigInt(paid) - BigInt(owed);
    }
    const before = totals.get(asset) ?? nets.map(() => 0n);
    totals.set(
      asset,
      nets.map((net, at) => net + before[at]!),
    );
    const cells = nets.map((net) => cellOf(net, assets.find(asset)!));
    const category = is_payment ? 'Payment' : 'General';
    return [day, memo ?? '', category, cellOf(BigInt(amount), assets.find(asset)!), asset, ...cells];
  });
  const today = context.clock.now().toISOString().slice(0, 10);
  const ends = [...totals].map(([asset, nets]) => [
    today,
    'Total balance',
    '',
    '',
    asset,
    ...nets.map((net) => cellOf(net, assets.find(asset)!)),
  ]);
  const head = ['Date', 'Description', 'Category', 'Cost', 'Currency', ...namesOf(parties)];
  return ok({ name: `tab-${today}.csv`, media_type: 'text/csv', text: writeCsv([head, ...lines, ...ends]) });
}

/** Each once: of two who are called the same, the second has a number. */
function namesOf(parties: Parties): string[] {
  const used = new Set<string>();
  return parties.all.map(({ view }) => {
    const name = unharmed(cleanLine(view.name)) || '?';
    let own = name;
    for (let count = 2; used.has(own.toLowerCase()); count += 1) own = `${name} ${count}`;
    used.add(own.toLowerCase());
    return own;
  });
}

/** What a file has, if all of it can be entered. */
export const readImport = (
  { assets }: Pick<Context, 'assets'>,
  text: string,
): ReturnType<typeof readSplitwise> =>
  text.length > limits.tab.importedCharacters
    ? refuse('tab_import_too_long', { limit: limits.tab.importedEntries })
    : readSplitwise(text, assets.find);

/** Enters all that a file has, or nothing. The same file is entered once, however often it comes. */
export async function importTab(
  context: Context,
  request: TabRequest & { text: string },
): Promise<Result<Shown>> {
  const { conversation } = request.origin;
  if (conversation.kind !== 'group') return refuse('tab_needs_group');
  const file = readImport(context, request.text);
  if (!file.ok) return file;
  const { people, rows } = file.value;
  const by = await personOf(context, request.by);
  const place = [
    conversation.platform,
    conversation.tenant,
    conversation.channel,
    JSON.stringify(file.value, plain),
  ];
  const key = derivedKey('tab-import', sha256(place.join(' ')));
  return once(context, key, async (sql) => {
    const tab = await openTab(context, sql, conversation);
    const joined = await joinTab(context, sql, tab.id, { coming: [by.id] });
    if (!joined.ok) return joined;
    const members = await membersFor(context, sql, tab.id, { parties: joined.value, by: by.id }, people);
    const first = await nextNumber(sql, tab.id);
    const entries = rows.map((row, index) => {
      const { paid, owed } = partsOf(row, `${key} ${index}`);
      const side = (amounts: bigint[]) => merged(members, amounts);
      const { asset, memo, day, cost } = row;
      return {
        number: first + index,
        version: 1,
        asset,
        amount: cost,
        memo,
        day,
        legs: legsOf(side(paid), side(owed)),
      };
    });
    const origin = { ...request.origin, key };
    const shown = await record(context, sql, {
      tab,
      request: { ...request, origin },
      by,
      kind: 'imported',
      entries,
    });
    await putIntent(context, sql, {
      kind: 'tab_who',
      person: null,
      subject: tab.id,
      payload: { reference: shown.reference },
    });
    return ok(shown);
  });
}

const plain = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);

/** Two columns may be one member. */
function merged(members: readonly bigint[], amounts: readonly bigint[]): Map<bigint, bigint> {
  const sums = new Map<bigint, bigint>();
  for (const [index, member] of members.entries())
    sums.set(member, (sums.get(member) ?? 0n) + amounts[index]!);
  return sums;
}

/** Members by the names of a file: whoever imports it under their own name, else the name itself. What others call themselves proves nothing. */
async function membersFor(
  { clock }: Context,
  sql: Queryable,
  tab: bigint,
  { parties, by }: { parties: Parties; by: bigint },
  names: readonly string[],
): Promise<bigint[]> {
  const members: bigint[] = [];
  for (const name of names) {
    const bearers = parties.all.filter(({ view }) => areNamedSo(view, name));
    if (bearers.length === 1 && bearers[0]!.person === by) members.push(bearers[0]!.member);
    else members.push((await run<{ id: bigint }>(sql, statement.name, [tab, name, clock.now(), by]))[0]!.id);
  }
  return members;
}

const areNamedSo = ({ name, identities }: PersonView, wanted: string): boolean => {
  const names = [name, ...identities.flatMap((identity) => identity.name ?? [])];
  return names.some((one) => cleanLine(one).toLowerCase() === wanted.toLowerCase());
};
