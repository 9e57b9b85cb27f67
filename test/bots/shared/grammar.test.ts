import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BankCommand } from '../../../bots/shared/bank/commands.ts';
import type { Argument } from '../../../bots/shared/event.ts';
import { type GrammarContext, parseCommand as parse } from '../../../bots/shared/grammar.ts';
import { type PayCommand, parsePayForm } from '../../../bots/shared/pay/commands.ts';
import type { LinkCommand } from '../../../bots/shared/people/commands.ts';
import type { Identity, Result } from '../../../core/index.ts';

type Command = PayCommand | BankCommand | LinkCommand;

/** What was understood, as its capability has it. */
const parseCommand = (...asked: Parameters<typeof parse>) => parse(...asked) as Result<Command>;

const speaker: Identity = { platform: 'slack', tenant: 'T1', user: 'U0' };
const GBP = { code: 'GBP', exponent: 2 };
const assets = [
  GBP,
  { code: 'EUR', exponent: 2 },
  { code: 'USD', exponent: 2 },
  { code: 'JPY', exponent: 0 },
];
const context: GrammarContext = { speaker, locale: 'en-GB', assets, main: GBP, repliedTo: null };

const person = (user: string, isBot?: boolean): Argument => ({
  type: 'person',
  identity: { platform: 'slack', tenant: 'T1', user },
  name: user.toLowerCase(),
  ...(isBot !== undefined && { isBot }),
});
/** `<U1>` stands for a mention that the platform resolved. */
const args = (line: string): Argument[] =>
  line
    .split(/(<[A-Z0-9]+>)/)
    .filter((part) => part !== '')
    .map((part) => (/^<.*>$/.test(part) ? person(part.slice(1, -1)) : { type: 'text', text: part }));
const pay = (line: string, more: Partial<GrammarContext> = {}) =>
  parseCommand('pay', args(line), { ...context, ...more });

/** A short form of what was understood, so that a table can hold it. */
function short(result: Result<Command>): string {
  if (!result.ok) {
    const { code, ...details } = result.refusal as {
      code: string;
      first?: string;
      second?: string;
      text?: string;
    };
    const shown = details.first !== undefined ? `${details.first}|${details.second}` : (details.text ?? '');
    return `no ${code}${shown === '' ? '' : ` ${shown}`}`;
  }
  const command = result.value;
  if (command.verb !== 'pay' && command.verb !== 'pay_which') return command.verb;
  const who = command.payees.map((payee) =>
    payee.by === 'identity'
      ? payee.identity.user
      : `@${payee.handle}@${payee.platform}${payee.tenant === null ? '' : `:${payee.tenant}`}`,
  );
  const amount =
    command.verb === 'pay'
      ? `${command.amount.minor} ${command.amount.asset.code}`
      : command.readings.map(({ minor }) => minor).join(' or ');
  return [who.join('+'), amount, command.mode, command.memo].filter((part) => part !== null).join(' / ');
}

