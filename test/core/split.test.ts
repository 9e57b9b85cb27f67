/** Bills that are split: who owes how much, who is in it, and that a share is paid once whatever happens. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Bill, Division, Party, Who } from '../../core/index.ts';
import {
  findAsset,
  type Identity,
  type NoticeOf,
  type SplitAction,
  type SplitRequest,
} from '../../core/index.ts';
import { shareOut, weigh } from '../../core/split/rules.ts';
import { by, directWith, discord, granted, group, openWorld, refusalOf, shown, slack } from './world.ts';

const world = await openWorld();
const { core, sql, context } = world;
const GBP = findAsset('GBP')!;
const day_ms = 86_400_000;

/** People of one test alone. */
let crowd = 0;
const someone = (pounds = 0) => world.person(discord(`s${++crowd}`), BigInt(pounds) * 100n);

const bill = (total: number | string, division: Division, more: Partial<Bill> = {}): Bill => ({
  total: String(total),
  asset: 'GBP',
  memo: 'dinner',
  division,
  withMe: true,
  ...more,
});

const equal = (...who: (Identity | Party)[]): Division => ({ mode: 'equal', who: who.map(partyOf) });
const partyOf = (one: Identity | Party): Party => (typeof one === 'object' && !('by' in one) ? by(one) : one);

const request = (owner: Identity, asked: Bill, more: Partial<SplitRequest> = {}): SplitRequest => ({
  owner,
  bill: asked,
  origin: { key: world.key(), conversation: group(owner.platform, owner.tenant) },
  ...more,
});

const open = async (owner: Identity, asked: Bill): Promise<string> =>
  granted(await core.split.open(request(owner, asked))).reference;

const card = async (reference: string) =>
  (await context.noticeOf(sql, { kind: 'split', id: reference })) as NoticeOf<'split'>;

const amounts = async (reference: string): Promise<string[]> =>
  (await card(reference)).shares.map(({ amount }) => amount.minor);

const statesOf = async (reference: string): Promise<string> => {
  const { state, shares } = await card(reference);
  return [state, ...shares.map((share) => share.state)].join(' ');
};

const keyOf = async (reference: string, action: SplitAction): Promise<string> => {
  const [row] = await sql<{ key: string }[]>`
    select i.key from intent i join split s on s.id = i.subject where s.reference = ${reference} and i.kind = ${action}`;
  return row!.key;
};

const press = async (
  who: Identity,
  reference: string,
  what: 'pay' | 'join' | 'leave' | 'lock' | 'cancel',
  { key = world.key(), from = core } = {},
) =>
  from.intents.press(await keyOf(reference, `split_${what}`), who, {
    key,
    conversation: group(who.platform, who.tenant),
  });

/** Presses Pay, and the workers do their part. */
const pay = async (who: Identity, reference: string) => {
  const result = await press(who, reference, 'pay');
  await world.settleAll();
  return result;
};

