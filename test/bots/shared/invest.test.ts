/** `/buy`, `/sell`, `/portfolio` and `/bank asset`: how they are read, and how what comes of them is said in both languages. */
import { describe, expect, test } from 'vitest';
import { parseBankAsset } from '../../../bots/shared/invest/bank-commands.ts';
import { parseBuy, parsePortfolio, parseSell } from '../../../bots/shared/invest/commands.ts';
import { parseBankDividend } from '../../../bots/shared/invest/dividend-commands.ts';
import { type GrammarContext, read } from '../../../bots/shared/reading.ts';
import { tokens } from '../../../bots/shared/tokens.ts';
import { viewOf } from '../../../bots/shared/views/index.ts';
import { spansText } from '../../../bots/shared/views/parts.ts';
import { ASSETS, findAsset, type NoticeKind, type NoticeOf, type Result } from '../../../core/index.ts';
import { samples } from './samples/index.ts';

const acme = { code: 'ACME', exponent: 6 };
const context = (locale: string | null): GrammarContext => ({
  speaker: { platform: 'slack', tenant: 'T1', user: 'U1' },
  locale,
  assets: [...ASSETS, acme, { code: 'FINE', exponent: 18 }, { code: 'SHARE', exponent: 0 }],
  main: findAsset('GBP')!,
  repliedTo: null,
});
const words = (line: string) => tokens([{ type: 'text', text: line }]);
const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.refusal.code);

/** `2000000 ACME`, `5000 GBP`, `all`, or why not. */
const said = (line: string, parse: typeof parseBuy, locale: string | null = 'en-GB'): string => {
  const parsed = parse(words(line), context(locale));
  if (!parsed.ok) return parsed.refusal.code;
  if (parsed.value.verb !== 'trade') return parsed.value.verb;
  const { asset, size } = parsed.value;
  if (size === 'all') return `all of ${asset}`;
  const [how, money] = 'units' in size ? (['', size.units] as const) : (['worth of ', size.worth] as const);
  return `${money.minor} ${money.asset.code} ${how}${asset}`;
};

describe('/buy and /sell', () => {
  test.each([
    ['2 ACME', '2000000 ACME ACME'],
    ['2 acme', '2000000 ACME ACME'],
    ['ACME 2', '2000000 ACME ACME'],
    ['1.5 ACME', '1500000 ACME ACME'],
    ['2ACME', 'asset_missing'],
    ['0.000000000000000001 FINE', '1 FINE FINE'],
    ['50 of ACME', '5000 GBP worth of ACME'],
    ['£50 of ACME', '5000 GBP worth of ACME'],
    ['50 GBP of ACME', '5000 GBP worth of ACME'],
    ['50 GBP ACME', '5000 GBP worth of ACME'],
    ['£50 ACME', '5000 GBP worth of ACME'],
    ['50 EUR worth of ACME', '5000 EUR worth of ACME'],
    ['50 GBP in ACME', '5000 GBP worth of ACME'],
    // Rows 1 and 2.
    ['ACME', 'amount_missing'],
    ['of ACME', 'amount_missing'],
    ['2', 'asset_missing'],
    ['-2 ACME', 'amount_not_positive'],
    ['0 ACME', 'amount_not_positive'],
    ['1e3 ACME', 'amount_invalid'],
    ['NaN ACME', 'amount_invalid'],
    ['0.0000001 ACME', 'amount_too_many_decimals'],
    ['1.5 SHARE', 'amount_too_many_decimals'],
    ['50.005 GBP of ACME', 'amount_too_many_decimals'],
    ['99999999999999999999 ACME', 'amount_too_large'],
    ['2 3 ACME', 'input_unexpected'],
    ['1 000 ACME', 'input_unexpected'],
    ['2 ACME SHARE', 'input_unexpected'],
    ['2 NOPE', 'asset_unknown'],
    ['2 EUR', 'asset_unknown'],
    ['2 constructor', 'asset_unknown'],
  ])('%s', (line, expected) => {
    expect(said(line, parseBuy)).toBe(expected);
    expect(said(line, parseSell)).toBe(expected);
  });

  test('all that is there can only be sold', () => {
    for (const line of ['all ACME', 'ACME all', 'alles ACME', 'all of ACME'])
      expect(said(line, parseSell)).toBe('all of ACME');
    expect(said('all ACME', parseBuy)).toBe('input_unexpected');
  });

  test('alone they ask what there is', () => {
    expect(said('', parseBuy)).toBe('market');
    expect(said('', parseSell)).toBe('portfolio');
    expect(codeOf(parsePortfolio([]))).toBe('ok');
    expect(codeOf(parsePortfolio(words('now')))).toBe('input_unexpected');
  });

  test('in German a comma is decimal; what can be read in two ways is refused', () => {
    expect(said('1,5 ACME', parseBuy, 'de')).toBe('1500000 ACME ACME');
    expect(said('50 Euro in ACME', parseBuy, 'de')).toBe('5000 EUR worth of ACME');
    expect(said('1.000 ACME', parseBuy, null)).toBe('amount_ambiguous');
  });
});

