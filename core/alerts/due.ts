/** What waited for the end of quiet hours, or for the digest: told when its time has come, in one message. */
import { withBalancesNow } from '../balance-now.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { contactsOf } from '../identity/index.ts';
import type { Notice } from '../notices.ts';
import { addDeliveries, type NewDelivery, type Subject } from '../outbox/index.ts';
import { directTo } from '../tell.ts';
import type { AlertKind } from './kinds.ts';
import { type AlertSettings, whenQuietEnds, whenTold } from './rules.ts';
import { settingsOf } from './settings.ts';

const statement = {
  people: sqlFile(import.meta.url, './sql/due_people.sql'),
  due: sqlFile(import.meta.url, './sql/lock_due.sql'),
  waiting: sqlFile(import.meta.url, './sql/lock_waiting.sql'),
  putOff: sqlFile(import.meta.url, './sql/put_off.sql'),
  told: sqlFile(import.meta.url, './sql/told.sql'),
  prune: sqlFile(import.meta.url, './sql/prune.sql'),
};

/** A message has room for so many. */
const alertsOfMessage_max = 10;

const keptTold_ms = 30 * 86_400_000;

interface Due {
  id: bigint;
  person: bigint;
  owner: string;
  kind: AlertKind;
  subject: Subject;
}

/** With what it says by now. */
interface Said extends Due {
  notice: Notice;
}

/** Tells up to `limit` people what they may be told by now, and returns how many they were. */
export async function tellDue(context: Context, limit: number): Promise<number> {
  const now = context.clock.now();
  const people = await run<{ person: bigint }>(context.sql, statement.people, [now, limit]);
  if (people.length === 0) return 0;
  const ids = people.map(({ person }) => person);
  await inTransaction(context.sql, async (sql) => {
    const due = await run<Due>(sql, statement.due, [ids, now]);
    const settings = await settingsOf(context, sql, ids);
    const quietEnds = due.map(({ person }) => {
      const chosen = settings.get(person);
      return chosen ? whenQuietEnds(chosen, now) : null;
    });
    // Late, and meanwhile their quiet hours have begun.
    await putOff(
      sql,
      due.flatMap(({ id }, index) => (quietEnds[index] ? [{ id, at: quietEnds[index] }] : [])),
    );
    await tell(
      context,
      sql,
      due.filter((_, index) => !quietEnds[index]),
    );
  });
  return people.length;
}

async function tell(context: Context, sql: Queryable, waited: readonly Due[]): Promise<void> {
  if (waited.length === 0) return;
  const due = await saidNow(context, sql, waited);
  const contacts = await contactsOf(
    sql,
    due.map(({ person }) => person),
  );
  const messages = messagesOf(due.filter(isStillSo)).filter(([first]) => contacts.has(first!.person));
  const deliveries = await addDeliveries(
    sql,
    messages.map((alerts): NewDelivery => {
      return directTo(contacts.get(alerts[0]!.person)!, subjectOf(alerts));
    }),
  );
  const told = new Map(messages.flatMap((alerts, at) => alerts.map(({ id }) => [id, deliveries[at]!])));
  const deliveriesOf = due.map(({ id }) => told.get(id) ?? null);
  await run(sql, statement.told, [due.map(({ id }) => id), deliveriesOf, context.clock.now()]);
}

async function saidNow(context: Context, sql: Queryable, waited: readonly Due[]): Promise<Said[]> {
  const said: Said[] = [];
  for (const one of waited) said.push({ ...one, notice: await context.noticeOf(sql, one.subject) });
  const notices = await withBalancesNow(context, sql, said);
  return said.map((one, index) => ({ ...one, notice: notices[index]! }));
}

/** Alone, a card stays what it is: shown anew when what it shows changes. */
function subjectOf(alerts: readonly Said[]): Subject {
  const [only] = alerts;
  if (alerts.length > 1)
    return { kind: 'notice', notice: { kind: 'alerts', notices: alerts.map(({ notice }) => notice) } };
  return 'id' in only!.subject ? only!.subject : { kind: 'notice', notice: only!.notice };
}

/** Who has enough again by now need not hear that it was too little. */
const isStillSo = ({ notice }: Said): boolean =>
  notice.kind !== 'alert_low_balance' || BigInt(notice.balance.minor) < BigInt(notice.threshold.minor);

/** One for each person, or as many as it takes. */
function messagesOf(due: readonly Said[]): Said[][] {
  const messages: Said[][] = [];
  const open = new Map<bigint, Said[]>();
  for (const one of due) {
    const message = open.get(one.person);
    if (message && message.length < alertsOfMessage_max) message.push(one);
    else {
      const next = [one];
      open.set(one.person, next);
      messages.push(next);
    }
  }
  return messages;
}

/** After a change of somebody's settings: what waits for them waits as they want it now, and what they turned off is forgotten. */
export async function judgeAnew(
  { clock }: Pick<Context, 'clock'>,
  sql: Queryable,
  person: bigint,
  settings: AlertSettings,
): Promise<void> {
  const now = clock.now();
  const waiting = await run<{ id: bigint; kind: AlertKind }>(sql, statement.waiting, [person]);
  const off = waiting.filter(({ kind }) => !settings.kinds[kind].on).map(({ id }) => id);
  if (off.length > 0) await run(sql, statement.told, [off, off.map(() => null), now]);
  await putOff(
    sql,
    waiting
      .filter(({ id }) => !off.includes(id))
      .map(({ id, kind }) => ({ id, at: whenTold(settings, settings.kinds[kind], now) })),
  );
}

async function putOff(sql: Queryable, alerts: readonly { id: bigint; at: Date }[]): Promise<void> {
  if (alerts.length > 0)
    await run(sql, statement.putOff, [alerts.map(({ id }) => id), alerts.map(({ at }) => at)]);
}

export async function forgetTold({ sql, clock }: Context): Promise<number> {
  await run(sql, statement.prune, [new Date(clock.now().getTime() - keptTold_ms)]);
  return 0;
}
