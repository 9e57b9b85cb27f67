/** From a bill to a card: who owes how much, the buttons, and a card of their own for whoever does not see the conversation. */
import type { Shown } from '../common.ts';
import { type Context, DEFAULT_LOCALE } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { advisoryLock, contactsOf, type Person, personOf, resolve } from '../identity/index.ts';
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
import { type Known, partiesOf, shareOut, type Weighed, weigh } from './rules.ts';
import type { Bill, Party, SplitAction, SplitRequest } from './types.ts';

const statement = {
  find: sqlFile(import.meta.url, './sql/find_by_key.sql'),
  create: sqlFile(import.meta.url, './sql/create_split.sql'),
};

/** For whom each button is: for everybody concerned, or for who has paid the bill alone. */
const buttons: Record<SplitAction, 'everybody' | 'owner'> = {
  split_pay: 'everybody',
  split_join: 'everybody',
  split_leave: 'everybody',
  split_lock: 'owner',
  split_cancel: 'owner',
};

/** A bill whose people and shares are known. */
interface Opening {
  request: SplitRequest;
  memo: string | null;
  hash: string;
  asset: Asset;
  owner: Person & { locale: string | null };
  people: ReadonlyMap<bigint, Person>;
  shares: Weighed[];
}

export async function openSplit(context: Context, request: SplitRequest): Promise<Result<Shown>> {
  const hash = sha256(JSON.stringify([request.owner, request.bill]));
  const checked = await check(context, request, hash);
  return inTransaction(context.sql, async (sql): Promise<Result<Shown>> => {
    await advisoryLock(sql, `split:${request.origin.key}`);
    type Before = Shown & { request_hash: string };
    const [before] = await run<Before>(sql, statement.find, [request.origin.key]);
    if (before && before.request_hash !== hash) return refuse('idempotency_key_reused');
    if (before) return ok({ reference: before.reference, delivery: before.delivery });
    return checked.ok ? record(context, sql, checked.value) : checked;
  });
}

/** Everything that needs no lock: a split moves nothing, so that what may be asked of it depends on nobody else. */
async function check(context: Context, request: SplitRequest, hash: string): Promise<Result<Opening>> {
  const { bill } = request;
  const checked = checkBill(context, bill);
  if (!checked.ok) return checked;
  const owner = await personOf(context, request.owner);
  const named = partiesOf(bill.division).filter((party) => party !== 'me');
  const resolved = await Promise.all(named.map((who) => resolve(context, who, request.owner)));
  const refused = resolved.find((one) => !one.ok);
  if (refused) return refused as Result<never>;
  const people = resolved.flatMap((one) => (one.ok ? [one.value] : []));
  const byParty = new Map<Party, Person>(named.map((who, at) => [who, people[at]!]));
  const known: Known = (party) => (party === 'me' ? owner : byParty.get(party)!);
  const weighed = weigh(bill, known, checked.value.asset);
  if (!weighed.ok) return weighed;
  const all = new Map([owner, ...people].map((person) => [person.id, person]));
  return ok({ request, ...checked.value, hash, owner, people: all, shares: weighed.value });
}

const wholeNumber = /^[1-9]\d{0,37}$/;

/** Whatever the bots understood, nothing else is a bill. */
function checkBill(
  { assets }: Context,
  { total, asset: code, memo: written, division }: Bill,
): Result<{ asset: Asset; memo: string | null }> {
  const amounts = [total, ...(division.mode === 'items' ? division.items.map(({ amount }) => amount) : [])];
  const parts = 'parts' in division ? division.parts.map(({ weight }) => weight) : [];
  const odd = [...amounts, ...parts].find((number) => !wholeNumber.test(number));
  if (odd !== undefined) return refuse('amount_not_positive', { text: odd });
  const exact = division.mode === 'exact' ? parts : [];
  for (const amount of [...amounts, ...exact]) {
    const checked = checkAmount(BigInt(amount), assets.find(code), code, assets.all);
    if (!checked.ok) return checked;
  }
  const memo = checkMemo(written);
  return memo.ok ? ok({ asset: assets.find(code)!, memo: memo.value }) : memo;
}

async function record(context: Context, sql: Queryable, opening: Opening): Promise<Result<Shown>> {
  const { request, asset, owner, shares, memo, hash } = opening;
  const { bill, origin, message } = request;
  const reference = publicId('spl');
  const total = BigInt(bill.total);
  const amounts = shareOut(
    total,
    shares.map(({ weight }) => weight),
    reference,
    asset,
  );
  if (!amounts.ok) return amounts;
  const now = context.clock.now();
  const subject = { kind: 'split', id: reference };
  const { conversation, reply } = origin;
  const delivery = await addDelivery(
    sql,
    {
      audience: 'conversation',
      conversation,
      person: request.owner,
      locale: owner.locale ?? DEFAULT_LOCALE,
      subject,
      ...(reply && { reply }),
      ...(message && { message }),
    },
    { now: true },
  );
  const cards = await tellElsewhere(sql, opening, conversation, subject);
  const [row] = await run<{ id: bigint }>(sql, statement.create, [
    reference,
    owner.id,
    asset.code,
    total,
    bill.division.mode,
    memo,
    origin.key,
    hash,
    toJsonb({ person: request.owner, conversation }),
    delivery,
    new Date(now.getTime() + limits.split.days * 86_400_000),
    now,
    shares.map(({ person }) => person.id),
    shares.map(({ weight }) => weight),
    amounts.value,
    shares.map(({ person }) => cards.get(person.id) ?? null),
  ]);
  const intents = Object.entries(buttons).map(([kind, whom]) => ({
    kind,
    person: whom === 'owner' ? owner.id : null,
    subject: row!.id,
  }));
  await putIntents(context, sql, intents);
  return ok({ reference, delivery });
}

/** A card of their own for those who do not see the conversation, by person. Who is only a name so far has none. */
async function tellElsewhere(
  sql: Queryable,
  { owner, people, shares }: Opening,
  conversation: Conversation,
  subject: { kind: string; id: string },
): Promise<Map<bigint, bigint>> {
  const elsewhere = shares
    .map(({ person }) => people.get(person.id)!)
    .filter((person) => person.id !== owner.id && !seesCard(person, conversation));
  const contacts = await contactsOf(
    sql,
    elsewhere.map(({ id }) => id),
  );
  const told = elsewhere.filter(({ id }) => contacts.has(id));
  const deliveries = await addDeliveries(
    sql,
    told.map(({ id }) => directTo(contacts.get(id)!, subject)),
  );
  return new Map(told.map(({ id }, at) => [id, deliveries[at]!]));
}
