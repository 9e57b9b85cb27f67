/** Subscriptions: each month is paid once whoever comes and dies, goes on for three days without money, and opens all that a creator sells. */
import { describe, expect, test } from 'vitest';
import type { Identity, NoticeOf } from '../../core/index.ts';
import { limits } from '../../core/policy/limits.ts';
import { payPeriods } from '../../core/subscription/renew.ts';
import { monthBegins, monthToRenew, retryAt } from '../../core/subscription/rules.ts';
import { tampered } from './tampered.ts';
import {
  by,
  directWith,
  discord,
  granted,
  group,
  openWorld,
  operator,
  refusalOf,
  shown,
  slack,
} from './world.ts';

const world = await openWorld();
const { core, sql } = world;
const hour = 3_600_000;
const day = 24 * hour;

/** People of one test alone. */
let crowd = 0;
const someone = (pounds = 0) => world.person(discord(`u${++crowd}`), BigInt(pounds) * 100n);

const originOf = (who: Identity, key = world.key()) => ({
  key,
  conversation: group(who.platform, who.tenant),
});

const offer = async (creator: Identity, price = 500n, name: string | null = null, key = world.key()) =>
  core.subscription.offer({ creator, price, asset: 'GBP', name, origin: originOf(creator, key) });

const creatorWith = async (...prices: bigint[]): Promise<Identity> => {
  const creator = await someone();
  for (const [at, price] of prices.entries())
    granted(await offer(creator, price, prices.length > 1 ? `T${at}` : null));
  return creator;
};

const start = async (who: Identity, creator: Identity, { at = 0, key = world.key(), from = core } = {}) => {
  const { tiers } = granted(await from.subscription.find(who, by(creator)));
  return from.intents.press(tiers[at]!.intent, who, originOf(who, key));
};

const subscribe = async (who: Identity, creator: Identity): Promise<string> => {
  granted(await start(who, creator));
  await world.settleAll();
  return (await core.subscription.list(who)).items[0]!.reference;
};

/** What the workers do, until nothing is left. */
const work = async (from = core) => {
  await from.subscription.runDue(100);
  await world.payDue(from);
  await world.settleAll();
};

const until = async (who: Identity) => (await core.subscription.list(who)).items[0]?.until;

const post = async (seller: Identity): Promise<string> => {
  const offered = await core.paywall.offer({
    seller,
    price: 200n,
    asset: 'GBP',
    title: 'x',
    teaser: null,
    text: 'secret',
    file: null,
    origin: originOf(seller),
  });
  return granted(offered).reference;
};
const opens = async (who: Identity, reference: string): Promise<boolean> =>
  granted(await core.paywall.open(who, reference)).kind === 'paywall_content';

const at = (text: string) => new Date(text);

describe('when a month begins', () => {
  const months = (zone: string, starts: string, count: number) =>
    Array.from({ length: count }, (_, n) =>
      monthBegins({ zone, starts }, n + 1)
        .toISOString()
        .slice(0, 16),
    );
  test.each([
    [
      'UTC',
      '2026-01-31T09:00',
      ['2026-01-31T09:00', '2026-02-28T09:00', '2026-03-31T09:00', '2026-04-30T09:00'],
    ],
    ['UTC', '2028-01-30T09:00', ['2028-01-30T09:00', '2028-02-29T09:00', '2028-03-30T09:00']],
    [
      'UTC',
      '2026-11-30T23:59',
      ['2026-11-30T23:59', '2026-12-30T23:59', '2027-01-30T23:59', '2027-02-28T23:59'],
    ],
    // The same hour by the clock, in summer and in winter.
    ['Europe/Berlin', '2026-03-15T09:00', ['2026-03-15T08:00', '2026-04-15T07:00', '2026-05-15T07:00']],
    // 2:30 does not exist on 29 March 2026 there, and comes twice on 25 October.
    ['Europe/Berlin', '2026-02-28T02:30', ['2026-02-28T01:30', '2026-03-28T01:30']],
    ['Europe/Berlin', '2026-01-29T02:30', ['2026-01-29T01:30', '2026-02-28T01:30', '2026-03-29T01:30']],
    ['Europe/Berlin', '2026-09-25T02:30', ['2026-09-25T00:30', '2026-10-25T00:30', '2026-11-25T01:30']],
    ['Pacific/Apia', '2011-11-30T12:00', ['2011-11-30T22:00', '2011-12-30T22:00', '2012-01-29T22:00']],
  ])('%s %s', (zone, starts, expected) => {
    expect(months(zone, starts, expected.length)).toEqual(expected);
  });

  const beginning = { zone: 'UTC', starts: '2026-01-31T09:00' };
  test.each([
    ['2026-02-28T09:00', 2],
    ['2026-03-03T08:59', 2],
    ['2026-03-03T09:00', 3],
    ['2026-06-15T00:00', 6],
  ])('at %sZ month %i is to be renewed: what nobody renewed within three days is left out', (now, number) => {
    expect(monthToRenew(beginning, 2, at(`${now}Z`))).toBe(number);
  });

  test.each([
    ['2026-02-28T09:00', '2026-02-28T21:00'],
    ['2026-03-02T22:00', '2026-03-03T09:00'],
    ['2026-03-03T09:00', null],
  ])('what failed at %sZ is tried again at %s', (now, again) => {
    const next = retryAt(at('2026-02-28T09:00Z'), at(`${now}Z`));
    expect(next?.toISOString().slice(0, 16) ?? null).toBe(again);
  });
});

