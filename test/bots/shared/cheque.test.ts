/** Cheques in the conversation: how they are typed, what is on paper, and what is never stored. */
import QRCode from 'qrcode';
import { describe, expect, test } from 'vitest';
import type { FileSources } from '../../../bots/shared/capability.ts';
import { inWords } from '../../../bots/shared/cheque/in-words.ts';
import { mark } from '../../../bots/shared/cheque/typed.ts';
import type { InboundEvent } from '../../../bots/shared/event.ts';
import { parseCommand } from '../../../bots/shared/grammar.ts';
import { qrCode } from '../../../bots/shared/picture/qr.ts';
import { withoutSecrets } from '../../../bots/shared/secret.ts';
import { fileOf } from '../../../bots/shared/views/index.ts';
import { ASSETS, findAsset, type NoticeOf } from '../../../core/index.ts';
import { discord, granted } from '../../core/world.ts';
import { paperText } from '../../support/paper-text.ts';
import { qrOfPaper } from '../../support/qr.ts';
import { chequePaper } from './samples/cheque.ts';
import { idOf, openStage, type RecordingPlatform, type Seen } from './stage.ts';

const number = 'TUP-1234-5678-9018';
const secret = '7KQ2-M9XD-A4TR-0B5V-ZZ61-WQPE-8H3N';

describe('amounts in words', () => {
  const words = (minor: string, code: string, tongue: 'en' | 'de') =>
    inWords({ minor, asset: findAsset(code) ?? { code, exponent: 2 } }, tongue);

  test.each([
    // Published: the examples of num2words, https://github.com/savoirfairelinux/num2words/blob/master/tests/test_de.py …
    ['100', 'EUR', 'de', 'ein Euro'],
    ['1200', 'EUR', 'de', 'zwölf Euro'],
    ['10000', 'EUR', 'de', 'einhundert Euro'],
    ['19000', 'EUR', 'de', 'einhundertneunzig Euro'],
    ['190', 'EUR', 'de', 'ein Euro und neunzig Cent'],
    ['340', 'EUR', 'de', 'drei Euro und vierzig Cent'],
    ['2018', 'EUR', 'de', 'zwanzig Euro und achtzehn Cent'],
    ['304', 'EUR', 'de', 'drei Euro und vier Cent'],
    // … and test_en.py, but for its comma between thousands and hundreds.
    ['101', 'USD', 'en', 'one US dollar and one cent'],
    ['477800', 'USD', 'en', 'four thousand seven hundred and seventy-eight US dollars'],
    ['19900', 'GBP', 'en', 'one hundred and ninety-nine pounds'],
    // Published: the examples in the reference of n2words, https://github.com/forzagreen/n2words.
    ['4250', 'GBP', 'en', 'forty-two pounds and fifty pence'],
    ['99', 'GBP', 'en', 'ninety-nine pence'],
    ['1', 'GBP', 'en', 'one penny'],
    ['4250', 'EUR', 'de', 'zweiundvierzig Euro und fünfzig Cent'],
    ['99', 'EUR', 'de', 'neunundneunzig Cent'],
    ['1', 'EUR', 'de', 'ein Cent'],
    ['100000000', 'EUR', 'de', 'eine Million Euro'],
    // Published: https://github.com/niksosf/ziffern, 12345.
    ['1234500', 'EUR', 'de', 'zwölftausenddreihundertfünfundvierzig Euro'],
    // Minor units of no and of three decimals, genders, and what has no name.
    ['500', 'JPY', 'en', 'five hundred Japanese yen'],
    ['1', 'JPY', 'de', 'ein Japanischer Yen'],
    ['1500', 'KWD', 'en', 'one Kuwaiti dinar and five hundred fils'],
    ['1005', 'KWD', 'de', 'ein Kuwait-Dinar und fünf Fils'],
    ['1001', 'TND', 'en', 'one Tunisian dinar and one millime'],
    ['100', 'SEK', 'de', 'eine Schwedische Krone'],
    ['200', 'SEK', 'de', 'zwei Schwedische Kronen'],
    ['1001', 'OMR', 'de', 'ein Omanischer Rial und eine Baisa'],
    ['10100', 'GBP', 'de', 'einhunderteins Pfund'],
    ['100', 'GBP', 'de', 'ein Pfund'],
    ['0', 'GBP', 'en', 'zero pounds'],
    ['4250', 'XTS', 'en', 'forty-two XTS and 50/100'],
    ['50', 'XTS', 'de', 'null XTS und 50/100'],
  ] as const)('%s %s in %s: %s', (minor, code, tongue, expected) => {
    expect(words(minor, code, tongue)).toBe(expected);
  });

  test('of the largest amount that there may be has every digit', () => {
    const minor = '99999999999999999';
    expect(words(minor, 'GBP', 'en')).toBe(
      'nine hundred and ninety-nine trillion nine hundred and ninety-nine billion nine hundred and ninety-nine million nine hundred and ninety-nine thousand nine hundred and ninety-nine pounds and ninety-nine pence',
    );
    expect(words(minor, 'GBP', 'de')).toBe(
      'neunhundertneunundneunzig Billionen neunhundertneunundneunzig Milliarden neunhundertneunundneunzig Millionen neunhundertneunundneunzigtausendneunhundertneunundneunzig Pfund und neunundneunzig Pence',
    );
  });

  test('every currency has a name in both languages, and a minor unit where it has decimals', () => {
    for (const { code, exponent } of ASSETS)
      for (const tongue of ['en', 'de'] as const) {
        const told = words('1'.padEnd(exponent + 1, '2'), code, tongue);
        expect(told).not.toContain(code);
        expect(told.includes(tongue === 'en' ? ' and ' : ' und ')).toBe(exponent > 0);
        expect(told).not.toContain('/');
      }
  });
});

