/** Subscribing: the first month is paid at once, by a payment that makes the subscription where it is placed. */
import type { Services } from '../api.ts';
import type { Payable, PayablePayment, PressedIntent, SettledPayment } from '../capability.ts';
import type { Shown } from '../common.ts';
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { loadPeople, whoOf, zonesOf } from '../identity/index.ts';
import { derivedKey, publicId } from '../ids.ts';
import type { Pressed } from '../intents/types.ts';
import { addDeliveries } from '../outbox/index.ts';
import { toJsonb } from '../outbox/json.ts';
import { ok, type Refusal, type Result, refuse } from '../refusals.ts';
import { wallAt } from '../time-zone.ts';
import { subscriptionItems } from './notice.ts';
import { monthBegins } from './rules.ts';
import { type Made, putButtons } from './subscription.ts';
import { loadTiers, lockTiersOf, type Tier } from './tier.ts';

const statement = {
  running: sqlFile(import.meta.url, './sql/running.sql'),
  create: sqlFile(import.meta.url, './sql/create.sql'),
  find: sqlFile(import.meta.url, './sql/find_period.sql'),
  paid: sqlFile(import.meta.url, './sql/paid_first.sql'),
  begun: sqlFile(import.meta.url, './sql/begun.sql'),
};

/** The kind of a first month. */
export const FIRST = 'subscription';

/** Paid, or what the payer is asked before. The event that subscribed is found again by its key. */
export async function pressStart(
  context: Context,
  pay: Services['pay'],
  { subject, by, identity, origin }: PressedIntent,
): Promise<Result<Pressed>> {
  const { sql } = context;
  const key = derivedKey('subscribe', origin.key);
  const done = async (shown: Shown): Promise<Result<Pressed>> =>
    ok({ show: shown, toast: { kind: 'subscription_done', did: 'subscribed' } });
  const before = await findStart(sql, key);
  if (before) return done(before);
  // Another process may handle the same event at this moment, and have paid for it since.
  const unlessPaid = async (refused: Result<Pressed>): Promise<Result<Pressed>> => {
    const meanwhile = await findStart(sql, key);
    return meanwhile ? done(meanwhile) : refused;
  };
  const [tier] = await loadTiers(sql, { ids: [subject!] });
  if (tier!.creator === by.id) return refuse('pay_self');
  const running = await runningOf(sql, [{ creator: tier!.creator, subscriber: by.id }]);
  const refusal = startRefusal(tier!, running[0]!);
  if (refusal) return unlessPaid({ ok: false, refusal });
  const creator = (await loadPeople(sql, [tier!.creator])).get(tier!.creator)!;
  const asked = await pay.ask({
    payer: identity,
    payees: [whoOf(creator)!],
    amount: BigInt(tier!.price),
    asset: tier!.asset,
    mode: 'each',
    memo: tier!.name,
    origin: { ...origin, key },
    card: 'private',
    payable: { kind: FIRST, id: String(tier!.id) },
    seen: true,
    repeats: true,
  });
  if (asked.ok) return 'paid' in asked.value ? done(asked.value.paid) : ok({ private: asked.value.confirm });
  return unlessPaid(asked);
}

async function findStart(sql: Queryable, key: string): Promise<Shown | null> {
  const [row] = await run<Shown>(sql, statement.find, [key]);
  return row ? { reference: row.reference, delivery: row.delivery } : null;
}

/** Until when each of these has subscribed already; null for who has not. */
async function runningOf(
  sql: Queryable,
  pairs: readonly { creator: bigint; subscriber: bigint }[],
): Promise<(Date | null)[]> {
  type Row = { creator: bigint; subscriber: bigint; until: Date };
  const rows = await run<Row>(sql, statement.running, [
    pairs.map(({ creator }) => creator),
    pairs.map(({ subscriber }) => subscriber),
  ]);
  const until = new Map(rows.map((row) => [`${row.creator} ${row.subscriber}`, row.until]));
  return pairs.map(({ creator, subscriber }) => until.get(`${creator} ${subscriber}`) ?? null);
}

function startRefusal({ closed_at }: Tier, running: Date | null): Refusal | null {
  if (running) return { code: 'subscription_running', until: running.toISOString() };
  return closed_at === null ? null : { code: 'subscription_closed' };
}

/** A first month, as payments meet it. Its id is the tier's. */
export const startPayable = (context: Context): Payable => ({
  paid: statement.paid,

  async admit(sql, payments) {
    const ids = payments.map(({ id }) => BigInt(id));
    const before = await loadTiers(sql, { ids });
    await lockTiersOf(
      sql,
      before.map(({ creator }) => creator),
    );
    const tiers = new Map((await loadTiers(sql, { ids })).map((tier) => [String(tier.id), tier]));
    const pairs = payments.map(({ id, payer }) => ({ creator: tiers.get(id)!.creator, subscriber: payer }));
    const running = await runningOf(sql, pairs);
    const beginnings = await beginningsOf(context, sql, payments);
    const taken = new Map<string, Date>();
    return payments.map(({ id, payer, payees, amount, asset }, index): Refusal | null => {
      const tier = tiers.get(id)!;
      if (payees.length !== 1 || payees[0] !== tier.creator) return { code: 'spending_changed' };
      if (amount !== BigInt(tier.price) || asset !== tier.asset)
        throw new Error(`A payment that is not what ${tier.reference} costs`);
      const pair = `${tier.creator} ${payer}`;
      const refusal = startRefusal(tier, running[index] ?? taken.get(pair) ?? null);
      if (!refusal) taken.set(pair, monthBegins(beginnings[index]!, 2));
      return refusal;
    });
  },

  async placed(sql, payments) {
    const beginnings = await beginningsOf(context, sql, payments);
    const rows = payments.map(({ id, payer, reference }, index) => {
      const beginning = beginnings[index]!;
      return {
        reference: publicId('sub'),
        tier: id,
        subscriber: String(payer),
        ...beginning,
        begins_at: monthBegins(beginning, 1),
        next_at: monthBegins(beginning, 2),
        payment: reference,
      };
    });
    const made = await run<Made>(sql, statement.create, [toJsonb(rows), context.clock.now()]);
    await putButtons(context, sql, made);
  },

  settled: (sql, payments) => tellBegun(context, sql, payments),
});

/** As it would begin now, by the clock of each payer. */
async function beginningsOf(
  { clock, zone: house }: Context,
  sql: Queryable,
  payments: readonly PayablePayment[],
) {
  const payers = payments.map(({ payer }) => payer);
  const zones = await zonesOf(sql, payers);
  return payers.map((payer) => {
    const zone = zones.get(payer) ?? house;
    return { zone, starts: wallAt(zone, clock.now()) };
  });
}

/** Whoever subscribed has in their own chat, where it stays, what they agreed to and the button that ends it. */
async function tellBegun(
  context: Context,
  sql: Queryable,
  payments: readonly SettledPayment[],
): Promise<void> {
  const origins = new Map(payments.map(({ reference, origin }) => [reference, origin]));
  const begun = await run<{ payment: string; id: bigint }>(sql, statement.begun, [[...origins.keys()]]);
  const items = await subscriptionItems(
    context,
    sql,
    begun.map(({ id }) => id),
  );
  await addDeliveries(
    sql,
    begun.flatMap(({ payment }, index) => {
      const { person, locale } = origins.get(payment)!;
      const notice = { kind: 'subscription', ...items[index]! } as const;
      return person
        ? [{ audience: 'direct' as const, person, locale, subject: { kind: 'notice' as const, notice } }]
        : [];
    }),
  );
}
