/** A tab, and who is on it. Whoever changes anything on a tab holds its row; then its records are numbered one after another. */
import type { PersonView } from '../common.ts';
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { putIntents } from '../intents/index.ts';
import { toJsonb } from '../outbox/json.ts';
import { limits } from '../policy/limits.ts';
import type { Conversation } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';

const read = (name: string): string => sqlFile(import.meta.url, `./sql/${name}.sql`);
const statement = {
  create: read('create_tab'),
  find: read('find_tab'),
  lock: read('lock_tab'),
  members: read('members'),
  join: read('join'),
  leave: read('leave'),
};

export interface Tab {
  id: bigint;
  conversation: Conversation;
}

interface MemberRow {
  id: bigint;
  /** As they have turned out to be; null for a name. */
  person: bigint | null;
  view: PersonView;
  has_left: boolean;
  was_name: boolean;
}

/** Somebody on a tab: a person, by whatever names they were entered, or a name that nobody bears yet. */
export interface Party {
  /** The oldest of their rows, which stands for them. */
  member: bigint;
  person: bigint | null;
  view: PersonView;
  /** Shares what is shared by all. */
  isOn: boolean;
  /** Whoever imported a name said that this is who it is. */
  wasName: boolean;
}

/** Everybody who ever was on it. */
export interface Parties {
  all: readonly Party[];
  /** By any of their rows. */
  of(member: bigint): Party;
  ofPerson(person: bigint): Party | undefined;
}

const placeOf = ({ platform, tenant, channel }: Conversation) => [platform, tenant, channel];

export const findTab = async (sql: Queryable, conversation: Conversation): Promise<Tab | null> =>
  (await run<Tab>(sql, statement.find, placeOf(conversation)))[0] ?? null;

/** Locked, and made where there is none yet. */
export async function openTab(context: Context, sql: Queryable, conversation: Conversation): Promise<Tab> {
  const { thread: _thread, ...place } = conversation;
  const [made] = await run<{ id: bigint }>(sql, statement.create, [
    ...placeOf(conversation),
    toJsonb(place),
    context.clock.now(),
  ]);
  const kinds = ['tab_join', 'tab_settle'] as const;
  if (made)
    await putIntents(
      context,
      sql,
      kinds.map((kind) => ({ kind, person: null, subject: made.id })),
    );
  const tab = (await findTab(sql, conversation))!;
  await lockTab(sql, tab.id);
  return tab;
}

export const lockTab = async (sql: Queryable, tab: bigint): Promise<Tab> =>
  (await run<Tab>(sql, statement.lock, [tab]))[0]!;

export async function partiesOf(sql: Queryable, tab: bigint): Promise<Parties> {
  const rows = await run<MemberRow>(sql, statement.members, [tab]);
  const byRow = new Map<bigint, Party>();
  const byPerson = new Map<bigint, Party>();
  for (const { id, person, view, has_left, was_name } of rows) {
    const fresh: Party = { member: id, person, view, isOn: false, wasName: false };
    const party = (person !== null && byPerson.get(person)) || fresh;
    party.isOn ||= person !== null && !has_left;
    party.wasName ||= was_name;
    byRow.set(id, party);
    if (person !== null) byPerson.set(person, party);
  }
  return {
    all: [...new Set(byRow.values())],
    of: (member) => byRow.get(member)!,
    ofPerson: (person) => byPerson.get(person),
  };
}

/** Puts people on the tab: whoever comes by themselves also comes back; whoever is named by others, and has left, stays away. The tab is locked. */
export async function joinTab(
  { clock }: Context,
  sql: Queryable,
  tab: bigint,
  { coming = [], named = [] }: { coming?: readonly bigint[]; named?: readonly bigint[] },
): Promise<Result<Parties>> {
  const before = await partiesOf(sql, tab);
  const others = named.filter((person) => !before.ofPerson(person));
  const joining = new Set([...coming.filter((person) => !before.ofPerson(person)?.isOn), ...others]);
  if (joining.size === 0) return ok(before);
  const on = before.all.filter(({ isOn }) => isOn).length;
  if (on + joining.size > limits.tab.members)
    return refuse('tab_members_too_many', { limit: limits.tab.members });
  await run(sql, statement.join, [tab, [...joining], clock.now()]);
  return ok(await partiesOf(sql, tab));
}

export const leaveTab = async (
  { clock }: Context,
  sql: Queryable,
  tab: bigint,
  person: bigint,
): Promise<void> => {
  await run(sql, statement.leave, [tab, person, clock.now()]);
};