describe('subscribing', () => {
  test('pays the first month at once and opens all that the creator sells; renewals are paid once, on the same day', async () => {
    const [creator, fan] = [await creatorWith(500n), await someone(20)];
    const secret = await post(creator);
    expect(await opens(fan, secret)).toBe(false);
    await subscribe(fan, creator);
    expect(await opens(fan, secret)).toBe(true);
    expect(await opens(fan, await post(creator))).toBe(true);
    expect(await opens(fan, await post(await someone()))).toBe(false);
    expect([await world.balance(creator), await world.balance(fan)]).toEqual(['5.00 GBP', '15.00 GBP']);
    const first = (await until(fan))!;
    expect(Date.parse(first) - world.clock.now().getTime()).toBeGreaterThan(27 * day);

    world.pass(Date.parse(first) - world.clock.now().getTime() - 1);
    await work();
    expect(await world.balance(fan)).toBe('15.00 GBP');
    world.pass(1);
    // Two workers, again and again.
    const other = world.another();
    await Promise.all([work(), work(other)]);
    await work();
    expect(await world.balance(fan)).toBe('10.00 GBP');
    expect(Date.parse((await until(fan))!)).toBeGreaterThan(Date.parse(first));
    expect(await opens(fan, secret)).toBe(true);
    const own = await core.subscription.own(creator);
    expect(own.own).toMatchObject({ subscribers: 1 });
    expect(own.own!.earned.map(shown)).toEqual(['10.00 GBP']);
    await world.proven();
  });

  test('is told for what it is, and stays: to its subscriber with the button that ends it, and to the creator', async () => {
    const [creator, fan] = [await creatorWith(500n), await someone(20)];
    const reference = await subscribe(fan, creator);
    const told = async (who: Identity) =>
      (
        await sql<{ notice: NoticeOf<'subscription' | 'payment_received'> }[]>`
          select subject->'notice' as notice from delivery
          where audience = 'direct' and person->>'user' = ${who.user} and subject->'notice'->>'kind' <> 'bank_funded' order by id`
      ).map(({ notice }) => notice);
    const [item] = (await core.subscription.list(fan)).items;
    expect(await told(fan)).toEqual([{ kind: 'subscription', ...item! }]);
    expect(item).toMatchObject({ reference, state: 'active', actions: [{ action: 'cancel' }] });
    const receipt = {
      kind: 'subscription_receipt',
      reference,
      price: item!.price,
      until: item!.until,
      renews: true,
    };
    expect(await told(creator)).toMatchObject([
      { kind: 'payment_received', more: expect.arrayContaining([receipt]) },
    ]);

    const quick = await someone(20);
    granted(await start(quick, creator));
    const [begun] = (await core.subscription.list(quick)).items;
    granted(
      await core.subscription.cancel({ by: quick, reference: begun!.reference, origin: originOf(quick) }),
    );
    await world.settleAll();
    expect(await told(quick)).toMatchObject([{ kind: 'subscription', state: 'cancelled', actions: [] }]);
    expect((await told(creator)).at(-1)).toMatchObject({
      more: expect.arrayContaining([expect.objectContaining({ reference: begun!.reference, renews: false })]),
    });
    await world.proven();
  });

  test('row 12: of many presses at once, in two processes and on two tiers, one pays', async () => {
    const [creator, fan] = [await creatorWith(300n, 400n), await someone(20)];
    const other = world.another();
    const presses = await Promise.all(
      Array.from({ length: 10 }, (_, n) => start(fan, creator, { at: n % 2, from: n % 3 ? core : other })),
    );
    expect(presses.filter((one) => one.ok)).toHaveLength(1);
    expect(new Set(presses.map(refusalOf))).toEqual(new Set(['ok', 'subscription_running']));
    await world.settleAll();
    expect((await core.subscription.list(fan)).items).toHaveLength(1);
    await world.proven();
  });

  test('pressed twice says until when the first press has paid, also where both are placed together', async () => {
    const creator = await creatorWith(300n);
    // While the first one is placed, the others come together.
    const fans = await Promise.all(Array.from({ length: 6 }, () => someone(20)));
    const { tiers } = granted(await core.subscription.find(fans[0]!, by(creator)));
    const press = (who: Identity) => core.intents.press(tiers[0]!.intent, who, originOf(who));
    const pressed = await Promise.all(fans.flatMap((fan) => [press(fan), press(fan)]));
    const refused = pressed.flatMap((one) => (one.ok ? [] : [one.refusal]));
    expect(refused).toEqual(
      await Promise.all(fans.map(async (fan) => ({ code: 'subscription_running', until: await until(fan) }))),
    );
    await world.settleAll();
    await world.proven();
  });

  test('the same press again pays once', async () => {
    const [creator, fan] = [await creatorWith(300n), await someone(20)];
    const key = world.key();
    const [first, second] = await Promise.all([
      start(fan, creator, { key }),
      start(fan, creator, { key, from: world.another() }),
    ]);
    expect(granted(second).show).toEqual(granted(first).show);
    await world.settleAll();
    expect(granted(await start(fan, creator, { key })).show).toEqual(granted(first).show);
    expect(await world.balance(fan)).toBe('17.00 GBP');
    await world.proven();
  });

  test('is refused to oneself, without money, and from whoever offers nothing or no more', async () => {
    const creator = await creatorWith(500n);
    expect(refusalOf(await start(creator, creator))).toBe('pay_self');
    expect(refusalOf(await start(await someone(1), creator))).toBe('insufficient_funds');
    expect(refusalOf(await core.subscription.find(creator, by(await someone())))).toBe('subscription_none');
    const fan = await someone(10);
    const { tiers } = granted(await core.subscription.find(fan, by(creator)));
    granted(await core.subscription.close({ by: creator, name: null }));
    expect(refusalOf(await core.subscription.close({ by: creator, name: null }))).toBe(
      'subscription_tier_unknown',
    );
    expect(refusalOf(await core.intents.press(tiers[0]!.intent, fan, originOf(fan)))).toBe(
      'subscription_closed',
    );
    expect(await world.balance(fan)).toBe('10.00 GBP');
    await world.proven();
  });

  test('asks for the PIN, where there is one, however little it costs: it renews by itself', async () => {
    const [creator, fan] = [await creatorWith(1n), await someone(10)];
    const pin = '739154';
    granted(await core.protection.setPin(fan, pin, { pin: null }));
    const question = granted(await start(fan, creator)).private as NoticeOf<'confirm_spending'>;
    expect(question).toMatchObject({ kind: 'confirm_spending', pin: true });
    const { intent } = question.actions.find(({ action }) => action === 'confirm')!;
    expect(granted(await core.intents.press(intent, fan, originOf(fan))).form).toMatchObject({ form: 'pin' });
    expect((await core.subscription.list(fan)).items).toEqual([]);
    granted(await core.protection.confirm(fan, intent, pin, originOf(fan)));
    await world.settleAll();
    expect((await core.subscription.list(fan)).items).toHaveLength(1);
    expect(await world.balance(fan)).toBe('9.99 GBP');
    await world.proven();
  });

  test('a first payment that could not be captured makes no subscription', async () => {
    const [creator, fan] = [await creatorWith(500n), await someone(10)];
    granted(await start(fan, creator));
    granted(await core.bank.freeze(operator, by(fan), true));
    await world.settleAll();
    expect(await opens(fan, await post(creator))).toBe(false);
    await core.subscription.runDue(100);
    expect((await core.subscription.list(fan)).items).toEqual([]);
    granted(await core.bank.freeze(operator, by(fan), false));
    await subscribe(fan, creator);
    await world.proven();
  });

  test('a month is watched until its payment is sure, and one that was not carried out until it has ended what it paid for', async () => {
    const [creator, fan, frozen] = [await creatorWith(500n), await someone(10), await someone(10)];
    const watched = async (): Promise<number> =>
      Number(
        (
          await sql<{ count: bigint }[]>`
            select count(*) from subscription_period p join subscription s on s.id = p.subscription
            join subscription_tier t on t.id = s.tier join identity i on i.person = t.creator
            where i.user_id = ${creator.user} and p.watched`
        )[0]!.count,
      );
    for (const who of [fan, frozen]) granted(await start(who, creator));
    await core.subscription.runDue(100);
    expect(await watched()).toBe(2);
    granted(await core.bank.freeze(operator, by(frozen), true));
    await world.settleAll();
    // Whoever holds the subscription keeps the sweep from it: it comes back.
    await sql.begin(async (held) => {
      await held`select id from subscription for update`;
      await core.subscription.runDue(100);
    });
    expect(await watched()).toBe(1);
    await core.subscription.runDue(100);
    expect(await watched()).toBe(0);
    expect((await core.subscription.list(frozen)).items).toEqual([]);
    expect((await core.subscription.list(fan)).items).toHaveLength(1);
  });

  test('money that is given back for a month closes it', async () => {
    const [creator, fan] = [await creatorWith(500n), await someone(10)];
    const secret = await post(creator);
    const paid = granted(await start(fan, creator)).show!.reference;
    await world.settleAll();
    granted(await core.refund.refund(creator, { reference: paid, amount: null, key: world.key() }));
    expect(await opens(fan, secret)).toBe(false);
    await world.proven();
  });
});

