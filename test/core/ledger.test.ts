import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLedger, type Submission } from '../../core/ledger/index.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { createLedgerWorld, idOfOutcome, type LedgerWorld } from './ledger-world.ts';

const database: TestDatabase = await freshDatabase();
let run = 0;
let world: LedgerWorld;
/** People of this test's own: alice has 100, bob and carol nothing, dora is frozen and has 50. */
let names: Record<'alice' | 'bob' | 'carol' | 'dora' | 'euro', string>;

beforeEach(async () => {
  world = await createLedgerWorld(database.sql);
  run++;
  names = {
    alice: `alice${run}`,
    bob: `bob${run}`,
    carol: `carol${run}`,
    dora: `dora${run}`,
    euro: `alice${run}:EUR`,
  };
  for (const name of Object.values(names)) await world.open(name, 0n);
  await world.open('desk:EUR', null);
  world = { ...world, ...prefixKeys(world) };
  const funded = await world.submit(
    world.post({ desk: -100, [names.alice]: 100 }),
    world.post({ desk: -50, [names.dora]: 50 }),
    world.post({ 'desk:EUR': -70, [names.euro]: 70 }),
  );
  expect(world.told(funded)).toEqual(['ok', 'ok', 'ok']);
  await world.ledger.freeze(database.sql, names.dora, true);
});

/** Keys are unique over the whole file: every test has the same database. */
const prefixKeys = ({ post, hold, key }: LedgerWorld): Pick<LedgerWorld, 'post' | 'hold' | 'key'> => {
  const own = () => `${run}-${key()}`;
  return {
    key: own,
    post: (amounts, options) => ({ ...post(amounts, options), key: options?.key ?? own() }),
    hold: (amounts, options) => ({ ...hold(amounts, options), key: options?.key ?? own() }),
  };
};

afterEach(async () => {
  expect(await world.ledger.verify(database.sql)).toEqual([]);
});

/** One submission, what comes of it, and what alice, bob and carol have afterwards. */
type Scenario = [
  does: string,
  submission: () => Submission,
  told: string,
  balances: [string, string, string],
];

