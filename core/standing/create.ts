/** From what somebody wrote to an order: a question first, and its Create makes it. */
import { type Context, DEFAULT_LOCALE } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import {
  advisoryLock,
  lockPeople,
  type Person,
  personOf,
  resolve,
  viewOf,
  whoOf,
  zonesOf,
} from '../identity/index.ts';
import { derivedKey, publicId } from '../ids.ts';
import { putIntents, usedBy, useIntent } from '../intents/index.ts';
import { type Asset, money } from '../money.ts';
import type { NoticeOf } from '../notices.ts';
import { toJsonb } from '../outbox/json.ts';
import { checkAmount } from '../policy/amounts.ts';
import { limits } from '../policy/limits.ts';
import { checkMemo } from '../policy/memos.ts';
import type { Json } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { putSkips } from './order.ts';
import { datesAfter, momentAt, planned, type Series } from './rules.ts';
import type { StandingIntent, StandingRequest } from './types.ts';

const statement = {
  create: sqlFile(import.meta.url, './sql/create.sql'),
  findKey: sqlFile(import.meta.url, './sql/find_key.sql'),
  countOpen: sqlFile(import.meta.url, './sql/count_open.sql'),
};

/** How many dates to come are shown. */
export const shown_dates = 3;

/** Where nobody told in whose time somebody lives. */
const fallbackZone = 'UTC';

interface Checked {
  payer: bigint;
  payee: Person;
  asset: Asset;
  memo: string | null;
  zone: string;
  isZoneAssumed: boolean;
  locale: string;
  series: Series;
}

/** Everything that needs no lock. */
export async function check(context: Context, asked: StandingRequest): Promise<Result<Checked>> {
  const { assets, clock } = context;
  const asset = checkAmount(asked.amount, assets.find(asked.asset), asked.asset, assets.all);
  if (!asset.ok) return asset;
  const memo = checkMemo(asked.memo);
  if (!memo.ok) return memo;
  const payer = await personOf(context, asked.payer);
  const payee = await resolve(context, asked.payee, asked.payer);
  if (!payee.ok) return payee;
  const told = (await zonesOf(context.sql, [payer.id])).get(payer.id);
  const zone = told ?? fallbackZone;
  const series = planned(asked.plan, zone, clock.now());
  if (!series.ok) return series;
  const refusal = mayPay(payer, payee.value);
  if (!refusal.ok) return refusal;
  return ok({
    payer: payer.id,
    payee: payee.value,
    asset: asset.value,
    memo: memo.value,
    zone,
    isZoneAssumed: told === undefined,
    locale: payer.locale ?? DEFAULT_LOCALE,
    series: series.value,
  });
}

function mayPay(payer: Pick<Person, 'id' | 'frozen'>, payee: Person): Result<null> {
  if (payer.frozen) return refuse('account_frozen');
  if (payee.id === payer.id) return refuse('pay_self');
  if (payee.frozen) return refuse('payee_frozen', { payee: payee.name });
  return ok(null);
}

export async function propose(
  context: Context,
  asked: StandingRequest,
): Promise<Result<NoticeOf<'standing_proposed'>>> {
  const checked = await check(context, asked);
  if (!checked.ok) return checked;
  const { payer: person } = checked.value;
  const payload = payloadOf(asked, checked.value.payee) as unknown as Json;
  const expiresAt = new Date(context.clock.now().getTime() + limits.confirmMinutes * 60_000);
  const [create] = await putIntents(context, context.sql, [
    { kind: 'standing_create', person, payload, expiresAt },
  ]);
  const [cancel] = await putIntents(context, context.sql, [
    {
      kind: 'standing_cancel',
      person,
      payload: { ...(payload as object), create: create! } as Json,
      expiresAt,
    },
  ]);
  return ok({
    ...proposalOf(asked, checked.value),
    actions: [
      { action: 'create', intent: create! },
      { action: 'cancel', intent: cancel! },
    ],
  });
}

/** The yes is to whom the question shows, and not to whoever bears the handle by then. */
function payloadOf(
  { amount, asset, memo, plan, origin, payee: who }: StandingRequest,
  payee: Person,
): StandingIntent {
  const { key, conversation } = origin;
  return { key, payee: whoOf(payee) ?? who, amount: String(amount), asset, memo, plan, conversation };
}