describe('/bank asset', () => {
  const define = {
    ...{ verb: 'bank_asset_define', code: 'NEW', kind: 'security' },
    ...{ quote: null, price: null, source: 'operator' },
  };
  test.each([
    ['', { verb: 'bank_assets' }],
    ['NEW "New plc" decimals 6', { ...define, name: 'New plc', exponent: 6 }],
    ['NEW New plc decimals 6', { ...define, name: 'New plc', exponent: 6 }],
    [
      'new name New plc decimals 0 kind crypto in EUR price 12.50',
      { ...define, name: 'New plc', exponent: 0, kind: 'crypto', quote: 'EUR', price: '12.5' },
    ],
    [
      'NEW "Kauf in Gold" stellen 18 art Rohstoff preis 7',
      { ...define, name: 'Kauf in Gold', exponent: 18, kind: 'commodity', price: '7' },
    ],
    [
      'NEW Open source fund decimals 2 source feed',
      { ...define, name: 'Open source fund', exponent: 2, source: 'feed' },
    ],
    ['NEW Gold stellen 3 quelle Kursquelle', { ...define, name: 'Gold', exponent: 3, source: 'feed' }],
    ['NEW decimals 3 source operator price 7', { ...define, name: 'NEW', exponent: 3, price: '7' }],
    ['ACME source feed', { verb: 'bank_asset_source', asset: 'ACME', source: 'feed' }],
    ['acme quelle hand', { verb: 'bank_asset_source', asset: 'ACME', source: 'operator' }],
    ['NEW name Gold in bars decimals 2', { ...define, name: 'Gold in bars', exponent: 2 }],
    ['NEW decimals 2', { ...define, name: 'NEW', exponent: 2 }],
    ['ACME price 12.50', { verb: 'bank_asset_price', asset: 'ACME', price: '12.5', from: null }],
    ['acme price £0.0001', { verb: 'bank_asset_price', asset: 'ACME', price: '0.0001', from: null }],
    ['ACME price 100', { verb: 'bank_asset_price', asset: 'ACME', price: '100', from: null }],
    [
      'ACME price 13 from 2026-12-01',
      { verb: 'bank_asset_price', asset: 'ACME', price: '13', from: '2026-12-01' },
    ],
    [
      'ACME preis 13 ab 1.12.2026',
      { verb: 'bank_asset_price', asset: 'ACME', price: '13', from: '2026-12-01' },
    ],
    [
      'ACME issue 1000',
      { verb: 'bank_asset_issue', out: false, units: { minor: '1000000000', asset: acme } },
    ],
    [
      'ACME redeem 0.5 ACME',
      { verb: 'bank_asset_issue', out: true, units: { minor: '500000', asset: acme } },
    ],
    ['NEW New plc', 'asset_decimals_unfit'],
    ['NEW decimals 19', 'asset_decimals_unfit'],
    ['NEW decimals -1', 'asset_decimals_unfit'],
    ['NEW decimals', 'asset_decimals_unfit'],
    ['AB decimals 2', 'asset_code_unfit'],
    ['A1B decimals 2', 'asset_code_unfit'],
    ['ALL decimals 2', 'asset_code_unfit'],
    ['EACH decimals 2', 'asset_code_unfit'],
    ['EURO decimals 2', 'asset_code_unfit'],
    ['PRICE decimals 2', 'asset_code_unfit'],
    ['NEW decimals 2 kind boat', 'input_unexpected'],
    ['NEW decimals 2 in NOPE', 'input_unexpected'],
    ['NEW decimals 2 decimals 3', 'input_unexpected'],
    ['NEW decimals 2 issue 5', 'input_unexpected'],
    ['NEW price 5', 'asset_unknown'],
    ['NEW issue 5', 'asset_unknown'],
    ['ACME', 'price_unfit'],
    ['ACME price', 'price_unfit'],
    ['ACME price 0', 'price_unfit'],
    ['ACME price -1', 'price_unfit'],
    ['ACME price 1e3', 'price_unfit'],
    ['ACME price 12 from yesterday', 'day_unclear'],
    ['NEW source feed', 'asset_unknown'],
    ['SOURCE decimals 2', 'asset_code_unfit'],
    ['NEW decimals 2 source Bloomberg', 'input_unexpected'],
    ['ACME source', 'input_unexpected'],
    ['ACME source feed price 5', 'input_unexpected'],
    ['ACME source feed feed', 'input_unexpected'],
    ['ACME source feed source operator', 'input_unexpected'],
    ['ACME issue', 'amount_missing'],
    ['ACME issue -5', 'amount_not_positive'],
    ['ACME issue 5 GBP', 'input_unexpected'],
    ['ACME issue 5 price 6', 'input_unexpected'],
  ])('%s', (line, expected) => {
    const parsed = parseBankAsset(words(line), context('en-GB'));
    expect(parsed.ok ? parsed.value : parsed.refusal.code).toEqual(expected);
  });
});