describe('the grammar reads what people write', () => {
  test.each([
    ['<U1> 5', 'U1 / 500 GBP / each'],
    ['5 <U1>', 'U1 / 500 GBP / each'],
    ['5 to <U1>', 'U1 / 500 GBP / each'],
    ['<U1>5', 'U1 / 500 GBP / each'],
    ['<U1> 5 for lunch', 'U1 / 500 GBP / each / lunch'],
    ['<U1> 5 usd lunch', 'U1 / 500 USD / each / lunch'],
    ['5 usd <U1> lunch', 'U1 / 500 USD / each / lunch'],
    ['usd 5 <U1>', 'U1 / 500 USD / each'],
    ['$5 <U1>', 'U1 / 500 USD / each'],
    ['<U1> £5.50', 'U1 / 550 GBP / each'],
    ['<U1> 5 €', 'U1 / 500 EUR / each'],
    ['<U1> 5 dollars', 'U1 / 500 USD / each'],
    ['5 <U1> EUR', 'U1 / 500 EUR / each'],
    ['<U1> 500 jpy', 'U1 / 500 JPY / each'],
    ['<U1> <U2> 5 each', 'U1+U2 / 500 GBP / each'],
    ['<U1>, <U2> and <U3> 5 total for the cab', 'U1+U2+U3 / 500 GBP / total / the cab'],
    ['5 GBP <U1> <U2> je für Kaffee', 'U1+U2 / 500 GBP / each / Kaffee'],
    ['<U1> 5 <U2> zusammen Kaffee', 'U1+U2 / 500 GBP / total / Kaffee'],
    ['<U1> 10 total extra', 'U1 / 1000 GBP / total / extra'],
    ['<U1> 10 extra total', 'U1 / 1000 GBP / each / extra total'],
    ['<U1> total 10 extra cheese', 'U1 / 1000 GBP / total / extra cheese'],
    ['<U1> <U1> 5', 'U1 / 500 GBP / each'],
    ['@bob 5', '@bob@slack:T1 / 500 GBP / each'],
    ['@bob@discord 5', '@bob@discord / 500 GBP / each'],
    ['@bob@Telegram, 5', '@bob@telegram / 500 GBP / each'],
    ['@\u2060bob@\u2060telegram, 5', '@bob@telegram / 500 GBP / each'],
    ['telegram::42 5', '42 / 500 GBP / each'],
    ['slack:T1:U1 <U1> 5', 'U1 / 500 GBP / each'],
    ['<U1> 5 for 2 beers', 'U1 / 500 GBP / each / 2 beers'],
    ['<U1> 5 for lunch with <U2>', 'U1 / 500 GBP / each / lunch with @u2'],
    ['<U1> 5 lunch with @carol', 'U1 / 500 GBP / each / lunch with @carol'],
    ['<U1> 5 "lunch for two"', 'U1 / 500 GBP / each / lunch for two'],
    ['“lunch” <U1> 5', 'U1 / 500 GBP / each / lunch'],
    ['<U1> 5 for „Mittag“', 'U1 / 500 GBP / each / Mittag'],
    ['<U1> 5 - lunch', 'U1 / 500 GBP / each / lunch'],
    ['<U1> 5 for', 'U1 / 500 GBP / each'],
    ['<U1> 1\u00a0000', 'U1 / 100000 GBP / each'],
    ['<U1> 1,000.50', 'U1 / 100050 GBP / each'],
    ['<U1> ٥', 'U1 / 500 GBP / each'],
    ['<U1> ５', 'U1 / 500 GBP / each'],
  ])('/pay %s → %s', (line, expected) => {
    expect(short(pay(line))).toBe(expected);
  });

  test('row 4: a decimal comma is read by the locale, and what can be read in two ways asks', () => {
    expect(short(pay('<U1> 15,38', { locale: 'de-DE' }))).toBe('U1 / 1538 GBP / each');
    expect(short(pay('<U1> 1.000', { locale: 'en-GB' }))).toBe('U1 / 100 or 100000 / each');
    expect(short(pay('<U1> 1.000', { locale: 'de-DE' }))).toBe('U1 / 100000 GBP / each');
  });

  test('the author of the answered message is paid when nobody is named', () => {
    const repliedTo = { by: 'identity' as const, identity: { ...speaker, user: 'U9' } };
    expect(short(pay('5 thanks a lot', { repliedTo }))).toBe('U9 / 500 GBP / each / thanks a lot');
    expect(short(pay('5 <U1> thanks', { repliedTo }))).toBe('U1 / 500 GBP / each / thanks');
  });

  test('a verb is read whatever its case and spacing', () => {
    for (const verb of ['pay', 'PAY', ' /Pay ', 'pay@tuppence_bot']) {
      expect(short(parseCommand(verb, args('<U1> 5'), context))).toBe('U1 / 500 GBP / each');
    }
    expect(parseCommand('Balance', [], context)).toEqual({ ok: true, value: { verb: 'balance' } });
    expect(parseCommand('bank FUND', args('<U1> 5'), context)).toMatchObject({
      value: { verb: 'bank_fund' },
    });
  });

  test('/pay alone, or with nothing but a mention, asks for the form', () => {
    expect(pay('')).toEqual({ ok: true, value: { verb: 'pay_form', payee: null } });
    expect(pay('<U1>')).toMatchObject({ value: { verb: 'pay_form', payee: { identity: { user: 'U1' } } } });
  });
});