describe('what is typed', () => {
  const read = (command: string, line: string, locale: string | null = 'en-GB') => {
    const main = findAsset('GBP')!;
    const context = { speaker: discord('U1'), locale, assets: ASSETS, main, repliedTo: null };
    const args = line === '' ? [] : [{ type: 'text' as const, text: line }];
    const result = parseCommand(command, args, context);
    if (!result.ok) return result.refusal.code;
    const { verb, amount, payee, memo, months, number, secret } = result.value as Record<string, never> & {
      amount?: { minor: string; asset: { code: string } };
      payee?: { handle: string } | null;
    };
    if (verb === 'cheque')
      return [amount!.minor, amount!.asset.code, payee?.handle ?? 'bearer', months ?? '-', memo ?? '-'].join(
        ' ',
      );
    return [verb, number ?? '-', secret ?? '-'].join(' ');
  };

  test.each([
    ['50', '5000 GBP bearer - -'],
    ['50 @bob', '5000 GBP bob - -'],
    ['50 @bob rent', '5000 GBP bob - rent'],
    ['@bob 50 EUR for the rent', '5000 EUR bob - the rent'],
    ['50 eur @bob valid 3 for rent', '5000 EUR bob 3 rent'],
    ['50 to @bob for rent', '5000 GBP bob - rent'],
    ['50 for rent', '5000 GBP bearer - rent'],
    ['50 bearer for rent', '5000 GBP bearer - rent'],
    ['50 for the bearer', '5000 GBP bearer - the bearer'],
    ['50 valid 3 months for rent', '5000 GBP bearer 3 rent'],
    ['50 @bob valid 3', '5000 GBP bob 3 -'],
    ['50 @bob valid 3months for rent', '5000 GBP bob 3 rent'],
    ['50 for rent valid 12 months', '5000 GBP bearer 12 rent'],
    ['50 for what is valid until 3 months', '5000 GBP bearer - what is valid until 3 months'],
    ['50 valid 99', '5000 GBP bearer 99 -'],
    ['50 valid soon', 'cheque_months_invalid'],
    ['50 valid', 'cheque_months_invalid'],
    ['50 valid -3', 'cheque_months_invalid'],
    ['50 valid 3 weeks', 'payee_unknown'],
    ['', 'cheque_incomplete'],
    ['@bob', 'cheque_incomplete'],
    ['@bob @carol 50', 'payees_too_many'],
    ['50 bearer @bob', 'input_unexpected'],
    ['50 each', 'input_unexpected'],
    ['50 60', 'amount_repeated'],
    ['-50', 'amount_not_positive'],
    ['0', 'amount_not_positive'],
    ['1e3', 'amount_invalid'],
    ['50.005', 'amount_too_many_decimals'],
    ['constructor', 'input_unexpected'],
  ])('/cheque %s: %s', (line, expected) => {
    expect(read('cheque', line)).toBe(expected);
  });

  test('in German', () => {
    expect(read('cheque', '50,50 an @bob gültig 3 Monate für die Miete', 'de')).toBe(
      '5050 GBP bob 3 die Miete',
    );
    expect(read('cheque', '50 Überbringer', 'de')).toBe('5000 GBP bearer - -');
  });

  test('1.000 asks which amount was meant', () => {
    expect(read('cheque', '1.000 KWD', null)).toBe('cheque_which - -');
  });

  test.each([
    ['', 'cash_form - -'],
    [number, `cash_form ${number} -`],
    [`${number} ${secret}`, `cash ${number} ${secret}`],
    [
      `${number.toLowerCase()}   ${secret.replaceAll('-', ' ')}`,
      `cash ${number.toLowerCase()} ${secret.replaceAll('-', ' ')}`,
    ],
    ['1234 5678 9018 7KQ2M9XD', 'cash 1234 5678 9018 7KQ2M9XD'],
    ['1234567890187KQ2M9XD', 'cash 123456789018 7KQ2M9XD'],
    [`${number} ${mark}`, `cash ${number} -`],
    [mark, 'cash - -'],
    [`TUP-${mark} ${mark}`, 'cash - -'],
    ['nonsense', 'cash_form nonsense -'],
  ])('/cash %j: %s', (line, expected) => {
    expect(read('cash', line)).toBe(expected);
  });

  test.each([
    ['stop', '', 'cheque_number_missing'],
    ['stop', number, `stop ${number} -`],
    ['cheques', '', 'cheques - -'],
    ['cheques', number, `cheques ${number} -`],
  ])('/%s %j: %s', (command, line, expected) => {
    expect(read(command, line)).toBe(expected);
  });
});