test('what was subscribed to goes on for as long as a renewal is tried', async () => {
  // The view says it in SQL, and the rules in TypeScript.
  const [creator, fan] = [await creatorWith(500n), await someone(20)];
  const reference = await subscribe(fan, creator);
  const over = async () => {
    const [row] = await sql<{ hours: number }[]>`
      select (extract(epoch from a.until - p.ends_at) / 3600)::int as hours
      from subscription_access a join subscription s on s.id = a.subscription
      join subscription_period p on p.subscription = s.id where s.reference = ${reference}`;
    return row!.hours;
  };
  expect(await over()).toBe(limits.subscription.graceHours);
  granted(await core.subscription.cancel({ by: fan, reference, origin: originOf(fan) }));
  expect(await over()).toBe(0);
});

describe('a tier', () => {
  test('has a name once; another price is for those who come later', async () => {
    const [creator, early, late] = [await someone(), await someone(50), await someone(50)];
    const key = world.key();
    const first = granted(await offer(creator, 500n, 'Gold', key));
    expect(granted(await offer(creator, 500n, 'Gold', key))).toEqual(first);
    expect(refusalOf(await offer(creator, 600n, 'Gold', key))).toBe('idempotency_key_reused');
    await subscribe(early, creator);
    granted(await offer(creator, 900n, 'gold'));
    const { tiers } = granted(await core.subscription.find(late, by(creator)));
    expect(tiers.map(({ price }) => shown(price))).toEqual(['9.00 GBP']);
    await subscribe(late, creator);
    world.pass(Date.parse((await until(late))!) - world.clock.now().getTime() + hour);
    await work();
    expect([await world.balance(early), await world.balance(late)]).toEqual(['40.00 GBP', '32.00 GBP']);
    await world.proven();
  });

  test('row 1: costs something, and there are five at most', async () => {
    const creator = await someone();
    expect(refusalOf(await offer(creator, 0n))).toBe('amount_not_positive');
    expect(refusalOf(await offer(creator, -5n))).toBe('amount_not_positive');
    for (let n = 0; n < 5; n += 1) granted(await offer(creator, 100n + BigInt(n), `T${n}`));
    expect(refusalOf(await offer(creator, 900n, 'more'))).toBe('subscription_tiers_too_many');
    granted(await offer(creator, 900n, 'T3'));
    granted(await core.bank.freeze(operator, by(creator), true));
    expect(refusalOf(await offer(creator, 900n, 'T3'))).toBe('account_frozen');
  });
});

