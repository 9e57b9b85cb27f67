/** Who is told of what, and when: by rules, in the database transaction of what happened, and once. */
import pg from 'pg';
import { describe, expect, it, test, vi } from 'vitest';
import { type NewAlert, raiseAlerts } from '../../core/alerts/index.ts';
import { changed, defaultSettings, reaches, whenTold } from '../../core/alerts/rules.ts';
import { inTransaction } from '../../core/db/index.ts';
import type { AlertChange, Identity, Notice } from '../../core/index.ts';
import { tellDirectly } from '../../core/tell.ts';
import { discord, openWorld, slack } from './world.ts';

const world = await openWorld();
const { core, context } = world;

const gbp = { code: 'GBP', exponent: 2 };
const pounds = (amount: number) => ({ minor: String(amount * 100), asset: gbp });
const euros = (amount: number) => ({ minor: String(amount * 100), asset: { code: 'EUR', exponent: 2 } });
const hour_ms = 3_600_000;
const at = (hours: number) => hours * 60;

let count = 0;
const funded = new Set<string>();
/** Somebody with money who was told nothing yet. */
const somebody = async (amount = 0n, where: (user: string) => Identity = slack): Promise<Identity> => {
  count += 1;
  const who = where(where === discord ? `88${count}` : `U${count}`);
  if (amount > 0n) funded.add(who.user);
  return world.person(who, amount);
};
const set = (who: Identity, change: AlertChange, key = world.key()) => core.alerts.change(who, change, key);
const settings = (who: Identity) => core.alerts.settings(who, 'forms');
const idOf = async (who: Identity): Promise<bigint> => (await context.known(who))!.id;

/** What is on its way to somebody's own chat, the oldest first, but for the bank's first word. */
const told = async (who: Identity): Promise<Notice[]> => {
  const lane = `direct:${who.platform}:${who.tenant}:${who.user}`;
  const all = (await world.deliveries()).flatMap((one) =>
    one.lane === lane && one.audience === 'direct' && 'notice' in one.subject ? [one.subject.notice] : [],
  );
  return funded.has(who.user) ? all.slice(1) : all;
};
/** By kind, what came together in brackets. */
const kinds = async (who: Identity): Promise<string[]> =>
  (await told(who)).map((notice) =>
    notice.kind === 'alerts' ? `[${notice.notices.map(({ kind }) => kind).join(' ')}]` : notice.kind,
  );
const pay = (payer: Identity, payee: Identity, amount: number) =>
  world.pay(payer, payee, BigInt(amount * 100));
/** Time goes on, and what is due is told. */
const pass = async (hours: number) => {
  world.pass(hours * hour_ms);
  await core.schedules.run('alerts');
};
/** Until it is this hour in UTC. */
const passTo = async (hour: number) => {
  const now = world.clock.now();
  const ahead = (hour - now.getUTCHours() - now.getUTCMinutes() / 60 + 48) % 24;
  await pass(ahead === 0 ? 24 : ahead);
};

describe('whether somebody hears of it', () => {
  const fall = (before: number, after: number) => ({ before: pounds(before), amount: pounds(after) });
  it.each([
    ['an amount above the threshold', 'incoming_money', pounds(5), { amount: pounds(6) }, true],
    ['an amount that is the threshold', 'incoming_money', pounds(5), { amount: pounds(5) }, true],
    ['an amount below it', 'incoming_money', pounds(5), { amount: { minor: '499', asset: gbp } }, false],
    ['any amount, without a threshold', 'incoming_money', null, { amount: { minor: '1', asset: gbp } }, true],
    [
      'an amount beyond 2^53',
      'large_payment',
      { minor: '9007199254740993', asset: gbp },
      { amount: { minor: '9007199254740992', asset: gbp } },
      false,
    ],
    ['another currency, which nothing says is less', 'large_payment', pounds(5), { amount: euros(1) }, true],
    ['a fall below the threshold', 'low_balance', pounds(10), fall(12, 9), true],
    ['a fall to it', 'low_balance', pounds(10), fall(12, 10), false],
    ['a fall from it', 'low_balance', pounds(10), fall(10, 9), true],
    ['a further fall', 'low_balance', pounds(10), fall(9, 8), false],
    ['a rise above it', 'low_balance', pounds(10), fall(9, 12), false],
    ['a fall in another currency', 'low_balance', pounds(10), { before: euros(12), amount: euros(9) }, false],
    ['what has no amount', 'request_due', null, {}, true],
  ] as const)('%s', (_what, kind, threshold, amounts, expected) => {
    expect(reaches(kind, threshold, amounts)).toBe(expected);
  });
});