describe('what is stored', () => {
  const plain = secret.replaceAll('-', '');
  const event = (more: object) => more as unknown as InboundEvent;
  const command = (name: string, text: string) =>
    event({ kind: 'command', name, args: [{ type: 'text', text }] });

  test.each<[string, InboundEvent, string]>([
    ['a command', command('cash', `${number} ${secret}`), `${number} ${mark}`],
    ['a command with nothing in it', command('cash', ''), ''],
    ['a number alone', command('cash', number), number],
    ['a secret with a slip', command('cash', `${number} ${secret.slice(1)}`), `${number} ${mark}`],
    ['a secret without its number', command('cash', secret), mark],
    [
      'a name that has it all',
      event({ kind: 'command', name: `cash ${number.toLowerCase()} ${plain.toLowerCase()}`, args: [] }),
      `${number.toLowerCase()} ${mark}`,
    ],
    ['a link', command('start', `cash_123456789018_${plain}`), `cash_123456789018_${mark}`],
    ['another link', command('start', 'link_ABCDE12345'), 'link_ABCDE12345'],
    ['the wrong command', command('stop', `${number} ${secret}`), `${number} ${mark}`],
    ['a direct message', event({ kind: 'message', text: `here: ${number} ${secret}` }), `here: TUP-${mark}`],
    [
      'a form',
      event({
        kind: 'form',
        values: {
          number: [{ type: 'text', text: `${number} ${secret}` }],
          secret_code: [{ type: 'text', text: secret }],
        },
      }),
      `TUP-${mark}`,
    ],
    [
      'other words',
      command('pay', '@bob 5 for seven groups with four each, and 2 more'),
      '@bob 5 for seven groups with four each, and 2 more',
    ],
  ])('of %s is without the secret', (_, given, text) => {
    const stored = withoutSecrets(given);
    const json = JSON.stringify(stored);
    for (const part of secret.split('-')) expect(json.toUpperCase()).not.toContain(part);
    const texts =
      'args' in stored
        ? stored.args.map((one) => (one.type === 'text' ? one.text : '')).join('')
        : 'text' in stored
          ? stored.text
          : 'values' in stored
            ? (stored.values.number![0] as { text: string }).text
            : '';
    expect(texts).toBe(text);
    // Stored twice over, it is the same.
    expect(withoutSecrets(stored)).toEqual(stored);
  });
});