describe('rows 1 and 2: the grammar refuses what it does not understand', () => {
  test('a platform that is nearly written is suggested, another one is not', () => {
    const choices = (line: string) => (pay(line) as { refusal: { choices?: string[] } }).refusal.choices;
    expect(choices('@carol@slak 5')).toEqual(['@carol@slack']);
    expect(choices('@\u2060carol@\u2060slak 5')).toEqual(['@carol@slack']);
    expect(choices('5 @carol@Telegrm')).toEqual(['@carol@telegram']);
    expect(choices('@carol@myspace 5')).toBeUndefined();
  });

  test('an unknown currency is answered with a few that are known, the own one first', () => {
    const known = (more: Partial<GrammarContext>) =>
      (pay('<U1> 5 BTC', more) as { refusal: { known?: string[] } }).refusal.known;
    expect(known({})).toEqual(['GBP', 'EUR', 'USD', 'JPY']);
    expect(known({ main: assets[1]! })).toEqual(['EUR', 'GBP', 'USD', 'JPY']);
  });

  test.each([
    // Rows 1 and 2 of ABUSE.md.
    ['<U1> -5', 'no amount_not_positive -5'],
    ['<U1> 0', 'no amount_not_positive 0'],
    ['<U1> -0', 'no amount_not_positive -0'],
    ['<U1> -1k', 'no amount_invalid -1k'],
    ['<U1> -$5', 'no amount_not_positive -$5'],
    ['<U1> -50x', 'no amount_invalid -50x'],
    ['<U1> 100abc', 'no amount_invalid 100abc'],
    ['<U1> NaN', 'no amount_invalid NaN'],
    ['<U1> Infinity', 'no amount_invalid Infinity'],
    ['<U1> 1e3', 'no amount_invalid 1e3'],
    ['<U1> 0x10', 'no amount_invalid 0x10'],
    ['<U1> 5.005', 'no amount_too_many_decimals 5.005'],
    ['<U1> 5 7', 'no amount_repeated 5|7'],
    ['5 <U1> 7', 'no amount_repeated 5|7'],
    ['<U1> 1 000', 'no amount_repeated 1|000'],
    ['<U1> 1, 000', 'no amount_repeated 1|000'],
    ['<U1> 5 2 beers', 'no amount_repeated 5|2'],
    // A word that changes the number is never taken for a memo.
    ['<U1> 50 cents', 'no amount_invalid 50 cents'],
    ['<U1> 50 p', 'no amount_invalid 50 p'],
    ['<U1> 5 k', 'no amount_invalid 5 k'],
    ['<U1> 5 million', 'no amount_invalid 5 million'],
    ['<U1> 5 BTC', 'no currency_unknown BTC'],
    ['<U1> 5 xof', 'no currency_unknown xof'],
    ['<U1> 5 ₩', 'no currency_unknown ₩'],
    ['<U1> £5 EUR', 'no amount_invalid £5 EUR'],
    ['<U1> 5 USD EUR', 'no input_unexpected EUR'],
    // Row 3
    ['<U1> 5\u202e0', 'no amount_invalid 5\u202e0'],
    ['<U1> 5\u200b0', 'no amount_invalid 5\u200b0'],
    // Something is missing
    ['<U1> for lunch', 'no amount_missing'],
    ['<U1> lunch', 'no amount_invalid lunch'],
    ['5', 'no payee_missing'],
    ['5 bob', 'no payee_unknown'],
    ['bob 5', 'no input_unexpected bob'],
    ['5 @everyone', 'no payee_unknown'],
    ['5 @bob@myspace', 'no payee_unknown'],
    ['<U1> <U2> 5', 'no each_or_total'],
    ['<U1> <U2> 5 for lunch each', 'no each_or_total'],
    ['<U1> <U2> 5 each total', 'no input_unexpected total'],
  ])('/pay %s → %s', (line, expected) => {
    expect(short(pay(line))).toBe(expected);
  });

  test('an unknown verb is refused by its name', () => {
    expect(parseCommand('steal', [], context)).toEqual({
      ok: false,
      refusal: { code: 'command_unknown', text: 'steal' },
    });
  });
});