const untouched: [string, string, string] = ['alice 100', 'bob 0', 'carol 0'];
const scenarios: Scenario[] = [
  [
    'moves money',
    () => world.post({ [names.alice]: -30, [names.bob]: 30 }),
    'ok',
    ['alice 70', 'bob 30', 'carol 0'],
  ],
  [
    'moves all there is',
    () => world.post({ [names.alice]: -100, [names.bob]: 100 }),
    'ok',
    ['alice 0', 'bob 100', 'carol 0'],
  ],
  [
    'has several legs',
    () => world.post({ [names.alice]: -30, [names.bob]: 10, [names.carol]: 20 }),
    'ok',
    ['alice 70', 'bob 10', 'carol 20'],
  ],
  [
    'exchanges in one piece, balanced per asset',
    () => world.post({ [names.alice]: -30, desk: 30, [names.euro]: 35, 'desk:EUR': -35 }),
    'ok',
    ['alice 70', 'bob 0', 'carol 0'],
  ],
  [
    'holds',
    () => world.hold({ [names.alice]: -30, [names.bob]: 30 }),
    'ok',
    ['alice 100 held 30', 'bob 0 incoming 30', 'carol 0'],
  ],
  [
    'may not overdraw',
    () => world.post({ [names.alice]: -101, [names.bob]: 101 }),
    'insufficient_funds alice',
    untouched,
  ],
  [
    'may not hold more than there is',
    () => world.hold({ [names.alice]: -101, [names.bob]: 101 }),
    'insufficient_funds alice',
    untouched,
  ],
  [
    'may not take from the empty',
    () => world.post({ [names.alice]: 1, [names.bob]: -1 }),
    'insufficient_funds bob',
    untouched,
  ],
  ['must balance', () => world.post({ [names.alice]: -30, [names.bob]: 29 }), 'unbalanced', untouched],
  [
    'must balance in each asset',
    () => world.post({ [names.alice]: -30, 'desk:EUR': 30 }),
    'unbalanced',
    untouched,
  ],
  ['has two legs at least', () => world.post({ [names.alice]: -30 }), 'unbalanced', untouched],
  ['has legs', () => world.post({}), 'unbalanced', untouched],
  [
    'has no empty leg',
    () => world.post({ [names.alice]: -30, [names.bob]: 30, [names.carol]: 0 }),
    'amount_zero carol',
    untouched,
  ],
  [
    'knows its accounts',
    () => world.post({ [names.alice]: -30, '999999999': 30 }),
    'account_unknown 999999999',
    untouched,
  ],
  [
    'knows its accounts, however huge',
    () => world.post({ [names.alice]: -30, [String(2n ** 70n)]: 30 }),
    'account_unknown 0',
    untouched,
  ],
  [
    'names an account once',
    () => ({
      ...world.post({}),
      verb: 'post',
      legs: [
        ...world.legs({ [names.alice]: -30, [names.bob]: 30 }),
        ...world.legs({ [names.alice]: -1, [names.carol]: 1 }),
      ],
    }),
    'leg_repeated alice',
    untouched,
  ],
  [
    'does not pay oneself',
    () => ({
      ...world.post({}),
      verb: 'post',
      legs: [...world.legs({ [names.alice]: -30 }), ...world.legs({ [names.alice]: 30 })],
    }),
    'leg_repeated alice',
    untouched,
  ],
  [
    'has amounts of 38 digits at most',
    () => world.post({ desk: -(10n ** 38n), [names.alice]: 10n ** 38n }),
    'amount_too_large desk',
    untouched,
  ],
  [
    'has amounts of 38 digits at most, by far',
    () => world.post({ desk: -(10n ** 400n), [names.alice]: 10n ** 400n }),
    'amount_too_large desk',
    untouched,
  ],
  [
    'may not grow an account beyond 38 digits',
    () => world.post({ desk: -(10n ** 38n - 1n), [names.alice]: 10n ** 38n - 1n }),
    'amount_too_large desk',
    untouched,
  ],
  [
    'does not leave a frozen account',
    () => world.post({ [names.dora]: -10, [names.bob]: 10 }),
    'account_frozen dora',
    untouched,
  ],
  [
    'does not reach a frozen account',
    () => world.post({ [names.alice]: -10, [names.dora]: 10 }),
    'account_frozen dora',
    untouched,
  ],
  [
    'does not hold for a frozen account',
    () => world.hold({ [names.alice]: -10, [names.dora]: 10 }),
    'account_frozen dora',
    untouched,
  ],
  [
    'passes a freeze where it must',
    () => world.post({ [names.dora]: -10, [names.bob]: 10 }, { evenFrozen: true }),
    'ok',
    ['alice 100', 'bob 10', 'carol 0'],
  ],
  [
    'does not pass a floor for that',
    () => world.post({ [names.dora]: -51, [names.bob]: 51 }, { evenFrozen: true }),
    'insufficient_funds dora',
    untouched,
  ],
  [
    'captures a known hold only',
    () => ({ verb: 'capture', key: world.key(), code: 'pay', hold: 999_999_999n }),
    'hold_unknown',
    untouched,
  ],
  [
    'voids a known hold only',
    () => ({ verb: 'void', key: world.key(), code: 'pay', hold: -1n }),
    'hold_unknown',
    untouched,
  ],
  [
    'reverses a known transfer only',
    () => ({ verb: 'reverse', key: world.key(), code: 'pay', transfer: 2n ** 80n }),
    'transfer_unknown',
    untouched,
  ],
];

/** Test names without the run's number. */
const plain = (texts: string[]): string[] => texts.map((text) => text.replace(/(?<=[a-z])\d+/g, ''));
const everybody = async () => plain(await world.balances(names.alice, names.bob, names.carol));

test.each(scenarios)('a submission %s', async (_does, submission, told, balances) => {
  const one = submission();
  expect(plain(world.told(await world.submit(one)))).toEqual([told]);
  expect(await everybody()).toEqual(balances);
  expect(plain(world.told(await world.submit(one)))).toEqual([`${told} again`]);
  expect(await everybody()).toEqual(balances);
});