test('a code that follows a name is the asset, however long it is', () => {
  const known = { ...context('en-GB'), assets: [...ASSETS, { code: 'GOLDBARREN', exponent: 3 }] };
  const reading = read(words('5 @bob GOLDBARREN'), known);
  expect(reading).toMatchObject({ amount: '5', currency: 'GOLDBARREN', memo: [] });
});

describe('/bank dividend', () => {
  const dates = { record: '2026-12-01', pay: '2026-12-05' };
  const each = (per_unit: string, currency: string | null = null) => ({
    verb: 'bank_dividend_declare',
    asset: 'ACME',
    currency,
    amount: { per_unit },
    ...dates,
  });
  const inAll = (in_all: bigint, currency = 'GBP') => ({
    verb: 'bank_dividend_declare',
    asset: 'ACME',
    currency,
    amount: { in_all },
    ...dates,
  });
  test.each([
    ['', { verb: 'bank_dividends' }],
    ['ACME 0.12 record 2026-12-01 pay 2026-12-05', each('0.12')],
    ['acme 0.12 GBP record 2026-12-01 pay 2026-12-05', each('0.12', 'GBP')],
    ['ACME £0.0125 each record 2026-12-01 pay 2026-12-05', each('0.0125', 'GBP')],
    ['ACME record 2026-12-01 pay 2026-12-05 0.12', each('0.12')],
    ['ACME je 0.12 EUR stichtag 1.12.2026 zahltag 5.12.2026', each('0.12', 'EUR')],
    ['ACME total 500 record 2026-12-01 pay 2026-12-05', inAll(500_00n)],
    ['ACME total 500 EUR record 2026-12-01 pay 2026-12-05', inAll(500_00n, 'EUR')],
    ['cancel div_7KQ2M9XDA4', { verb: 'bank_dividend_cancel', reference: 'div_7KQ2M9XDA4' }],
    ['NOPE 0.12 record 2026-12-01 pay 2026-12-05', 'asset_unknown'],
    ['EUR 0.12 record 2026-12-01 pay 2026-12-05', 'asset_unknown'],
    ['ACME record 2026-12-01 pay 2026-12-05', 'amount_missing'],
    ['ACME total record 2026-12-01 pay 2026-12-05', 'amount_missing'],
    ['ACME 0.12', 'dividend_dates_missing'],
    ['ACME 0.12 record 2026-12-01', 'dividend_dates_missing'],
    ['ACME 0.12 record 2026-12-01 pay', 'dividend_dates_missing'],
    ['ACME 0.12 record tomorrow pay 2026-12-05', 'day_unclear'],
    ['ACME 0.12 record 2026-12-01 record 2026-12-02 pay 2026-12-05', 'input_unexpected'],
    ['ACME 0.12 each total record 2026-12-01 pay 2026-12-05', 'input_unexpected'],
    ['ACME 0.12 0.13 record 2026-12-01 pay 2026-12-05', 'input_unexpected'],
    ['ACME 0.12 NOPE record 2026-12-01 pay 2026-12-05', 'input_unexpected'],
    ['ACME -0.12 record 2026-12-01 pay 2026-12-05', 'price_unfit'],
    ['ACME 0 record 2026-12-01 pay 2026-12-05', 'price_unfit'],
    ['ACME total -5 record 2026-12-01 pay 2026-12-05', 'amount_not_positive'],
    ['cancel', 'dividend_unknown'],
    ['cancel pay_7KQ2M9XDA4', 'dividend_unknown'],
  ])('%s', (line, expected) => {
    const parsed = parseBankDividend(words(line), context('en-GB'));
    expect(parsed.ok ? parsed.value : parsed.refusal.code).toEqual(expected);
  });
});