describe('when somebody hears of it', () => {
  const of = (change: AlertChange) => {
    const all = changed(defaultSettings(gbp), change);
    return (moment: string) => whenTold(all, all.kinds.incoming_money, new Date(moment)).toISOString();
  };
  const digest = { kinds: { incoming_money: { digest: true } } };
  const quiet = { from: at(22), until: at(7) };
  it.each([
    ['at once', {}, '2026-06-10T23:00:00Z', '2026-06-10T23:00:00.000Z'],
    [
      'after quiet hours',
      { quiet, zone: 'Europe/Berlin' },
      '2026-06-10T21:00:00Z',
      '2026-06-11T05:00:00.000Z',
    ],
    [
      'at once outside of them',
      { quiet, zone: 'Europe/Berlin' },
      '2026-06-10T19:00:00Z',
      '2026-06-10T19:00:00.000Z',
    ],
    ['by UTC where no zone is known', { quiet }, '2026-06-10T21:00:00Z', '2026-06-10T21:00:00.000Z'],
    [
      'with the digest',
      { ...digest, zone: 'Europe/Berlin' },
      '2026-06-10T12:00:00Z',
      '2026-06-10T16:00:00.000Z',
    ],
    [
      'with the digest after the clock changed',
      { ...digest, zone: 'Europe/Berlin' },
      '2026-10-24T20:00:00Z',
      '2026-10-25T17:00:00.000Z',
    ],
    [
      'after quiet hours, where the digest is in them',
      { ...digest, quiet, digest_at: at(23), zone: 'UTC' },
      '2026-06-10T12:00:00Z',
      '2026-06-11T07:00:00.000Z',
    ],
  ])('%s', (_how, change, moment, expected) => {
    expect(of(change)(moment)).toBe(expected);
  });
});