describe('a hold', () => {
  const held = async (amount = 60): Promise<bigint> => {
    const [outcome] = await world.submit(world.hold({ [names.alice]: -amount, [names.bob]: amount }));
    return idOfOutcome(outcome);
  };
  const of = (verb: 'capture' | 'void' | 'expire', hold: bigint): Submission => ({
    verb,
    key: world.key(),
    code: 'pay',
    hold,
  });

  test('row 7: keeps what it holds from being spent, and what it brings too', async () => {
    await held();
    const outcomes = await world.submit(
      world.post({ [names.alice]: -41, [names.carol]: 41 }),
      world.post({ [names.bob]: -1, [names.carol]: 1 }),
      world.post({ [names.alice]: -40, [names.carol]: 40 }),
    );
    expect(plain(world.told(outcomes))).toEqual(['insufficient_funds alice', 'insufficient_funds bob', 'ok']);
    expect(await everybody()).toEqual(['alice 60 held 60', 'bob 0 incoming 60', 'carol 40']);
  });

  test('is captured in full, once', async () => {
    const hold = await held();
    const outcomes = await world.submit(of('capture', hold), of('capture', hold), of('void', hold));
    expect(world.told(outcomes)).toEqual(['ok', 'hold_resolved', 'hold_resolved']);
    expect(await everybody()).toEqual(['alice 40', 'bob 60', 'carol 0']);
    expect((await world.ledger.hold(database.sql, hold))?.state).toBe('captured');
  });

  test('is captured in part, and the rest is free again', async () => {
    const hold = await held();
    const part = world.legs({ [names.alice]: -25, [names.bob]: 25 });
    expect(world.told(await world.submit({ ...of('capture', hold), legs: part } as Submission))).toEqual([
      'ok',
    ]);
    expect(await everybody()).toEqual(['alice 75', 'bob 25', 'carol 0']);
  });

  test('is not captured in full by a part that turns out to be empty', async () => {
    const hold = await held();
    const empty = { ...of('capture', hold), legs: [] } as Submission;
    await expect(world.submit(empty)).rejects.toThrow(RangeError);
    expect(await everybody()).toEqual(['alice 100 held 60', 'bob 0 incoming 60', 'carol 0']);
  });

  test('that was captured in full is found again, whether its parts are left out or undefined', async () => {
    const capture = of('capture', await held());
    const undefinedLegs = { ...capture, legs: undefined } as unknown as Submission;
    const outcomes = await world.submit(capture, undefinedLegs);
    expect(world.told(outcomes)).toEqual(['ok', 'ok again']);
  });

  test.each<[string, () => Record<string, number>, string]>([
    ['more than was held', () => ({ [names.alice]: -61, [names.bob]: 61 }), 'capture_exceeds_hold alice'],
    ['for somebody else', () => ({ [names.alice]: -60, [names.carol]: 60 }), 'capture_exceeds_hold carol'],
    ['the other way round', () => ({ [names.alice]: 60, [names.bob]: -60 }), 'capture_exceeds_hold alice'],
    ['nothing', () => ({ [names.alice]: 0, [names.bob]: 0 }), 'amount_zero alice'],
    ['what does not balance', () => ({ [names.alice]: -10, [names.bob]: 9 }), 'unbalanced'],
    ['one leg alone', () => ({ [names.alice]: -10 }), 'unbalanced'],
  ])('is not captured for %s', async (_what, amounts, told) => {
    const hold = await held();
    const capture = { ...of('capture', hold), legs: world.legs(amounts()) } as Submission;
    expect(plain(world.told(await world.submit(capture)))).toEqual([told]);
    expect(await everybody()).toEqual(['alice 100 held 60', 'bob 0 incoming 60', 'carol 0']);
  });

  test('is not captured for a frozen account, but can always be voided', async () => {
    const hold = await held();
    await world.ledger.freeze(database.sql, names.bob, true);
    expect(plain(world.told(await world.submit(of('capture', hold))))).toEqual(['account_frozen bob']);
    expect(world.told(await world.submit(of('void', hold)))).toEqual(['ok']);
    expect(await everybody()).toEqual(['alice 100', 'bob 0', 'carol 0']);
  });

  test('that is voided gives everything back, and its own id', async () => {
    const hold = await held();
    const [outcome] = await world.submit(of('void', hold));
    expect(outcome).toEqual({ ok: true, id: hold, replayed: false });
    expect(await everybody()).toEqual(['alice 100', 'bob 0', 'carol 0']);
  });

  test('expires not before its time, captures not after it, and "not yet" is no final word', async () => {
    let now = new Date('2026-01-01T00:00:00Z');
    const ledger = createLedger({ clock: { now: () => now } });
    const expiresAt = new Date('2026-01-02T00:00:00Z');
    const [outcome] = await ledger.submit(database.sql, [
      world.hold({ [names.alice]: -60, [names.bob]: 60 }, { expiresAt }),
    ]);
    const hold = idOfOutcome(outcome);
    const expire = of('expire', hold);
    expect(world.told(await ledger.submit(database.sql, [expire]))).toEqual(['hold_not_expired']);
    now = expiresAt;
    expect(world.told(await ledger.submit(database.sql, [of('capture', hold)]))).toEqual(['hold_expired']);
    expect(world.told(await ledger.submit(database.sql, [expire]))).toEqual(['ok']);
    expect(world.told(await ledger.submit(database.sql, [expire]))).toEqual(['ok again']);
    expect(await everybody()).toEqual(['alice 100', 'bob 0', 'carol 0']);
  });

  test('row 16: captured, voided and expired at the same instant ends once', async () => {
    for (let round = 0; round < 5; round++) {
      const ledger = createLedger({ clock: { now: () => new Date('2026-01-01') } });
      const expiresAt = new Date(round % 2 ? '2026-01-01' : '2026-01-02');
      const [outcome] = await ledger.submit(database.sql, [
        world.hold({ [names.alice]: -10, [names.bob]: 10 }, { expiresAt }),
      ]);
      const hold = idOfOutcome(outcome);
      const verbs = ['capture', 'void', 'expire', 'capture', 'void', 'expire'] as const;
      const outcomes = await Promise.all(verbs.map((verb) => ledger.submit(database.sql, [of(verb, hold)])));
      expect(outcomes.flat().filter((one) => one.ok)).toHaveLength(1);
    }
  });

  test('is no transfer to be reversed, and a transfer no hold to be captured', async () => {
    const hold = await held();
    const [posted] = await world.submit(world.post({ [names.alice]: -10, [names.bob]: 10 }));
    const outcomes = await world.submit(
      { verb: 'reverse', key: world.key(), code: 'undo', transfer: hold },
      of('capture', idOfOutcome(posted)),
    );
    expect(world.told(outcomes)).toEqual(['transfer_unknown', 'hold_unknown']);
  });
});

