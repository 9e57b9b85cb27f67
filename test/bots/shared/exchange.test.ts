/** `/convert`, `/rates` and `/bank exchange`: how they are read, and how what comes of them is said in both languages. */
import { describe, expect, test } from 'vitest';
import { parseBankExchange } from '../../../bots/shared/exchange/bank-commands.ts';
import { parseConvert, parseRates } from '../../../bots/shared/exchange/commands.ts';
import type { GrammarContext } from '../../../bots/shared/reading.ts';
import { tokens } from '../../../bots/shared/tokens.ts';
import { viewOf } from '../../../bots/shared/views/index.ts';
import {
  ASSETS,
  findAsset,
  type Notice,
  type NoticeKind,
  type NoticeOf,
  type Result,
} from '../../../core/index.ts';
import { samples } from './samples/index.ts';

const context = (locale: string | null): GrammarContext => ({
  speaker: { platform: 'slack', tenant: 'T1', user: 'U1' },
  locale,
  assets: ASSETS,
  main: findAsset('GBP')!,
  repliedTo: null,
});
const words = (line: string) => tokens([{ type: 'text', text: line }]);
const said = (result: Result<unknown>): unknown =>
  result.ok
    ? JSON.parse(
        JSON.stringify(result.value, (_, value) => (typeof value === 'bigint' ? `${value}n` : value)),
      )
    : result.refusal.code;

describe('/convert', () => {
  test.each([
    ['20 GBP to EUR', '2000 GBP', 'EUR'],
    ['20 to eur', '2000 GBP', 'EUR'],
    ['£20 to €', '2000 GBP', 'EUR'],
    ['20 pounds into euros', '2000 GBP', 'EUR'],
    ['20 GBP EUR', '2000 GBP', 'EUR'],
    ['20 EUR', '2000 EUR', null],
    ['€20', '2000 EUR', null],
    ['20 Euro in Pfund', '2000 EUR', 'GBP'],
    ['20 GBP nach CHF', '2000 GBP', 'CHF'],
    ['1000 JPY -> KWD', '1000 JPY', 'KWD'],
    ['12,345.67 GBP to EUR', '1234567 GBP', 'EUR'],
  ])('%s', (line, given, to) => {
    const parsed = parseConvert(words(line), context('en-GB'));
    expect(parsed.ok && `${parsed.value.amount.minor} ${parsed.value.amount.asset.code}`).toBe(given);
    expect(parsed.ok && parsed.value.to).toBe(to);
  });

  test.each([
    // Rows 1 to 4.
    ['', 'amount_missing'],
    ['to EUR', 'amount_missing'],
    ['-5 GBP to EUR', 'amount_not_positive'],
    ['0 GBP to EUR', 'amount_not_positive'],
    ['1e3 GBP to EUR', 'amount_invalid'],
    ['NaN to EUR', 'amount_invalid'],
    ['all to EUR', 'amount_invalid'],
    ['20.001 GBP to EUR', 'amount_too_many_decimals'],
    ['20 JPY5 to EUR', 'input_unexpected'],
    ['20 ABC to EUR', 'currency_unknown'],
    ['20 GBP to ABC', 'currency_unknown'],
    ['20 GBP to EUR please', 'input_unexpected'],
    // Nobody wrote 1000 who wrote 1 000.
    ['1 000', 'input_unexpected'],
    ['1 000 GBP to EUR', 'input_unexpected'],
    ['20 GBP to 30', 'input_unexpected'],
    ['20 GBP EUR CHF', 'input_unexpected'],
    ['constructor', 'amount_invalid'],
  ])('%s is refused: %s', (line, code) => {
    const parsed = parseConvert(words(line), context('en-GB'));
    expect(parsed.ok ? 'ok' : parsed.refusal.code).toBe(code);
  });

  test('what can be read in two ways is refused with both; in German a comma is decimal', () => {
    const unclear = parseConvert(words('1.000 GBP to EUR'), context(null));
    expect(unclear.ok ? 'ok' : unclear.refusal.code).toBe('amount_ambiguous');
    const german = parseConvert(words('15,38 EUR in GBP'), context('de'));
    expect(german.ok && german.value.amount.minor).toBe('1538');
  });
});

test('/rates takes nothing', () => {
  expect(parseRates([]).ok).toBe(true);
  expect(said(parseRates(words('now')))).toBe('input_unexpected');
});

