/** Settling up: who pays whom is proposed for all to see, and stands until somebody changes the tab. */
import type { Shown } from '../common.ts';
import { type Context, DEFAULT_LOCALE } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { personOf } from '../identity/index.ts';
import { publicId } from '../ids.ts';
import { putIntents } from '../intents/index.ts';
import { addDelivery, reviseDelivery } from '../outbox/index.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { findTab, lockTab, partiesOf, type Tab } from './members.ts';
import { type PlannedDue, planOfTab } from './standings.ts';
import type { TabRequest } from './types.ts';

const read = (name: string): string => sqlFile(import.meta.url, `./sql/${name}.sql`);
const statement = { find: read('find_round'), open: read('open_round'), close: read('close_round') };

export async function openRound(context: Context, request: TabRequest): Promise<Result<Shown>> {
  const { conversation, key } = request.origin;
  if (conversation.kind !== 'group') return refuse('tab_needs_group');
  const by = await personOf(context, request.by);
  return inTransaction(context.sql, async (sql) => {
    const tab = await findTab(sql, conversation);
    if (!tab) return refuse('tab_even');
    await lockTab(sql, tab.id);
    const before = await findRound(sql, key);
    if (before) return ok(before);
    const parties = await partiesOf(sql, tab.id);
    if (!parties.ofPerson(by.id)) return refuse('tab_not_member');
    // First, so that nothing is paid any more by the round before while this one is thought out.
    await closeRound(context, sql, tab.id);
    const plan = await planOfTab(context, sql, tab.id, parties);
    if (plan.length === 0) return refuse('tab_even');
    return ok(await write(context, sql, { tab, request, by, plan }));
  });
}

/** The round that an event has opened already. */
const findRound = async (sql: Queryable, key: string): Promise<Shown | null> =>
  (await run<Shown>(sql, statement.find, [key]))[0] ?? null;

/** The tab has changed: what was proposed before is not right any more, and its card says so. */
export async function closeRound({ clock }: Context, sql: Queryable, tab: bigint): Promise<void> {
  const closed = await run<{ delivery: bigint }>(sql, statement.close, [tab, clock.now()]);
  await reviseDelivery(sql, ...closed.map(({ delivery }) => delivery));
}

interface Opening {
  tab: Tab;
  request: TabRequest;
  by: { id: bigint; locale: string | null };
  plan: readonly PlannedDue[];
}

async function write(
  context: Context,
  sql: Queryable,
  { tab, request: { by: identity, origin }, by, plan }: Opening,
): Promise<Shown> {
  const reference = publicId('tab');
  const delivery = await addDelivery(
    sql,
    {
      audience: 'conversation',
      conversation: origin.conversation,
      person: identity,
      locale: by.locale ?? DEFAULT_LOCALE,
      subject: { kind: 'tab_round', id: reference },
      ...(origin.reply && { reply: origin.reply }),
    },
    { now: true },
  );
  const [round] = await run<{ id: bigint }>(sql, statement.open, [
    reference,
    tab.id,
    by.id,
    origin.key,
    delivery,
    context.clock.now(),
    plan.map(({ debtor }) => debtor.member),
    plan.map(({ creditor }) => creditor.member),
    plan.map(({ amount }) => amount.asset.code),
    plan.map(({ amount }) => amount.minor),
  ]);
  const assets = [...new Set(plan.map(({ amount }) => amount.asset.code))];
  await putIntents(
    context,
    sql,
    assets.map((asset) => ({ kind: 'tab_pay', person: null, subject: round!.id, payload: { asset } })),
  );
  return { reference, delivery };
}