describe('a reversal', () => {
  const reverse = (transfer: bigint): Submission => ({
    verb: 'reverse',
    key: world.key(),
    code: 'undo',
    transfer,
  });

  test('row 24: moves the money back, once, however often it is asked for', async () => {
    const [posted] = await world.submit(
      world.post({ [names.alice]: -30, [names.bob]: 10, [names.carol]: 20 }),
    );
    const transfer = idOfOutcome(posted);
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => world.submit(reverse(transfer))));
    expect(world.told(outcomes.flat()).sort()).toEqual([...Array(7).fill('already_reversed'), 'ok']);
    expect(await everybody()).toEqual(['alice 100', 'bob 0', 'carol 0']);
    const [line] = await world.ledger.statement(database.sql, world.idOf(names.bob), { limit: 1 });
    expect(line).toMatchObject({ verb: 'reverse', reverses: transfer, amount: -10n, balance: 0n });
  });

  test('is refused when the money has been spent', async () => {
    const [posted] = await world.submit(world.post({ [names.alice]: -30, [names.bob]: 30 }));
    await world.submit(world.post({ [names.bob]: -1, [names.carol]: 1 }));
    expect(plain(world.told(await world.submit(reverse(idOfOutcome(posted)))))).toEqual([
      'insufficient_funds bob',
    ]);
  });
});