describe('money that comes in', () => {
  test('is told at once and of any amount to whoever chose nothing, and no row is kept of it', async () => {
    const [alice, bob] = [await somebody(100_00n), await somebody(0n, discord)];
    await pay(alice, bob, 5);
    expect(await kinds(bob)).toEqual(['payment_received']);
    const [row] = await world.sql<{ count: number }[]>`select count(*)::int as count from alert`;
    expect(row!.count).toBe(0);
  });

  test('is told from the threshold on, from people and from the bank alike', async () => {
    const [alice, bob] = [await somebody(100_00n), await somebody(0n, discord)];
    await set(bob, { kinds: { incoming_money: { threshold: pounds(5) } } });
    await pay(alice, bob, 4);
    await world.fund(bob, 3_00n);
    expect(await kinds(bob)).toEqual([]);
    await pay(alice, bob, 5);
    await world.fund(bob, 6_00n);
    expect(await kinds(bob)).toEqual(['payment_received', 'bank_funded']);
  });

  test('is not told where it is turned off, and moves all the same', async () => {
    const [alice, bob] = [await somebody(100_00n), await somebody(0n, discord)];
    await set(bob, { kinds: { incoming_money: { on: false } } });
    await pay(alice, bob, 5);
    expect(await kinds(bob)).toEqual([]);
    expect(await world.balance(bob)).toBe('5.00 GBP');
  });

  test('waits for the end of quiet hours, and then comes in one message', async () => {
    const [alice, bob] = [await somebody(100_00n), await somebody(0n, discord)];
    await set(bob, { quiet: { from: at(22), until: at(7) }, zone: 'UTC' });
    await passTo(23);
    await pay(alice, bob, 5);
    await pay(alice, bob, 6);
    await pass(7);
    expect(await kinds(bob)).toEqual([]);
    await pass(1);
    expect(await kinds(bob)).toEqual(['[payment_received payment_received]']);
    await pass(24);
    expect(await kinds(bob)).toHaveLength(1);
  });

  test('that waited alone is told as it would have been', async () => {
    const [alice, bob] = [await somebody(100_00n), await somebody(0n, discord)];
    await set(bob, { kinds: { incoming_money: { digest: true } }, digest_at: at(18), zone: 'UTC' });
    await passTo(12);
    await pay(alice, bob, 5);
    await pass(5);
    expect(await kinds(bob)).toEqual([]);
    await pass(1);
    expect(await kinds(bob)).toEqual(['payment_received']);
  });

  test('more than fits into one message comes in several, and nothing is left out', async () => {
    const [alice, bob] = [await somebody(100_00n), await somebody(0n, discord)];
    await set(bob, { kinds: { incoming_money: { digest: true } }, zone: 'UTC' });
    for (let payment = 0; payment < 12; payment += 1) await pay(alice, bob, 1);
    await pass(24);
    const sizes = (await told(bob)).map((notice) => (notice.kind === 'alerts' ? notice.notices.length : 1));
    expect(sizes).toEqual([10, 2]);
  });

  test('is told once, whichever of several processes is first, when all look at once', async () => {
    const [alice, bob] = [await somebody(100_00n), await somebody(0n, discord)];
    await set(bob, { kinds: { incoming_money: { digest: true } }, zone: 'UTC' });
    await pay(alice, bob, 5);
    await pay(alice, bob, 6);
    world.pass(24 * hour_ms);
    await Promise.all([core, world.another(), world.another()].map((one) => one.schedules.run('alerts')));
    expect(await kinds(bob)).toEqual(['[payment_received payment_received]']);
  });

  test('that is late is not told in quiet hours that have begun meanwhile', async () => {
    const [alice, bob] = [await somebody(100_00n), await somebody(0n, discord)];
    await set(bob, {
      kinds: { incoming_money: { digest: true } },
      digest_at: at(21),
      quiet: { from: at(22), until: at(7) },
      zone: 'UTC',
    });
    await passTo(12);
    await pay(alice, bob, 5);
    await pass(11);
    expect(await kinds(bob)).toEqual([]);
    await pass(8);
    expect(await kinds(bob)).toEqual(['payment_received']);
  });
});

test('what somebody has is said as it is when they read it, and a low balance only while it is one', async () => {
  const [alice, bob] = [await somebody(20_00n), await somebody(100_00n, discord)];
  await set(alice, {
    kinds: {
      low_balance: { on: true, threshold: pounds(10), digest: true },
      incoming_money: { on: true, digest: true },
    },
    zone: 'UTC',
  });
  await pay(alice, bob, 15);
  await pay(bob, alice, 1);
  await pass(24);
  const [first] = await told(alice);
  expect(first).toMatchObject({
    kind: 'alerts',
    notices: [
      { kind: 'alert_low_balance', balance: pounds(6) },
      { kind: 'payment_received', balance: pounds(6) },
    ],
  });
  await pay(bob, alice, 10);
  await pay(alice, bob, 8);
  await pay(bob, alice, 5);
  await pass(24);
  expect((await kinds(alice)).slice(1)).toEqual(['[payment_received payment_received]']);
});

describe('settling', () => {
  /** The statements that it takes to settle these payments together. */
  const statementsOf = async (payments: readonly bigint[]): Promise<number> => {
    const query = vi.spyOn(pg.Client.prototype, 'query');
    await Promise.all(payments.map((payment) => core.pay.settle(payment)));
    const { length } = query.mock.calls;
    query.mockRestore();
    return length;
  };

  test('many payments asks no more often what people want to hear than settling two', async () => {
    const [alice, bob] = [await somebody(100_00n), await somebody(0n, discord)];
    const authorize = async (number: number) => {
      for (let one = 0; one < number; one += 1) await world.authorize(alice, bob, 1_00n);
      return world.authorized();
    };
    // The first goes alone, and the others together behind it.
    const few = await statementsOf(await authorize(3));
    const many = await statementsOf(await authorize(33));
    expect(many).toBe(few);
  });
});

