/** Statements in conversation: how a time is asked for, what the card and its file say, and that the files are what they claim to be. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { fileBytes } from '../../../bots/shared/card.ts';
import { messagesFor } from '../../../bots/shared/messages/index.ts';
import { statementXml } from '../../../bots/shared/statement/camt.ts';
import { parseSpending, parseStatement } from '../../../bots/shared/statement/commands.ts';
import { statementCsv } from '../../../bots/shared/statement/csv.ts';
import { de } from '../../../bots/shared/statement/messages.de.ts';
import { en } from '../../../bots/shared/statement/messages.en.ts';
import { statementPdf } from '../../../bots/shared/statement/pdf.ts';
import { readPeriod } from '../../../bots/shared/statement/period.ts';
import { entryText } from '../../../bots/shared/statement/words.ts';
import { tokens } from '../../../bots/shared/tokens.ts';
import type { Statement, StatementEntry } from '../../../core/index.ts';
import { evil } from './samples/kit.ts';
import { figuresSample, october } from './samples/statement.ts';
import { directOf, openStage } from './stage.ts';

const codes = {
  pay: 'Payment',
  tip: 'Tip',
  drop: 'Drop',
  refund: 'Refund',
  interest: 'Interest',
  save: 'To savings',
};
const scene = { words: en, codes, language: messagesFor('en-GB', 'Europe/London').language };

const month = (number: number, year: number | null) => ({ kind: 'month', month: number, year });
const days = (from: string, to: string) => ({ kind: 'days', from, to });

describe('a time is read', () => {
  it.each([
    ['', null],
    ['2026-10', month(10, 2026)],
    ['10/2026', month(10, 2026)],
    ['10.2026', month(10, 2026)],
    ['October 2026', month(10, 2026)],
    ['oct 2026', month(10, 2026)],
    ['Sept. 2026', month(9, 2026)],
    ['for March', month(3, null)],
    ['März 2026', month(3, 2026)],
    ['im Jänner', month(1, null)],
    ['Dez', month(12, null)],
    ['2026', { kind: 'year', year: 2026 }],
    ['this month', { kind: 'months_ago', months: 0 }],
    ['LAST month', { kind: 'months_ago', months: 1 }],
    ['letzten Monat', { kind: 'months_ago', months: 1 }],
    ['letztes Jahr', { kind: 'years_ago', years: 1 }],
    ['2026-10-05', days('2026-10-05', '2026-10-05')],
    ['2026-10-01 to 2026-10-15', days('2026-10-01', '2026-10-15')],
    ['2026-10-01 2026-10-15', days('2026-10-01', '2026-10-15')],
    ['2026-10-01–2026-10-15', days('2026-10-01', '2026-10-15')],
    ['2026-10-01..2026-10-15', days('2026-10-01', '2026-10-15')],
    ['2026-10-01 - 2026-10-15', days('2026-10-01', '2026-10-15')],
    ['1.10.2026 bis 15.10.2026', days('2026-10-01', '2026-10-15')],
    ['vom 1. Oktober 2026 bis 15. Oktober 2026', days('2026-10-01', '2026-10-15')],
    ['from 1st October to 15 October 2026', null, 'refused'],
    ['Oct 5, 2026', days('2026-10-05', '2026-10-05')],
    ['March to May 2026', days('2026-03-01', '2026-05-31')],
    ['2025-12 to 2026-02', days('2025-12-01', '2026-02-28')],
    ['2024-02', month(2, 2024)],
    ['2025 to 2026', days('2025-01-01', '2026-12-31')],
    // The other way round is core's to refuse.
    ['2026-10-15 to 2026-10-01', days('2026-10-15', '2026-10-01')],
    ['2026-02-29', null, 'refused'],
    ['2024-02-29', days('2024-02-29', '2024-02-29')],
    ['2026-13', null, 'refused'],
    ['0/2026', null, 'refused'],
    ['31.4.2026', null, 'refused'],
    ['1999', null, 'refused'],
    ['2200', null, 'refused'],
    ['26', null, 'refused'],
    ['-1', null, 'refused'],
    ['yesterday or so', null, 'refused'],
    ['@bob', null, 'refused'],
    ['constructor', null, 'refused'],
    ['2026-10-01 to', null, 'refused'],
    ['2026-10-01 to 2026-10-02 to 2026-10-03', null, 'refused'],
    ['March to May', null, 'refused'],
    ['x'.repeat(5_000), null, 'refused'],
  ])('%s', (text, asked, refused = 'no') => {
    const read = readPeriod(text, 'en-GB');
    expect(read.ok).toBe(refused === 'no');
    if (read.ok) expect(read.value).toEqual(asked);
    else expect(read.refusal.code).toBe('statement_unclear');
  });

  it.each([
    ['3/4/2026', 'en-GB', '2026-04-03'],
    ['3/4/2026', 'en-US', '2026-03-04'],
    ['3.4.2026', 'en-US', '2026-04-03'],
    ['3. 4. 2026', 'de-AT', '2026-04-03'],
    ['3/4', 'en-GB', null],
  ])('%s of somebody whose language is %s', (text, locale, day) => {
    const read = readPeriod(text, locale);
    expect(read.ok ? read.value : null).toEqual(day === null ? null : days(day, day));
  });
});

describe('a line is understood', () => {
  const words = (text: string) => tokens([{ type: 'text', text }]);
  const context = { locale: 'en-GB' };
  it.each([
    ['', null, 'pdf'],
    ['csv', null, 'csv'],
    ['October 2026 XML', month(10, 2026), 'xml'],
    ['camt.053 2026-10', month(10, 2026), 'xml'],
    ['2026 as excel', { kind: 'year', year: 2026 }, 'csv'],
    ['letzten Monat als pdf', { kind: 'months_ago', months: 1 }, 'pdf'],
  ])('/statement %s', (line, period, format) => {
    expect(parseStatement(words(line), context)).toEqual({
      ok: true,
      value: { verb: 'statement', wish: { period, format } },
    });
  });

  it('one format at a time', () => {
    expect(parseStatement(words('pdf csv'), context)).toMatchObject({
      refusal: { code: 'input_unexpected', text: 'csv' },
    });
  });

  it('/spending takes no format', () => {
    expect(parseSpending(words('last month'), context)).toMatchObject({ ok: true });
    expect(parseSpending(words('last month csv'), context)).toMatchObject({
      refusal: { code: 'statement_unclear' },
    });
  });
});

describe('what happened is said', () => {
  const [payment] = figuresSample(october, 1).accounts[0]!.entries as [StatementEntry];
  it.each([
    [{ ...payment }, 'Payment to Bob Doe', 'Payment an Bob Doe'],
    [
      { ...payment, amount: { ...payment.amount, minor: '5' } },
      'Payment from Bob Doe',
      'Payment von Bob Doe',
    ],
    [
      { ...payment, code: 'interest', counterparty: null, memo: '2026-09' },
      'Interest for September 2026',
      'Interest für September 2026',
    ],
    [{ ...payment, code: 'paid_content', counterparty: null }, 'Paid content', 'Paid content'],
  ])('%#', (entry, english, german) => {
    const plain = (text: string) => text.replaceAll('\u00a0', ' ');
    expect(plain(entryText(entry, scene))).toBe(english);
    const deutsch = { words: de, codes, language: messagesFor('de').language };
    expect(plain(entryText(entry, deutsch))).toBe(german);
  });
});

/** What must hold of any statement, however nasty. */
const nasty = (): Statement => {
  const figures = figuresSample({ ...october, final: false, reference: null }, 9);
  const [account] = figures.accounts as [Statement['accounts'][0]];
  const entries = account.entries.map((entry, at) => ({
    ...entry,
    code: at === 3 ? 'reverse' : entry.code,
    memo: at === 0 ? evil : at === 1 ? '\ufffe\uffff' : at === 2 ? '<b>&amp;"\u0000]]>' : entry.memo,
    counterparty: entry.counterparty && { ...entry.counterparty, name: at === 0 ? evil : '\u202e' },
  }));
  const owner = { ...figures.owner, id: 'prs_7KQ2M9XDA4', name: evil };
  return { ...figures, owner, accounts: [{ ...account, id: 'acc_99999999999999999', entries }] };
};

