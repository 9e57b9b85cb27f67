import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sqlFile } from '../../core/db/index.ts';
import type { Core, Identity, NewDividend } from '../../core/index.ts';
import { divideByWeights } from '../../core/shares.ts';
import { tampered } from './tampered.ts';
import {
  by,
  discord,
  granted,
  group,
  openWorld,
  operator,
  refusalOf,
  shown,
  slack,
  telegram,
} from './world.ts';

const world = await openWorld();
const { core, sql, owner, key } = world;
const day_ms = 86_400_000;

const define = async (code: string, exponent: number, price = '1') => {
  const asset = { code, name: code, exponent, kind: 'security' as const, quote: null, price };
  granted(await core.invest.define(operator, asset, key()));
  granted(await core.invest.issue(operator, { asset: code, units: 10n ** BigInt(exponent + 6) }, key()));
};
await define('ACME', 6, '12.50');
granted(await core.exchange.stock(null, { amount: 100_000_00n, asset: 'GBP' }, key()));
granted(await core.exchange.setTerms(null, { spread_bps: 0 }, key()));

const buy = async (who: Identity, units: bigint, asset = 'ACME') => {
  const origin = { key: key(), conversation: group(who.platform, who.tenant) };
  const quote = granted(await core.invest.quote(who, { side: 'buy', asset, size: { units }, origin }));
  granted(await core.invest.accept(who, quote.reference, key()));
};
const sell = async (who: Identity, units: bigint, asset = 'ACME') => {
  const origin = { key: key(), conversation: group(who.platform, who.tenant) };
  const quote = granted(await core.invest.quote(who, { side: 'sell', asset, size: { units }, origin }));
  granted(await core.invest.accept(who, quote.reference, key()));
};

/** `days` from the world's today. */
const dayIn = (days: number): string =>
  new Date(world.clock.now().getTime() + days * day_ms).toISOString().slice(0, 10);

const declare = async (change: Partial<NewDividend> = {}, event = key()) =>
  core.invest.declare(
    operator,
    {
      asset: 'ACME',
      currency: null,
      amount: { per_unit: '0.12' },
      record: dayIn(0),
      pay: dayIn(4),
      ...change,
    },
    event,
  );
const referenceOf = async (...args: Parameters<typeof declare>): Promise<string> =>
  granted(await declare(...args)).done!.reference;

/** The day after, when the record date is over; and the pay date. */
const passDays = async (days: number, through: Core = core) => {
  world.pass(days * day_ms);
  return through.schedules.run('dividends');
};

const sharesOf = async (reference: string): Promise<Record<string, string>> => {
  const rows = await owner<{ name: string; amount: string }[]>`
    select i.user_id as name, s.amount::text from dividend_share s
    join dividend d on d.id = s.dividend
    join account a on a.id = s.account
    join person p on p.public_id = a.owner
    join identity i on i.person = coalesce(p.merged_into, p.id)
    where d.reference = ${reference}`;
  return Object.fromEntries(rows.map(({ name, amount }) => [name, amount]));
};

test('whoever has units when the record date ends is paid their part on the pay date, and is told; who bought or sold later changes nothing', async () => {
  const [ann, ben, cat] = [
    await world.person(discord('ann'), 1_000_00n),
    await world.person(slack('ben'), 1_000_00n),
    await world.person(telegram('cat'), 1_000_00n),
  ];
  await buy(ann, 10_000_000n);
  await buy(ben, 2_500_000n);
  const reference = await referenceOf();
  expect(await passDays(0)).toBe(0);
  world.pass(11 * 3_600_000);
  // At 23:00 of the record date.
  await sell(ben, 500_000n);
  world.pass(3_600_000 + 60_000);
  // After it.
  await sell(ann, 9_000_000n);
  await buy(cat, 5_000_000n);
  expect(await core.schedules.run('dividends')).toBe(0);
  world.pass(5 * 60_000);
  expect(await core.schedules.run('dividends')).toBe(1);
  expect(await sharesOf(reference)).toEqual({ ann: '120', ben: '24' });
  const before = [await world.balance(ann), await world.balance(ben), await world.balance(cat)];
  expect(await passDays(2)).toBe(0);
  expect(await passDays(1)).toBe(2);
  expect(await passDays(1)).toBe(0);
  expect([await world.balance(ann), await world.balance(ben), await world.balance(cat)]).toEqual([
    `${(Number.parseFloat(before[0]!) + 1.2).toFixed(2)} GBP`,
    `${(Number.parseFloat(before[1]!) + 0.24).toFixed(2)} GBP`,
    before[2],
  ]);
  const told = await world.notices('dividend_paid');
  expect(told.map(({ notice }) => notice)).toContainEqual(
    expect.objectContaining({
      reference,
      asset: 'ACME',
      record: '2026-03-01',
      amount: { minor: '120', asset: { code: 'GBP', exponent: 2 } },
    }),
  );
  expect(told).toHaveLength(2);
  const { lines } = await core.account.history(ann, 1);
  expect(lines[0]).toMatchObject({ code: 'dividend', reference, memo: 'ACME' });
  const { holdings, totals } = await core.invest.portfolio(ann);
  expect(shown(holdings[0]!.dividends)).toBe('1.20 GBP');
  expect(shown(totals[0]!.dividends)).toBe('1.20 GBP');
  await world.proven();
});