describe('a change of the settings', () => {
  test('leaves alone what it does not name', async () => {
    const bob = await somebody();
    await set(bob, {
      kinds: { low_balance: { on: true, threshold: pounds(20) } },
      quiet: { from: 60, until: 120 },
    });
    await set(bob, { kinds: { low_balance: { digest: true } }, digest_at: at(9) });
    const { alerts, quiet, digest_at } = await settings(bob);
    expect(alerts[0]).toEqual({ alert: 'low_balance', on: true, threshold: pounds(20), digest: true });
    expect({ quiet, digest_at }).toEqual({ quiet: { from: 60, until: 120 }, digest_at: at(9) });
  });

  test('that comes again undoes nothing that was chosen since', async () => {
    const bob = await somebody();
    const key = world.key();
    await set(bob, { digest_at: at(9) }, key);
    await set(bob, { digest_at: at(10) });
    await set(bob, { digest_at: at(9) }, key);
    expect((await settings(bob)).digest_at).toBe(at(10));
  });

  test('that comes with others at once is not lost', async () => {
    const bob = await somebody();
    await Promise.all([
      set(bob, { kinds: { low_balance: { on: true } } }),
      set(bob, { kinds: { large_payment: { on: true } } }),
      set(bob, { quiet: { from: 60, until: 120 } }),
      set(bob, { digest_at: at(9) }),
    ]);
    const { alerts, quiet, digest_at } = await settings(bob);
    expect(alerts.map(({ on }) => on)).toEqual([true, true, true, true, true, true, true]);
    expect({ quiet, digest_at }).toEqual({ quiet: { from: 60, until: 120 }, digest_at: at(9) });
  });

  test('counts for what waits already: it comes when they want it now, or not at all', async () => {
    const [alice, bob, carol] = [
      await somebody(100_00n),
      await somebody(0n, discord),
      await somebody(0n, discord),
    ];
    for (const who of [bob, carol]) {
      await set(who, { quiet: { from: at(22), until: at(7) }, zone: 'UTC' });
    }
    await passTo(23);
    await pay(alice, bob, 5);
    await pay(alice, carol, 5);
    await set(bob, { quiet: null });
    await set(carol, { kinds: { incoming_money: { on: false } } });
    await core.schedules.run('alerts');
    expect(await kinds(bob)).toEqual(['payment_received']);
    await pass(24);
    expect(await kinds(carol)).toEqual([]);
  });

  test('is only taken with a time zone that there is', async () => {
    const bob = await somebody();
    await expect(set(bob, { zone: 'Europe/Nowhere' })).rejects.toThrow(RangeError);
    expect((await settings(bob)).zone).toBeNull();
  });
});

describe('the time zone of a person', () => {
  const seenIn = (who: Identity, timeZone: string) =>
    core.people.seen(
      { identity: who, name: who.user, timeZone },
      world.request(who, who, 1n).origin.conversation,
    );

  test('is what the chat tells, until they say another', async () => {
    const bob = await somebody();
    await seenIn(bob, 'Europe/Berlin');
    expect((await settings(bob)).zone).toBe('Europe/Berlin');
    await seenIn(bob, 'America/New_York');
    expect((await settings(bob)).zone).toBe('America/New_York');
    await set(bob, { zone: 'Asia/Tokyo' });
    await seenIn(bob, 'Europe/Berlin');
    expect((await settings(bob)).zone).toBe('Asia/Tokyo');
  });

  test('stays what it was when a chat tells one that there is not', async () => {
    const bob = await somebody();
    await seenIn(bob, 'Europe/Berlin');
    await seenIn(bob, 'Mars/Olympus_Mons');
    expect((await settings(bob)).zone).toBe('Europe/Berlin');
  });
});