describe('row 20: a memo is plain text', () => {
  const memoOf = (text: string) => {
    const result = parseCommand('pay', [person('U1'), { type: 'text', text: ` 5 for ${text}` }], context);
    return result.ok && result.value.verb === 'pay' ? result.value.memo : result;
  };

  test('markup and mentions stay the characters that they are', () => {
    expect(memoOf('@everyone <!channel> <b>*x*</b>')).toBe('@everyone <!channel> <b>*x*</b>');
  });

  test('controls, bidi marks and zero-width spaces are gone, joined emoji are whole, and it is NFC', () => {
    expect(memoOf('a\u202eb\u0007c\u200bd')).toBe('abcd');
    expect(memoOf('line one\nline two')).toBe('line one line two');
    expect(memoOf('👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿')).toBe('👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿');
    expect(memoOf('cafe\u0301')).toBe('café');
    expect(memoOf('\ud83d broken')).toBe('broken');
  });

  test('two hundred family emoji are two hundred characters, one more is refused', () => {
    expect(memoOf('👩‍👧'.repeat(200))).toBe('👩‍👧'.repeat(200));
    expect(memoOf('👩‍👧'.repeat(201))).toEqual({ ok: false, refusal: { code: 'memo_too_long', limit: 200 } });
    expect(memoOf(`a${'\u0301'.repeat(3000)}`)).toEqual({
      ok: false,
      refusal: { code: 'memo_too_long', limit: 200 },
    });
  });
});

describe('the other commands', () => {
  test('/link takes a code however it was copied, or none', () => {
    expect(parseCommand('link', args(' ab-c d12 '), context)).toEqual({
      ok: true,
      value: { verb: 'link', code: 'abcd12' },
    });
    expect(parseCommand('link', [], context)).toEqual({ ok: true, value: { verb: 'link', code: null } });
    expect(parseCommand('start', args('link_ABC123'), context)).toEqual({
      ok: true,
      value: { verb: 'link', code: 'ABC123', tapped: true },
    });
    expect(parseCommand('start', [], context)).toEqual({ ok: true, value: { verb: 'start' } });
  });

  test('/pay knows a typed id from a mention, which the platform vouches for', () => {
    const typedOf = (line: string) => {
      const parsed = parseCommand('pay', args(line), context);
      const [payee] = parsed.ok && parsed.value.verb === 'pay' ? parsed.value.payees : [];
      return payee?.by === 'identity' && payee.typed === true;
    };
    expect(typedOf('slack:T1:U1 5')).toBe(true);
    expect(['<U1> 5', 'slack:T1:U1 <U1> 5', '<U1> slack:T1:U1 5'].map(typedOf)).toEqual([
      false,
      false,
      false,
    ]);
  });

  test.each([
    'telegram::-1001234567890',
    'telegram::@bob',
    'telegram::4503599627370496',
    'telegram:T1:42',
    'discord::abc',
    'discord::123456789012345678901',
    'slack::U1',
    'slack:T1:u1',
    'slack:T1:C1',
  ])('/pay %s is nobody, whatever it looks like', (who) => {
    const parsed = parseCommand('pay', args(`${who} 5`), context);
    expect(parsed).toMatchObject({ ok: false, refusal: { code: 'payee_unknown', payee: who } });
  });

  test.each([
    ['fund <U1> 100 GBP', { verb: 'bank_fund', amount: { minor: '10000' } }],
    ['fund 100 <U1>', { verb: 'bank_fund', amount: { minor: '10000' } }],
    ['Freeze <U1>', { verb: 'bank_freeze', frozen: true }],
    ['unfreeze telegram::42', { verb: 'bank_freeze', frozen: false }],
    ['', { verb: 'bank_help' }],
  ])('/bank %s', (line, expected) => {
    expect(parseCommand('bank', args(line), context)).toMatchObject({ ok: true, value: expected });
  });

  test.each([
    ['rob <U1>', 'command_unknown'],
    ['fund <U1>', 'amount_missing'],
    ['fund <U1> 1.000', 'amount_ambiguous'],
    ['fund <U1> <U2> 5', 'payees_too_many'],
    ['fund <U1> 5 quickly', 'input_unexpected'],
    ['freeze', 'payee_missing'],
    ['freeze <U1> 5', 'input_unexpected'],
    ['freeze <U1> now', 'input_unexpected'],
  ])('/bank %s is refused: %s', (line, code) => {
    expect(parseCommand('bank', args(line), context)).toMatchObject({ ok: false, refusal: { code } });
  });

  test('the pay form is read by the same words', () => {
    const text = (words: string): Argument[] => [{ type: 'text', text: words }];
    const values = {
      who: [person('U1'), person('U2')],
      amount: text('7.50 eur'),
      split: text('total'),
      memo: text('for two'),
    };
    expect(short(parsePayForm(values, context))).toBe('U1+U2 / 750 EUR / total / for two');
    expect(short(parsePayForm({ who: text('@bob'), amount: text('5') }, context))).toBe(
      '@bob@slack:T1 / 500 GBP / each',
    );
    expect(short(parsePayForm({ who: [], amount: text('5') }, context))).toBe('no payee_missing');
    expect(short(parsePayForm({ who: [person('U1')], amount: text(' ') }, context))).toBe(
      'no amount_missing',
    );
    expect(short(parsePayForm({ who: [person('U1')], amount: text('5 6') }, context))).toBe(
      'no amount_repeated 5|6',
    );
  });
});

