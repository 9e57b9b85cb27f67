/** Whether to ask before money goes, and the question: one for each event, with two buttons of which one acts, once. */
import type { Origin } from '../common.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import type { Guard, Spending } from '../guard.ts';
import { loadPeople, type Person, personOf, viewOf } from '../identity/index.ts';
import { opaqueKey } from '../ids.ts';
import { putIntent } from '../intents/index.ts';
import type { Pressed } from '../intents/types.ts';
import { money } from '../money.ts';
import type { NoticeOf } from '../notices.ts';
import { toJsonb } from '../outbox/json.ts';
import { limits } from '../policy/limits.ts';
import type { Conversation } from '../ports/chat.ts';
import { ok, refuse } from '../refusals.ts';
import { pinFor } from './allowance.ts';
import { hasPin, tryPin } from './pin.ts';
import { putPrompt } from './prompt.ts';
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
  /** There is no card: the press was answered with the form of the PIN. */
  by_form: boolean;
  notice: Omit<Question, 'state' | 'actions'>;
  confirm_key: string;
  cancel_key: string;
  state: Question['state'];
  pressed_key: string | null;
  expires_at: Date;
}

export const findConfirmation = async (
  sql: Queryable,
  by: { id: bigint } | { confirm_key: string },
): Promise<Confirmation | undefined> => {
  const asked = 'id' in by ? [null, null, by.id, null] : [null, null, null, by.confirm_key];
  return (await run<Confirmation>(sql, statement.find, asked))[0];
};

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
    async concerns(by, { amount, asset, seen = false }) {
      const person = await personOf(context, by);
      const { protection, has_pin } = await protectionOf(context, context.sql, person.id);
      const facts = { amount, foreign: asset !== context.assets.main.code, new_payee: true, seen };
      // With a PIN every amount counts towards the one from which on it is wanted.
      return has_pin || reasonsToAsk(protection, facts).length > 0;
    },

    async press({ key, by, origin, confirmed }, spending, { in_place } = {}) {
      const { sql } = context;
      if (confirmed) return unlessItGrew(sql, by, origin, spending);
      const way = { intent: async () => key, mayOnlyAskForPin: true };
      const until = expiresAt();
      const asking = await inTransaction(sql, (transaction) =>
        asked(context, transaction, by, origin, spending, way, until),
      );
      if (!asking) return null;
      if (asking.by_form && asking.state === 'asked') return askForPin(context, asking);
      const question = questionOf(asking);
      return in_place ? { in_place: question } : { private: question };
    },

    async prove(person, given) {
      if (!(await hasPin(context.sql, person))) return ok(false);
      if (given === null) return refuse('pin_required');
      const tried = await tryPin(context, person, given.pin, given.sending);
      return tried.ok ? ok(true) : tried;
    },

    async unasked(by, key, { amount, asset, seen = false }) {
      const { id } = await personOf(context, by);
      return inTransaction(context.sql, async (sql) => {
        const { protection } = await protectionOf(context, sql, id);
        const facts = { amount, foreign: asset !== context.assets.main.code, new_payee: true, seen };
        if (reasonsToAsk(protection, facts).length > 0) return false;
        return (await pinFor(context, sql, { person: id, key, amount, asset }, { spend: true })) === null;
      });
    },

    async typed({ by, kind, payload, origin }, spending) {
      const person = await personOf(context, by);
      const until = expiresAt();
      const asking = await inTransaction(context.sql, (sql) => {
        const intent = () => putIntent(context, sql, { kind, person: person.id, payload, expiresAt: until });
        const way = { intent, mayOnlyAskForPin: false };
        return asked(context, sql, person, origin, spending, way, until);
      });
      return asking && questionOf(asking);
    },
  };
}

/** A yes is to what was shown: where more would go by now (a share has grown), or to somebody else, it is none, and they may press again. */
async function unlessItGrew(
  sql: Queryable,
  { id }: Person,
  { key }: Origin,
  { amount, asset, payees }: Spending,
): Promise<Pressed | null> {
  const [asked] = await run<Confirmation>(sql, statement.find, [id, key, null, null]);
  const refusal = { kind: 'refusal', refusal: { code: 'spending_changed' } } as const;
  // They said yes to something else, or as somebody who has been joined to another person since.
  if (!asked) return { private: refusal };
  const { total } = asked.notice;
  const people = await loadPeople(sql, payees);
  const shown = new Set(asked.notice.payees.map((payee) => payee.id));
  const areShown = payees.every((payee) => shown.has(people.get(payee)!.public_id));
  if (areShown && asset === total.asset.code && amount <= BigInt(total.minor)) return null;
  return asked.by_form ? { private: refusal } : { in_place: refusal };
}