test('so much in all is shared out to the last penny, by largest remainder', async () => {
  await define('TINY', 0);
  const people = await Promise.all(['t1', 't2', 't3'].map((name) => world.person(discord(name), 100_00n)));
  for (const who of people) await buy(who, 1n, 'TINY');
  const reference = await referenceOf({ asset: 'TINY', amount: { in_all: 100n }, pay: dayIn(1) });
  await passDays(1);
  const shares = Object.values(await sharesOf(reference)).sort();
  expect(shares).toEqual(['33', '33', '34']);
  await passDays(0);
  const { dividends } = granted(await core.invest.dividends(operator));
  expect(dividends.find((one) => one.reference === reference)).toMatchObject({
    state: 'paid',
    total: { minor: '100' },
  });
  await world.proven();
});

test('the statement that shares out agrees with the rule for any holdings: to the unit, but for whose turn it is among equals', async () => {
  const text = sqlFile(import.meta.url, '../../core/invest/sql/record_dividend.sql');
  // Of the statement, the part that divides, over made-up holdings.
  const divided = `
    with entitled as (
      select number::int as account, units, sum(units) over () as all_units from unnest($1::numeric[]) with ordinality as h (units, number)
    ), declared as (select $2::numeric as total, $3::text as reference), ${text.slice(text.indexOf('part as ('), text.indexOf(', shared as ('))}
    select (amount + case when number <= over then 1 else 0 end)::text as amount from turn order by account`;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.bigInt({ min: 1n, max: 10n ** 24n }), { minLength: 1, maxLength: 12 }),
      fc.bigInt({ min: 0n, max: 10n ** 15n }),
      async (units, total) => {
        const rows = await sql.query<{ amount: string }[]>(divided, [units, total, 'div_SEED']);
        const amounts = rows.map(({ amount }) => BigInt(amount));
        const rule = divideByWeights(total, units, 'div_SEED');
        const sorted = (all: readonly bigint[]) =>
          [...all].sort((one, other) => (one < other ? -1 : 1)).join();
        expect(amounts.reduce((sum, one) => sum + one, 0n)).toBe(total);
        const all = units.reduce((sum, one) => sum + one, 0n);
        const remainders = units.map((one) => (total * one) % all);
        const areDifferent = new Set(remainders).size === remainders.length;
        if (areDifferent) expect(amounts).toEqual(rule);
        expect(sorted(amounts)).toBe(sorted(rule));
      },
    ),
    { numRuns: 60 },
  );
});

test('row 5: of what has eighteen decimals nothing is rounded but the last penny', async () => {
  await define('FINE', 18, '0.000123');
  const whale = await world.person(discord('whale'), 1_000_00n);
  const held = 999_999_999_999_999_999n;
  await buy(whale, held, 'FINE');
  const origin = { key: key(), conversation: group('discord') };
  const how = { shares: 3, mode: 'random' as const, lasts_ms: null, account_age_ms: 0, memo: null };
  granted(await core.drop.give({ giver: whale, amount: 10n ** 17n, asset: 'FINE', ...how, origin }));
  const left = held - 10n ** 17n;
  // A ten-thousandth of a minor unit below thirty pounds is not thirty pounds.
  const reference = await referenceOf({
    asset: 'FINE',
    amount: { per_unit: '33.333333333333' },
    pay: dayIn(1),
  });
  await passDays(1);
  const total = (33_333_333_333_333n * left * 100n) / 10n ** 30n;
  expect(total).toBe(29_99n);
  expect(await sharesOf(reference)).toEqual({ whale: String(total) });
  await passDays(0);
  await world.proven();
});

