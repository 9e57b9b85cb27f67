/** Who a name of an import is. Anybody on the tab may say it; balances move once whoever brought the name says that it is so. */
import type { PressedIntent } from '../capability.ts';
import type { PersonView, Shown } from '../common.ts';
import { type Context, DEFAULT_LOCALE } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { personOf, resolve } from '../identity/index.ts';
import { derivedKey, publicId } from '../ids.ts';
import { putIntents } from '../intents/index.ts';
import type { Pressed } from '../intents/types.ts';
import { addDelivery, reviseDelivery } from '../outbox/index.ts';
import { limits } from '../policy/limits.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { cleanLine, clip } from '../text.ts';
import { findTab, joinTab, lockTab, partiesOf } from './members.ts';
import { closeRound } from './round.ts';
import type { TabMatched, TabMatchRequest, TabNoticeOf } from './types.ts';

const read = (name: string): string => sqlFile(import.meta.url, `./sql/${name}.sql`);
const statement = {
  name: read('find_name'),
  bind: read('bind_name'),
  put: read('put_match'),
  find: read('find_match'),
  decide: read('decide_match'),
  notices: read('matches'),
};

interface Name {
  /** Of its member. */
  id: bigint;
  name: string;
  person: bigint | null;
  named_by: bigint;
}

interface Match {
  id: bigint;
  reference: string;
  delivery: bigint;
  state: TabNoticeOf<'tab_match'>['state'];
  decided_key: string | null;
  member: bigint;
  tab: bigint;
  person: bigint;
  said_by: bigint;
}

const findName = async (sql: Queryable, tab: bigint, name: string): Promise<Name | undefined> =>
  (await run<Name>(sql, statement.name, [tab, name, null]))[0];

const findMatch = async (
  sql: Queryable,
  by: { id: bigint } | { key: string; member: bigint; person: bigint },
): Promise<Match | undefined> =>
  (
    await run<Match>(
      sql,
      statement.find,
      'id' in by ? [null, null, null, by.id] : [by.key, by.member, by.person, null],
    )
  )[0];

/** The same again is shown what it did before; another person for a name that is somebody is refused. */
export async function matchName(context: Context, request: TabMatchRequest): Promise<Result<TabMatched>> {
  const { by, origin } = request;
  if (origin.conversation.kind !== 'group') return refuse('tab_needs_group');
  const [speaker, who] = [await personOf(context, by), await resolve(context, request.who, by)];
  if (!who.ok) return who;
  const person = who.value.id;
  return inTransaction(context.sql, async (sql): Promise<Result<TabMatched>> => {
    const tab = await findTab(sql, origin.conversation);
    if (!tab) return refuse('tab_not_member');
    await lockTab(sql, tab.id);
    if (!(await partiesOf(sql, tab.id)).ofPerson(speaker.id)?.isOn) return refuse('tab_not_member');
    const wanted = clip(cleanLine(request.name), limits.tab.nameCharacters);
    const name = await findName(sql, tab.id, wanted);
    if (!name || (name.person !== null && name.person !== person))
      return refuse('tab_name_unknown', { name: wanted });
    const matched = (view: PersonView) => ok({ matched: { name: name.name, person: view } });
    if (name.person !== null) return matched((await partiesOf(sql, tab.id)).ofPerson(person)!.view);
    const key = derivedKey(`tab-match-${name.id}`, origin.key);
    if (name.named_by === speaker.id) {
      const bound = await bind(context, sql, { tab: tab.id, member: name.id, person });
      if (!bound.ok) return bound;
      await run(sql, statement.put, [
        publicId('tab'),
        name.id,
        person,
        speaker.id,
        key,
        null,
        context.clock.now(),
      ]);
      await decide(context, sql, { id: null, member: name.id, state: 'confirmed', by: speaker.id, key });
      return matched(bound.value);
    }
    const before = await findMatch(sql, { key, member: name.id, person });
    if (before) return ok({ asked: { reference: before.reference, delivery: before.delivery } });
    return ok({ asked: await ask(context, sql, { name, person, speaker, request, key }) });
  });
}

