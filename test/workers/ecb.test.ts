/**
 * The European Central Bank's rates, from a server of our own that answers as the bank's does: with its document of 28 June 2024, and with
 * all that may come in its place. The bank itself was never asked from here.
 */
import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { createCore } from '../../core/index.ts';
import { ECB_DAILY_URL, ecbRates, lastPublished, parseEcb } from '../../workers/providers/ecb.ts';
import { freshDatabase } from '../support/database.ts';

const document = readFileSync(new URL('../fixtures/ecb/eurofxref-daily.xml', import.meta.url), 'utf8');
const of = (date: string) => document.replace('2024-06-28', date);

let answer: (response: ServerResponse) => void;
let asked = 0;
const server = createServer((_request, response) => {
  asked += 1;
  answer(response);
});
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/stats/eurofxref/eurofxref-daily.xml`;
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const answers = (how: typeof answer) => {
  answer = how;
};

const says = (body: string, status = 200) => {
  answer = (response) => response.writeHead(status, { 'content-type': 'text/xml' }).end(body);
};

test('the document is read as it is written, digit by digit', () => {
  const { date, perEuro } = parseEcb(document);
  expect(date).toBe('2024-06-28');
  expect(Object.keys(perEuro)).toHaveLength(30);
  expect(perEuro).toMatchObject({ USD: '1.0705', ZAR: '19.4970', ISK: '148.90', IDR: '17487.21' });
});

test.each([
  ['', /no XML/],
  ['<html><body>Service unavailable</body>', /no XML/],
  ['<html><body>Service unavailable</body></html>', /no document of rates/],
  ['{"rates": {}}', /no XML|no document/],
  [document.slice(0, 900), /no XML/],
  [document.replace(/<Cube currency.*?\/>/g, ''), /no document of rates/],
  [document.replace("rate='1.0705'", ''), /no document of rates/],
  [document.replace("time='2024-06-28'", ''), /no document of rates/],
  [document.replace("currency='JPY'", "currency='USD'"), /two rates/],
  [
    document.replace(
      '</Cube>\n\t</Cube>',
      "</Cube><Cube time='2024-06-27'><Cube currency='USD' rate='1'/></Cube>\n\t</Cube>",
    ),
    /no document of rates/,
  ],
])('what is no such document is refused: %#', (text, words) => {
  expect(() => parseEcb(text)).toThrow(words);
});

test('an entity is never resolved', () => {
  const bomb = document
    .replace('?>', '?><!DOCTYPE x [<!ENTITY a "1.0705">]>')
    .replace("rate='1.0705'", "rate='&a;'");
  // Either it does not parse, or the rate is what it says, which core refuses as no decimal.
  let rate: string | undefined;
  try {
    rate = parseEcb(bomb).perEuro.USD;
  } catch {}
  expect(rate ?? '&a;').toBe('&a;');
});

test.each([
  // In Frankfurt: a Friday before and after 16:00, in summer (UTC+2) and in winter (UTC+1), the weekend, a Monday.
  ['2024-06-28T13:59:59Z', '2024-06-27'],
  ['2024-06-28T14:00:00Z', '2024-06-28'],
  ['2024-12-06T14:59:59Z', '2024-12-05'],
  ['2024-12-06T15:00:00Z', '2024-12-06'],
  ['2024-06-28T22:30:00Z', '2024-06-28'],
  ['2024-06-29T15:00:00Z', '2024-06-28'],
  ['2024-06-30T15:00:00Z', '2024-06-28'],
  ['2024-07-01T13:00:00Z', '2024-06-28'],
  ['2024-07-01T14:00:00Z', '2024-07-01'],
])('at %s the rates of %s ought to be there', (now, date) => {
  expect(lastPublished(new Date(now))).toBe(date);
  const { isDue } = ecbRates();
  expect(isDue(null, new Date(now))).toBe(true);
  expect(isDue(date, new Date(now))).toBe(false);
  expect(isDue('2024-06-01', new Date(now))).toBe(true);
});

test('it is asked at the bank’s own address unless told otherwise', () => {
  expect(ECB_DAILY_URL).toBe('https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml');
});

describe('on the workers’ schedule', async () => {
  const database = await freshDatabase();
  const { sql } = database;
  let time: number;
  const clock = { now: () => new Date(time) };
  const warned: { error?: string; odd?: string }[] = [];
  const quiet = () => {};
  const log = {
    debug: quiet,
    info: quiet,
    error: quiet,
    warn: (details: object) => void warned.push(details),
  };
  const open = () =>
    createCore({
      sql,
      clock,
      asset: 'GBP',
      log: log as never,
      rates: ecbRates({ url, timeout_ms: 300 }),
    });
  const dates = async () =>
    (
      await sql<{ date: string }[]>`select to_char(date, 'YYYY-MM-DD') as date from rate_set order by date`
    ).map(({ date }) => date);
  const run = (core = open()) => core.schedules.run('refresh_rates');

  beforeEach(() => {
    warned.length = 0;
    asked = 0;
  });

  test('the first rates are fetched at once, and the next after they are published', async () => {
    time = Date.parse('2024-06-28T08:00:00Z');
    says(of('2024-06-27'));
    const core = open();
    expect(await run(core)).toBe(1);
    expect(await core.exchange.rates()).toMatchObject({ ok: true, value: { source: 'ecb', stale: false } });
    time = Date.parse('2024-06-28T13:59:00Z');
    expect(await run(core)).toBe(0);
    expect(asked).toBe(1);
    // Published late: asked again, and not every minute.
    time = Date.parse('2024-06-28T14:00:00Z');
    expect(await run(core)).toBe(0);
    time += 60_000;
    expect(await run(core)).toBe(0);
    expect(asked).toBe(2);
    says(document);
    time += 9 * 60_000;
    expect(await run(core)).toBe(1);
    expect(await dates()).toEqual(['2024-06-27', '2024-06-28']);
    time += 86_400_000;
    expect(await run(core)).toBe(0);
    expect(asked).toBe(3);
  });

  test('whatever goes wrong, the last rates stay until they are stale; then none are dealt at', async () => {
    time = Date.parse('2024-07-01T14:05:00Z');
    const wrongs: [string, () => void][] = [
      ['503', () => says('', 503)],
      ['404', () => says('not here', 404)],
      ['no XML', () => says('<html>')],
      ['too much', () => says(`${'<!-- -->'.repeat(20_000)}${of('2024-07-01')}`)],
      ['no answer', () => answers(() => {})],
      ['cut off', () => answers((response) => response.writeHead(200, { 'content-length': 900 }).write('<'))],
      ['reset', () => answers((response) => response.socket!.destroy())],
      ['a jump', () => says(of('2024-07-01').replace("rate='0.84638'", "rate='8.4638'"))],
      ['a day to come', () => says(of('2024-07-09'))],
      ['no date', () => says(of('1 July'))],
      ['no decimal', () => says(of('2024-07-01').replace("rate='171.94'", "rate='many'"))],
    ];
    for (const [, wrong] of wrongs) {
      wrong();
      expect(await run()).toBe(0);
    }
    expect(warned).toHaveLength(wrongs.length);
    expect(await dates()).toEqual(['2024-06-27', '2024-06-28']);
    const { exchange } = open();
    time = Date.parse('2024-07-03T23:59:59Z');
    expect(await exchange.rates()).toMatchObject({ ok: true, value: { stale: false } });
    time = Date.parse('2024-07-04T00:00:00Z');
    expect(await exchange.rates()).toMatchObject({ ok: true, value: { stale: true } });
    const quote = await exchange.quote(
      { platform: 'discord', tenant: '', user: '1' },
      {
        give: { amount: 1_00n, asset: 'GBP' },
        to: 'EUR',
        origin: {
          key: 'stale',
          conversation: { platform: 'discord', tenant: '', community: '', channel: 'D1', kind: 'direct' },
        },
      },
    );
    expect(quote).toMatchObject({ ok: false, refusal: { code: 'rates_stale' } });
  });

  test('an old document is of no use, and a fresh one serves again, in whichever process', async () => {
    says(of('2024-06-28'));
    expect(await run()).toBe(0);
    says(of('2024-07-03'));
    expect((await Promise.all([run(), run(), run()])).reduce((sum, count) => sum + count)).toBe(1);
    expect(await open().exchange.rates()).toMatchObject({ ok: true, value: { stale: false } });
  });
});