test('rows 11 and 12: two workers at once, and one that dies in between, pay every share once', async () => {
  await define('MANY', 2);
  const crowd = await Promise.all(
    Array.from({ length: 30 }, (_, at) => world.person(slack(`m${at}`), 100_00n)),
  );
  for (const [at, who] of crowd.entries()) await buy(who, BigInt(at + 1) * 100n, 'MANY');
  const reference = await referenceOf({ asset: 'MANY', amount: { per_unit: '0.015' }, pay: dayIn(1) });
  world.pass(day_ms);
  const other = world.another();
  await other.assets.follow();
  // Dies in the middle of paying: what it has done is undone with it.
  await sql`select 1`;
  const cut = owner.begin(async (transaction) => {
    await transaction.script(`select pg_advisory_xact_lock(hashtextextended('dividends', 0))`);
    expect(await core.schedules.run('dividends')).toBe(0);
    throw new Error('dies');
  });
  await expect(cut).rejects.toThrow('dies');
  await Promise.all([core, other, core, other].map((one) => one.schedules.run('dividends')));
  for (const one of [core, other]) await one.schedules.run('dividends');
  // 465 units at one and a half pence are £6.975.
  const [paid] = await owner<{ shares: number; paid: number; sum: string }[]>`
    select count(*)::int as shares, count(s.transfer)::int as paid, sum(s.amount)::text as sum
    from dividend_share s join dividend d on d.id = s.dividend where d.reference = ${reference} and s.amount > 0`;
  expect(paid).toEqual({ shares: 30, paid: 30, sum: '697' });
  await world.proven();
});

test('who became somebody else, who is frozen and who holds through an escrow', async () => {
  await define('LINK', 0);
  const [kim, kimToo, fay, gus] = [
    await world.person(discord('kim'), 100_00n),
    await world.person(slack('kim'), 100_00n),
    await world.person(discord('fay'), 100_00n),
    await world.person(discord('gus'), 100_00n),
  ];
  for (const who of [kim, kimToo, fay, gus]) await buy(who, 10n, 'LINK');
  granted(await core.bank.freeze(operator, by(fay), true));
  const drop = await core.drop.give({
    giver: gus,
    amount: 10n,
    asset: 'LINK',
    memo: null,
    shares: 2,
    mode: 'even',
    lasts_ms: null,
    account_age_ms: 0,
    origin: { key: key(), conversation: group('discord') },
  });
  expect(refusalOf(drop)).toBe('ok');
  const reference = await referenceOf({ asset: 'LINK', amount: { per_unit: '0.10' }, pay: dayIn(2) });
  await passDays(1);
  const { code } = granted(await core.people.linkCode(kim));
  granted(await core.people.link(kimToo, code, key()));
  const [before, frozen] = [await world.balance(kim), await world.balance(fay)];
  await passDays(1);
  expect(Number.parseFloat(await world.balance(kim)) - Number.parseFloat(before)).toBeCloseTo(2);
  expect(Number.parseFloat(await world.balance(fay)) - Number.parseFloat(frozen)).toBeCloseTo(1);
  const { dividends } = granted(await core.invest.dividends(operator));
  expect(dividends.find((one) => one.reference === reference)).toMatchObject({
    total: { minor: '300' },
    units: { minor: '30' },
  });
  await world.proven();
});

test('a dividend that nobody has a share in is over, and pays nothing', async () => {
  await define('NOBODY', 0);
  const reference = await referenceOf({ asset: 'NOBODY', amount: { in_all: 100n }, pay: dayIn(1) });
  await passDays(1);
  await passDays(0);
  const { dividends } = granted(await core.invest.dividends(null));
  expect(dividends.find((one) => one.reference === reference)).toMatchObject({
    state: 'paid',
    total: { minor: '0' },
  });
  await world.proven();
});