describe('a key', () => {
  test('with another request is refused, in a later call and in the same one', async () => {
    const first = world.post({ [names.alice]: -10, [names.bob]: 10 });
    const other = { ...world.post({ [names.alice]: -11, [names.bob]: 11 }), key: first.key };
    expect(world.told(await world.submit(first, other))).toEqual(['ok', 'idempotency_key_reused again']);
    expect(world.told(await world.submit(other, first))).toEqual([
      'idempotency_key_reused again',
      'ok again',
    ]);
    expect(await everybody()).toEqual(['alice 90', 'bob 10', 'carol 0']);
  });

  test('with another verb is refused', async () => {
    const post = world.post({ [names.alice]: -10, [names.bob]: 10 });
    const hold = world.hold({ [names.alice]: -10, [names.bob]: 10 }, { key: post.key });
    expect(world.told(await world.submit(post, hold))).toEqual(['ok', 'idempotency_key_reused again']);
  });

  test('repeated in one call moves the money once and gives the same id', async () => {
    const post = world.post({ [names.alice]: -10, [names.bob]: 10 });
    const outcomes = await world.submit(post, post, post);
    expect(world.told(outcomes)).toEqual(['ok', 'ok again', 'ok again']);
    expect(new Set(outcomes.map(idOfOutcome)).size).toBe(1);
    expect(await everybody()).toEqual(['alice 90', 'bob 10', 'carol 0']);
  });

  test('sent by twenty callers at once moves the money once', async () => {
    const post = world.post({ [names.alice]: -10, [names.bob]: 10 });
    const outcomes = (await Promise.all(Array.from({ length: 20 }, () => world.submit(post)))).flat();
    expect(outcomes.filter((outcome) => !outcome.replayed)).toHaveLength(1);
    expect(new Set(outcomes.map(idOfOutcome)).size).toBe(1);
    expect(await everybody()).toEqual(['alice 90', 'bob 10', 'carol 0']);
  });

  test('that was refused stays refused, also when the money is there by now', async () => {
    const post = world.post({ [names.bob]: -10, [names.carol]: 10 });
    expect(plain(world.told(await world.submit(post, post)))).toEqual([
      'insufficient_funds bob',
      'insufficient_funds bob again',
    ]);
    await world.submit(world.post({ [names.alice]: -50, [names.bob]: 50 }));
    expect(plain(world.told(await world.submit(post)))).toEqual(['insufficient_funds bob again']);
    expect(await everybody()).toEqual(['alice 50', 'bob 50', 'carol 0']);
  });

  test('is the same request with its legs in another order and at another time', async () => {
    const hold = world.hold({ [names.alice]: -10, [names.bob]: 10 }) as Extract<Submission, { verb: 'hold' }>;
    const again = { ...hold, legs: [...hold.legs].reverse(), expiresAt: new Date(Date.now() + 9_999_999) };
    expect(world.told(await world.submit(hold, again))).toEqual(['ok', 'ok again']);
  });

  test('must be there, and not be endless', async () => {
    const post = world.post({ [names.alice]: -10, [names.bob]: 10 });
    // Half a pair of surrogates becomes U+FFFD on its way: two such keys would be one.
    for (const key of ['', 'x'.repeat(201), 'nul\0', 'half \ud800', 'half \udfff'])
      await expect(world.submit({ ...post, key })).rejects.toThrow(RangeError);
  });
});