/** What its person is asked about this event, now or when it came the first time; null when there is nothing to ask. */
async function asked(
  context: Context,
  sql: Queryable,
  person: Person,
  { key, conversation }: Origin,
  spending: Spending,
  { intent, mayOnlyAskForPin }: { intent(): Promise<string>; mayOnlyAskForPin: boolean },
  until: Date,
): Promise<Confirmation | null> {
  const find = async () => (await run<Confirmation>(sql, statement.find, [person.id, key, null, null]))[0];
  const before = await find();
  if (before) return before;
  const payees = await loadPeople(sql, spending.payees);
  const isOnlyProven = spending.borrows || spending.taken;
  const reasons = isOnlyProven ? [] : await reasonsFor(context, sql, person, spending);
  const { amount, asset, repeats = false } = spending;
  const wanted = { person: person.id, key, amount, asset, always: repeats };
  // What is asked about anyway counts when they say yes.
  const pin = await pinFor(context, sql, wanted, { spend: reasons.length === 0 });
  if (reasons.length === 0 && !pin) return null;
  const currency = context.assets.find(asset)!;
  const notice: Confirmation['notice'] = {
    kind: 'confirm_spending',
    payees: [...new Map([...payees.values()].map((payee) => [payee.id, viewOf(payee)])).values()],
    total: money(amount, currency),
    memo: spending.memo ?? null,
    ...(spending.borrows && { borrows: true as const }),
    ...(spending.taken && { taken: true as const }),
    ...(repeats && { repeats }),
    reasons,
    ...(pin && { pin: true as const }),
    ...(pin && pin.recent > 0n && { recent: money(pin.recent, currency) }),
    until: until.toISOString(),
  };
  const [confirm, cancel] = [opaqueKey(), opaqueKey()];
  const now = context.clock.now();
  const place = toJsonb(conversation);
  const by_form = mayOnlyAskForPin && reasons.length === 0;
  const row = [person.id, key, await intent(), place, by_form, toJsonb(notice), confirm, cancel, until, now];
  await run(sql, statement.put, row);
  return (await find())!;
}

async function reasonsFor(
  context: Context,
  sql: Queryable,
  person: Person,
  { payees, amount, asset, seen }: Spending,
): Promise<AskReason[]> {
  const { protection } = await protectionOf(context, sql, person.id);
  const foreign = asset !== context.assets.main.code;
  const facts: Facts = { amount, foreign, seen: seen === true, new_payee: true };
  const reasons = reasonsToAsk(protection, facts);
  // Most payments are small: then whom they know is not asked.
  if (!reasons.includes('new_payee')) return reasons;
  const known = new Set(await context.acquainted(person.id, payees));
  const new_payee = payees.some((payee) => !known.has(payee));
  return reasonsToAsk(protection, { ...facts, new_payee });
}

/** Whether the PIN is wanted as things are now; where it is not, the payment counts as spent without it. */
export async function wantsPin(context: Context, { person, key, notice }: Confirmation): Promise<boolean> {
  const { minor, asset } = notice.total;
  const always = notice.repeats === true;
  const wanted = { person, key, amount: BigInt(minor), asset: asset.code, always };
  return (await inTransaction(context.sql, (sql) => pinFor(context, sql, wanted, { spend: true }))) !== null;
}

/** By a form; where there are none, by their next direct message. */
export async function askForPin(
  context: Context,
  { person, confirm_key, notice }: Confirmation,
): Promise<Pressed> {
  const { total, payees, recent, borrows, taken } = notice;
  const about = {
    payees,
    total,
    ...(recent && { recent }),
    ...(borrows && { borrows }),
    ...(taken && { taken }),
  };
  const act = borrows ? ('borrow' as const) : taken ? ('release' as const) : null;
  await putPrompt(context, person, confirm_key);
  return {
    form: { form: 'pin', intent: confirm_key, total, ...(act && { act }) },
    private: { kind: 'pin_wanted', which: 'current', spending: about },
  };
}