describe('a low balance', () => {
  const lows = async (who: Identity) =>
    (await told(who)).flatMap((notice) =>
      notice.kind === 'alert_low_balance' ? [notice.balance.minor] : [],
    );

  test('is told when it falls below the threshold, and again only when it has been above it', async () => {
    const [alice, bob] = [await somebody(20_00n), await somebody(100_00n, discord)];
    await set(alice, { kinds: { low_balance: { on: true, threshold: pounds(10) } } });
    await pay(alice, bob, 5);
    expect(await lows(alice)).toEqual([]);
    await pay(alice, bob, 6);
    await pay(alice, bob, 2);
    expect(await lows(alice)).toEqual(['900']);
    await pay(bob, alice, 2);
    await pay(alice, bob, 2);
    expect(await lows(alice)).toEqual(['900']);
    await pay(bob, alice, 5);
    await pay(alice, bob, 5);
    expect(await lows(alice)).toEqual(['900', '700']);
  });

  test('is told once for many payments at once, and by the one that crossed it', async () => {
    const [alice, bob] = [await somebody(20_00n), await somebody(0n, discord)];
    await set(alice, { kinds: { low_balance: { on: true, threshold: pounds(10) } } });
    await Promise.all(Array.from({ length: 15 }, () => world.authorize(alice, bob, 1_00n)));
    const waiting = await world.authorized();
    await Promise.all([...waiting, ...waiting].map((payment) => core.pay.settle(payment)));
    expect(await lows(alice)).toEqual(['900']);
  });

  test('is told by whatever takes money out of a wallet', async () => {
    const alice = await somebody(20_00n);
    await set(alice, { kinds: { low_balance: { on: true, threshold: pounds(10) } } });
    const gift = {
      giver: alice,
      amount: 11_00n,
      asset: 'GBP',
      shares: 2,
      mode: 'even',
      memo: null,
      lasts_ms: hour_ms,
      account_age_ms: 0,
      origin: world.request(alice, alice, 1n).origin,
    } as const;
    const given = [await core.drop.give(gift), await core.drop.give(gift)];
    expect(given.map(({ ok }) => ok)).toEqual([true, true]);
    expect(await lows(alice)).toEqual(['900']);
  });
});

describe('a large payment out', () => {
  test("is told in the payer's own chat instead of beside the command, not in both", async () => {
    const [alice, bob] = [await somebody(100_00n), await somebody(0n, discord)];
    await set(alice, { kinds: { large_payment: { on: true, threshold: pounds(50) } } });
    await pay(alice, bob, 49);
    await pay(alice, bob, 50);
    const sent = (await world.deliveries()).flatMap(({ audience, subject, lane }) =>
      'notice' in subject && subject.notice.kind === 'payment_sent' && lane.endsWith(alice.user)
        ? [[audience, subject.notice.total.minor, subject.notice.large ?? false]]
        : [],
    );
    expect(sent).toEqual([
      ['private', '4900', false],
      ['direct', '5000', true],
    ]);
  });

  test('in quiet hours is answered where it was ordered, and told afterwards', async () => {
    const [alice, bob] = [await somebody(100_00n), await somebody(0n, discord)];
    await set(alice, {
      kinds: { large_payment: { on: true, threshold: pounds(50) } },
      quiet: { from: at(22), until: at(7) },
      zone: 'UTC',
    });
    await passTo(23);
    await pay(alice, bob, 50);
    expect(await kinds(alice)).toEqual([]);
    await pass(9);
    expect(await kinds(alice)).toEqual(['payment_sent']);
  });
});