describe('linked submissions', () => {
  test('happen all or none, and a later one may spend what an earlier one brought', async () => {
    const outcomes = await world.linked(
      world.post({ [names.alice]: -30, [names.bob]: 30 }),
      world.post({ [names.bob]: -30, [names.carol]: 30 }),
    );
    expect(world.told(outcomes)).toEqual(['ok', 'ok']);
    expect(await everybody()).toEqual(['alice 70', 'bob 0', 'carol 30']);
  });

  test('leave no trace when one of them is refused, and stay refused', async () => {
    const [held] = await world.submit(world.hold({ [names.alice]: -20, [names.bob]: 20 }));
    const hold = idOfOutcome(held);
    const chain: Submission[] = [
      world.post({ [names.alice]: -30, [names.bob]: 30 }),
      { verb: 'capture', key: world.key(), code: 'pay', hold },
      world.post({ [names.carol]: -1, [names.bob]: 1 }),
      world.hold({ [names.alice]: -1, [names.bob]: 1 }),
    ];
    const refused = ['linked_refused', 'linked_refused', 'insufficient_funds carol', 'linked_refused'];
    expect(plain(world.told(await world.linked(...chain)))).toEqual(refused);
    expect(plain(world.told(await world.linked(...chain)))).toEqual(refused.map((one) => `${one} again`));
    expect(await everybody()).toEqual(['alice 100 held 20', 'bob 0 incoming 20', 'carol 0']);
    expect(world.told(await world.submit({ verb: 'void', key: world.key(), code: 'pay', hold }))).toEqual([
      'ok',
    ]);
  });

  test('are replayed whole', async () => {
    const chain = [
      world.post({ [names.alice]: -30, [names.bob]: 30 }),
      world.post({ [names.bob]: -10, [names.carol]: 10 }),
    ];
    await world.linked(...chain);
    expect(world.told(await world.linked(...chain))).toEqual(['ok again', 'ok again']);
    expect(await everybody()).toEqual(['alice 70', 'bob 20', 'carol 10']);
  });

  test('do not mix what has happened with what is new', async () => {
    const seen = world.post({ [names.alice]: -30, [names.bob]: 30 });
    await world.submit(seen);
    const fresh = () => world.post({ [names.alice]: -1, [names.carol]: 1 });
    expect(world.told(await world.linked(seen, fresh()))).toEqual(['ok again', 'linked_refused']);
    expect(world.told(await world.linked(fresh(), seen))).toEqual(['linked_refused', 'ok again']);
    expect(await everybody()).toEqual(['alice 70', 'bob 30', 'carol 0']);
  });

  test('stay refused, each of them, also where the first had its outcome before', async () => {
    const fresh = () => world.post({ [names.alice]: -1, [names.carol]: 1 });
    const seen = world.post({ [names.alice]: -30, [names.bob]: 30 });
    const poor = world.post({ [names.carol]: -1, [names.bob]: 1 });
    await world.submit(seen, poor);
    for (const first of [seen, poor]) {
      const rest = [fresh(), fresh()];
      const [, ...refused] = await world.linked(first, ...rest);
      expect(world.told(refused)).toEqual(['linked_refused', 'linked_refused']);
      expect(world.told(await world.submit(...rest))).toEqual([
        'linked_refused again',
        'linked_refused again',
      ]);
    }
    expect(await everybody()).toEqual(['alice 70', 'bob 30', 'carol 0']);
  });

  test('keep the refusal that one of them has got by itself', async () => {
    const [held] = await world.submit(world.hold({ [names.alice]: -20, [names.bob]: 20 }));
    const early: Submission = { verb: 'expire', key: world.key(), code: 'pay', hold: idOfOutcome(held) };
    const poor = world.post({ [names.carol]: -1, [names.bob]: 1 });
    expect(plain(world.told(await world.linked(early, poor)))).toEqual([
      'hold_not_expired',
      'linked_refused',
    ]);
    expect(plain(world.told(await world.submit(poor)))).toEqual(['insufficient_funds carol']);
    expect(plain(world.told(await world.linked(early, poor)))).toEqual([
      'hold_not_expired',
      'insufficient_funds carol again',
    ]);
    expect(await everybody()).toEqual(['alice 100 held 20', 'bob 0 incoming 20', 'carol 0']);
  });

  test('beside those of other callers fall alone, to the last leg', async () => {
    const outcomes = await world.ledger.submitGroups(database.sql, [
      { submissions: [world.post({ [names.alice]: -20, [names.bob]: 20 })] },
      {
        linked: true,
        submissions: [
          world.post({ [names.alice]: -5, [names.bob]: 5 }),
          world.post({ [names.alice]: -3, [names.bob]: 3 }),
          world.post({ [names.carol]: -1, [names.bob]: 1 }),
        ],
      },
      { linked: true, submissions: [world.post({ [names.bob]: -20, [names.carol]: 20 })] },
      { submissions: [] },
    ]);
    expect(outcomes.map((group) => plain(world.told(group)))).toEqual([
      ['ok'],
      ['linked_refused', 'linked_refused', 'insufficient_funds carol'],
      ['ok'],
      [],
    ]);
    expect(await everybody()).toEqual(['alice 80', 'bob 0', 'carol 20']);
  });

  test('give back what they held, captured and reversed, to those who come after them in the same call', async () => {
    const [earlier] = await world.submit(world.hold({ [names.alice]: -20, [names.bob]: 20 }));
    const [posted] = await world.submit(world.post({ [names.alice]: -10, [names.carol]: 10 }));
    const capture = (): Submission => ({
      verb: 'capture',
      key: world.key(),
      code: 'pay',
      hold: idOfOutcome(earlier),
    });
    const reverse = (): Submission => ({
      verb: 'reverse',
      key: world.key(),
      code: 'undo',
      transfer: idOfOutcome(posted),
    });
    const outcomes = await world.ledger.submitGroups(database.sql, [
      {
        linked: true,
        submissions: [
          world.hold({ [names.alice]: -50, [names.carol]: 50 }),
          capture(),
          reverse(),
          world.post({ [names.bob]: -99, [names.carol]: 99 }),
        ],
      },
      { submissions: [world.post({ [names.alice]: -70, [names.carol]: 70 }), capture(), reverse()] },
    ]);
    expect(outcomes.map((group) => plain(world.told(group)))).toEqual([
      ['linked_refused', 'linked_refused', 'linked_refused', 'insufficient_funds bob'],
      ['ok', 'ok', 'ok'],
    ]);
    expect(await everybody()).toEqual(['alice 10', 'bob 20', 'carol 70']);
  });

  test('that were too early may be tried again as they are', async () => {
    let now = new Date('2026-01-01');
    const ledger = createLedger({ clock: { now: () => now } });
    const expiresAt = new Date('2026-01-02');
    const [held] = await ledger.submit(database.sql, [
      world.hold({ [names.alice]: -60, [names.bob]: 60 }, { expiresAt }),
    ]);
    const chain: Submission[] = [
      world.post({ [names.alice]: -1, [names.carol]: 1 }),
      { verb: 'expire', key: world.key(), code: 'pay', hold: idOfOutcome(held) },
      world.post({ [names.alice]: -1, [names.carol]: 1 }),
    ];
    const submit = () => ledger.submit(database.sql, chain, { linked: true });
    expect(world.told(await submit())).toEqual(['linked_refused', 'hold_not_expired', 'linked_refused']);
    now = expiresAt;
    expect(world.told(await submit())).toEqual(['ok', 'ok', 'ok']);
    expect(await everybody()).toEqual(['alice 98', 'bob 0', 'carol 2']);
  });

  test('with a key twice count it once', async () => {
    const post = world.post({ [names.alice]: -30, [names.bob]: 30 });
    expect(world.told(await world.linked(post, post))).toEqual(['ok', 'ok again']);
    const other = world.post({ [names.alice]: -30, [names.bob]: 30 });
    const broken = world.post({ [names.carol]: -1, [names.bob]: 1 });
    expect(plain(world.told(await world.linked(other, other, broken)))).toEqual([
      'linked_refused',
      'linked_refused again',
      'insufficient_funds carol',
    ]);
    expect(await everybody()).toEqual(['alice 70', 'bob 30', 'carol 0']);
  });
});

