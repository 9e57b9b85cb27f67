/** `/loan`, `/repay`, `/bank loan` and `/bank writeoff`: how they are read, and what an offer says. */
import { describe, expect, test } from 'vitest';
import { parseCommand } from '../../../bots/shared/grammar.ts';
import { viewOf } from '../../../bots/shared/views/index.ts';
import { spansText } from '../../../bots/shared/views/parts.ts';
import { ASSETS, findAsset, type NoticeOf } from '../../../core/index.ts';
import { discord } from '../../core/world.ts';

const parsed = (command: string, line: string, locale: string | null = 'en-GB') => {
  const main = findAsset('GBP')!;
  const context = { speaker: discord('U1'), locale, assets: ASSETS, main, repliedTo: null };
  return parseCommand(command, line === '' ? [] : [{ type: 'text', text: line }], context);
};

type Read = {
  verb: string;
  amount?: { minor: string; asset: { code: string } } | string;
  months?: number;
  reference?: string | null;
};

const read = (command: string, line: string, locale?: string): string => {
  const result = parsed(command, line, locale);
  if (!result.ok) return result.refusal.code;
  const { verb, amount, months, reference } = result.value as Read;
  const sum = typeof amount === 'object' ? `${amount.minor} ${amount.asset.code}` : amount;
  return [verb, sum, months, reference].filter((part) => part !== undefined && part !== null).join(' ');
};

test.each([
  ['', 'loan_show'],
  ['lon_7KQ2M9XDA4', 'loan_show lon_7KQ2M9XDA4'],
  ['LON_7kq2m9xda4.', 'loan_show lon_7KQ2M9XDA4'],
  ['200 over 6 months', 'loan 20000 GBP 6'],
  ['200 for 6 months', 'loan 20000 GBP 6'],
  ['200 EUR over 6', 'loan 20000 EUR 6'],
  ['€200 6', 'loan 20000 EUR 6'],
  ['200 pounds over a year', 'loan 20000 GBP 12'],
  ['200 over 1 year', 'loan 20000 GBP 12'],
  ['200 over 2y', 'loan 20000 GBP 24'],
  ['200 6m', 'loan 20000 GBP 6'],
  ['200.50 over 12 months.', 'loan 20050 GBP 12'],
  ['1,000 over 12 months', 'loan 100000 GBP 12'],
  ['200', 'loan_months_missing'],
  ['200 GBP', 'loan_months_missing'],
  ['200 over 6 weeks', 'loan_months_only'],
  ['200 over 2w', 'loan_months_only'],
  ['200 für 14 Tage', 'loan_months_only'],
  ['200 over -6 months', 'input_unexpected'],
  ['200 over 6.5 months', 'input_unexpected'],
  ['-200 over 6 months', 'amount_not_positive'],
  ['0 over 6 months', 'amount_not_positive'],
  ['1e3 over 6 months', 'amount_invalid'],
  ['200 300 over 6 months', 'input_unexpected'],
  ['over 6 months', 'amount_missing'],
  ['@bob 200 over 6 months', 'input_unexpected'],
  ['lon_7KQ2M9XDA4 200', 'input_unexpected'],
  ['200 over 99999 months', 'input_unexpected'],
])('/loan %s: %s', (line, expected) => {
  expect(read('loan', line)).toBe(expected);
});

test('of a time in weeks it is the word that is wrong', () => {
  const result = parsed('loan', '100 over 2 weeks');
  expect(result.ok ? null : result.refusal).toEqual({ code: 'loan_months_only', text: 'weeks' });
});

test.each([
  ['', 'loan_show'],
  ['50', 'repay 5000 GBP'],
  ['50 EUR', 'repay 5000 EUR'],
  ['all', 'repay all'],
  ['due', 'repay due'],
  ['50 lon_7KQ2M9XDA4', 'repay 5000 GBP lon_7KQ2M9XDA4'],
  ['all lon_7KQ2M9XDA4', 'repay all lon_7KQ2M9XDA4'],
  ['lon_7KQ2M9XDA4', 'loan_show lon_7KQ2M9XDA4'],
  ['lon_7KQ2M9XDA4 lon_7KQ2M9XDA5', 'input_unexpected'],
  ['all 50', 'input_unexpected'],
  ['-50', 'amount_not_positive'],
  ['0', 'amount_not_positive'],
  ['50 60', 'input_unexpected'],
  ['constructor', 'amount_invalid'],
])('/repay %s: %s', (line, expected) => {
  expect(read('repay', line)).toBe(expected);
});