describe('an alert that is raised', () => {
  const raise = (...alerts: NewAlert[]) =>
    inTransaction(world.sql, (sql) => raiseAlerts(context, sql, alerts));
  const due = async (who: Identity, key: string): Promise<NewAlert> => ({
    kind: 'request_due',
    person: await idOf(who),
    key,
    notice: { kind: 'bank_frozen', person: (await core.people.find(who))!, frozen: false },
  });

  test('again under its key is told once, at whatever moments and however it is told', async () => {
    const [alice, bob] = [await somebody(), await somebody()];
    await set(bob, { kinds: { request_due: { digest: true } }, zone: 'UTC' });
    const alerts = [await due(alice, 'req-1'), await due(bob, 'req-1')];
    await Promise.all([raise(...alerts), raise(...alerts.toReversed()), raise(alerts[0]!)]);
    await pass(24);
    await raise(...alerts);
    await pass(24);
    expect([await kinds(alice), await kinds(bob)]).toEqual([['bank_frozen'], ['bank_frozen']]);
  });

  test('is undone with what it tells of', async () => {
    const alice = await somebody();
    const alert = await due(alice, 'req-2');
    const undone = inTransaction(world.sql, async (sql) => {
      await raiseAlerts(context, sql, [alert]);
      throw new Error('no');
    });
    await expect(undone).rejects.toThrow('no');
    expect(await kinds(alice)).toEqual([]);
    await raise(alert);
    expect(await kinds(alice)).toEqual(['bank_frozen']);
  });

  test('for somebody who is only a name so far is told to nobody', async () => {
    const alice = await somebody(10_00n);
    await world.authorize(
      alice,
      { by: 'handle', handle: 'nobody_yet', platform: 'telegram', tenant: '' },
      1_00n,
    );
    const [row] = await world.sql<{ person: bigint }[]>`
      select person from identity where user_id = '@nobody_yet'`;
    const before = (await world.deliveries()).length;
    await raise({ ...(await due(alice, 'req-3')), person: row!.person });
    expect((await world.deliveries()).length).toBe(before);
  });
});

test('what is no alert is told at any hour, whatever somebody turned off', async () => {
  const alice = await somebody();
  const off = { on: false };
  await set(alice, {
    kinds: { low_balance: off, large_payment: off, incoming_money: off, request_due: off },
    quiet: { from: at(0), until: at(24) - 1 },
  });
  const person = (await core.people.find(alice))!;
  await inTransaction(world.sql, async (sql) =>
    tellDirectly(sql, { id: await idOf(alice) }, { kind: 'bank_frozen', person, frozen: true }),
  );
  expect(await kinds(alice)).toEqual(['bank_frozen']);
});

test('two people who become one keep what was chosen and what waits', async () => {
  const [alice, bob, other] = [await somebody(100_00n), await somebody(0n, discord), await somebody()];
  await set(bob, { kinds: { incoming_money: { digest: true } }, zone: 'Asia/Tokyo' });
  await pay(alice, bob, 5);
  const code = await core.people.linkCode(other);
  if (!code.ok) throw new Error('no code');
  await core.people.link(bob, code.value.code, world.key());
  const { alerts, zone } = await settings(other);
  expect(alerts.find(({ alert }) => alert === 'incoming_money')).toMatchObject({ digest: true });
  expect(zone).toBe('Asia/Tokyo');
  await pass(24);
  const everywhere = [...(await kinds(bob)), ...(await kinds(other))];
  expect(everywhere.filter((kind) => kind === 'payment_received')).toHaveLength(1);
});

test('what was kept and told has its place in the trace of its payment', async () => {
  const [alice, bob] = [await somebody(100_00n), await somebody(0n, discord)];
  await set(bob, { kinds: { incoming_money: { digest: true } }, zone: 'UTC' });
  const { reference } = await pay(alice, bob, 5);
  await pass(24);
  const trace = await core.trace.find({ reference });
  const states = trace!.steps.flatMap((step) =>
    step.step === 'state' && step.capability === 'alerts' ? [step.state] : [],
  );
  expect(states).toEqual(['kept', 'told']);
  expect(trace!.steps.filter(({ step }) => step === 'delivery').length).toBe(3);
});

test('the books are right after all of it', () => world.proven());