describe('camt.053', () => {
  const schema = readFileSync(new URL('./camt053.xsd', import.meta.url), 'utf8');
  const errorsOf = async (xml: string) => {
    const { errors } = await validateXML({
      xml: [{ fileName: 'statement.xml', contents: xml }],
      schema: [schema],
    });
    return errors.map(({ message }) => message);
  };

  it.each([
    ['a month', figuresSample(october)],
    ['an account on which nothing happened', figuresSample(october, 0)],
    ['more entries than are written at a time', figuresSample(october, 450)],
    ['row 20: any days so far, and the nastiest words', nasty()],
    ['a year', figuresSample({ ...october, period: { kind: 'year', year: 2026 }, reference: null }, 3)],
  ])('has the structure and the limits of the message: %s', async (_, statement) => {
    for (const words of [en, de])
      expect(await errorsOf(await statementXml(statement, { ...scene, words }))).toEqual([]);
  });

  it.each([
    ['an element out of its order', '<Sts><Cd>BOOK</Cd></Sts>', ''],
    ['a text that is too long', '<Cd>BOOK</Cd>', '<Cd>BOOKED</Cd>'],
    ['an amount without a currency', ' Ccy="GBP"', ''],
    ['no amount', /<Amt Ccy="GBP">[^<]*<\/Amt>/, '<Amt Ccy="GBP">-1.00</Amt>'],
  ])('and the test would see %s', async (_, what, instead) => {
    const broken = (await statementXml(figuresSample(october, 1), scene)).replace(what, instead);
    expect(await errorsOf(broken)).not.toEqual([]);
  });

  it('adds up for whoever reads it: opening, entries, closing, and their sums', async () => {
    const statement = figuresSample(october, 30);
    const parser = new XMLParser({
      ignoreAttributes: false,
      parseTagValue: false,
      isArray: (name) => name === 'Stmt' || name === 'Ntry',
    });
    const { Document } = parser.parse(await statementXml(statement, scene));
    const [first, second] = Document.BkToCstmrStmt.Stmt;
    const signed = (of: { Amt: { '#text': string } | string; CdtDbtInd: string }) =>
      Math.round(Number(typeof of.Amt === 'string' ? of.Amt : of.Amt['#text']) * 100) *
      (of.CdtDbtInd === 'DBIT' ? -1 : 1);
    const [opening, closing] = first.Bal.map(signed);
    const entries: number[] = first.Ntry.map(signed);
    expect(opening + entries.reduce((sum, one) => sum + one, 0)).toBe(closing);
    expect(first.Bal.map((one: { Tp: { CdOrPrtry: { Cd: string } } }) => one.Tp.CdOrPrtry.Cd)).toEqual([
      'OPBD',
      'CLBD',
    ]);
    expect(signed(first.TxsSummry.TtlNtries.TtlNetNtry)).toBe(closing - opening);
    expect(first.TxsSummry.TtlNtries.NbOfNtries).toBe('30');
    expect(first.Intrst.map((one: { Rate: { Tp: { Pctg: string } } }) => one.Rate.Tp.Pctg)).toEqual([
      '1.5000',
      '9.9000',
      '2.0000',
    ]);
    expect(first.Id).toBe('stm_7KQ2M9XDA4-12');
    expect(second.Acct.Tp.Cd).toBe('SVGS');
    expect(first.Ntry[9].NtryDtls.TxDtls.AmtDtls.CntrValAmt.Amt).toEqual({
      '#text': '11.82',
      '@_Ccy': 'EUR',
    });
    expect(first.Ntry[9].AddtlNtryInf).toContain('€11.82 at 1 GBP = 1.18151 EUR');
    expect(first.Ntry[0].NtryDtls.TxDtls.RltdPties.Cdtr.Pty.Nm).toBe('Bob Doe');
    expect(first.Ntry[0].BkTxCd).toMatchObject({
      Domn: { Cd: 'PMNT', Fmly: { Cd: 'ICDT', SubFmlyCd: 'BOOK' } },
      Prtry: { Cd: 'pay' },
    });
  });

  it('has a balance so far, and none of closing, where the time is not over', async () => {
    expect(await statementXml(nasty(), scene)).toContain('<Cd>ITBD</Cd>');
    expect(await statementXml(nasty(), scene)).not.toContain('<Cd>CLBD</Cd>');
  });
});