describe('a renewal', () => {
  const due = async (fan: Identity) =>
    world.pass(Date.parse((await until(fan))!) - world.clock.now().getTime());

  test('without money is tried for three days, goes on meanwhile, and then ends with a word', async () => {
    const [creator, fan] = [await creatorWith(500n), await someone(5)];
    const secret = await post(creator);
    const reference = await subscribe(fan, creator);
    await due(fan);
    await work();
    const told = async (kind: 'subscription_failed' | 'subscription_ended') =>
      (await world.notices(kind)).filter(
        ({ notice }) => (notice as NoticeOf<typeof kind>).reference === reference,
      );
    expect(await told('subscription_failed')).toHaveLength(1);
    expect((await core.subscription.list(fan)).items[0]!.tried_until).not.toBeNull();
    for (let halfDays = 0; halfDays < 5; halfDays += 1) {
      world.pass(12 * hour);
      await work();
      expect(await opens(fan, secret)).toBe(true);
    }
    expect(await told('subscription_failed')).toHaveLength(1);
    expect(await told('subscription_ended')).toEqual([]);
    world.pass(12 * hour);
    await work();
    expect(
      (await told('subscription_ended')).map(({ notice }) => (notice as NoticeOf<'subscription_ended'>).why),
    ).toEqual(['funds']);
    expect(await opens(fan, secret)).toBe(false);
    expect((await core.subscription.list(fan)).items).toEqual([]);
    // It can be begun anew.
    await world.fund(fan, 5_00n);
    await subscribe(fan, creator);
    expect(await opens(fan, secret)).toBe(true);
    await world.proven();
  });

  test('that is paid late is the same month, and the next one comes on the same day', async () => {
    const [creator, fan] = [await creatorWith(500n), await someone(5)];
    await subscribe(fan, creator);
    const first = (await until(fan))!;
    await due(fan);
    await work();
    const next = (await until(fan))!;
    world.pass(30 * hour);
    await world.fund(fan, 5_00n);
    await work();
    expect(await world.balance(fan)).toBe('0.00 GBP');
    expect(await until(fan)).toBe(next);
    expect(Date.parse(next) - Date.parse(first)).toBeGreaterThan(27 * day);
    await world.proven();
  });

  test('row 11: a worker that dies after opening the month, or after placing its payment, leaves it paid once', async () => {
    const [creator, fan] = [await creatorWith(500n), await someone(20)];
    await subscribe(fan, creator);
    await due(fan);
    await core.subscription.runDue(100);
    // The nudge is lost with the process; the month is taken up a minute later.
    await sql`delete from outbox`;
    world.pass(2 * 60_000);
    await core.subscription.runDue(100);
    const [row] = await sql<
      { subject: bigint }[]
    >`select subject from outbox where topic = 'subscription_period' order by id desc limit 1`;
    // The payment is placed, and whoever placed it dies before it has settled; others come, too.
    const other = world.another();
    await Promise.all(
      [core, other, core].map((one) => one.outbox.handle('subscription_period', [row!.subject])),
    );
    await other.outbox.handle('subscription_period', [row!.subject]);
    await world.settleAll();
    await work();
    expect(await world.balance(fan)).toBe('10.00 GBP');
    await world.proven();
  });

  test('after months of downtime charges for no month that nobody could have had', async () => {
    const [creator, fan] = [await creatorWith(500n), await someone(50)];
    const secret = await post(creator);
    await subscribe(fan, creator);
    world.pass(100 * day);
    expect(await opens(fan, secret)).toBe(false);
    await work();
    await work();
    const paid = (await world.balance(fan)) === '45.00 GBP' ? 1 : 2;
    expect(await opens(fan, secret)).toBe(paid === 2);
    expect(Date.parse((await until(fan))!)).toBeGreaterThan(world.clock.now().getTime());
    await world.proven();
  });

  /**
   * Somebody who has subscribed twice, as two people who turned out to be one: the older one first, so many days later the newer one, and so
   * many days after that it turned out.
   */
  const subscribedTwice = async (creator: Identity, days: number, more = 0) => {
    const [fan, other] = [await someone(20), slack(`again${++crowd}`)];
    await world.person(other, 20_00n);
    const older = await subscribe(fan, creator);
    world.pass(days * day + 1);
    const newer = await subscribe(other, creator);
    world.pass(more * day);
    await work();
    const { code } = granted(await core.people.linkCode(fan));
    granted(await core.people.link(other, code, world.key()));
    const { items } = await core.subscription.list(fan);
    expect(items).toHaveLength(2);
    const dates = new Map(items.map((item) => [item.reference, Date.parse(item.until)]));
    return { fan, older, newer, ends: dates.get(older)!, endsLater: dates.get(newer)! };
  };
  const comesTo = async (at_ms: number) => {
    world.pass(at_ms - world.clock.now().getTime());
    await work();
    await work();
  };
  const running = async (fan: Identity) =>
    (await core.subscription.list(fan)).items.map(({ reference, state }) => `${reference} ${state}`);

  test('is not tried where two subscribers turned out to be one person, or one with the creator', async () => {
    const { fan } = await subscribedTwice(await creatorWith(500n), 0);
    world.pass(32 * day);
    await work();
    expect((await core.subscription.list(fan)).items).toHaveLength(1);
    expect(await world.balance(fan)).toBe('25.00 GBP');
    await world.proven();
  });

  test('of two of one person is of the one that is paid further, so that no day is paid twice', async () => {
    const { fan, newer, ends, endsLater } = await subscribedTwice(await creatorWith(500n), 10);
    await comesTo(ends);
    expect(await running(fan)).toEqual([`${newer} active`]);
    expect(await world.balance(fan)).toBe('30.00 GBP');
    await comesTo(endsLater);
    expect(await running(fan)).toEqual([`${newer} active`]);
    expect(await world.balance(fan)).toBe('25.00 GBP');
    await world.proven();
  });

  test('goes on where the older one of one person was cancelled, and runs still', async () => {
    const { fan, older, newer, ends, endsLater } = await subscribedTwice(await creatorWith(500n), 25, 7);
    expect(await world.balance(fan)).toBe('25.00 GBP');
    expect(ends).toBeGreaterThan(endsLater);
    granted(await core.subscription.cancel({ by: fan, reference: older, origin: originOf(fan) }));
    await comesTo(endsLater);
    const [next] = (await core.subscription.list(fan)).items;
    expect(next!.reference).not.toBe(newer);
    expect(await running(fan)).toEqual([`${next!.reference} active`, `${older} cancelled`]);
    expect(await world.balance(fan)).toBe('25.00 GBP');
    await comesTo(ends);
    expect(await running(fan)).toEqual([`${next!.reference} active`]);
    expect(await world.balance(fan)).toBe('20.00 GBP');
    await world.proven();
  });

  test('goes on after the one that was cancelled, where that one is paid further, at its own price', async () => {
    const creator = await creatorWith(500n);
    const secret = await post(creator);
    const { fan, newer, ends, endsLater } = await subscribedTwice(creator, 10);
    granted(await core.subscription.cancel({ by: fan, reference: newer, origin: originOf(fan) }));
    await comesTo(ends);
    const [next] = (await core.subscription.list(fan)).items;
    expect(next).toMatchObject({ state: 'active', until: new Date(endsLater).toISOString() });
    expect(await running(fan)).toEqual([`${next!.reference} active`, `${newer} cancelled`]);
    expect(refusalOf(await start(fan, creator))).toBe('subscription_running');
    await comesTo(endsLater - 1);
    expect([await world.balance(fan), await opens(fan, secret)]).toEqual(['30.00 GBP', true]);
    await comesTo(endsLater);
    expect(await running(fan)).toEqual([`${next!.reference} active`]);
    expect([await world.balance(fan), await opens(fan, secret)]).toEqual(['25.00 GBP', true]);
    // It can be cancelled as every other.
    const { intent } = (await core.subscription.list(fan)).items[0]!.actions[0]!;
    granted(await core.intents.press(intent, fan, originOf(fan)));
    await comesTo(Date.parse((await until(fan))!));
    expect(await running(fan)).toEqual([]);
    expect(await world.balance(fan)).toBe('25.00 GBP');
    await world.proven();
  });

  test('ends both where both of one person were cancelled', async () => {
    const { fan, older, newer, ends, endsLater } = await subscribedTwice(await creatorWith(500n), 10);
    for (const reference of [older, newer])
      granted(await core.subscription.cancel({ by: fan, reference, origin: originOf(fan) }));
    await comesTo(ends);
    expect(await running(fan)).toEqual([`${newer} cancelled`]);
    await comesTo(endsLater);
    expect(await running(fan)).toEqual([]);
    expect(await world.balance(fan)).toBe('30.00 GBP');
    await world.proven();
  });

  test('is of one only, also where it turns out while the other is being paid', async () => {
    const creator = await creatorWith(500n);
    const [fan, other] = [await someone(20), await someone(20)];
    const reference = await subscribe(fan, creator);
    const ends = Date.parse((await until(fan))!);
    world.pass(10 * day);
    await subscribe(other, creator);
    world.pass(ends - world.clock.now().getTime());
    await core.subscription.runDue(100);
    const due = await sql<{ id: bigint }[]>`
      select p.id from subscription_period p join subscription s on s.id = p.subscription
      where p.state = 'due' and s.reference = ${reference}`;
    expect(due).toHaveLength(1);
    const pay: typeof core.pay = {
      ...core.pay,
      async authorize(request) {
        const { code } = granted(await core.people.linkCode(fan));
        granted(await core.people.link(other, code, world.key()));
        return core.pay.authorize(request);
      },
    };
    await payPeriods(
      world.context,
      pay,
      due.map(({ id }) => id),
    );
    await world.settleAll();
    expect(await world.balance(fan)).toBe('30.00 GBP');
    world.pass(hour);
    await work();
    expect((await core.subscription.list(fan)).items).toMatchObject([{ state: 'active' }]);
    expect(await world.balance(fan)).toBe('30.00 GBP');
    await world.proven();
  });

  test('reminds once, three days before', async () => {
    const [creator, fan] = [await creatorWith(500n), await someone(20)];
    const reference = await subscribe(fan, creator);
    world.pass(Date.parse((await until(fan))!) - world.clock.now().getTime() - 4 * day);
    const reminders = async () =>
      (await world.notices('subscription_renews')).filter(
        ({ notice }) => (notice as NoticeOf<'subscription_renews'>).reference === reference,
      ).length;
    await core.subscription.runDue(100);
    expect(await reminders()).toBe(0);
    world.pass(day);
    await Promise.all([core.subscription.runDue(100), world.another().subscription.runDue(100)]);
    await core.subscription.runDue(100);
    expect(await reminders()).toBe(1);
    // Who sees it can still say no.
    expect(await core.subscription.cancel({ by: fan, reference, origin: originOf(fan) })).toMatchObject({
      ok: true,
    });
  });
});