test('what may be declared, by whom, and called off while its record date is not over', async () => {
  const anybody = discord('anybody');
  const refused = async (change: Partial<NewDividend>) => refusalOf(await declare(change));
  expect(refusalOf(await core.invest.dividends(anybody))).toBe('not_operator');
  expect(
    refusalOf(
      await core.invest.declare(
        anybody,
        { asset: 'ACME', currency: null, amount: { in_all: 1n }, record: dayIn(0), pay: dayIn(1) },
        key(),
      ),
    ),
  ).toBe('not_operator');
  expect(await refused({ asset: 'NOPE' })).toBe('asset_unknown');
  expect(await refused({ currency: 'EUR' })).toBe('asset_dealt_in');
  expect(await refused({ amount: { per_unit: '0' } })).toBe('price_unfit');
  expect(await refused({ amount: { per_unit: '-1' } })).toBe('price_unfit');
  expect(await refused({ amount: { in_all: 0n } })).toBe('amount_not_positive');
  expect(await refused({ amount: { in_all: 10n ** 30n } })).toBe('amount_too_large');
  expect(await refused({ record: dayIn(-1) })).toBe('dividend_dates_unfit');
  expect(await refused({ record: dayIn(2), pay: dayIn(2) })).toBe('dividend_dates_unfit');
  const event = key();
  const reference = await referenceOf({}, event);
  expect(await referenceOf({}, event)).toBe(reference);
  expect(refusalOf(await declare({ amount: { per_unit: '0.13' } }, event))).toBe('idempotency_key_reused');
  expect(refusalOf(await core.invest.cancelDividend(anybody, reference, key()))).toBe('not_operator');
  expect(refusalOf(await core.invest.cancelDividend(null, 'div_0000000000', key()))).toBe('dividend_unknown');
  const cancel = key();
  granted(await core.invest.cancelDividend(null, reference, cancel));
  granted(await core.invest.cancelDividend(null, reference, cancel));
  expect(refusalOf(await core.invest.cancelDividend(null, reference, key()))).toBe('dividend_over');
  // Called off it may be declared anew; just the same beside it may not, also of two who do it at once.
  const twice = await Promise.all([1, 2, 3].map(() => declare()));
  const again = twice.find((one) => one.ok);
  if (!again?.ok) throw new Error('none was declared');
  const declared = { code: 'dividend_declared', asset: 'ACME', reference: again.value.done!.reference };
  expect(twice.flatMap((one) => (one.ok ? [] : [one.refusal]))).toEqual([declared, declared]);
  expect(await declare({ amount: { per_unit: '0.120' } })).toEqual({ ok: false, refusal: declared });
  await referenceOf({ amount: { per_unit: '0.13' } });
  await referenceOf({ amount: { in_all: 12n } });
  for (const one of granted(await core.invest.dividends(operator)).dividends)
    if (one.state === 'declared') granted(await core.invest.cancelDividend(null, one.reference, key()));
  const late = await referenceOf({ pay: dayIn(3) });
  await passDays(1);
  expect(refusalOf(await core.invest.cancelDividend(null, late, key()))).toBe('dividend_over');
  expect(await sharesOf(reference)).toEqual({});
  await world.proven();
});

test('the audit sees each of these', async () => {
  const [share] = await owner`
    select s.dividend, s.account from dividend_share s join dividend d on d.id = s.dividend where d.state = 'paid' and s.amount > 1 limit 1`;
  const checks = async (table: string, change: string): Promise<string[]> => {
    const found = await tampered(owner, 'invest', table, change);
    return [...new Set(found.map((one) => one.split(':')[0]!))].sort();
  };
  const one = `where dividend = ${share!.dividend} and account = ${share!.account}`;
  expect(await checks('dividend_share', `set amount = amount + 1 ${one}`)).toEqual([
    'dividends_add_up',
    'dividends_paid_their_shares',
  ]);
  expect(await checks('dividend_share', `set units = units + 1 ${one}`)).toContain(
    'dividends_go_by_the_record_date',
  );
  expect(await checks('dividend_share', `set transfer = null ${one}`)).toEqual([
    'dividends_are_paid_to_all',
    'dividends_paid_their_shares',
  ]);
  expect(await checks('dividend', `set total = total + 1 where id = ${share!.dividend}`)).toContain(
    'dividends_add_up',
  );
});