test('in German', () => {
  expect(read('loan', '200,50 über 6 Monate', 'de')).toBe('loan 20050 GBP 6');
  expect(read('loan', '200 Euro für 1 Jahr', 'de')).toBe('loan 20000 EUR 12');
  expect(read('repay', 'alles', 'de')).toBe('repay all');
  expect(read('repay', 'fällig', 'de')).toBe('repay due');
});

describe('/bank loan', () => {
  const basic = {
    amount_min: 50_00n,
    amount_max: 500_00n,
    months_min: 3,
    months_max: 12,
    rate_ppm: 89_000,
    fee_ppm: 0,
    outstanding_max: null,
    loans_max: 1,
  };
  const product = (terms: object | null, tier = 'basic', asset = 'GBP') => ({
    verb: 'bank_loan_product',
    tier,
    asset,
    terms,
  });

  test.each([
    ['loan', { verb: 'bank_loans' }],
    ['loan basic 50-500 3-12 8.9%', product(basic)],
    ['loan BASIC 50–500 GBP 3-12 months 8.9 %', product(basic)],
    [
      'loan gold 50-500 EUR 3-12 8,9% fee 1% total 1000 loans 2',
      product({ ...basic, fee_ppm: 10_000, outstanding_max: 1000_00n, loans_max: 2 }, 'gold', 'EUR'),
    ],
    [
      'loan basic 100 6 0%',
      product({
        ...basic,
        amount_min: 100_00n,
        amount_max: 100_00n,
        months_min: 6,
        months_max: 6,
        rate_ppm: 0,
      }),
    ],
    ['loan basic off', product(null)],
    ['loan basic aus EUR', product(null, 'basic', 'EUR')],
    ['writeoff lon_7KQ2M9XDA4', { verb: 'bank_writeoff', reference: 'lon_7KQ2M9XDA4', reason: null }],
    [
      'writeoff lon_7kq2m9xda4 for moved away',
      { verb: 'bank_writeoff', reference: 'lon_7KQ2M9XDA4', reason: 'moved away' },
    ],
  ])('%s', (line, expected) => {
    const result = parsed('bank', line);
    expect(result.ok && result.value).toEqual(expected);
  });

  test.each([
    ['loan basic', 'loan_terms_unclear'],
    ['loan basic 50-500', 'loan_terms_unclear'],
    ['loan basic 50-500 3-12', 'loan_terms_unclear'],
    ['loan basic 50-500-700 3-12 8%', 'loan_terms_unclear'],
    ['loan basic 50-500 3-12 8% 9%', 'input_unexpected'],
    ['loan basic 50-500 3-12 101%', 'loan_terms_unclear'],
    ['loan basic 50-500 x-12 8%', 'loan_terms_unclear'],
    ['loan basic 50-500 3-12 8% fee', 'loan_terms_unclear'],
    ['loan basic 50-500 3-12 8% fee 1% fee 2%', 'loan_terms_unclear'],
    ['loan basic 50-500 3-12 8% loans many', 'loan_terms_unclear'],
    ['loan basic off 12', 'input_unexpected'],
    ['loan Gold! 50-500 3-12 8%', 'tier_unclear'],
    ['writeoff', 'loan_unknown'],
    ['writeoff pay_7KQ2M9XDA4', 'loan_unknown'],
  ])('%s: %s', (line, code) => {
    const result = parsed('bank', line);
    expect(result.ok ? 'ok' : result.refusal.code).toBe(code);
  });
});

const pounds = (minor: number) => ({ minor: String(minor), asset: { code: 'GBP', exponent: 2 } });