describe('cancelling', () => {
  test('takes effect at the end of what was paid for, and pays nothing any more', async () => {
    const [creator, fan, other] = [await creatorWith(500n), await someone(20), await someone()];
    const secret = await post(creator);
    const reference = await subscribe(fan, creator);
    expect(refusalOf(await core.subscription.cancel({ by: other, reference, origin: originOf(other) }))).toBe(
      'subscription_unknown',
    );
    expect(
      refusalOf(
        await core.subscription.cancel({ by: fan, reference: 'sub_0000000000', origin: originOf(fan) }),
      ),
    ).toBe('subscription_unknown');
    const origin = originOf(fan);
    const cancelled = granted(await core.subscription.cancel({ by: fan, reference, origin }));
    expect(cancelled).toMatchObject({ state: 'cancelled', actions: [] });
    expect(granted(await core.subscription.cancel({ by: fan, reference, origin }))).toEqual(cancelled);
    expect(refusalOf(await core.subscription.cancel({ by: fan, reference, origin: originOf(fan) }))).toBe(
      'subscription_over',
    );
    expect(refusalOf(await start(fan, creator))).toBe('subscription_running');
    world.pass(Date.parse(cancelled.until) - world.clock.now().getTime() - 1);
    await work();
    expect(await opens(fan, secret)).toBe(true);
    world.pass(1);
    expect(await opens(fan, secret)).toBe(false);
    await work();
    expect((await core.subscription.list(fan)).items).toEqual([]);
    expect(await world.balance(fan)).toBe('15.00 GBP');
    await subscribe(fan, creator);
    expect(await world.balance(fan)).toBe('10.00 GBP');
    await world.proven();
  });

  test('while a renewal is still tried ends it at once', async () => {
    const [creator, fan] = [await creatorWith(500n), await someone(5)];
    const secret = await post(creator);
    const reference = await subscribe(fan, creator);
    world.pass(Date.parse((await until(fan))!) - world.clock.now().getTime());
    await work();
    granted(await core.subscription.cancel({ by: fan, reference, origin: originOf(fan) }));
    expect(await opens(fan, secret)).toBe(false);
    await world.fund(fan, 5_00n);
    world.pass(day);
    await work();
    expect(await world.balance(fan)).toBe('5.00 GBP');
    await world.proven();
  });

  test('row 16: cancelled and renewed at the same instant, one is first, and nobody pays after cancelling', async () => {
    for (let round = 0; round < 4; round += 1) {
      const [creator, fan] = [await creatorWith(500n), await someone(20)];
      const reference = await subscribe(fan, creator);
      world.pass(Date.parse((await until(fan))!) - world.clock.now().getTime());
      await core.subscription.runDue(100);
      const rows = await sql<{ subject: bigint }[]>`
        select p.id as subject from subscription_period p join subscription s on s.id = p.subscription
        where s.reference = ${reference} and p.state = 'due'`;
      await Promise.all([
        core.outbox.handle(
          'subscription_period',
          rows.map(({ subject }) => subject),
        ),
        core.subscription.cancel({ by: fan, reference, origin: originOf(fan) }),
      ]);
      await world.settleAll();
      const [item] = (await core.subscription.list(fan)).items;
      // Paid before: it runs through that month. Cancelled before: it is over.
      expect(await world.balance(fan)).toBe(item ? '10.00 GBP' : '15.00 GBP');
    }
    await world.proven();
  });

  test('a bystander presses its button in vain', async () => {
    const [creator, fan, other] = [await creatorWith(500n), await someone(20), await someone()];
    await subscribe(fan, creator);
    const [item] = (await core.subscription.list(fan)).items;
    const { intent } = item!.actions[0]!;
    const conversation = directWith(other);
    expect(refusalOf(await core.intents.press(intent, other, { key: world.key(), conversation }))).toBe(
      'intent_not_yours',
    );
    granted(await core.intents.press(intent, fan, { key: world.key(), conversation }));
    expect((await core.subscription.list(fan)).items[0]!.state).toBe('cancelled');
    const own = await core.subscription.own(creator);
    const close = own.tiers[0]!.intent;
    expect(refusalOf(await core.intents.press(close, other, { key: world.key(), conversation }))).toBe(
      'intent_not_yours',
    );
    granted(await core.intents.press(close, creator, { key: world.key(), conversation }));
    expect((await core.subscription.own(creator)).tiers).toEqual([]);
  });
});

