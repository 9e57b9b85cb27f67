/** Expenses: entered, edited and deleted, each in one database transaction. What was entered is reversed, never changed. */
import type { Shown, Who } from '../common.ts';
import { type Context, DEFAULT_LOCALE } from '../context.ts';
import { inTransaction, type Queryable } from '../db/index.ts';
import { contactsOf, type Person, personOf, resolve } from '../identity/index.ts';
import { publicId } from '../ids.ts';
import { type Asset, money } from '../money.ts';
import { addDeliveries, addDelivery, reviseDelivery } from '../outbox/index.ts';
import { checkAmount } from '../policy/amounts.ts';
import { limits } from '../policy/limits.ts';
import { checkMemo } from '../policy/memos.ts';
import type { Conversation } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { directTo } from '../tell.ts';
import {
  type Entry,
  findChange,
  type NewEntry,
  newestEntry,
  nextNumber,
  reversalOf,
  writeChange,
} from './change.ts';
import { findTab, joinTab, lockTab, openTab, type Parties, partiesOf, type Tab } from './members.ts';
import { changeNotice } from './notice.ts';
import { closeRound } from './round.ts';
import { equalParts, legsOf, type Parts, sameParts } from './rules.ts';
import type { TabEdit, TabExpense, TabRequest } from './types.ts';

/** Who is named, before anything is locked. */
interface Named {
  by: Person & { locale: string | null };
  payer: Person | null;
  among: Person[];
  memo: string | null;
}

export async function addExpense(context: Context, request: TabExpense): Promise<Result<Shown>> {
  const { conversation, key } = request.origin;
  if (conversation.kind !== 'group') return refuse('tab_needs_group');
  const asset = assetOf(context, request.amount, request.asset);
  if (!asset.ok) return asset;
  const named = await nameAll(context, request);
  if (!named.ok) return named;
  const { by, payer, among, memo } = named.value;
  return once(context, key, async (sql) => {
    const tab = await openTab(context, sql, conversation);
    const paying = payer ?? by;
    const parties = await joinTab(context, sql, tab.id, {
      coming: [by.id],
      named: idsOf([paying, ...among]),
    });
    if (!parties.ok) return parties;
    const sharing = sharersOf(parties.value, paying, among, request.only);
    const divided = divide(parties.value, paying, sharing, request.amount, asset.value, key);
    if (!divided.ok) return divided;
    const entry = {
      number: await nextNumber(sql, tab.id),
      version: 1,
      asset: asset.value.code,
      amount: request.amount,
      memo,
      day: today(context),
      legs: legsOf(divided.value.paid, divided.value.owed),
    };
    return ok(await record(context, sql, { tab, request, by, kind: 'added', entries: [entry] }));
  });
}

export async function editExpense(context: Context, request: TabEdit): Promise<Result<Shown>> {
  const { number, amount: wanted, origin } = request;
  const asset = wanted && assetOf(context, wanted.minor, wanted.asset);
  if (asset?.ok === false) return asset;
  const named = await nameAll(context, request);
  if (!named.ok) return named;
  const { by, payer, among, memo } = named.value;
  return change(context, request, by, async (sql, tab, before) => {
    const unchanged = wanted === null && payer === null && among.length === 0 && memo === null;
    if (unchanged) return refuse('tab_unchanged', { number: String(number) });
    const joined = await joinTab(context, sql, tab.id, {
      named: idsOf([...(payer ? [payer] : []), ...among]),
    });
    if (!joined.ok) return joined;
    const amount = wanted?.minor ?? before.amount;
    const currency = asset?.value ?? context.assets.find(before.asset)!;
    const parties = joined.value;
    const paid = payer
      ? new Map([[parties.ofPerson(payer.id)!.member, amount]])
      : sameParts(amount, before.paid, origin.key);
    const sharers = among.map(({ id }) => parties.ofPerson(id)!.member);
    const owed =
      sharers.length > 0
        ? equalParts(amount, inOrder([...(request.only ? [] : paid.keys()), ...sharers]), origin.key)
        : sameParts(amount, before.owed, origin.key);
    if (amount < BigInt(owed.size))
      return refuse('total_too_small', { total: money(amount, currency), payees: owed.size });
    const entry = {
      number,
      version: before.version + 1,
      asset: currency.code,
      amount,
      memo: memo ?? before.memo,
      day: before.day,
      legs: legsOf(paid, owed),
    };
    return ok({ kind: 'edited', entries: [reversalOf(before, today(context)), entry] });
  });
}