describe('the card of an offer', () => {
  const offer: NoticeOf<'loan'> = {
    kind: 'loan',
    reference: 'lon_7KQ2M9XDA4',
    state: 'offered',
    amount: pounds(120_00),
    fee: pounds(1_20),
    fee_returned: pounds(0),
    paid_out: pounds(118_80),
    months: 2,
    rate_ppm: 120_000,
    apr_ppm: 229_500,
    cost: pounds(3_00),
    payable: pounds(121_80),
    outstanding: pounds(0),
    arrears: null,
    payments: [
      {
        on: '2026-04-01',
        amount: pounds(60_90),
        principal: pounds(59_70),
        interest: pounds(1_20),
        left: pounds(60_30),
        state: 'open',
      },
      {
        on: '2026-05-01',
        amount: pounds(60_90),
        principal: pounds(60_30),
        interest: pounds(60),
        left: pounds(0),
        state: 'open',
      },
    ],
    until: '2026-03-02T12:00:00.000Z',
    withdraw_until: null,
    balance: null,
    actions: [
      { action: 'loan_accept', intent: 'i_1' },
      { action: 'loan_decline', intent: 'i_2' },
    ],
  };
  const plain = (text: string) => text.replaceAll('\u00a0', ' ');
  const here = { platform: 'slack', tenant: 'T1', private: true } as const;

  test('says all that the law wants said, and keeps the plan as a file', () => {
    const card = viewOf(offer, 'en-GB', here);
    expect(card.title).toBe('A loan of £120.00 over 2 months');
    expect(card.fields.map(({ label, value }) => `${label}: ${spansText(value)}`)).toEqual([
      'You get: £118.80',
      'Payments: 2 × £60.90',
      'Interest rate: 12% a year, fixed',
      'APR: 23.0%',
      'Fee, kept back: £1.20',
      'Cost in all: £3.00',
      'You pay back: £121.80',
    ]);
    expect(plain(card.lines.map(spansText)[1]!)).toBe('1 Apr 2026: £60.90; 1 May 2026: £60.90');
    expect(card.lines.map(spansText).join(' ')).toContain('You may withdraw for 14 days');
    expect(card.buttons.map(({ label }) => label)).toEqual(['Accept the loan', 'No, thank you']);
    expect(plain(card.file && 'text' in card.file ? card.file.text : '')).toContain(
      '1 Apr 2026: £60.90 (£59.70 and £1.20 interest), £60.30 left',
    );
  });

  test('of a fee says that it comes back, where there is one', () => {
    const saidOf = (notice: NoticeOf<'loan'>, locale = 'en-GB') =>
      plain(viewOf(notice, locale, here).lines.map(spansText).join(' '));
    const active = { ...offer, state: 'active' as const, until: null, actions: [] };
    const free = { fee: pounds(0) };
    const back = 'the fee for the days that are left comes back';
    expect(saidOf(offer)).toContain(back);
    expect(saidOf({ ...offer, ...free })).not.toContain('fee');
    expect(saidOf(active)).toContain('The fee for the days that are left comes back.');
    expect(saidOf({ ...active, withdraw_until: '2026-03-15' })).toContain(
      '/repay all, and the fee comes back.',
    );
    expect(saidOf({ ...active, ...free })).not.toContain('fee');
    expect(saidOf({ ...active, ...free, withdraw_until: '2026-03-15' })).not.toContain('fee');
    const repaid = { ...active, state: 'repaid' as const, fee_returned: pounds(94) };
    expect(saidOf(repaid)).toBe('£0.94 of the fee came back.');
    expect(saidOf(repaid, 'de-DE')).toBe('Von der Gebühr kamen 0,94 £ zurück.');
  });

  test('in German, too', () => {
    const card = viewOf(offer, 'de-DE', here);
    expect(card.title).toBe('Ein Kredit von 120,00\u00a0£ über 2 Monate');
    const apr = card.fields.find(({ label }) => label === 'Effektiver Jahreszins');
    expect(spansText(apr!.value)).toBe('23,0\u00a0%');
  });
});

test('of an offer in the list stands how much it is of, and until when it stands', () => {
  const here = { platform: 'slack', tenant: 'T1', private: true, zone: 'Europe/Berlin' } as const;
  const offered = { reference: 'lon_7KQ2M9XDA4', state: 'offered' as const, amount: pounds(120_00) };
  const rest = {
    ...{ outstanding: pounds(0), arrears: null, next: null, until: '2026-03-02T12:00:00.000Z' },
    intent: 'i_show',
  };
  const saidIn = (locale: string) => {
    const view = viewOf({ kind: 'loans', loans: [{ ...offered, ...rest }], products: [] }, locale, here);
    return spansText(view.fields[0]!.value).replaceAll('\u00a0', ' ');
  };
  expect(saidIn('en-GB')).toBe('£120.00 offered, until 2 Mar 2026, 13:00');
  expect(saidIn('de-DE')).toBe('120,00 £ angeboten, bis 2. März 2026, 13:00');
});

