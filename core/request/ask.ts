/** Asking: the request, its shares, its card, and a message to everybody who does not see that, in one database transaction. */
import type { Shown, Who } from '../common.ts';
import { type Context, DEFAULT_LOCALE } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { contactsOf, lockPeople, type Person, personOf, resolve } from '../identity/index.ts';
import { publicId, sha256 } from '../ids.ts';
import { putIntents } from '../intents/index.ts';
import type { Asset } from '../money.ts';
import { addDeliveries, addDelivery } from '../outbox/index.ts';
import { toJsonb } from '../outbox/json.ts';
import { checkAmount } from '../policy/amounts.ts';
import { limits } from '../policy/limits.ts';
import { checkMemo } from '../policy/memos.ts';
import type { Conversation } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { directTo, seesCard } from '../tell.ts';
import { type AskedShare, planAsked } from './rules.ts';
import type { AskRequest } from './types.ts';

const statement = {
  find: sqlFile(import.meta.url, './sql/find.sql'),
  create: sqlFile(import.meta.url, './sql/create.sql'),
  countOpen: sqlFile(import.meta.url, './sql/count_open.sql'),
};

/** What has passed the rules that need no lock. */
interface Checked extends AskRequest {
  currency: Asset;
  hash: string;
  locale: string;
  askerId: bigint;
  /** Null: whoever pays first. */
  payerIds: bigint[] | null;
}

/** The same event makes one request, and is given the same answer when it comes again. */
export async function ask(context: Context, asked: AskRequest): Promise<Result<Shown>> {
  const hash = hashOf(asked);
  const before = () => findAsked(context.sql, asked.origin.key, hash);
  const checked = await check(context, asked, hash);
  if (!checked.ok) return (await before()) ?? checked;
  try {
    const made = await inTransaction(context.sql, (sql) => make(context, sql, checked.value));
    return made.ok ? made : ((await before()) ?? made);
  } catch (error) {
    if ((error as { constraint?: string }).constraint !== 'request_key_key') throw error;
    return (await before())!;
  }
}

async function check(context: Context, asked: AskRequest, hash: string): Promise<Result<Checked>> {
  const { assets } = context;
  const asset = checkAmount(asked.amount, assets.find(asked.asset), asked.asset, assets.all);
  if (!asset.ok) return asset;
  const memo = checkMemo(asked.memo);
  if (!memo.ok) return memo;
  if (asked.payers && asked.payers.length > limits.payees)
    return refuse('payees_too_many', { limit: limits.payees });
  const asker = await personOf(context, asked.asker);
  const resolved = await Promise.all((asked.payers ?? []).map((who) => resolve(context, who, asked.asker)));
  const refused = resolved.find((payer) => !payer.ok);
  if (refused) return refused as Result<never>;
  const payers = resolved.flatMap((payer) => (payer.ok ? [payer.value.id] : []));
  return ok({
    ...asked,
    memo: memo.value,
    currency: asset.value,
    hash,
    locale: asker.locale ?? DEFAULT_LOCALE,
    askerId: asker.id,
    payerIds: asked.payers && payers,
  });
}

/** What makes two requests the same one. Names and places may differ. */
function hashOf({ asker, payers, amount, asset, mode, memo }: AskRequest): string {
  const nameOf = (who: Who) =>
    who.by === 'identity' ? who.identity : [who.platform, who.tenant, who.handle];
  const asked = payers?.map(nameOf) ?? null;
  return sha256(JSON.stringify([asker, asked, amount.toString(), asset, mode, memo]));
}

async function findAsked(sql: Queryable, key: string, hash: string): Promise<Result<Shown> | null> {
  const [row] = await run<Shown & { request_hash: string }>(sql, statement.find, [key]);
  if (!row) return null;
  if (row.request_hash !== hash) return refuse('idempotency_key_reused');
  return ok({ reference: row.reference, delivery: row.delivery });
}

async function make(context: Context, sql: Queryable, asked: Checked): Promise<Result<Shown>> {
  const people = await lockPeople(sql, [asked.askerId, ...(asked.payerIds ?? [])], 'share');
  const asker = people.get(asked.askerId)!;
  const named = asked.payerIds?.map((id) => people.get(id)!) ?? null;
  const planned = planAsked(asker, named, asked, asked.currency);
  if (!planned.ok) return planned;
  const [open] = await run<{ count: number }>(sql, statement.countOpen, [asker.id]);
  if (open!.count >= limits.request.open) return refuse('requests_too_many', { limit: limits.request.open });

  const reference = publicId('req');
  const { origin, message, locale, currency } = asked;
  const { conversation } = origin;
  const place = { conversation, person: asked.asker, locale };
  const card = {
    ...place,
    audience: 'conversation',
    subject: { kind: 'request', id: reference },
    ...(origin.reply && { reply: origin.reply }),
    ...(message && { message }),
  } as const;
  const delivery = await addDelivery(sql, card, { now: true });
  const messages = await tellElsewhere(sql, reference, conversation, planned.value);
  const now = context.clock.now();
  const [made] = await run<{ id: bigint }>(sql, statement.create, [
    reference,
    asker.id,
    currency.code,
    asked.memo,
    origin.key,
    asked.hash,
    toJsonb(place),
    delivery,
    new Date(now.getTime() + limits.request.days * 86_400_000),
    now,
    planned.value.map(({ payer }) => payer?.id ?? null),
    planned.value.map(({ amount }) => String(amount)),
    messages,
  ]);
  await putButtons(context, sql, made!.id, asker);
  return ok({ reference, delivery });
}

/** Those who pay are known at the press; the others' buttons are the asker's. */
const putButtons = (context: Context, sql: Queryable, request: bigint, asker: Person) =>
  putIntents(context, sql, [
    ...(['request_pay', 'request_pay_part', 'request_decline', 'request_show'] as const).map((kind) => ({
      kind,
      person: null,
      subject: request,
    })),
    ...(['request_cancel', 'request_remind'] as const).map((kind) => ({
      kind,
      person: asker.id,
      subject: request,
    })),
  ]);

/** Whoever does not see the card gets their part in their own chat; nothing to somebody who is only a name so far. */
async function tellElsewhere(
  sql: Queryable,
  reference: string,
  conversation: Conversation,
  shares: readonly AskedShare[],
): Promise<bigint[]> {
  const elsewhere = shares.flatMap(({ payer }, position) =>
    payer && !seesCard(payer, conversation) ? [{ payer, position }] : [],
  );
  const contacts = await contactsOf(
    sql,
    elsewhere.map(({ payer }) => payer.id),
  );
  const messages = elsewhere.flatMap(({ payer, position }) => {
    const contact = contacts.get(payer.id);
    return contact ? [directTo(contact, { kind: 'request_share', id: `${reference}/${position}` })] : [];
  });
  return addDeliveries(sql, messages);
}
