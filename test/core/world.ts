/** A small world for the capabilities' tests: a bank, a clock that is set by hand, and people who speak. */
import { expect } from 'vitest';
import { compose } from '../../core/core.ts';
import type {
  Conversation,
  Core,
  Identity,
  Money,
  Notice,
  NoticeOf,
  PayRequest,
  Platform,
  PricesSource,
  Result,
  Shown,
  Who,
} from '../../core/index.ts';
import { createCore, decimalText, fixedRates } from '../../core/index.ts';
import type { Subject } from '../../core/outbox/index.ts';
import { freshDatabase } from '../support/database.ts';

export const discord = (user: string): Identity => ({ platform: 'discord', tenant: '', user });
export const slack = (user: string, tenant = 'T1'): Identity => ({ platform: 'slack', tenant, user });
export const telegram = (user: string): Identity => ({ platform: 'telegram', tenant: '', user });

export const operator = discord('operator');

/** The group that people of a platform share. */
export const group = (platform: Platform, tenant = platform === 'slack' ? 'T1' : ''): Conversation => ({
  platform,
  tenant,
  community: 'G1',
  channel: 'C1',
  kind: 'group',
});

export const directWith = ({ platform, tenant, user }: Identity): Conversation => ({
  platform,
  tenant,
  community: '',
  channel: `D${user}`,
  kind: 'direct',
});

export const by = (identity: Identity, name = identity.user): Who => ({ by: 'identity', identity, name });

export const handle = (name: string, platform: Platform, tenant: string | null = null): Who => ({
  by: 'handle',
  handle: name,
  platform,
  tenant,
});

export const shown = (money: Money): string => `${decimalText(money)} ${money.asset.code}`;

export const refusalOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.refusal.code);

/** The value of what must not have been refused. */
export const granted = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`Refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
};

interface DeliveryRow {
  id: bigint;
  lane: string;
  audience: string;
  subject: Subject;
  wanted_revision: number;
}

/**
 * `operators`: more of them. `rates`: how many of each currency one euro is; unset: nothing is changed into anything. `prices`: a feed;
 * unset: operators alone set prices.
 */
export async function openWorld(
  operators: readonly Identity[] = [],
  { rates: perEuro, prices = null }: { rates?: Record<string, string>; prices?: PricesSource | null } = {},
) {
  const database = await freshDatabase();
  const { sql, owner } = database;
  let time = Date.parse('2026-03-01T12:00:00Z');
  const clock = { now: () => new Date(time) };
  // Hashing as slowly as it should be would be most of a test's time.
  const options = {
    clock,
    operators: [operator, ...operators],
    asset: 'GBP',
    pin_cost: '1024:8:1',
    rates: perEuro ? fixedRates(perEuro, clock) : null,
    prices,
  };
  const core = createCore({ sql, ...options });
  /** For what is inside of core. */
  const { context } = compose({ sql, ...options });
  const { ledger } = context;

  let count = 0;
  const key = () => `event-${++count}`;

  const seen = (
    identity: Identity,
    actor: { name?: string; handle?: string | null; locale?: string } = {},
    where: Conversation = group(identity.platform, identity.tenant),
  ) => core.people.seen({ identity, name: identity.user, ...actor }, where);

  const fund = async (identity: Identity, amount: bigint, asset = 'GBP') =>
    granted(await core.bank.fund(null, by(identity), amount, asset, key()));

  /** Somebody who has spoken and has money. */
  const person = async (identity: Identity, amount = 0n, actor: { name?: string; handle?: string } = {}) => {
    await seen(identity, actor);
    if (amount > 0n) await fund(identity, amount);
    return identity;
  };

  const request = (
    payer: Identity,
    payees: Identity | Who | (Identity | Who)[],
    amount: bigint,
    more: Partial<PayRequest> = {},
  ): PayRequest => ({
    payer,
    payees: (Array.isArray(payees) ? payees : [payees]).map((one) => ('by' in one ? one : by(one))),
    amount,
    asset: 'GBP',
    mode: 'each',
    memo: null,
    origin: { key: key(), conversation: group(payer.platform, payer.tenant) },
    ...more,
  });

  const authorize = (...args: Parameters<typeof request>): Promise<Result<Shown>> =>
    core.pay.authorize(request(...args));

  /** The payments that wait to be settled. */
  const authorized = async (): Promise<bigint[]> => {
    const rows = await sql<{ id: bigint }[]>`select id from payment where state = 'authorized' order by id`;
    return rows.map(({ id }) => id);
  };

  const settleAll = async ({ settle }: Pick<Core['pay'], 'settle'> = core.pay): Promise<void> => {
    for (const id of await authorized()) await settle(id);
  };

  /** What the workers do about runs of standing orders, months of subscriptions and events that were called off, when they are nudged for them. */
  const payDue = async (process: Core = core): Promise<void> => {
    for (const topic of ['standing_run', 'subscription_period', 'shop_refunds']) {
      const nudged = await owner<{ subject: bigint }[]>`
        update outbox set published_at = now() where topic = ${topic} and published_at is null returning subject`;
      await process.outbox.handle(
        topic,
        nudged.map(({ subject }) => subject),
      );
    }
  };

  const pay = async (...args: Parameters<typeof request>): Promise<Shown> => {
    const result = granted(await authorize(...args));
    await settleAll();
    return result;
  };

  const mainOf = async (identity: Identity) => (await core.account.balance(identity)).balances[0]!;

  const deliveries = (): Promise<DeliveryRow[]> =>
    sql<DeliveryRow[]>`select id, lane, audience, subject, wanted_revision from delivery order by id`;

  return {
    database,
    sql,
    owner,
    core,
    ledger,
    context,
    clock,
    key,
    seen,
    fund,
    person,
    request,
    authorize,
    authorized,
    settleAll,
    payDue,
    pay,
    deliveries,
    /** Another process on the same database; `prices`: with another feed, or none. */
    another: (changes: { prices?: PricesSource | null } = {}): Core =>
      createCore({ sql: database.connect(), ...options, ...changes }),
    pass: (ms: number): void => {
      time += ms;
    },
    balance: async (identity: Identity) => shown((await mainOf(identity)).balance),
    available: async (identity: Identity) => shown((await mainOf(identity)).available),
    /** The payments of an order, by state. */
    states: async (reference: string): Promise<string[]> => {
      const rows = await sql<{ state: string }[]>`
        select p.state from payment p join payment_order o on o.id = p.payment_order
        where o.reference = ${reference} order by p.position`;
      return rows.map(({ state }) => state);
    },
    /** The stored notices of a kind, with where they go. */
    notices: async (kind: Notice['kind']): Promise<{ lane: string; notice: Notice }[]> =>
      (await deliveries()).flatMap(({ lane, subject }) =>
        'notice' in subject && subject.notice.kind === kind ? [{ lane, notice: subject.notice }] : [],
      ),
    /** The card of an order, as it would be shown now. */
    card: async (reference: string) =>
      (await context.noticeOf(sql, { kind: 'payment', id: reference })) as NoticeOf<'payment'>,
    /** The books are right: every invariant of the ledger, of escrow and of the payments. */
    proven: async (): Promise<void> => {
      expect(await core.audit.verify()).toEqual([]);
    },
  };
}

export type World = Awaited<ReturnType<typeof openWorld>>;
