import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ASSETS, findAsset } from '../../core/assets.ts';
import { decimalText, formatMoney, money, parseAmount } from '../../core/money.ts';

const asset = (code: string) => findAsset(code)!;

/** `5.00 GBP`, or the refusal's code, or the two readings. */
function read(text: string, locale: string | null = 'en-GB', main = 'GBP'): string {
  const result = parseAmount(text, { locale, assets: ASSETS, main: asset(main) });
  if (result.status === 'refused') return result.refusal.code;
  const shown = (result.status === 'parsed' ? [result.money] : result.readings).map(
    (reading) => `${decimalText(reading)} ${reading.asset.code}`,
  );
  return shown.join(' or ');
}

describe('rows 3, 4 and 5: an amount is read as its writer meant it', () => {
  test.each([
    ['5', 'en-GB', '5.00 GBP'],
    ['5.5', 'en-GB', '5.50 GBP'],
    ['.5', 'en-GB', '0.50 GBP'],
    ['007', 'en-GB', '7.00 GBP'],
    ['£5', 'en-GB', '5.00 GBP'],
    ['5£', 'en-GB', '5.00 GBP'],
    ['5 gbp', 'en-GB', '5.00 GBP'],
    ['gbp 5', 'en-GB', '5.00 GBP'],
    ['GBP5', 'en-GB', '5.00 GBP'],
    ['5eur', 'en-GB', '5.00 EUR'],
    ['£5 GBP', 'en-GB', '5.00 GBP'],
    ['$5 CAD', 'en-GB', '5.00 CAD'],
    ['US$5', 'en-GB', '5.00 USD'],
    ['15,38', 'de', '15.38 GBP'],
    ['15,38', 'en-GB', '15.38 GBP'],
    ['15.38', 'de', '15.38 GBP'],
    ['15,3', null, '15.30 GBP'],
    ['1,000', 'en-GB', '1000.00 GBP'],
    ['$1,000', 'en-US', '1000.00 USD'],
    ['1.000', 'de', '1000.00 GBP'],
    ['1,000.50', 'de', '1000.50 GBP'],
    ['1.000,50', 'en-GB', '1000.50 GBP'],
    ['1.000,50 €', 'de', '1000.50 EUR'],
    ['1,234,567', 'de', '1234567.00 GBP'],
    ["1'000.50", 'de-CH', '1000.50 GBP'],
    ['1’000.50', 'de-CH', '1000.50 GBP'],
    ['1 000,50', 'fr', '1000.50 GBP'],
    ['1\u00a0000,50', 'fr', '1000.50 GBP'],
    ['1\u202f000,50 €', 'fr', '1000.50 EUR'],
    ['1,23,456.70', 'en-IN', '123456.70 GBP'],
    ['0.5', 'en-GB', '0.50 GBP'],
    ['1000,00', 'en-GB', '1000.00 GBP'],
  ])('%s to %s is %s', (text, locale, expected) => expect(read(text, locale)).toBe(expected));

  test('a dollar sign is the community’s own dollar where it has one, and otherwise the US dollar', () => {
    expect(read('$5', 'en', 'CAD')).toBe('5.00 CAD');
    expect(read('$5', 'en', 'GBP')).toBe('5.00 USD');
    expect(read('¥500', 'en', 'CNY')).toBe('500.00 CNY');
    expect(read('¥500', 'en', 'GBP')).toBe('500 JPY');
    expect(read('50 kr', 'en', 'NOK')).toBe('50.00 NOK');
  });

  test('row 3: digits of any script are the same digits', () => {
    expect(read('٥', 'ar')).toBe('5.00 GBP');
    expect(read('١٬٠٠٠٫٥٠', 'ar')).toBe('1000.50 GBP');
    expect(read('５．５０', 'ja')).toBe('5.50 GBP');
    expect(read('￡５', 'ja')).toBe('5.00 GBP');
    expect(read('𝟗', 'en')).toBe('9.00 GBP');
    expect(read('\u200f٥\u200f', 'ar')).toBe('5.00 GBP');
  });
});

describe('row 4: what could be read in two ways is asked about, and nothing else is', () => {
  test.each([
    ['1.000', 'en-GB', '1.00 GBP or 1000.00 GBP'],
    ['1,000', 'de', '1.00 GBP or 1000.00 GBP'],
    ['£5.000', 'en-GB', '5.00 GBP or 5000.00 GBP'],
    ['1.000', null, '1.00 GBP or 1000.00 GBP'],
    ['1,000', null, '1.00 GBP or 1000.00 GBP'],
    ['1.000', 'fr', '1.00 GBP or 1000.00 GBP'],
    ['1.000 JPY', 'en', '1 JPY or 1000 JPY'],
    ['1.234 KWD', null, '1.234 KWD or 1234.000 KWD'],
    ['1.234 KWD', 'en', '1.234 KWD'],
    ['1,234 KWD', 'en', '1234.000 KWD'],
    ['0.500', 'en', 'amount_too_many_decimals'],
    ['1.005', 'en', 'amount_too_many_decimals'],
    ['1,234', null, 'amount_too_many_decimals'],
    ['1,234', 'en', '1234.00 GBP'],
    ['1234.567', 'en', 'amount_too_many_decimals'],
  ])('%s to %s: %s', (text, locale, expected) => expect(read(text, locale)).toBe(expected));
});

