/**
 * People's own pages (Slack's App Home), as deliveries: one for each page, which is made when it is first opened, shown again at
 * every opening, and for an hour after it whenever what it shows may have changed.
 */
import type { PersonView } from '../common.ts';
import { inTransaction, type Queryable, run, type Sql, sqlFile } from '../db/index.ts';
import type { Notice } from '../notices.ts';
import { type Identity, identityText } from '../ports/chat.ts';
import { toJsonb } from './json.ts';

const statement = {
  open: sqlFile(import.meta.url, './sql/open_page.sql'),
  revise: sqlFile(import.meta.url, './sql/revise_pages.sql'),
  lock: sqlFile(import.meta.url, '../identity/sql/advisory_lock.sql'),
};

const open_ms = 3_600_000;
/** Between two showings of the same page: whatever happens meanwhile is in the next one. */
const pause_ms = 2_000;

/** Returns the delivery of their page, which the caller shows at once. */
export const openPage = (sql: Sql, person: Identity, locale: string): Promise<bigint> =>
  inTransaction(sql, async (transaction) => {
    const key = identityText(person);
    const page = {
      lane: `direct:${key}`,
      platform: person.platform,
      audience: 'home',
      person,
      subject: { kind: 'home', id: key },
      locale,
    };
    // Of two who open the same page at once, one makes it.
    await run(transaction, statement.lock, [`page:${key}`]);
    const now = new Date().toISOString();
    const [row] = await run<{ id: bigint }>(transaction, statement.open, [toJsonb(page), now]);
    return row!.id;
  });

/** Something has happened to these people, in whatever chat. */
export const revisePages = async (sql: Queryable, people: readonly Identity[]): Promise<void> => {
  if (people.length === 0) return;
  const since = new Date(Date.now() - open_ms);
  await run(sql, statement.revise, [people.map(identityText), since, pause_ms]);
};

/** Of a notice to many, the first so many. */
const concerned_max = 100;

/** Everybody whom a notice names, and whose message it is. */
export function concernedBy(notice: Notice, person: Identity | null): Identity[] {
  const found = new Map<string, Identity>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || found.size >= concerned_max) return;
    if ('identities' in value && Array.isArray(value.identities)) {
      // One of somebody's identities stands for them all.
      const [first] = (value as PersonView).identities;
      if (first) found.set(identityText(first), first);
      return;
    }
    for (const inner of Object.values(value)) visit(inner);
  };
  if (person) found.set(identityText(person), person);
  visit(notice);
  return [...found.values()];
}