describe('the paper', () => {
  const paper = async (notice: NoticeOf<'cheque_paper'>, locale: string) => {
    const place = { platform: 'slack', tenant: 'T1', private: true } as const;
    const made = granted(await fileOf(notice, locale, place, {} as FileSources));
    if (!made || !('bytes' in made)) return null;
    return { ...made, text: paperText(made.bytes).replaceAll('\u00a0', ' ') };
  };

  test('says everything, in English and in German', async () => {
    const english = (await paper(chequePaper(), 'en-GB'))!;
    expect(english).toMatchObject({ name: 'cheque-TUP-4821-0937-5510.pdf', media_type: 'application/pdf' });
    for (const words of [
      'Cheque',
      'TUP-4821-0937-5510',
      'Bob',
      'slack:T1:Bob',
      '£1,234.56',
      'One thousand two hundred and thirty-four pounds and fifty-six pence only',
      'rent for December',
      '22 Nov 2025',
      '22 May 2026',
      'Alice',
      secret,
      'Void once cashed, if stopped by its writer',
      'cannot bounce',
    ])
      expect(english.text).toContain(words);
    const german = (await paper(chequePaper({ payee: null, memo: null }), 'de'))!;
    for (const words of [
      'Scheck',
      'den Überbringer',
      '1.234,56 £',
      'Eintausendzweihundertvierunddreißig Pfund und sechsundfünfzig Pence',
      '22. Mai 2026',
      'kann nicht platzen',
    ])
      expect(german.text).toContain(words);
  });

  test('cuts no word and no digit of a large amount', async () => {
    const amount = { minor: '99999999999999999', asset: { code: 'GBP', exponent: 2 } };
    const { text } = (await paper(chequePaper({ amount }), 'de'))!;
    expect(text.replaceAll('\n', ' ')).toContain(
      'Neunhundertneunundneunzig Billionen neunhundertneunundneunzig Milliarden neunhundertneunundneunzig Millionen neunhundertneunundneunzigtausendneunhundertneunundneunzig Pfund und neunundneunzig Pence',
    );
    expect(text).toContain('999.999.999.999.999,99 £');
  });

  test('is read by a phone as what cashes the cheque: a command, or on Telegram a link', async () => {
    const command = `/cash TUP-4821-0937-5510 ${secret}`;
    const { bytes } = (await paper(chequePaper(), 'de'))!;
    expect(qrOfPaper(bytes)).toBe(command);
    const directUrl = 'https://t.me/tuppence_bot';
    const chat = { platform: 'telegram', tenant: '', private: true, directUrl } as const;
    const made = granted(await fileOf(chequePaper(), 'en-GB', chat, {} as FileSources));
    expect(made && 'bytes' in made && qrOfPaper(made.bytes)).toBe(
      `${directUrl}?start=cash_482109375510_${secret.replaceAll('-', '')}`,
    );
  });

  test('without its secret there is none', async () => {
    expect(await paper(chequePaper({ secret: null }), 'en-GB')).toBeNull();
  });
});

test('a QR code has the squares that the library says, and room around them', () => {
  const text = `/cash ${number} ${secret}`;
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const { size, dark } = qrCode(text);
  expect(size).toBe(modules.size + 8);
  const squares = new Set(
    dark.flatMap(({ row, column, length }) =>
      Array.from({ length }, (_, at) => `${row - 4} ${column - 4 + at}`),
    ),
  );
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1)
      expect(squares.has(`${row} ${column}`)).toBe(modules.get(row, column) === 1);
  expect(() => qrCode('x'.repeat(5_000))).toThrow();
});