const shown = <K extends NoticeKind>(kind: K, at: number, locale: 'en' | 'de') => {
  const notice = samples[kind][at] as NoticeOf<K>;
  return viewOf(notice, locale, { platform: 'slack', tenant: 'T1', private: true });
};

test('a quote says what is given and got, its price and for how long, and has its two buttons', () => {
  const english = shown('invest_quote', 0, 'en');
  expect(english.title).toBe('Buy 2 ACME for £25.13?');
  expect(english.fallback).toContain('Acme plc at £12.50 each, with 0.5% for dealing: £0.13.');
  expect(english.buttons.map(({ label }) => label)).toEqual(['Buy', 'Cancel']);
  const german = shown('invest_quote', 2, 'de');
  expect(german.title).toMatch(/2 ACME für 25,13\s£ verkaufen\?/);
  expect(german.buttons.map(({ label }) => label)).toEqual(['Verkaufen', 'Abbrechen']);
});

test('a portfolio says of each asset what it cost, what it is worth and what it gained, and draws it', () => {
  const english = shown('portfolio', 1, 'en');
  expect(english.title).toBe('Your portfolio is worth £138.05');
  expect(english.fallback).toContain(
    'ACME · Acme plc: 2.5 ACME, bought at £10.0520 each · now £12.50 each · £31.25 (+£6.12)',
  );
  expect(english.fallback).toContain('Gained by what you no longer hold: +£1.10.');
  expect(english.fallback).toContain('GONE: All sold: −£3.10');
  expect(english.fallback).toContain('£106.80 (−£13.20)');
  expect(english.file).toMatchObject({ name: 'portfolio.png', media_type: 'image/png' });
  expect((english.file as { alt: string }).alt).toContain('ACME · Acme plc: £31.25 (+£6.12)');
  const german = shown('portfolio', 1, 'de');
  expect(german.title).toMatch(/Dein Depot ist 138,05\s£ wert/);
  expect(shown('portfolio', 0, 'en').file).toBeUndefined();
});

test('what is done ends as a sentence does', () => {
  expect(shown('invest_traded', 0, 'en').fallback).toContain('You have 2 ACME and £74.87.');
  expect(shown('invest_traded', 0, 'de').fallback).toMatch(/Du hast 2 ACME und 74,87\s£\./);
});

test('a price of the feed that is too old is said with the moment that it is of, wherever it is shown', () => {
  const fields = (...args: Parameters<typeof shown>) =>
    shown(...args).fields.map(({ label, value }) => `${label}: ${spansText(value)}`);
  expect(fields('invest_market', 1, 'en')).toEqual([
    'ACME · Acme plc: £12.50 · since 22\u00a0Nov\u00a02025',
    'GILTS · Gilts Fund: £12.50 · of 22\u00a0Nov\u00a02025, 21:05\u00a0UTC, too old to deal at',
  ]);
  expect(fields('portfolio', 2, 'en')[1]).toContain(
    '· £12.50 each on 22\u00a0Nov\u00a02025, 21:05\u00a0UTC · £31.25 (+£6.12)',
  );
  const listed = fields('invest_listings', 6, 'en').map((line) => line.split(' · ').slice(1, 3));
  expect(listed).toEqual([
    ['Gilts Fund: £12.50 each', 'feed, of 22\u00a0Nov\u00a02025, 21:05\u00a0UTC'],
    ['Gilts Fund: £12.50 each', 'feed, too old: of 22\u00a0Nov\u00a02025, 21:05\u00a0UTC'],
    ['Gilts Fund: £12.50 each', 'feed, this one by hand'],
    ['Gilts Fund: no price yet, in GBP', 'the feed has no price for GILTS so far'],
  ]);
});
