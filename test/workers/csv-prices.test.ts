/** Prices of a feed, from a server of our own: with the document as it is to be, and with all that may come in its place. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { createCore, type NewAsset } from '../../core/index.ts';
import { csvPrices, parsePrices } from '../../workers/providers/csv-prices.ts';
import { freshDatabase } from '../support/database.ts';

const acme = { asset: 'ACME', price: '12.50', currency: 'GBP', at: '2026-03-02T10:00:00Z' };
const documentOf = (...lines: Partial<typeof acme>[]) =>
  ['asset,price,currency,at', ...lines.map((line) => Object.values({ ...acme, ...line }).join(','))].join(
    '\n',
  );

let answer: (request: IncomingMessage, response: ServerResponse) => void;
let asked = 0;
const server = createServer((request, response) => {
  asked += 1;
  answer(request, response);
});
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/prices.csv`;
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const says = (body: string | Buffer, status = 200, headers: Record<string, string> = {}) => {
  answer = (_, response) => response.writeHead(status, { 'content-type': 'text/csv', ...headers }).end(body);
};

test.each([
  ['as it is told', documentOf({})],
  [
    'in any order, with others beside',
    'name,at,Price, currency ,ASSET\n"Acme, plc",2026-03-02T10:00:00Z,12.50,GBP,ACME',
  ],
  [
    'as spreadsheets write it',
    '\ufeffasset;price;currency;at\r\n"ACME"; 12.50 ;GBP;2026-03-02T10:00:00Z\r\n;;;\r\n',
  ],
])('the document is read %s', (_, text) => {
  expect(parsePrices(text)).toEqual([acme]);
});

test.each([
  ['', /no comma-separated values/],
  ['<html><body>Not found</body></html>', /no column asset, price, currency, at/],
  ['{"ACME": 12.5}', /no comma-separated values|no column/],
  ['asset,price,currency\nACME,12.50,GBP', /no column at/],
  ['asset,price,price,currency,at\nACME,1,2,GBP,2026-03-02T10:00:00Z', /two columns price/],
  ['asset,price,currency,at\n"ACME,12.50', /no comma-separated values/],
])('what is no such document is refused: %#', (text, words) => {
  expect(() => parsePrices(text)).toThrow(words);
});

test('a line that lacks something says nothing there', () => {
  expect(parsePrices('asset,price,currency,at\nACME')).toEqual([
    { asset: 'ACME', price: '', currency: '', at: '' },
  ]);
});

describe('on the workers’ schedule', async () => {
  const database = await freshDatabase();
  const { sql } = database;
  let time = Date.parse('2026-03-02T10:05:00Z');
  const clock = { now: () => new Date(time) };
  const warned: { error?: string; left?: string[]; foreign?: number }[] = [];
  const quiet = () => {};
  const log = {
    ...{ debug: quiet, info: quiet, error: quiet },
    warn: (details: object) => void warned.push(details),
  };
  const open = () => {
    const prices = csvPrices({ url, freshHours: 2, timeout_ms: 300 });
    return createCore({ sql, clock, asset: 'GBP', log: log as never, prices });
  };
  const run = (core = open()) => core.schedules.run('refresh_prices');
  const stored = async () =>
    (
      await sql<{ said: string }[]>`
        select concat_ws(' ', asset, price, source, to_char(as_of at time zone 'UTC', 'HH24:MI')) as said from asset_price order by id`
    ).map(({ said }) => said);

  beforeEach(() => {
    warned.length = 0;
    asked = 0;
  });

  test('nobody is asked for what nothing goes by', async () => {
    says(documentOf({}));
    expect(await run()).toBe(0);
    expect(asked).toBe(0);
  });

  test('prices come in as they are published, each once, and every five minutes they are asked for', async () => {
    const core = open();
    const asset: NewAsset = {
      ...{ code: 'ACME', name: 'Acme plc', exponent: 6, kind: 'security', quote: null, price: null },
      source: 'feed',
    };
    await core.invest.define(null, asset, 'define-acme');
    await core.invest.define(null, { ...asset, code: 'HAND', source: 'operator' }, 'define-hand');
    says(documentOf({}, { asset: 'HAND' }, { asset: 'NOPE' }));
    expect(await run(core)).toBe(1);
    expect(warned).toEqual([{ source: 'csv', left: [], count: 0, foreign: 2 }]);
    expect(await run(core)).toBe(0);
    expect(asked).toBe(1);
    time += 5 * 60_000;
    // The same document: nothing new, and nothing to say once more.
    expect(await run(core)).toBe(0);
    expect(asked).toBe(2);
    expect(warned).toHaveLength(1);
    time += 5 * 60_000;
    says(documentOf({ price: '12.60', at: '2026-03-02T10:14:00Z' }));
    const counts = await Promise.all([run(), run(), run(core)]);
    expect(counts.reduce((sum, count) => sum + count)).toBe(1);
    expect(await stored()).toEqual(['ACME 12.50 csv 10:00', 'ACME 12.60 csv 10:14']);
  });

  test('whatever goes wrong, the last price stays until it is stale, and then nothing is dealt at it', async () => {
    const wrongs: [string, () => void, RegExp][] = [
      ['503', () => says('', 503), /503/],
      ['404', () => says('not here', 404), /404/],
      ['a redirect', () => says('', 302, { location: `${url}?elsewhere` }), /302/],
      ['no document', () => says('<html>'), /no column/],
      ['too much', () => says(documentOf({}) + ' '.repeat(1_000_001)), /more than 1000000 bytes/],
      ['no text', () => says(Buffer.from([0xff, 0xfe, 0x41])), /not valid/],
      [
        'no answer',
        () => {
          answer = () => {};
        },
        /timeout|aborted/,
      ],
      [
        'cut off',
        () => {
          answer = (_, response) => response.writeHead(200, { 'content-length': 900 }).write('a');
        },
        /timeout|aborted/,
      ],
      [
        'reset',
        () => {
          answer = (_, response) => response.socket!.destroy();
        },
        /fetch failed/,
      ],
    ];
    for (const [what, wrong, words] of wrongs) {
      wrong();
      expect([what, await run()]).toEqual([what, 0]);
      expect([what, warned.at(-1)!.error]).toEqual([what, expect.stringMatching(words)]);
    }
    expect(warned).toHaveLength(wrongs.length);
    const stale = async () => (await open().invest.market()).assets[0]!.price.stale ?? false;
    const now = time;
    time = Date.parse('2026-03-02T12:13:59Z');
    expect(await stale()).toBe(false);
    time += 1_000;
    expect(await stale()).toBe(true);
    // A jump that is not believed ends it at once.
    time = now;
    expect(await stale()).toBe(false);
    says(documentOf({ price: '126.00', at: '2026-03-02T10:15:00Z' }));
    expect(await run()).toBe(0);
    expect(warned.at(-1)!.left).toEqual(['ACME: jumped from 12.60 to 126.00']);
    expect(warned).toHaveLength(wrongs.length + 1);
    expect(await stored()).toHaveLength(2);
    expect(await stale()).toBe(true);
  });

  test('a feed that fails is asked again after a minute, and each time after twice as long', async () => {
    const core = open();
    says('', 500);
    const minutes: number[] = [];
    for (let minute = 0; minute < 20; minute += 1) {
      const before = asked;
      await run(core);
      if (asked > before) minutes.push(minute);
      time += 60_000;
    }
    expect(minutes).toEqual([0, 1, 3, 7, 15]);
  });
});
