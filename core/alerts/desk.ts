/** Alerts on their way: told at once, kept until they may be, or not at all. */
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { contactsOf } from '../identity/index.ts';
import { type Money, money } from '../money.ts';
import { addDeliveries, type Subject } from '../outbox/index.ts';
import { toJsonb } from '../outbox/json.ts';
import { directTo } from '../tell.ts';
import { type AlertSettings, defaultSettings, reaches, whenTold } from './rules.ts';
import { settingsOf } from './settings.ts';
import type { AlertDesk, NewAlert } from './types.ts';

const statement = {
  put: sqlFile(import.meta.url, './sql/put_alerts.sql'),
  told: sqlFile(import.meta.url, './sql/told.sql'),
};

type Parts = Pick<Context, 'assets' | 'clock'>;

/** Tells each of them now, later or never, as the person wants. In the database transaction of what it tells of. */
export async function raiseAlerts(parts: Parts, sql: Queryable, alerts: readonly NewAlert[]): Promise<void> {
  const people = alerts.map(({ person }) => person);
  await (await openDesk(parts, sql, people)).tell(alerts);
}

interface Spending {
  /** As in {@link NewAlert}. */
  person: bigint;
  key?: string;
  reference: string;
  /** What they have after it. */
  balance: Money;
  spent: bigint;
}

/** For whatever takes money out of somebody's wallet: told when they have less than they want to have, once until they have it again. */
export const lowBalance = ({ balance, spent, reference, ...alert }: Spending): NewAlert => ({
  ...alert,
  kind: 'low_balance',
  before: money(BigInt(balance.minor) + spent, balance.asset),
  amount: balance,
  notice: (threshold) => ({ kind: 'alert_low_balance', balance, threshold, reference }),
});

/** One that is wanted. */
interface Judged {
  alert: NewAlert;
  subject: Subject;
  due: 'now' | Date;
}

/** A transfer out of somebody's wallet. */
interface Outgoing {
  person: { id: bigint; public_id: string };
  transfer: bigint;
  spent: Money;
  reference: string;
}

/** As {@link lowBalance}, for transfers just made whose balances nobody has looked at. */
export async function tellIfLow(
  context: Pick<Context, 'assets' | 'clock' | 'ledger'>,
  sql: Queryable,
  outgoing: readonly Outgoing[],
): Promise<void> {
  const entries = await context.ledger.balancesAfter(
    sql,
    outgoing.map(({ transfer }) => transfer),
  );
  // Whoever saves has an entry of their savings in the same transfer.
  const wallets = entries.filter(({ purpose }) => purpose === 'wallet');
  const after = new Map(
    wallets.map(({ transfer, owner, asset, balance }) => [`${transfer} ${owner} ${asset}`, balance]),
  );
  const alerts = outgoing.map(({ person, transfer, spent: { minor, asset }, reference }) => {
    const balance = money(after.get(`${transfer} ${person.public_id} ${asset.code}`)!, asset);
    const key = `trn_${transfer}`;
    return lowBalance({ person: person.id, key, reference, balance, spent: BigInt(minor) });
  });
  await raiseAlerts(context, sql, alerts);
}

/** What these people want to hear of, in one statement however many they are. */
export async function openDesk(parts: Parts, sql: Queryable, people: readonly bigint[]): Promise<AlertDesk> {
  const chosen = await settingsOf(parts, sql, people);
  const defaults = defaultSettings(parts.assets.main);
  const now = parts.clock.now();
  const settingsFor = (person: bigint): AlertSettings => chosen.get(person) ?? defaults;

  const when: AlertDesk['when'] = (alert) => {
    const settings = settingsFor(alert.person);
    const setting = settings.kinds[alert.kind];
    if (!setting.on || !reaches(alert.kind, setting.threshold, alert)) return null;
    const at = whenTold(settings, setting, now);
    return at <= now ? 'now' : at;
  };

  return {
    when,
    async tell(alerts) {
      const wanted = alerts.flatMap((alert): Judged[] => {
        const due = when(alert);
        if (due === null) return [];
        const { threshold } = settingsFor(alert.person).kinds[alert.kind];
        return [{ alert, subject: subjectOf(alert, threshold), due }];
      });
      await tellWanted(sql, wanted, now);
    },
  };
}

function subjectOf(alert: NewAlert, threshold: Money | null): Subject {
  if ('subject' in alert) return alert.subject;
  const { notice } = alert;
  return { kind: 'notice', notice: typeof notice === 'function' ? notice(threshold!) : notice };
}

/** Parts of something have its reference before a slash. */
function referenceOf(subject: Subject): string | null {
  if ('id' in subject) return subject.id.split('/')[0]!;
  return 'reference' in subject.notice ? subject.notice.reference : null;
}

/** What is told at once and raised once leaves no row behind: that is nearly all, and the money waits for it. */
async function tellWanted(sql: Queryable, wanted: readonly Judged[], now: Date): Promise<void> {
  const plain = wanted.filter(({ due, alert }) => due === 'now' && alert.key === undefined);
  const kept = wanted.filter((one) => !plain.includes(one));
  const fresh = kept.length > 0 ? await keep(sql, kept, now) : [];
  const atOnce = fresh.filter(({ due }) => due === 'now');
  const told = [...plain, ...atOnce];
  if (told.length === 0) return;
  const contacts = await contactsOf(
    sql,
    told.map(({ alert }) => alert.person),
  );
  // Nothing to somebody who is only a name so far.
  const reached = told.filter(({ alert }) => contacts.has(alert.person));
  const deliveries = await addDeliveries(
    sql,
    reached.map(({ alert, subject }) => directTo(contacts.get(alert.person)!, subject)),
  );
  if (atOnce.length === 0) return;
  const ids = new Map(reached.map((one, index) => [one, deliveries[index]!]));
  await run(sql, statement.told, [
    atOnce.map(({ id }) => id),
    atOnce.map((one) => ids.get(one) ?? null),
    now,
  ]);
}

/** Those that are new, with their ids. */
async function keep(
  sql: Queryable,
  judged: readonly Judged[],
  now: Date,
): Promise<(Judged & { id: bigint })[]> {
  const rows = await run<{ number: number; id: bigint }>(sql, statement.put, [
    judged.map(({ alert }) => alert.person),
    judged.map(({ alert }) => alert.kind),
    judged.map(({ alert }) => alert.key ?? null),
    judged.map(({ subject }) => referenceOf(subject)),
    judged.map(({ subject }) => toJsonb(subject)),
    judged.map(({ due }) => (due === 'now' ? now : due)),
    now,
  ]);
  return rows.map(({ number, id }) => ({ ...judged[number - 1]!, id }));
}