describe('who owes how much', () => {
  const people = ['me', 'a', 'b', 'c'].map((name, id) => ({ id: BigInt(id), name }));
  const named = (name: string): Party => (name === 'me' ? 'me' : handle(name));
  const handle = (name: string): Who => ({ by: 'handle', handle: name, platform: 'slack', tenant: null });
  const known = (party: Party) =>
    people.find(({ name }) => name === (party === 'me' ? 'me' : (party as { handle: string }).handle))!;
  const parts = (...list: [string, number][]) =>
    list.map(([name, weight]) => ({ who: named(name), weight: String(weight) }));
  const items = (...list: [number, string][]): Division => ({
    mode: 'items',
    items: list.map(([amount, who]) => ({
      amount: String(amount),
      who: who.split(' ').filter(Boolean).map(named),
    })),
  });
  /** `me 20 a 20`, or the refusal's code. */
  const divided = (total: number, division: Division, withMe = true): string => {
    const weighed = weigh({ total: String(total), division, withMe }, known, GBP);
    if (!weighed.ok) return weighed.refusal.code;
    const shares = shareOut(
      BigInt(total),
      weighed.value.map(({ weight }) => weight),
      'spl_1',
      GBP,
    );
    if (!shares.ok) return shares.refusal.code;
    return weighed.value.map(({ person }, at) => `${person.name} ${shares.value[at]}`).join(' ');
  };
  const everybody = (names: string): Division => ({ mode: 'equal', who: names.split(' ').map(named) });

  const table: [string, string, string][] = [
    ['equal parts, and one is of who has paid', divided(60, everybody('a b')), 'me 20 a 20 b 20'],
    ['equal parts without them', divided(60, everybody('a b'), false), 'a 30 b 30'],
    ['row 10: somebody twice', divided(60, everybody('a b a me')), 'me 20 a 20 b 20'],
    ['less than there are people', divided(2, everybody('a b')), 'total_too_small'],
    ['nobody in it at all', divided(60, { mode: 'equal', who: [] }, false), 'split_nobody'],
    ['shares', divided(60, { mode: 'shares', parts: parts(['a', 3], ['b', 2]) }), 'me 10 a 30 b 20'],
    [
      'shares, with their own',
      divided(60, { mode: 'shares', parts: parts(['a', 1], ['me', 2]) }),
      'me 40 a 20',
    ],
    [
      'shares without them',
      divided(60, { mode: 'shares', parts: parts(['a', 3], ['b', 1]) }, false),
      'a 45 b 15',
    ],
    [
      'row 10: two parts of one',
      divided(60, { mode: 'shares', parts: parts(['a', 1], ['a', 1]) }),
      'split_twice',
    ],
    [
      'percent, and the rest',
      divided(200, { mode: 'percent', parts: parts(['a', 5000], ['b', 1250]) }),
      'me 75 a 100 b 25',
    ],
    [
      'percent of all',
      divided(200, { mode: 'percent', parts: parts(['a', 5000], ['b', 5000]) }),
      'a 100 b 100',
    ],
    ['more than all', divided(200, { mode: 'percent', parts: parts(['a', 10001]) }), 'split_percent'],
    [
      'less than all, without them',
      divided(200, { mode: 'percent', parts: parts(['a', 9999]) }, false),
      'split_percent',
    ],
    [
      'amounts, and the rest',
      divided(60, { mode: 'exact', parts: parts(['a', 10], ['b', 20]) }),
      'me 30 a 10 b 20',
    ],
    ['amounts of all', divided(30, { mode: 'exact', parts: parts(['a', 10], ['b', 20]) }), 'a 10 b 20'],
    ['amounts above it', divided(29, { mode: 'exact', parts: parts(['a', 10], ['b', 20]) }), 'split_sum'],
    [
      'amounts below it, with their own',
      divided(40, { mode: 'exact', parts: parts(['a', 10], ['me', 20]) }),
      'split_sum',
    ],
    ['items', divided(30, items([10, 'a'], [20, 'b me'])), 'me 10 a 10 b 10'],
    ['items, and a tip by what people had', divided(33, items([10, 'a'], [20, 'b'])), 'a 11 b 22'],
    ['items of everybody', divided(36, items([30, ''], [6, 'a'])), 'me 15 a 21'],
    ['items above the bill', divided(29, items([10, 'a'], [20, 'b'])), 'split_sum'],
    ['items of oneself alone', divided(10, items([10, 'me'])), 'split_nobody'],
  ];
  test.each(table)('%s', (_, found, expected) => expect(found).toBe(expected));

  test('row 25: shares add up to the total in every mode, and nobody is a penny away from their exact part', () => {
    const name = fc.constantFrom('me', 'a', 'b', 'c');
    const amount = fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 1e9 }));
    const weighted = fc.uniqueArray(fc.tuple(name, amount), { selector: ([who]) => who, minLength: 1 });
    const division: fc.Arbitrary<Division> = fc.oneof(
      fc.array(name, { minLength: 1 }).map((names) => everybody(names.join(' '))),
      fc
        .tuple(fc.constantFrom('shares', 'percent', 'exact'), weighted)
        .map(([mode, list]): Division => ({ mode, parts: parts(...list) })),
      fc
        .array(
          fc.tuple(
            amount,
            fc.array(name).map((names) => names.join(' ')),
          ),
          { minLength: 1 },
        )
        .map((list) => items(...list)),
    );
    fc.assert(
      fc.property(amount, division, fc.boolean(), fc.string(), (total, division, withMe, seed) => {
        const weighed = weigh({ total: String(total), division, withMe }, known, GBP);
        if (!weighed.ok) return;
        const weights = weighed.value.map(({ weight }) => weight);
        const shares = shareOut(BigInt(total), weights, seed, GBP);
        if (!shares.ok) return;
        const sum = (all: bigint[]) => all.reduce((one, other) => one + other, 0n);
        expect(sum(shares.value)).toBe(BigInt(total));
        for (const [at, share] of shares.value.entries()) {
          const off = share * sum(weights) - BigInt(total) * weights[at]!;
          expect(off < sum(weights) && off > -sum(weights)).toBe(true);
        }
        if (division.mode === 'exact')
          for (const { who, weight } of division.parts)
            expect(shares.value[weighed.value.findIndex(({ person }) => person === known(who))]).toBe(
              BigInt(weight),
            );
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a split', () => {
  test('moves nothing until somebody pays, and shows who owes what', async () => {
    const [alice, bob, carol] = [await someone(), await someone(50), await someone(50)];
    const reference = await open(alice, bill(6000, equal(bob, carol)));
    expect(await card(reference)).toMatchObject({
      state: 'open',
      mode: 'equal',
      memo: 'dinner',
      total: { minor: '6000' },
      shares: [
        { amount: { minor: '2000' }, state: 'own' },
        { amount: { minor: '2000' }, state: 'open' },
        { amount: { minor: '2000' }, state: 'open' },
      ],
    });
    expect((await card(reference)).actions.map(({ action }) => action)).toEqual([
      'split_pay',
      'split_join',
      'split_leave',
      'split_lock',
      'split_cancel',
    ]);
    expect([await world.available(alice), await world.available(bob)]).toEqual(['0.00 GBP', '50.00 GBP']);
  });

  test('is paid share by share, locks with the first, and closes itself with the last', async () => {
    const [alice, bob, carol] = [await someone(), await someone(50), await someone(50)];
    const reference = await open(alice, bill(6000, equal(bob, carol)));
    granted(await press(bob, reference, 'pay'));
    expect(await statesOf(reference)).toBe('locked own pending open');
    await world.settleAll();
    expect(await statesOf(reference)).toBe('locked own paid open');
    granted(await pay(carol, reference));
    expect(await statesOf(reference)).toBe('settled own paid paid');
    expect((await card(reference)).actions).toEqual([]);
    expect([await world.balance(alice), await world.balance(bob), await world.balance(carol)]).toEqual([
      '40.00 GBP',
      '30.00 GBP',
      '30.00 GBP',
    ]);
    await world.proven();
  });

  test('row 12: of an event that comes twice, also at the same moment, is one split with one answer', async () => {
    const [alice, bob] = [await someone(), await someone()];
    const asked = request(alice, bill(6000, equal(bob)));
    const other = world.another();
    const answers = await Promise.all([core, other, core, other].map((process) => process.split.open(asked)));
    expect(new Set(answers.map((answer) => granted(answer).reference)).size).toBe(1);
    const changed = { ...asked, bill: bill(6001, equal(bob)) };
    expect(refusalOf(await core.split.open(changed))).toBe('idempotency_key_reused');
  });

  test('tells who does not see the conversation by a card of their own, and shows all cards anew when somebody pays', async () => {
    const [alice, bob] = [await someone(), await someone(50)];
    const carol = await world.person(slack('USC1'), 50_00n);
    await world.seen(carol, {}, directWith(carol));
    const { reference } = granted(await core.split.open(request(alice, bill(6000, equal(bob, carol)))));
    const cards = async () =>
      (await world.deliveries()).filter(({ subject }) => 'id' in subject && subject.id === reference);
    expect((await cards()).map(({ audience, lane }) => [audience, lane])).toEqual(
      expect.arrayContaining([
        ['conversation', 'discord::C1'],
        ['direct', 'direct:slack:T1:USC1'],
      ]),
    );
    expect(await cards()).toHaveLength(2);
    const before = (await cards()).map(({ wanted_revision }) => wanted_revision);
    granted(await press(bob, reference, 'pay'));
    const placed = (await cards()).map(({ wanted_revision }) => wanted_revision);
    await world.settleAll();
    const settled = (await cards()).map(({ wanted_revision }) => wanted_revision);
    for (const at of [0, 1]) {
      expect(placed[at]).toBeGreaterThan(before[at]!);
      expect(settled[at]).toBeGreaterThan(placed[at]!);
    }
  });

  test.each([
    ['JPY', 1000n, ['333', '333', '334']],
    ['KWD', 10_000n, ['3333', '3333', '3334']],
    ['GBP', 10n ** 17n, ['33333333333333333', '33333333333333333', '33333333333333334']],
  ])('row 5: in %s is exact to the last minor unit', async (asset, total, shares) => {
    const [alice, bob, carol] = [await someone(), await someone(), await someone()];
    await world.fund(bob, total, asset);
    await world.fund(carol, total, asset);
    const reference = await open(alice, bill(String(total), equal(bob, carol), { asset }));
    expect((await amounts(reference)).sort()).toEqual(shares);
    const { notice } = { notice: (await core.split.list(bob)).entries[0]! };
    expect(notice.owes?.asset.code).toBe(asset);
  });

  test.each<[string, Partial<Bill>]>([
    ['zero', { total: '0' }],
    ['a negative total', { total: '-6000' }],
    ['a fraction', { total: '60.5' }],
    ['no number', { total: '0x10' }],
    ['too much', { total: '9'.repeat(20) }],
    ['a negative part', { division: { mode: 'shares', parts: [{ who: 'me', weight: '-1' }] } }],
    ['an empty part', { division: { mode: 'exact', parts: [{ who: 'me', weight: '' }] } }],
    ['a part of nothing', { division: { mode: 'percent', parts: [{ who: 'me', weight: '0' }] } }],
    ['an item of nothing', { division: { mode: 'items', items: [{ amount: '0', who: ['me'] }] } }],
    ['an item in exponents', { division: { mode: 'items', items: [{ amount: '1e3', who: ['me'] }] } }],
    ['an item below nothing', { division: { mode: 'items', items: [{ amount: '-5', who: [] }] } }],
  ])('rows 1 and 2: of %s is refused, whoever asks core for it', async (_, part) => {
    const [alice, bob] = [await someone(), await someone()];
    const result = await core.split.open(request(alice, { ...bill(6000, equal(bob)), ...part }));
    expect(refusalOf(result)).toMatch(/^amount_(not_positive|too_large)$/);
  });

  test('row 10: has one share for a person who is named by two of their identities', async () => {
    const [alice, bob, other] = [await someone(), await someone(50), await world.person(slack('USC2'))];
    const { code } = granted(await core.people.linkCode(bob));
    granted(await core.people.link(other, code, world.key()));
    const reference = await open(alice, bill(6000, equal(bob, other)));
    expect(await amounts(reference)).toEqual(['3000', '3000']);
  });

  test('row 9: of one’s own, also by another identity, is theirs, and they pay nobody', async () => {
    const [alice, bob, other] = [await someone(50), await someone(50), await world.person(slack('USC3'))];
    const { code } = granted(await core.people.linkCode(alice));
    granted(await core.people.link(other, code, world.key()));
    const reference = await open(alice, bill(6000, equal(bob, other)));
    expect(await amounts(reference)).toEqual(['3000', '3000']);
    expect(refusalOf(await pay(other, reference))).toBe('split_own');
    expect(await world.balance(alice)).toBe('50.00 GBP');
  });

  test('row 9: whose payer turns out to be who has paid the bill is settled for them', async () => {
    const alice = await someone(50);
    const bob = await world.person(slack('USC4'), 50_00n);
    const carol = await someone(50);
    const reference = await open(alice, bill(6000, equal(bob, carol)));
    granted(await pay(carol, reference));
    const { code } = granted(await core.people.linkCode(alice));
    granted(await core.people.link(bob, code, world.key()));
    expect(await statesOf(reference)).toBe('settled own own paid');
    expect(refusalOf(await pay(bob, reference))).toBe('split_own');
    await world.proven();
  });
});

describe('people', () => {
  test('join and leave until it is locked, and the shares follow', async () => {
    const [alice, bob, carol] = [await someone(), await someone(), await someone(50)];
    const reference = await open(alice, bill(6000, equal(bob)));
    granted(await press(carol, reference, 'join'));
    expect(await amounts(reference)).toEqual(['2000', '2000', '2000']);
    granted(await press(carol, reference, 'join'));
    expect(await amounts(reference)).toHaveLength(3);
    granted(await press(bob, reference, 'leave'));
    expect(await amounts(reference)).toEqual(['3000', '3000']);
    granted(await press(bob, reference, 'join'));
    granted(await press(alice, reference, 'leave'));
    expect(await amounts(reference)).toEqual(['3000', '3000']);
    expect(await statesOf(reference)).toBe('open open open');
    granted(await press(alice, reference, 'lock'));
    expect(refusalOf(await press(alice, reference, 'join'))).toBe('split_locked');
    expect(refusalOf(await press(bob, reference, 'leave'))).toBe('split_locked');
    granted(await pay(carol, reference));
    expect(await statesOf(reference)).toBe('locked open paid');
    await world.proven();
  });

  test('come to a split of nobody yet, which cannot be locked before', async () => {
    const [alice, bob] = [await someone(), await someone()];
    const reference = await open(alice, bill(6000, equal()));
    expect(refusalOf(await press(alice, reference, 'lock'))).toBe('split_nobody');
    expect(refusalOf(await press(alice, reference, 'leave'))).toBe('split_nobody');
    granted(await press(bob, reference, 'join'));
    granted(await press(alice, reference, 'lock'));
    expect(await statesOf(reference)).toBe('locked own open');
  });

  test('do not come to parts that were said for each, and what they leave is of who has paid the bill', async () => {
    const [alice, bob, carol] = [await someone(), await someone(), await someone()];
    const division: Division = {
      mode: 'exact',
      parts: [
        { who: by(bob), weight: '1000' },
        { who: by(carol), weight: '2000' },
      ],
    };
    const reference = await open(alice, bill(3000, division));
    expect(refusalOf(await press(alice, reference, 'join'))).toBe('split_closed');
    granted(await press(bob, reference, 'leave'));
    const { shares } = await card(reference);
    expect(shares.map(({ state, amount }) => `${state} ${amount.minor}`)).toEqual(['open 2000', 'own 1000']);
    await world.proven();
  });

  test('row 12: of one press that is handled again, act once, whatever they did meanwhile', async () => {
    const [alice, bob, carol] = [await someone(), await someone(), await someone()];
    const reference = await open(alice, bill(6000, equal(bob)));
    const key = world.key();
    granted(await press(carol, reference, 'join', { key }));
    granted(await press(carol, reference, 'leave'));
    granted(await press(carol, reference, 'join', { key }));
    expect(await amounts(reference)).toEqual(['3000', '3000']);
  });

  test('who come all at once, in several processes, each have one share', async () => {
    const alice = await someone();
    const guests = await Promise.all(Array.from({ length: 8 }, () => someone()));
    const reference = await open(alice, bill(9000, equal()));
    const other = world.another();
    await Promise.all(
      guests.flatMap((guest) => [core, other].map((from) => press(guest, reference, 'join', { from }))),
    );
    expect(await amounts(reference)).toEqual(Array(9).fill('1000'));
    await world.proven();
  });

  test('row 13: a bystander pays nothing, and locks and calls off nothing that is not theirs', async () => {
    const [alice, bob, mallory] = [await someone(), await someone(50), await someone(50)];
    const reference = await open(alice, bill(6000, equal(bob)));
    for (const what of ['pay', 'leave'] as const)
      expect(refusalOf(await press(mallory, reference, what))).toBe('split_not_in');
    for (const what of ['lock', 'cancel'] as const)
      expect(refusalOf(await press(bob, reference, what))).toBe('intent_not_yours');
    expect(await statesOf(reference)).toBe('open own open');
    expect(await world.balance(mallory)).toBe('50.00 GBP');
  });
});

describe('a share', () => {
  test('row 12: is paid once, however many taps and processes meet', async () => {
    const other = world.another();
    for (let round = 0; round < 5; round += 1) {
      const [alice, bob] = [await someone(), await someone(100)];
      const reference = await open(alice, bill(2000, equal(bob)));
      const twice = world.key();
      const results = await Promise.all([
        ...[core, other, core, other].map((from) => press(bob, reference, 'pay', { from })),
        press(bob, reference, 'pay', { key: twice }),
        press(bob, reference, 'pay', { key: twice, from: other }),
      ]);
      const orders = new Set(results.flatMap((one) => (one.ok ? [one.value.show!.reference] : [])));
      expect(orders.size).toBe(1);
      expect(new Set(results.map(refusalOf))).toEqual(new Set(['ok', 'intent_used']));
      await world.settleAll();
      expect(await world.balance(bob)).toBe('90.00 GBP');
    }
    await world.proven();
  });

  test('of a press that is handled again has the same payment', async () => {
    const [alice, bob] = [await someone(), await someone(50)];
    const reference = await open(alice, bill(2000, equal(bob)));
    const key = world.key();
    const first = granted(await press(bob, reference, 'pay', { key }));
    await world.settleAll();
    expect(granted(await press(bob, reference, 'pay', { key }))).toEqual(first);
    expect(await world.balance(bob)).toBe('40.00 GBP');
  });

  test('whose payment is voided is open again, and can be paid anew', async () => {
    const [alice, bob] = [await someone(), await someone(50)];
    const reference = await open(alice, bill(2000, equal(bob)));
    const key = world.key();
    granted(await press(bob, reference, 'pay', { key }));
    granted(await core.bank.freeze(null, by(alice), true));
    await world.settleAll();
    expect(await statesOf(reference)).toBe('locked own open');
    granted(await core.bank.freeze(null, by(alice), false));
    granted(await press(bob, reference, 'pay', { key }));
    expect(await statesOf(reference)).toBe('locked own open');
    granted(await pay(bob, reference));
    expect(await statesOf(reference)).toBe('settled own paid');
    expect(await world.balance(bob)).toBe('40.00 GBP');
    await world.proven();
  });

  test('that somebody cannot pay is told to them, with the same answer to the same press, and may be paid later', async () => {
    const [alice, bob] = [await someone(), await someone(5)];
    const reference = await open(alice, bill(2000, equal(bob)));
    const key = world.key();
    expect(refusalOf(await press(bob, reference, 'pay', { key }))).toBe('insufficient_funds');
    expect(await statesOf(reference)).toBe('open own open');
    await world.fund(bob, 50_00n);
    expect(refusalOf(await press(bob, reference, 'pay', { key }))).toBe('insufficient_funds');
    granted(await pay(bob, reference));
    expect(await statesOf(reference)).toBe('settled own paid');
  });

  test('that changes between the look and the payment is not paid as it was', async () => {
    for (let round = 0; round < 6; round += 1) {
      const [alice, bob, carol] = [await someone(), await someone(100), await someone()];
      const reference = await open(alice, bill(6000, equal(bob)));
      await Promise.all([press(bob, reference, 'pay'), press(carol, reference, 'join')]);
      await world.settleAll();
      const { shares } = await card(reference);
      const own = shares.find(({ state }) => state === 'paid');
      if (own) expect(await world.balance(bob)).toBe(`${100 - Number(own.amount.minor) / 100}.00 GBP`);
    }
    await world.proven();
  });

  test('of a large amount is asked about first, and paid by the yes', async () => {
    const [alice, bob] = [await someone(), await someone(2000)];
    const reference = await open(alice, bill(200_000, equal(bob)));
    const asked = granted(await press(bob, reference, 'pay')).private as NoticeOf<'confirm_spending'>;
    expect(asked.kind).toBe('confirm_spending');
    const yes = asked.actions.find(({ action }) => action === 'confirm')!.intent;
    granted(await core.intents.press(yes, bob, { key: world.key(), conversation: group('discord') }));
    await world.settleAll();
    expect(await statesOf(reference)).toBe('settled own paid');
  });
});

describe('the end', () => {
  test('row 14: of a split that was called off: nobody pays, joins or leaves any more', async () => {
    const [alice, bob, carol] = [await someone(), await someone(50), await someone()];
    const reference = await open(alice, bill(6000, equal(bob)));
    granted(await press(alice, reference, 'cancel'));
    expect(await statesOf(reference)).toBe('cancelled own open');
    expect((await card(reference)).actions).toEqual([]);
    for (const [who, what] of [
      [bob, 'pay'],
      [carol, 'join'],
      [bob, 'leave'],
      [alice, 'lock'],
      [alice, 'cancel'],
    ] as const)
      expect(refusalOf(await press(who, reference, what))).toBe('intent_expired');
    expect(await world.balance(bob)).toBe('50.00 GBP');
  });

  test('row 16: called off and paid at the same instant: exactly one wins', async () => {
    const other = world.another();
    const ends = new Set<string>();
    for (let round = 0; round < 12; round += 1) {
      const [alice, bob] = [await someone(), await someone(50)];
      const reference = await open(alice, bill(2000, equal(bob)));
      const both = [
        () => press(bob, reference, 'pay', { from: other }),
        () => press(alice, reference, 'cancel'),
      ];
      await Promise.all((round % 2 === 0 ? both : both.reverse()).map((one) => one()));
      await world.settleAll();
      const state = await statesOf(reference);
      expect(['settled own paid', 'cancelled own open']).toContain(state);
      expect(await world.balance(bob)).toBe(state === 'settled own paid' ? '40.00 GBP' : '50.00 GBP');
      ends.add(state);
    }
    await world.proven();
  });

  test('cannot be called off once somebody has paid', async () => {
    const [alice, bob, carol] = [await someone(), await someone(50), await someone()];
    const reference = await open(alice, bill(6000, equal(bob, carol)));
    granted(await press(bob, reference, 'pay'));
    expect(refusalOf(await press(alice, reference, 'cancel'))).toBe('split_paid');
    await world.settleAll();
    expect(refusalOf(await press(alice, reference, 'cancel'))).toBe('split_paid');
  });

  test('row 24: comes after thirty days, with a word to who has paid the bill, once', async () => {
    await core.split.expireDue(100);
    const [alice, bob, carol] = [await someone(), await someone(50), await someone()];
    const reference = await open(alice, bill(6000, equal(bob, carol)));
    const whole = await open(alice, bill(6000, equal(bob)));
    granted(await pay(bob, reference));
    granted(await pay(bob, whole));
    expect(await core.split.expireDue(100)).toBe(0);
    world.pass(30 * day_ms);
    const runs = await Promise.all([core, world.another()].map((process) => process.split.expireDue(100)));
    expect(runs.reduce((one, other) => one + other)).toBeGreaterThanOrEqual(2);
    expect(await core.split.expireDue(100)).toBe(0);
    expect(await statesOf(reference)).toBe('expired own paid open');
    expect(await statesOf(whole)).toBe('settled own paid');
    const told = (await world.notices('split_expired')).filter(
      ({ notice }) => 'reference' in notice && [reference, whole].includes(notice.reference),
    );
    expect(told).toMatchObject([
      { lane: `direct:discord::${alice.user}`, notice: { reference, missing: { minor: '2000' } } },
    ]);
    expect(refusalOf(await pay(carol, reference))).toBe('intent_expired');
    await world.proven();
  });

  test('waits for a payment that is on its way', async () => {
    const [alice, bob, carol] = [await someone(), await someone(50), await someone()];
    const reference = await open(alice, bill(6000, equal(bob, carol)));
    world.pass(30 * day_ms - 1000);
    granted(await press(bob, reference, 'pay'));
    world.pass(1000);
    await core.split.expireDue(100);
    expect(await statesOf(reference)).toBe('locked own pending open');
    await world.settleAll();
    await core.split.expireDue(100);
    expect(await statesOf(reference)).toBe('expired own paid open');
  });
});

describe('the list of what is open', () => {
  test('says what somebody owes, with a button, and what they are owed', async () => {
    const [alice, bob, carol] = [await someone(), await someone(50), await someone(50)];
    const reference = await open(alice, bill(6000, equal(bob, carol)));
    const mine = await core.split.list(alice);
    expect(mine.entries).toMatchObject([{ reference, owes: null, missing: { minor: '4000' } }]);
    expect(mine.actions).toEqual([]);
    const bobs = await core.split.list(bob);
    expect(bobs.entries).toMatchObject([{ reference, owes: { minor: '2000' }, missing: null }]);
    const [button] = bobs.actions;
    granted(
      await core.intents.press(button!.intent, bob, { key: world.key(), conversation: directWith(bob) }),
    );
    await world.settleAll();
    expect((await core.split.list(bob)).entries).toEqual([]);
    expect(shown((await core.split.list(alice)).entries[0]!.missing!)).toBe('20.00 GBP');
    granted(await pay(carol, reference));
    expect((await core.split.list(alice)).entries).toEqual([]);
  });

  test('stands on a person’s own page, as long as there is something', async () => {
    const [alice, bob] = [await someone(), await someone()];
    const kinds = async () => (await core.home(bob)).sections.map(({ kind }) => kind);
    expect(await kinds()).not.toContain('split_list');
    await open(alice, bill(6000, equal(bob)));
    expect(await kinds()).toContain('split_list');
  });

  test('is empty for somebody whom nobody knows', async () => {
    expect((await core.split.list(discord('a-stranger'))).entries).toEqual([]);
  });
});

test('what happened to a split is found by its reference: how it was opened, who did what, and what was paid', async () => {
  const [alice, bob, carol] = [await someone(), await someone(50), await someone()];
  const reference = await open(alice, bill(6000, equal(bob)));
  granted(await press(carol, reference, 'join'));
  granted(await pay(bob, reference));
  const found = await core.trace.find({ reference });
  const steps = found!.steps.flatMap((step) =>
    step.step === 'state' && step.capability === 'split'
      ? [step.state]
      : step.step === 'transfer'
        ? [step.verb]
        : [],
  );
  expect(steps).toEqual(expect.arrayContaining(['open', 'join', 'pay', 'hold', 'capture']));
});