describe('CSV', () => {
  it('has a line for each entry, numbers as numbers, and nothing that a spreadsheet would run', async () => {
    const statement = figuresSample(october, 18);
    const rows: Record<string, string>[] = parse(await statementCsv(statement, scene), { columns: true });
    expect(rows).toHaveLength(18);
    expect(rows[0]).toMatchObject({
      amount: '-12.50',
      balance: '107.50',
      currency: 'GBP',
      number: '5',
      counterparty: 'Bob Doe',
    });
    expect(rows[9]).toMatchObject({
      counter_amount: '11.82',
      counter_currency: 'EUR',
      exchange_rate: '1 GBP = 1.18151 EUR',
    });
    expect(rows[7]!.memo).toBe("'=1+1 🍜 <b>ramen</b>");
    const sum = rows.reduce((all, { amount }) => all + Math.round(Number(amount) * 100), 0);
    expect(Number(statement.accounts[0]!.opening.minor) + sum).toBe(
      Number(statement.accounts[0]!.closing.minor),
    );
  });
});

describe('PDF', () => {
  it('is the same to the last byte, whenever and wherever it is made', async () => {
    const [one, other] = [
      await statementPdf(figuresSample(october), scene, 'en-GB'),
      await statementPdf(figuresSample(october), scene, 'en-GB'),
    ];
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
  });

  it.each([
    [0, 1],
    [10, 2],
    [60, 4],
    [200, 9],
  ])('of %i entries has %i pages', async (entries, pages) => {
    const pdf = Buffer.from(await statementPdf(figuresSample(october, entries), scene, 'en-GB')).toString(
      'latin1',
    );
    expect(pdf.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(pages);
  });

  it('can be made of the nastiest', async () => {
    const pdf = Buffer.from(await statementPdf(nasty(), { ...scene, words: de }, 'de-DE'));
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });
});

const stage = await openStage();
const { core } = stage;
const card = (messages: { card: { title: string } }[], title: string) =>
  messages.findLast((one) => one.card.title.startsWith(title));

describe('in a chat', () => {
  test('row 13: the statement of this month comes as a file, beside its figures, to its person alone, and as other files by its buttons', async () => {
    const [ann, bob] = [await stage.person('slack', 'ANN', 50), await stage.person('slack', 'BOB')];
    await stage.handle(stage.command(ann, '/pay <BOB> 12.50 for lunch'));
    await stage.work();
    await stage.handle(stage.command(ann, '/statement this month'));
    const shown = card(stage.slack.messages, 'Statement for ')! as (typeof stage.slack.messages)[number];
    expect(shown.only).toBe('ANN');
    expect(shown.card.fields.map(({ label }) => label)).toEqual([
      'At the beginning',
      'In',
      'Out',
      'At the end',
    ]);
    expect(shown.card.file).toMatchObject({ media_type: 'application/pdf' });
    expect(fileBytes(shown.card.file!).subarray(0, 5).toString()).toBe('%PDF-');
    expect(shown.card.buttons.map(({ label }) => label)).toEqual(['As CSV', 'As XML (camt.053)']);

    await stage.handle(stage.press(ann, shown, 'As CSV'));
    const csv = stage.slack.messages.at(-1)!;
    expect(csv.card.file).toMatchObject({
      media_type: 'text/csv',
      name: expect.stringMatching(/^tuppence-statement-\d{4}-\d\d\.csv$/),
    });
    expect(fileBytes(csv.card.file!).toString()).toContain('Payment to BOB,BOB');
    await stage.handle(stage.press(ann, csv, 'As XML'));
    expect(fileBytes(stage.slack.messages.at(-1)!.card.file!).toString()).toContain('camt.053.001.08');

    const before = stage.slack.messages.length;
    await stage.handle(stage.press(bob, shown, 'As CSV'));
    const said = stage.slack.messages.slice(before);
    expect(said.every((one) => one.card.file === undefined)).toBe(true);
    expect(said[0]!.card.title).toBe('That button is for somebody else');
  });

  test('where money went is a picture', async () => {
    const carl = await stage.person('telegram', 'CARL', 40);
    await stage.person('telegram', 'DORA');
    await stage.handle(
      stage.command(carl, '/pay <DORA> 15 for a book', { conversation: directOf('telegram', 'CARL') }),
    );
    await stage.work();
    await stage.handle(stage.command(carl, '/spending', { conversation: directOf('telegram', 'CARL') }));
    const { card: shown } = stage.telegram.messages.at(-1)!;
    expect(shown.title).toMatch(/^You spent £15\.00 in /);
    expect(shown.file).toMatchObject({
      media_type: 'image/png',
      alt: expect.stringContaining('Payments £15.00'),
    });
  });

  test('whoever has nothing is told so, without a file', async () => {
    const eve = await stage.person('discord', 'EVE');
    await stage.handle(stage.command(eve, '/statement'));
    const { card: shown } = stage.discord.messages.at(-1)!;
    expect(shown.lines.flat()).toMatchObject([{ text: 'Nothing happened in this time.' }]);
    expect(shown.file).toBeUndefined();
  });

  test('the form asks for a time and a format', async () => {
    const fay = await stage.person('slack', 'FAY', 5);
    await stage.handle(stage.event(fay, { kind: 'shortcut', name: 'statement' }));
    const form = stage.slack.forms.at(-1)!;
    expect(form.title).toBe('Get a statement');
    const [period] = form.fields;
    if (period?.kind !== 'select') throw new Error('no choice of times');
    expect(period.options).toHaveLength(21);
    const text = (value: string) => [{ type: 'text' as const, text: value }];
    await stage.handle(
      stage.event(fay, {
        kind: 'form',
        intent: form.intent,
        values: { period: text(period.options[0]!.value), format: text('xml') },
      }),
    );
    expect(stage.slack.messages.at(-1)!.card.file).toMatchObject({ media_type: 'application/xml' });
  });

  test.each([
    ['/statement someday', 'I cannot read “someday” as a time'],
    ['/statement 2031', 'That time has not begun yet'],
    ['/statement 2026-02-01 to 2026-01-01', 'The last day is before the first'],
    ['/spending 2031', 'That time has not begun yet'],
  ])('%s is refused: %s', async (line, title) => {
    const gus = await stage.person('slack', 'GUS', 5);
    await stage.handle(stage.command(gus, line));
    expect(stage.slack.messages.at(-1)!.card.title).toBe(title);
    expect(stage.slack.messages.at(-1)!.only).toBe('GUS');
  });

  test('the books are right after all of it', async () => {
    expect(await core.audit.verify()).toEqual([]);
  });
});