test.each([
  ['subscription_months_are_paid', 'subscription_period', `set payment = 'pay_gone'`],
  ['subscription_months_are_paid', 'subscription', 'set subscriber = subscriber - 1'],
  ['subscription_months_are_paid', 'subscription_tier', 'set price = price + 1'],
  ['subscription_payments_are_months', 'subscription_period', `set payment = 'pay_gone'`],
  ['subscription_months_follow', 'subscription_period', `set ends_at = ends_at + interval '1 day'`],
])('the audit sees by %s when %s was tampered with', async (check, table, change) => {
  const [creator, fan] = [await creatorWith(500n), await someone(20)];
  const reference = await subscribe(fan, creator);
  world.pass(Date.parse((await until(fan))!) - world.clock.now().getTime());
  await work();
  const which = {
    subscription_period: `subscription = (select id from subscription where reference = '${reference}') and number = 1`,
    subscription: `reference = '${reference}'`,
    subscription_tier: `id = (select tier from subscription where reference = '${reference}')`,
  }[table]!;
  const found = await tampered(world.owner, 'subscription', table, `${change} where ${which}`);
  expect(found.map((line) => line.split(':')[0])).toContain(check);
  await world.proven();
});

test('what was agreed cannot be rewritten', async () => {
  for (const statement of [
    'update subscription_tier set price = 1',
    'update subscription set tier = 1',
    `update subscription_period set begins_at = now()`,
    'delete from subscription',
  ]) {
    await expect(sql.script(statement)).rejects.toThrow(/permission denied/);
    await expect(world.owner.script(statement)).rejects.toThrow(/are immutable/);
  }
});