describe('rows 1, 2 and 3: what is no amount moves nothing', () => {
  test.each([
    ['', 'amount_missing'],
    ['   ', 'amount_missing'],
    ['0', 'amount_not_positive'],
    ['0.00', 'amount_not_positive'],
    ['-0', 'amount_not_positive'],
    ['-5', 'amount_not_positive'],
    ['−5', 'amount_not_positive'],
    ['-$5', 'amount_not_positive'],
    ['$-5', 'amount_not_positive'],
    ['-1.000', 'amount_not_positive'],
    ['－５', 'amount_not_positive'],
    ['-1k', 'amount_invalid'],
    ['1k', 'amount_invalid'],
    ['-50x', 'amount_invalid'],
    ['100abc', 'amount_invalid'],
    ['100 abc', 'currency_unknown'],
    ['NaN', 'amount_invalid'],
    ['Infinity', 'amount_invalid'],
    ['1e3', 'amount_invalid'],
    ['0x10', 'amount_invalid'],
    ['+5', 'amount_invalid'],
    ['5+5', 'amount_invalid'],
    ['5-', 'amount_invalid'],
    ['5 5', 'amount_invalid'],
    ['5.', 'amount_invalid'],
    ['1..5', 'amount_invalid'],
    ['1.00.0', 'amount_invalid'],
    ['1,00,0', 'amount_invalid'],
    ["1.000'50", 'amount_invalid'],
    ['1,000.000,00', 'amount_invalid'],
    ['5²', 'amount_invalid'],
    ['½', 'amount_invalid'],
    ['①', 'amount_invalid'],
    ['(5)', 'amount_invalid'],
    ['5%', 'amount_invalid'],
    ['£5 EUR', 'amount_invalid'],
    ['1\u200b000', 'amount_invalid'],
    ['\u202e15', 'amount_invalid'],
    ['5\u0000', 'amount_invalid'],
    ['5.001', 'amount_too_many_decimals'],
    ['5.5 JPY', 'amount_too_many_decimals'],
    ['5.00 JPY', 'amount_too_many_decimals'],
    ['1.2345 KWD', 'amount_too_many_decimals'],
    ['1000000000000001', 'amount_too_large'],
    ['9'.repeat(60), 'amount_too_large'],
    ['9'.repeat(65), 'amount_invalid'],
  ])('%j is refused as %s', (text, code) => expect(read(text)).toBe(code));

  test('rows 1 and 2: no text makes the parser throw, and what it accepts is positive', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom(null, 'en', 'de', 'xx-bad!'),
        (text, locale) => {
          const result = parseAmount(text, { locale, assets: ASSETS, main: asset('GBP') });
          return result.status !== 'parsed' || BigInt(result.money.minor) > 0n;
        },
      ),
    );
  });
});

describe('money is written exactly', () => {
  test('row 5: beyond 2^53 no digit is lost, neither read nor written', () => {
    expect(read('90071992547409.93')).toBe('90071992547409.93 GBP');
    expect(read('999,999,999,999,999.99')).toBe('999999999999999.99 GBP');
    expect(formatMoney(money(900719925474099301n, asset('GBP')), 'en-GB')).toBe('£9,007,199,254,740,993.01');
    const huge = 10n ** 37n + 1n;
    expect(formatMoney(money(huge, asset('JPY')), 'en').replace(/\D/g, '')).toBe(huge.toString());
  });

  test('with the decimals of the currency, in the manner of the locale', () => {
    expect(formatMoney(money(1538n, asset('GBP')), 'en-GB')).toBe('£15.38');
    expect(formatMoney(money(1538n, asset('EUR')), 'de')).toBe('15,38\u00a0€');
    expect(formatMoney(money(-5n, asset('GBP')), 'en-GB')).toBe('-£0.05');
    expect(formatMoney(money(500n, asset('JPY')), 'en')).toBe('¥500');
    expect(formatMoney(money(1234n, asset('KWD')), 'en')).toBe('KWD\u00a01.234');
    expect(formatMoney(money(10n ** 18n + 1n, { code: 'ETHER', exponent: 18 }), 'en')).toBe(
      '1.000000000000000001 ETHER',
    );
    expect(formatMoney(money(1538n, asset('GBP')), 'no such locale')).toBe('£15.38');
  });

  test('what is written with a dot is read back as the same amount', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 15n }), fc.constantFrom(...ASSETS), (minor, of) => {
        const text = decimalText(money(minor, of));
        const result = parseAmount(`${text} ${of.code}`, {
          locale: 'en',
          assets: ASSETS,
          main: asset('GBP'),
        });
        return result.status === 'parsed' && result.money.minor === minor.toString();
      }),
    );
  });
});
