/** Whether to ask before money goes, and the question: one for each event, with two buttons of which one acts, once. */
import type { Origin } from '../common.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import type { Guard, Spending } from '../guard.ts';
import { loadPeople, type Person, personOf, viewOf } from '../identity/index.ts';
import { opaqueKey } from '../ids.ts';
import { putIntent } from '../intents/index.ts';
import { money } from '../money.ts';
import type { NoticeOf } from '../notices.ts';
import { toJsonb } from '../outbox/json.ts';
import { limits } from '../policy/limits.ts';
import type { Conversation } from '../ports/chat.ts';
import { type AskReason, type Facts, reasonsToAsk } from './rules.ts';
import { protectionOf } from './settings.ts';

const statement = {
  put: sqlFile(import.meta.url, './sql/put_confirmation.sql'),
  find: sqlFile(import.meta.url, './sql/find_confirmation.sql'),
};

type Question = NoticeOf<'confirm_spending'>;

export interface Confirmation {
  id: bigint;
  person: bigint;
  /** Of the event that is asked about. */
  key: string;
  /** The button that is pressed once more when they say yes. */
  intent: string;
  conversation: Conversation;
  notice: Omit<Question, 'state' | 'actions'>;
  confirm_key: string;
  cancel_key: string;
  state: Question['state'];
  pressed_key: string | null;
}

export const findConfirmation = async (sql: Queryable, id: bigint): Promise<Confirmation | undefined> =>
  (await run<Confirmation>(sql, statement.find, [null, null, id]))[0];

/** As it stands now. */
export const questionOf = ({ notice, state, confirm_key, cancel_key }: Confirmation): Question => ({
  ...notice,
  state,
  actions:
    state === 'asked'
      ? [
          { action: 'confirm', intent: confirm_key },
          { action: 'cancel', intent: cancel_key },
        ]
      : [],
});

export function createGuard(context: Context): Guard {
  const expiresAt = () => new Date(context.clock.now().getTime() + limits.confirmMinutes * 60_000);
  return {
    async concerns(by, { amount, asset }) {
      const person = await personOf(context, by);
      const protection = await protectionOf(context, context.sql, person.id);
      const foreign = asset !== context.assets.main.code;
      return reasonsToAsk(protection, { amount, foreign, new_payee: true, seen: false }).length > 0;
    },

    async press({ key, by, origin, confirmed }, spending, { in_place } = {}) {
      if (confirmed) return null;
      const { sql } = context;
      const asking = await asked(context, sql, by, origin, spending, async () => key, expiresAt());
      if (!asking) return null;
      const question = questionOf(asking);
      return in_place ? { in_place: question } : { private: question };
    },

    async typed({ by, kind, payload, origin }, spending) {
      const person = await personOf(context, by);
      const until = expiresAt();
      const asking = await inTransaction(context.sql, (sql) => {
        const intent = () => putIntent(context, sql, { kind, person: person.id, payload, expiresAt: until });
        return asked(context, sql, person, origin, spending, intent, until);
      });
      return asking && questionOf(asking);
    },
  };
}

/** What its person is asked about this event, now or when it came the first time; null when there is nothing to ask. */
async function asked(
  context: Context,
  sql: Queryable,
  person: Person,
  { key, conversation }: Origin,
  spending: Spending,
  intent: () => Promise<string>,
  until: Date,
): Promise<Confirmation | null> {
  const find = async () => (await run<Confirmation>(sql, statement.find, [person.id, key, null]))[0];
  const before = await find();
  if (before) return before;
  const payees = await loadPeople(sql, spending.payees);
  const reasons = await judge(context, sql, person, spending);
  if (reasons.length === 0) return null;
  const notice: Confirmation['notice'] = {
    kind: 'confirm_spending',
    payees: [...new Map([...payees.values()].map((payee) => [payee.id, viewOf(payee)])).values()],
    total: money(spending.amount, context.assets.find(spending.asset)!),
    memo: spending.memo ?? null,
    reasons,
    until: until.toISOString(),
  };
  const [confirm, cancel] = [opaqueKey(), opaqueKey()];
  const now = context.clock.now();
  const place = toJsonb(conversation);
  const row = [person.id, key, await intent(), place, toJsonb(notice), confirm, cancel, until, now];
  await run(sql, statement.put, row);
  return (await find())!;
}

async function judge(
  context: Context,
  sql: Queryable,
  person: Person,
  { payees, amount, asset, seen }: Spending,
): Promise<AskReason[]> {
  const protection = await protectionOf(context, sql, person.id);
  const foreign = asset !== context.assets.main.code;
  const facts: Facts = { amount, foreign, seen: seen ?? false, new_payee: true };
  // Most payments are small: then whom they know is not asked.
  if (!reasonsToAsk(protection, facts).includes('new_payee')) return reasonsToAsk(protection, facts);
  const known = new Set(await context.acquainted(person.id, payees));
  return reasonsToAsk(protection, { ...facts, new_payee: payees.some((payee) => !known.has(payee)) });
}