describe('/bank exchange', () => {
  const euros = (minor: string) => ({ minor, asset: { code: 'EUR', exponent: 2 } });
  test.each([
    ['', { verb: 'bank_exchange' }],
    ['fund 1000 EUR', { verb: 'bank_exchange_stock', out: false, amount: euros('100000') }],
    ['withdraw 0.01 EUR', { verb: 'bank_exchange_stock', out: true, amount: euros('1') }],
    ['spread 0.5', { verb: 'bank_exchange_spread', bps: 50 }],
    ['spread 0,25%', { verb: 'bank_exchange_spread', bps: 25 }],
    ['spread 10', { verb: 'bank_exchange_spread', bps: 1000 }],
    ['spread 0', { verb: 'bank_exchange_spread', bps: 0 }],
    [
      'limit EUR each 500 all 5000',
      { verb: 'bank_exchange_limit', asset: 'EUR', person_a_day: '50000n', house_a_day: '500000n' },
    ],
    ['limit EUR each usual', { verb: 'bank_exchange_limit', asset: 'EUR', person_a_day: null }],
    ['limit JPY all 0', { verb: 'bank_exchange_limit', asset: 'JPY', house_a_day: '0n' }],
    ['fund', 'amount_missing'],
    ['fund -5 EUR', 'amount_not_positive'],
    ['fund 5 ABC', 'currency_unknown'],
    ['spread', 'amount_missing'],
    ['spread -1', 'amount_invalid'],
    ['spread 11', 'amount_invalid'],
    ['spread 0.005', 'amount_invalid'],
    ['spread 1 2', 'input_unexpected'],
    ['limit', 'amount_missing'],
    ['limit EUR', 'amount_missing'],
    ['limit EUR each', 'amount_missing'],
    ['limit EUR each 5 each 6', 'input_unexpected'],
    ['limit EUR both 5', 'input_unexpected'],
    ['limit EUR each -5', 'amount_not_positive'],
    ['close', 'input_unexpected'],
  ])('%s', (line, expected) => {
    expect(said(parseBankExchange(words(line), context('en-GB')))).toEqual(expected);
  });
});

describe('is said', () => {
  const quote = samples.exchange_quote[0]!;
  const paying = samples.exchange_quote[1]!;
  const shown = (notice: Notice, locale: string) => {
    const { title, lines, buttons, fields } = viewOf(notice, locale, {
      platform: 'slack',
      tenant: 'T1',
      private: true,
    });
    const text = (spans: (typeof lines)[number]) =>
      spans.map((span) => ('text' in span ? span.text : span.name)).join('');
    return [
      title,
      ...lines.map(text),
      ...fields.map(({ label, value }) => `${label}: ${text(value)}`),
      ...buttons.map(({ label }) => `[${label}]`),
    ].map((line) => line.replace(/\s/g, ' '));
  };
  const of = <K extends NoticeKind>(kind: K, at = 0): NoticeOf<K> => samples[kind][at]!;

  test('in English', () => {
    expect(shown(quote, 'en-GB')).toEqual([
      'Change £20.00 into €23.51?',
      '1 GBP = 1.18151 EUR, and 0.5% for the exchange: £0.10.',
      'This holds for 60 seconds, until 21:05 UTC.',
      '[Convert]',
      '[Cancel]',
    ]);
    expect(shown(paying, 'en-GB')).toEqual([
      'Pay Bob €23.51 for £20.00?',
      'You do not have €23.51, but £20.00 would do.',
      '“lunch”',
      '1 GBP = 1.18151 EUR, and 0.5% for the exchange: £0.10.',
      'This holds for 60 seconds, until 21:05 UTC.',
    ]);
    expect(shown(of('exchange_receipt'), 'en-GB').slice(1)).toEqual([
      'Alice gave £20.00 for €23.51. 1 GBP = 1.18151 EUR, and 0.5% for the exchange: £0.10.',
    ]);
    expect(shown(of('exchange_rates'), 'en-GB')).toEqual([
      'Exchange rates of 22 Nov 2025',
      'From the European Central Bank. Changing costs 0.5% more.',
      'EUR: 1 GBP = 1.18151 EUR',
    ]);
  });

  test('in German', () => {
    expect(shown(quote, 'de')).toEqual([
      '20,00 £ in 23,51 € tauschen?',
      '1 GBP = 1,18151 EUR, dazu 0,5 % für den Wechsel: 0,10 £.',
      'Das gilt 60 Sekunden, bis 21:05 UTC.',
      '[Tauschen]',
      '[Abbrechen]',
    ]);
    expect(shown(of('exchanged'), 'de')).toEqual([
      'Du hast 20,00 £ in 23,51 € getauscht',
      '1 GBP = 1,18151 EUR, dazu 0,5 % für den Wechsel: 0,10 £.',
      'Du hast jetzt 20,00 £ und 23,51 €.',
    ]);
    expect(shown(of('exchange_desk'), 'de')).toEqual([
      'Die Wechselstube',
      'Sie hat noch keine Kurse, darum wird nichts getauscht.',
      'Sie nimmt 0,5 %.',
      'Sie hat kein Geld. Zum Beispiel: /bank exchange fund 1000 EUR',
    ]);
  });
});