interface Asking {
  name: Name;
  person: bigint;
  speaker: { id: bigint; locale: string | null };
  request: TabMatchRequest;
  key: string;
}

async function ask(
  context: Context,
  sql: Queryable,
  { name, person, speaker, request: { by, origin }, key }: Asking,
): Promise<Shown> {
  const reference = publicId('tab');
  const card = {
    audience: 'conversation',
    conversation: origin.conversation,
    person: by,
    locale: speaker.locale ?? DEFAULT_LOCALE,
    subject: { kind: 'tab_match', id: reference },
    ...(origin.reply && { reply: origin.reply }),
  } as const;
  const delivery = await addDelivery(sql, card, { now: true });
  const row = [reference, name.id, person, speaker.id, key, delivery, context.clock.now()];
  const [match] = await run<{ id: bigint }>(sql, statement.put, row);
  const kinds = ['tab_match_yes', 'tab_match_no'] as const;
  await putIntents(
    context,
    sql,
    kinds.map((kind) => ({ kind, person: null, subject: match!.id })),
  );
  return { reference, delivery };
}

/** Whoever brought the name says yes or no; who said it, and whom it is about, may say no. */
export const pressMatch = (
  context: Context,
  { subject, by, origin: { key } }: Pick<PressedIntent, 'subject' | 'by' | 'origin'>,
  state: 'confirmed' | 'declined',
): Promise<Result<Pressed>> =>
  inTransaction(context.sql, async (sql): Promise<Result<Pressed>> => {
    const { tab } = (await findMatch(sql, { id: subject! }))!;
    await lockTab(sql, tab);
    const match = (await findMatch(sql, { id: subject! }))!;
    const { id, member, person, said_by } = match;
    const [name] = await run<Name>(sql, statement.name, [null, null, member]);
    const may = by.id === name!.named_by || (state === 'declined' && (by.id === said_by || by.id === person));
    if (!may) return refuse('intent_not_yours');
    if (match.state !== 'asked') return match.decided_key === key ? ok({}) : refuse('intent_used');
    if (state === 'confirmed') {
      const bound = await bind(context, sql, { tab, member, person });
      if (!bound.ok) return bound;
    }
    await decide(context, sql, { id, member, state, by: by.id, key });
    return ok({});
  });

/** Its balance is theirs from now on. The tab is locked, and the name is nobody yet. */
async function bind(
  context: Context,
  sql: Queryable,
  { tab, member, person }: { tab: bigint; member: bigint; person: bigint },
): Promise<Result<PersonView>> {
  await run(sql, statement.bind, [member, person]);
  const joined = await joinTab(context, sql, tab, { named: [person] });
  if (!joined.ok) return joined;
  await closeRound(context, sql, tab);
  return ok(joined.value.ofPerson(person)!.view);
}

async function decide(
  { clock }: Context,
  sql: Queryable,
  decision: { id: bigint | null; member: bigint; state: 'confirmed' | 'declined'; by: bigint; key: string },
): Promise<void> {
  const { id, member, state, by, key } = decision;
  const decided = await run<{ delivery: bigint }>(sql, statement.decide, [
    id,
    member,
    state,
    by,
    key,
    clock.now(),
  ]);
  await reviseDelivery(sql, ...decided.map(({ delivery }) => delivery));
}

/** In the order of the references. Throws for one that no match has. */
export async function matchNotices(
  sql: Queryable,
  references: readonly string[],
): Promise<TabNoticeOf<'tab_match'>[]> {
  type Row = Omit<TabNoticeOf<'tab_match'>, 'kind'>;
  const rows = await run<Row>(sql, statement.notices, [references]);
  const found = new Map(rows.map((row) => [row.reference, row]));
  return references.map((reference) => {
    const row = found.get(reference);
    if (!row) throw new Error(`No match ${reference} of a tab`);
    const { state, name, person, by, importer, actions } = row;
    return { kind: 'tab_match', reference, state, name, person, by, importer, actions };
  });
}
