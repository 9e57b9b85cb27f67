/** A line typed as in the other chats: into Discord's option boxes, over the wire, and through the grammar. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InboundEvent } from '../../../bots/shared/event.ts';
import { parseCommand } from '../../../bots/shared/grammar.ts';
import { until } from '../shared/contract-support.ts';
import { ALICE, BOB, GENERAL, identityOf, started } from './harness.ts';

const GBP = { code: 'GBP', exponent: 2 };
const events: InboundEvent[] = [];
let place: Awaited<ReturnType<typeof started>>;
beforeAll(async () => {
  place = await started((event) => {
    events.push(event);
  });
});
afterAll(() => place.stop());

const reading = {
  speaker: identityOf(ALICE),
  locale: 'en-GB',
  assets: [GBP, { code: 'EUR', exponent: 2 }, { code: 'GILTS', exponent: 4 }],
  main: GBP,
  repliedTo: null,
};
const understood = async (line: string) => {
  events.length = 0;
  await place.chat.say(ALICE, GENERAL, line);
  const event = await until(() => events[0], `the command of ${line}`);
  if (event.kind !== 'command') throw new Error(event.kind);
  return parseCommand(event.name, event.args, reading);
};

const bob = { by: 'identity', identity: identityOf(BOB) };
const carol = { by: 'handle', handle: 'carol', platform: 'slack', tenant: null };

test.each([
  ['/pay @bob 10 total extra', { payees: [bob], mode: 'total', memo: 'extra' }],
  ['/pay @bob 10 extra cheese', { payees: [bob], mode: 'each', memo: 'extra cheese' }],
  ['/pay @bob 10 pizza for two', { payees: [bob], mode: 'each', memo: 'pizza for two' }],
  ['/pay @bob 10 salt and pepper', { payees: [bob], mode: 'each', memo: 'salt and pepper' }],
  ['/pay @bob 10 eur thanks', { amount: { minor: '1000', asset: { code: 'EUR' } }, memo: 'thanks' }],
  ['/pay @bob and @carol@slack 10 each thanks', { payees: [bob, carol], mode: 'each', memo: 'thanks' }],
  [
    '/pay amount:10 person:@bob currency:extra more:@carol@slack split:total memo:us',
    { payees: [bob, carol], mode: 'total', memo: 'extra for us' },
  ],
])('%s keeps its people, its mode, and the order of its memo', async (line, expected) => {
  expect(await understood(line)).toMatchObject({ ok: true, value: { verb: 'pay', ...expected } });
});

test.each([
  '/schedule 5 @bob every month on the 1st for rent',
  '/schedule @bob 5 every month on the 1st for rent',
  '/schedule @bob 5 every month on the 1st rent',
  '/schedule person:@bob amount:5 when:every month on the 1st memo:rent',
])('%s takes no day for an amount', async (line) => {
  const repeat = { unit: 'month', every: 1, on: { by: 'day', day: 1 } };
  expect(await understood(line)).toMatchObject({
    ok: true,
    value: { verb: 'schedule', payee: bob, amount: { minor: '500' }, memo: 'rent', plan: { repeat } },
  });
});

test.each([
  [
    '/shop event "Concert" 2 on 24 December at 20:00 place Town Hall stock 10 refund 2 days',
    { name: 'Concert', stock: 10, event: { time: 1200, place: 'Town Hall', refund_before_ms: 172_800_000 } },
  ],
  [
    '/shop event Concert 2 on 24 December at 20:00 stock 10 place "Old Stock Exchange, first floor"',
    { stock: 10, event: { place: 'Old Stock Exchange, first floor' } },
  ],
  ['/shop add Honey, limited edition 4,50 EUR stock 3 limit 2 for a good cause', { stock: 3, per_person: 2 }],
  ['/shop add Stock cubes 2', { name: 'Stock cubes', stock: null }],
])('%s gives each option all the words behind its name', async (line, expected) => {
  expect(await understood(line)).toMatchObject({ ok: true, value: { verb: 'add', ...expected } });
});

test.each([
  [
    'save',
    '20 goal 500 for a holiday',
    { amount: { minor: '2000' }, goal: { target: '50000', name: 'a holiday' } },
  ],
  ['save', 'goal off', { amount: null, goal: null }],
  ['save', '20', { amount: { minor: '2000' } }],
  [
    'bank',
    'asset ACME Acme plc decimals 6 price 12.50',
    { code: 'ACME', name: 'Acme plc', exponent: 6, price: '12.5' },
  ],
  [
    'bank',
    'asset GOLD Gold bar decimals 3 kind commodity in EUR price 50.25',
    { name: 'Gold bar', quote: 'EUR' },
  ],
  ['bank', 'asset GILTS source feed', { asset: 'GILTS', source: 'feed' }],
  ['bank', 'asset GILTS issue 1000', { out: false, units: { minor: '10000000' } }],
  ['bank', 'asset GILTS price 13 from 2026-12-01', { price: '13', from: '2026-12-01' }],
  ['bank', 'asset GILTS', undefined],
  ['bank', 'drop account 7d member 1d daily 20', { account_age_ms: 604_800_000, claims_a_day: 20 }],
  ['bank', 'drop daily off', { claims_a_day: null }],
  ['bank', 'dividend GILTS 0.12 record 2026-12-01 pay 2026-12-05', { record: '2026-12-01' }],
  ['shop', '', { verb: 'list' }],
  ['tab', '', { verb: 'show' }],
  ['split', 'list', { verb: 'split_list' }],
  ['split', 'items 12 pizza @carol me 8 wine @carol tip 3', { bill: { division: { mode: 'items' } } }],
] as const)('/%s %s is read as in the other chats', async (name, rest, expected) => {
  const typed = rest === '' ? [] : [{ type: 'text' as const, text: rest }];
  const elsewhere = parseCommand(name, typed, reading);
  expect(await understood(`/${name} ${rest}`.trim())).toEqual(elsewhere);
  if (expected) expect(elsewhere).toMatchObject({ ok: true, value: expected });
});

test('/shop add Tea 2 stock 3 stock 4 says one thing twice, and is not guessed', async () => {
  expect(await understood('/shop add Tea 2 stock 3 stock 4')).toMatchObject({ ok: false });
});

test('/pay @bob 5 7 is asked about, not guessed', async () => {
  expect(await understood('/pay @bob 5 7')).toMatchObject({ refusal: { code: 'amount_repeated' } });
});

test.each([
  ['/language de', 'deutsch'],
  ['/language Eng', 'english'],
])('%s takes the one choice that begins so, as the list above the line does', async (line, chosen) => {
  events.length = 0;
  await place.chat.say(ALICE, GENERAL, line);
  const event = await until(() => events[0], `the command of ${line}`);
  expect(event).toMatchObject({ kind: 'command', name: 'language', args: [{ type: 'text', text: chosen }] });
});

test('a command that is called, with its options and choices, by its German name arrives under the one that we know', async () => {
  events.length = 0;
  await place.chat.say(
    BOB,
    GENERAL,
    '/zahlen person:@alice weitere:@carol@slack aufteilung:je betrag:5 wofür:Kuchen',
  );
  const event = await until(() => events[0], 'the command');
  const words = { type: 'text', text: ' @carol@slack each 5 for Kuchen' };
  expect(event).toMatchObject({ kind: 'command', name: 'pay', args: [{ type: 'person' }, words] });
});

test.each(['pay_7KQ2M9XDA4', 'pay_ABCDEFGHJK'])(
  '/bank refund %s 1 takes the reference for one, whether it has digits or not',
  async (code) => {
    expect(await understood(`/bank refund ${code} 1`)).toMatchObject({
      ok: true,
      value: { reference: code },
    });
  },
);