export async function removeExpense(
  context: Context,
  request: TabRequest & { number: number },
): Promise<Result<Shown>> {
  const by = await personOf(context, request.by);
  return change(context, request, by, async (_sql, _tab, before) =>
    ok({ kind: 'deleted', entries: [reversalOf(before, today(context))] }),
  );
}

interface Planned {
  kind: 'edited' | 'deleted';
  entries: NewEntry[];
}

/** What is done to an expense that stands: by somebody who is on the tab, and seen on the old card as well as by a new one. */
async function change(
  context: Context,
  request: TabRequest & { number: number },
  by: Named['by'],
  plan: (sql: Queryable, tab: Tab, before: Entry) => Promise<Result<Planned>>,
): Promise<Result<Shown>> {
  const { conversation, key } = request.origin;
  if (conversation.kind !== 'group') return refuse('tab_needs_group');
  return once(context, key, async (sql) => {
    const tab = await findTab(sql, conversation);
    if (!tab) return refuse('tab_not_member');
    await lockTab(sql, tab.id);
    const parties = await partiesOf(sql, tab.id);
    if (!parties.ofPerson(by.id)?.isOn) return refuse('tab_not_member');
    const number = String(request.number);
    const before = await newestEntry(sql, tab.id, request.number);
    if (!before) return refuse('tab_entry_unknown', { number });
    if (before.is_reversed) return refuse('tab_entry_deleted', { number });
    const planned = await plan(sql, tab, before);
    if (!planned.ok) return planned;
    const shown = await record(context, sql, { tab, request, by, ...planned.value });
    await reviseDelivery(sql, before.delivery);
    return ok(shown);
  });
}

/** The same event changes once: whoever comes second is shown what the first has done. */
export async function once(
  context: Context,
  key: string,
  work: (sql: Queryable) => Promise<Result<Shown>>,
): Promise<Result<Shown>> {
  class Refused extends Error {
    readonly result: Result<never>;
    constructor(result: Result<never>) {
      super('refused');
      this.result = result;
    }
  }
  const before = async (sql: Queryable): Promise<Result<Shown> | null> => {
    const found = await findChange(sql, key);
    return found && ok(found);
  };
  const done = await before(context.sql);
  if (done) return done;
  try {
    return await inTransaction(context.sql, async (sql) => {
      const result = await work(sql);
      // Nothing is left of what was refused, not even a tab that was opened for it.
      if (!result.ok) throw new Refused(result);
      return result;
    });
  } catch (error) {
    const found = await before(context.sql);
    if (found) return found;
    if (error instanceof Refused) return error.result;
    throw error;
  }
}

/** An amount of a known currency, as everywhere. */
const assetOf = ({ assets }: Context, amount: bigint, code: string): Result<Asset> =>
  checkAmount(amount, assets.find(code), code, assets.all);

async function nameAll(
  context: Context,
  { by, payer, among, memo }: Pick<TabExpense, 'by' | 'payer' | 'among' | 'memo'>,
): Promise<Result<Named>> {
  if (among.length > limits.tab.members) return refuse('tab_members_too_many', { limit: limits.tab.members });
  const line = checkMemo(memo);
  if (!line.ok) return line;
  const find = (who: Who) => resolve(context, who, by);
  const [speaker, paying, ...found] = await Promise.all([
    personOf(context, by),
    payer ? find(payer) : null,
    ...among.map(find),
  ]);
  if (paying?.ok === false) return paying;
  const people: Person[] = [];
  for (const one of found) {
    if (!one.ok) return one;
    people.push(one.value);
  }
  return ok({ by: speaker, payer: paying?.value ?? null, among: people, memo: line.value });
}