describe('what is recorded', () => {
  test('is undone with the database transaction of the caller', async () => {
    const post = world.post({ [names.alice]: -30, [names.bob]: 30 });
    const work = database.sql.begin(async (sql) => {
      await world.ledger.submit(sql, [post]);
      throw new Error('the caller changed their mind');
    });
    await expect(work).rejects.toThrow('changed');
    expect(await everybody()).toEqual(['alice 100', 'bob 0', 'carol 0']);
    expect(world.told(await world.submit(post))).toEqual(['ok']);
  });

  test.each([
    ['transfer', 'created_at = now()'],
    ['entry', 'amount = 1'],
    ['hold_leg', 'amount = 1'],
    ['rejection', 'created_at = now()'],
    ['account_floor', 'floor = 0'],
    ['journal', 'created_at = now()'],
    ['seal', 'sealed_at = now()'],
  ])('in %s cannot be changed, not even by the owner', async (table, change) => {
    for (const statement of [`update ${table} set ${change}`, `delete from ${table}`, `truncate ${table}`])
      await expect(database.owner.script(statement)).rejects.toThrow(/immutable/);
  });

  test('sets one floor for each account, never two at once', async () => {
    const account = world.idOf(names.alice);
    const twice = [-5n, -10n].map((floor) => ({ account, floor }));
    await expect(world.ledger.setFloors(database.sql, twice)).rejects.toThrow('each account gets one floor');
  });

  test.each([
    ['account', ["owner = 'somebody'", "purpose = 'savings'", "asset = 'EUR'", 'id = default']],
    ['hold', ["expires_at = expires_at + interval '1 year'", 'id = id']],
  ])('says of each %s what it is, which cannot be changed, not even by the owner', async (table, sets) => {
    const changes = [
      ...sets.map((set) => `update ${table} set ${set}`),
      `delete from ${table}`,
      `truncate ${table}`,
    ];
    for (const change of changes) await expect(database.owner.script(change)).rejects.toThrow(/immutable/);
  });

  test('is protected by the table itself: no account falls below its floor by any hand', async () => {
    const overdraw = database.owner`update account set debits_posted = debits_posted + 1000 where owner = ${names.alice}`;
    await expect(overdraw).rejects.toThrow(/account_floor/);
  });

  test('reads as a statement, page by page, and as the balance of any moment', async () => {
    let now = new Date('2030-01-01T00:00:00Z');
    const ledger = createLedger({ clock: { now: () => now } });
    const account = world.idOf(names.bob);
    for (let day = 1; day <= 5; day++) {
      now = new Date(Date.UTC(2030, 0, day));
      const eventAt = new Date(Date.UTC(2029, 0, day));
      await ledger.submit(database.sql, [
        world.post({ [names.alice]: -day, [names.bob]: day }, { code: 'tip', eventAt }),
      ]);
    }
    const first = await ledger.statement(database.sql, account, { limit: 2 });
    const rest = await ledger.statement(database.sql, account, { limit: 9, before: first.at(-1)!.version });
    expect([...first, ...rest].map((line) => [line.version, line.amount, line.balance])).toEqual([
      [5n, 5n, 15n],
      [4n, 4n, 10n],
      [3n, 3n, 6n],
      [2n, 2n, 3n],
      [1n, 1n, 1n],
    ]);
    expect(first[0]).toMatchObject({
      code: 'tip',
      verb: 'post',
      eventAt: new Date('2029-01-05'),
      createdAt: new Date('2030-01-05'),
    });
    const at = (date: string) => ledger.balanceAt(database.sql, account, new Date(date));
    expect(await at('2029-12-31')).toBe(0n);
    expect(await at('2030-01-03T12:00:00Z')).toBe(6n);
    expect(await at('2031-01-01')).toBe(15n);
  });

  test('row 5: is exact beyond 2^53 and 2^63', async () => {
    const huge = 123_456_789_012_345_678_901_234_567_890n;
    await world.submit(world.post({ desk: -huge, [names.carol]: huge }));
    await world.submit(world.post({ [names.carol]: -1, [names.bob]: 1 }));
    expect(await everybody()).toEqual(['alice 100', 'bob 1', `carol ${huge - 1n}`]);
    await world.submit(world.post({ desk: huge - 1n, [names.carol]: 1n - huge }));
  });
});