test('a list has a button for each offer, as many as there is room for, and says how the others are seen', () => {
  const here = { platform: 'discord', tenant: '', private: true } as const;
  const offers = (count: number) =>
    Array.from({ length: count }, (_, at) => ({
      ...{ reference: `lon_7KQ2M9XDA${at}`, state: 'offered' as const, amount: pounds(120_00) },
      ...{ outstanding: pounds(0), arrears: null, next: null, until: '2026-03-02T12:00:00.000Z' },
      intent: `i_${at}`,
    }));
  const lent = {
    ...{ reference: 'lon_2KQ2M9XDA4', state: 'active' as const, amount: pounds(50_00) },
    ...{ outstanding: pounds(50_00), arrears: null, next: null, until: null, intent: null },
  };
  const listed = (count: number, locale = 'en-GB') =>
    viewOf({ kind: 'loans', loans: [lent, ...offers(count)], products: [] }, locale, here);
  const two = listed(2);
  expect(two.buttons.map(({ label, press }) => [label, press])).toEqual([
    ['Offer of £120.00 · …XDA0', { intent: 'i_0' }],
    ['Offer of £120.00 · …XDA1', { intent: 'i_1' }],
  ]);
  expect(two.lines).toEqual([]);
  const six = listed(6);
  expect(six.buttons).toHaveLength(5);
  expect(spansText(six.lines[0]!)).toBe('Another offer is shown by /loan and its reference.');
  const many = listed(12, 'de-DE');
  expect([many.fields.length, many.buttons.length]).toEqual([10, 5]);
  expect(many.fields.at(-1)!.label).toMatch(/4/);
  expect(spansText(many.lines[0]!)).toBe('7 weitere Angebote zeigt /loan mit ihrer Nummer.');
});

describe('a repayment says what comes back of the fee, and what it is in all', () => {
  const quote = (repays: NoticeOf<'loan_repayment'>['repays'], net = pounds(99_88)) => ({
    ...{ kind: 'loan_repayment' as const, reference: 'lon_7KQ2M9XDA4', state: 'quoted' as const, repays },
    ...{ amount: pounds(100_82), principal: pounds(100_49), interest: pounds(33), fee_returned: pounds(94) },
    ...{ net, saved: pounds(2_70), payments: [], balance: null, actions: [] },
  });

  test.each<[NoticeOf<'loan_repayment'>['repays'], string, string]>([
    [
      'all',
      '£0.94 of the fee comes back, for the days that are left, so it is £99.88 in all.',
      'Von der Gebühr kommen 0,94 £ zurück, für die übrigen Tage; unter dem Strich sind das 99,88 £.',
    ],
    [
      'part',
      '£0.94 of the fee comes back, for this part and the days that are left, so it is £99.88 in all.',
      'Von der Gebühr kommen 0,94 £ zurück, für diesen Teil und die übrigen Tage; unter dem Strich sind das 99,88 £.',
    ],
    [
      'withdrawal',
      'The fee comes back, £0.94, so it is £99.88 in all.',
      'Die Gebühr kommt zurück, 0,94 £; unter dem Strich sind das 99,88 £.',
    ],
  ])('%s', (repays, english, german) => {
    const here = { platform: 'telegram', tenant: '', private: true } as const;
    const saidOf = (notice: NoticeOf<'loan_repayment'>, locale: string) =>
      viewOf(notice, locale, here).lines.map(spansText).join(' ').replaceAll('\u00a0', ' ');
    expect(saidOf(quote(repays), 'en-GB')).toContain(english);
    expect(saidOf(quote(repays), 'de-DE')).toContain(german);
    const labelOf = (notice: NoticeOf<'loan_repayment'>, locale: string) =>
      viewOf(notice, locale, here).buttons[0]!.label.replaceAll('\u00a0', ' ');
    const button = { actions: [{ action: 'loan_repay' as const, intent: 'i_1' }] };
    expect(labelOf({ ...quote(repays), ...button }, 'en-GB')).toBe('Pay £99.88');
    expect(labelOf({ ...quote(repays), ...button }, 'de-DE')).toBe('99,88 £ zahlen');
    expect(labelOf({ ...quote(repays, pounds(-1)), ...button }, 'en-GB')).toBe('Yes, repay it');
    // Where more comes back than goes there is nothing to say about what goes.
    expect(saidOf(quote(repays, pounds(-1)), 'en-GB')).not.toContain('in all');
  });
});