describe('in a chat', async () => {
  const stage = await openStage();
  const { handle, command, core, press } = stage;
  /** The newest that one person alone sees. */
  const last = (platform: RecordingPlatform): Seen =>
    platform.messages.findLast(({ only }) => only !== null)!;
  const title = (platform: RecordingPlatform): string => last(platform).card.title.replaceAll('\u00a0', ' ');
  const secretOn = ({ card }: Seen): string => {
    if (!card.file || !('bytes' in card.file)) throw new Error(`no paper on: ${card.title}`);
    return /(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}/.exec(paperText(card.file.bytes))![0];
  };
  const numberOn = ({ card }: Seen): string => /TUP-[\d-]{14}/.exec(JSON.stringify(card.context))![0];

  test('it is written to its writer alone, and cashed on another platform, with a receipt for each', async () => {
    const alice = await stage.person('slack', 'alice', 100);
    await handle(command(alice, '/cheque 20 for rent'));
    const paper = last(stage.slack);
    expect(paper).toMatchObject({ only: 'alice', card: { title: 'Your cheque for £20.00' } });
    const erin = idOf('telegram', '77');
    await handle(
      command(erin, `/cash ${numberOn(paper)} ${secretOn(paper)}`, {
        conversation: { platform: 'telegram', tenant: '', community: '', channel: 'D77', kind: 'direct' },
      }),
    );
    expect(last(stage.telegram).card).toMatchObject({ title: 'Cashed: £20.00' });
    expect([await stage.has(alice), await stage.has(erin)]).toEqual(['80.00', '20.00']);
    await stage.work();
    expect(last(stage.slack)).toMatchObject({
      where: '@alice',
      card: { title: '77 has cashed your cheque for £20.00', lines: [[{ text: 'For: rent' }]] },
    });
  });

  test('a command that is handled again has a paper again, and either may be the one that was seen', async () => {
    const writer = await stage.person('discord', 'writer', 100);
    const event = command(writer, '/cheque 10');
    await handle(event);
    const first = last(stage.discord);
    await handle(event, { number: 2, last: false });
    const second = last(stage.discord);
    expect(second.id).toBe(first.id);
    expect(await stage.has(writer)).toBe('90.00');
    const bearer = await stage.person('slack', 'bearer');
    await handle(command(bearer, `/cash ${numberOn(second)} ${secretOn(second)}`));
    expect(last(stage.slack).card.title).toBe('Cashed: £10.00');
  });

  test('a cashing that is handled again without its secret says what it did; one that did nothing asks anew', async () => {
    const writer = await stage.person('discord', 'writer2', 100);
    await handle(command(writer, '/cheque 10'));
    const paper = last(stage.discord);
    const bearer = await stage.person('slack', 'bearer2');
    const event = command(bearer, `/cash ${numberOn(paper)} ${secretOn(paper)}`);
    await handle(withoutSecrets(event), { number: 2, last: false });
    expect(last(stage.slack).card.title).toBe('Please type the secret once more');
    await handle(event);
    await handle(withoutSecrets(event), { number: 2, last: false });
    expect(last(stage.slack).card.title).toBe('Cashed: £10.00');
    expect(await stage.has(bearer)).toBe('10.00');
  });

  test('forms take number and secret; Telegram says how it is typed', async () => {
    const writer = await stage.person('discord', 'writer3', 100);
    await handle(command(writer, '/cheque 10 <bearer3>'));
    const paper = last(stage.discord);
    const bearer = await stage.person('discord', 'bearer3');
    await handle(command(bearer, `/cash ${numberOn(paper)}`));
    const form = stage.discord.forms.at(-1)!;
    expect(form.fields).toMatchObject([
      { name: 'number', value: numberOn(paper) },
      { name: 'secret_code', kind: 'secret' },
    ]);
    const text = (value: string) => [{ type: 'text' as const, text: value }];
    await handle(
      stage.event(bearer, {
        kind: 'form',
        intent: form.intent,
        values: { number: text(numberOn(paper)), secret_code: text(secretOn(paper)) },
      }),
    );
    expect(last(stage.discord).card.title).toBe('Cashed: £10.00');
    const dave = await stage.person('telegram', '4');
    await handle(command(dave, '/cash'));
    expect(last(stage.telegram).card.title).toBe('A cheque is cashed by its number and its secret');
  });

  test('on Telegram the code is a link, which cashes when it is followed; a paper that is pasted does, too', async () => {
    const dave = await stage.person('telegram', '5', 100);
    for (const [way, bearer] of [
      ['link', '6'],
      ['paste', '7'],
    ] as const) {
      await handle(command(dave, '/cheque 10'));
      const paper = last(stage.telegram);
      const erin = idOf('telegram', bearer);
      const number = numberOn(paper);
      const link = `cash_${number.replace(/\D/g, '')}_${secretOn(paper).replaceAll('-', '')}`;
      await handle(
        way === 'link'
          ? command(erin, `/start ${link}`)
          : stage.event(erin, { kind: 'message', text: `${number} ${secretOn(paper)}` }),
      );
      expect(last(stage.telegram).card.title).toBe('Cashed: £10.00');
    }
  });

  test('it is listed, printed anew and stopped by its buttons, in German, too', async () => {
    const writer = await stage.person('discord', 'writer4', 100);
    await core.language.choose(writer, 'de', 'language-writer4');
    await handle(command(writer, '/cheque 10'));
    const paper = last(stage.discord);
    expect(title(stage.discord)).toBe('Dein Scheck über 10,00 £');
    await handle(press(writer, paper, 'Neu drucken'));
    const again = last(stage.discord);
    expect(title(stage.discord)).toBe('Dein Scheck über 10,00 £, neu gedruckt');
    expect(secretOn(again)).not.toBe(secretOn(paper));
    await handle(command(writer, '/cheques'));
    const listed = last(stage.discord);
    expect(listed.card.fields[0]!.value.map((span) => ('text' in span ? span.text : '')).join('')).toContain(
      'offen, gültig bis',
    );
    await handle(press(writer, listed, 'Sperren'));
    expect(title(stage.discord)).toBe('Gesperrt: 10,00 £ sind zurück');
    const bearer = await stage.person('slack', 'bearer4');
    await handle(command(bearer, `/cash ${numberOn(paper)} ${secretOn(again)}`));
    expect(last(stage.slack).card.title).toBe('This cheque was stopped by its writer');
    expect(await stage.has(writer)).toBe('100.00');
  });
});