describe('whatever people type', () => {
  const word = fc.oneof(
    fc.constantFrom(
      ...'5 10 0.01 1.000 1,000 £5 5usd -5 1e3 100abc ٥ ５ usd EUR GBP € cents k each total je for für to and @bob @carol@discord slack:T1:U7 lunch 2nd NaN "quoted" “a “b” , - \u200b \u202e1 🎉'.split(
        ' ',
      ),
    ),
    fc.string({ unit: 'binary', maxLength: 8 }).map((text) => text.replace(/\p{N}/gu, '')),
  );
  const argument: fc.Arbitrary<Argument> = fc.oneof(
    {
      weight: 3,
      arbitrary: fc
        .array(word, { maxLength: 6 })
        .map((words) => ({ type: 'text' as const, text: words.join(' ') })),
    },
    { weight: 1, arbitrary: fc.constantFrom(person('U1'), person('U2'), person('B1', true)) },
  );

  test('nothing crashes, and every amount is one that the person wrote, alone and in front of the memo', () => {
    let paid = 0;
    fc.assert(
      fc.property(
        fc.constantFrom('pay', 'pay', 'pay', 'bank', 'link', 'start', 'x'),
        fc.array(argument, { maxLength: 5 }),
        fc.constantFrom('en-GB', 'de-DE', null),
        (name, typed, locale) => {
          const result = parseCommand(name, typed, { ...context, locale });
          if (!result.ok || result.value.verb !== 'pay') return;
          paid += 1;
          const words = typed.flatMap((one) => (one.type === 'text' ? one.text.split(/\s+/) : []));
          // The oracle knows only how few spellings the generator can pay with.
          const worth: Record<string, string> = {
            '5': '5',
            '£5': '5',
            '5usd': '5',
            '٥': '5',
            '５': '5',
            '10': '10',
            '0.01': '0.01',
            '1.000': '1000',
            '1,000': '1000',
          };
          const { minor, asset } = result.value.amount;
          const written = words
            .map((one) => one.replace(/[,;]+$/, ''))
            .flatMap((one) => (worth[one] === undefined ? [] : [Number(worth[one])]));
          expect(written).toContain(Number(minor) / 10 ** asset.exponent);
        },
      ),
      { numRuns: 20_000 },
    );
    expect(paid).toBeGreaterThan(100);
  });

  test('no text at all crashes the grammar', () => {
    const anything = fc
      .string({ unit: 'binary', maxLength: 300 })
      .map((text) => ({ type: 'text' as const, text }));
    fc.assert(
      fc.property(fc.string(), fc.array(fc.oneof(anything, argument), { maxLength: 4 }), (name, typed) => {
        for (const verb of ['pay', 'bank', 'link', name])
          expect(parseCommand(verb, typed, context)).toBeDefined();
      }),
      { numRuns: 2_000 },
    );
  });
});