/** Those who are named and whoever paid, each once; where nobody is named, every person on the tab. */
function sharersOf(parties: Parties, paying: Person, among: readonly Person[], only: boolean): bigint[] {
  const people =
    among.length > 0
      ? [...(only ? [] : [paying]), ...among].map(({ id }) => parties.ofPerson(id)!)
      : parties.all.filter(({ isOn }) => isOn);
  return inOrder(people.map(({ member }) => member));
}

const idsOf = (people: readonly Person[]): bigint[] => people.map(({ id }) => id);

const inOrder = (members: readonly bigint[]): bigint[] =>
  [...new Set(members)].sort((one, other) => (one < other ? -1 : 1));

function divide(
  parties: Parties,
  paying: Person,
  sharing: readonly bigint[],
  amount: bigint,
  asset: Asset,
  seed: string,
): Result<{ paid: Parts; owed: Parts }> {
  const payer = parties.ofPerson(paying.id)!.member;
  if (sharing.every((member) => member === payer)) return refuse('tab_nobody');
  if (amount < BigInt(sharing.length))
    return refuse('total_too_small', { total: money(amount, asset), payees: sharing.length });
  return ok({ paid: new Map([[payer, amount]]), owed: equalParts(amount, sharing, seed) });
}

const today = ({ clock }: Context): string => clock.now().toISOString().slice(0, 10);

interface Recording {
  tab: Tab;
  request: TabRequest;
  by: Named['by'];
  kind: 'added' | 'edited' | 'deleted' | 'imported';
  entries: NewEntry[];
}

/** The change, its card, and a word to those whom it concerns and who are not there. What was proposed before is no longer right. */
export async function record(
  context: Context,
  sql: Queryable,
  { tab, request: { by: identity, origin }, by, kind, entries }: Recording,
): Promise<Shown> {
  const reference = publicId('tab');
  const delivery = await addDelivery(
    sql,
    {
      audience: 'conversation',
      conversation: origin.conversation,
      person: identity,
      locale: by.locale ?? DEFAULT_LOCALE,
      subject: { kind: kind === 'imported' ? 'tab_import' : 'tab_change', id: reference },
      ...(origin.reply && { reply: origin.reply }),
    },
    { now: true },
  );
  const now = context.clock.now();
  await writeChange(
    sql,
    { reference, tab: tab.id, kind, person: by.id, key: origin.key, delivery },
    entries,
    now,
  );
  await closeRound(context, sql, tab.id);
  if (kind !== 'imported') await tellElsewhere(context, sql, reference, { tab, by, entries });
  return { reference, delivery };
}

async function tellElsewhere(
  context: Context,
  sql: Queryable,
  reference: string,
  { tab, by, entries }: Pick<Recording, 'tab' | 'by' | 'entries'>,
): Promise<void> {
  const parties = await partiesOf(sql, tab.id);
  const concerned = new Set(entries.flatMap(({ legs }) => legs.map(({ member }) => parties.of(member))));
  const absent = [...concerned].filter(
    ({ person, view }) => person !== null && person !== by.id && !isThere(view.identities, tab.conversation),
  );
  if (absent.length === 0) return;
  const contacts = await contactsOf(
    sql,
    absent.map(({ person }) => person!),
  );
  const notice = { kind: 'tab_news', change: await changeNotice(context, sql, reference) } as const;
  const messages = absent.flatMap(({ person }) => contacts.get(person!) ?? []);
  await addDeliveries(
    sql,
    messages.map((contact) => directTo(contact, { kind: 'notice', notice })),
  );
}

const isThere = (identities: Person['identities'], { platform, tenant }: Conversation): boolean =>
  identities.some((identity) => identity.platform === platform && identity.tenant === tenant);