/** As it was asked, also once it is answered. */
export function proposalOf(
  { amount }: Pick<StandingRequest, 'amount'>,
  { payee, asset, memo, zone, isZoneAssumed, series }: Checked,
): NoticeOf<'standing_proposed'> {
  return {
    kind: 'standing_proposed',
    payee: viewOf(payee),
    amount: money(amount, asset),
    memo,
    repeat: series.repeat,
    zone,
    next: datesAfter(series, null, shown_dates).map((date) => momentAt(zone, date).toISOString()),
    actions: [],
    ...(isZoneAssumed && { assumes_zone: true }),
  };
}

/** Makes it, once for the event of the command; under `intent`, which is used up with it. Returns its reference. */
export async function create(
  context: Context,
  asked: StandingRequest,
  intent: { key: string; by: string },
): Promise<Result<string>> {
  const key = derivedKey('standing', asked.origin.key);
  const checked = await check(context, asked);
  if (!checked.ok) {
    const before = await findMade(context.sql, key);
    return before === null ? checked : ok(before.reference);
  }
  return inTransaction(context.sql, async (sql): Promise<Result<string>> => {
    await advisoryLock(sql, key);
    const { payer: payerId, payee: loaded, series, zone, locale, asset, memo } = checked.value;
    // Nobody else's, so that two at once are counted one after the other.
    const people = await lockPeople(sql, [payerId, loaded.id], 'update');
    const [payer, payee] = [people.get(payerId)!, people.get(loaded.id)!];
    const before = await findMade(sql, key);
    if (before !== null) {
      const isSame =
        before.amount === String(asked.amount) &&
        before.asset === asset.code &&
        before.memo === memo &&
        before.payee === payee.id;
      return isSame ? ok(before.reference) : refuse('idempotency_key_reused');
    }
    if ((await usedBy(sql, intent.key)) !== null) return refuse('intent_used');
    const allowed = mayPay(payer, payee);
    if (!allowed.ok) return allowed;
    const [open] = await run<{ count: number }>(sql, statement.countOpen, [payer.id]);
    if (open!.count >= limits.standing.open)
      return refuse('standings_too_many', { limit: limits.standing.open });
    const reference = publicId('sto');
    const [made] = await run<{ id: bigint }>(sql, statement.create, [
      reference,
      payer.id,
      payee.id,
      asset.code,
      String(asked.amount),
      memo,
      key,
      toJsonb({ conversation: asked.origin.conversation, person: asked.payer, locale }),
      zone,
      series.starts,
      series.repeat && toJsonb(series.repeat),
      momentAt(zone, series.starts),
      context.clock.now(),
    ]);
    const id = made!.id;
    await putIntents(
      context,
      sql,
      (['pause', 'resume', 'end', 'show'] as const).map((act) => ({
        kind: `standing_${act}`,
        person: payer.id,
        subject: id,
      })),
    );
    await putSkips(context, sql, [{ id, payer: payer.id, repeat: series.repeat, zone, next: series.starts }]);
    await useIntent(context, sql, { key: intent.key, by: intent.by, outcome: { reference } });
    return ok(reference);
  });
}

/** Nothing is made by the question any more, unless it has been made already. */
export const cancel = (
  context: Context,
  { origin }: Pick<StandingRequest, 'origin'>,
  intent: { key: string; by: string },
): Promise<Result<null>> =>
  inTransaction(context.sql, async (sql): Promise<Result<null>> => {
    const key = derivedKey('standing', origin.key);
    await advisoryLock(sql, key);
    if ((await findMade(sql, key)) !== null) return refuse('intent_used');
    await useIntent(context, sql, { ...intent, outcome: { cancelled: true } });
    return ok(null);
  });

interface Made {
  reference: string;
  asset: string;
  /** In minor units. */
  amount: string;
  memo: string | null;
  payee: bigint;
}

async function findMade(sql: Queryable, key: string): Promise<Made | null> {
  const [row] = await run<Made>(sql, statement.findKey, [key]);
  return row ?? null;
}