test('opening an account twice at the same moment opens one', async () => {
  const name = { owner: `prs_${run}`, asset: 'JPY', purpose: 'wallet', floor: -500n };
  const ids = await Promise.all(
    Array.from({ length: 10 }, () => world.ledger.openAccount(database.sql, name)),
  );
  expect(new Set(ids).size).toBe(1);
  expect(await world.ledger.openAccount(database.sql, { ...name, floor: 0n })).toBe(ids[0]);
  expect((await world.ledger.account(database.sql, name))?.floor).toBe(-500n);
});

test('an account of an unknown asset cannot be opened', async () => {
  const name = { owner: 'prs_x', asset: 'ZZZ', purpose: 'wallet', floor: 0n };
  await expect(world.ledger.openAccount(database.sql, name)).rejects.toThrow(/asset/);
});

test('an account that a frozen owner opens is frozen from the start', async () => {
  await world.open(`${names.dora}:EUR`, 0n);
  const outcomes = await world.submit(world.post({ 'desk:EUR': -1, [`${names.dora}:EUR`]: 1 }));
  expect(plain(world.told(outcomes))).toEqual(['account_frozen dora:EUR']);
  await world.ledger.freeze(database.sql, names.dora, false);
  const [account] = await world.ledger.accountsOf(database.sql, names.dora);
  expect(account?.frozen).toBe(false);
});

test('a snapshot that could miss keys is not worked on', async () => {
  const work = database.sql.begin(async (sql) => {
    await sql.script('set transaction isolation level repeatable read');
    await world.ledger.submit(sql, [world.post({ [names.alice]: -1, [names.bob]: 1 })]);
  });
  await expect(work).rejects.toThrow(/read committed/);
});
