/** Ids that were typed: nobody vouches for them. */
import { expect, test } from 'vitest';
import { identityText, parseIdentity, readReference, type Who } from '../../core/index.ts';
import { by, discord, granted, openWorld, operator, refusalOf, slack, telegram } from './world.ts';

const world = await openWorld();
const { core } = world;
const typed = (text: string): Who => ({ by: 'identity', identity: parseIdentity(text)!, typed: true });
const rows = async () => (await world.sql`select from identity`).length;

test.each([
  ['pay_7KQ2M9XDA4', 'pay_7KQ2M9XDA4'],
  ['PAY-7kq2m-9xda4.', 'pay_7KQ2M9XDA4'],
  ['pay_7kQ2M9XiOl,', 'pay_7KQ2M9X101'],
  ['div_0000000000', 'div_0000000000'],
  ['req_7KQ2M9XDA4', null],
  ['7KQ2M9XDA4', null],
  ['pay_7KQ2M9XDA', null],
  ['pay_7KQ2M9XDA44', null],
  ['pay_7KQ2M9XDÄ4', null],
  ['my pay_7KQ2M9XDA4', null],
  ['', null],
])('“%s” is the reference %s', (text, reference) => {
  expect(readReference(text, ['pay', 'div'])).toBe(reference);
});

test.each([
  'discord::80351110224678912',
  'discord::18446744073709551615',
  'slack:T024BE7LD:U023BECGF',
  'slack:E1:W1',
  'telegram::42',
  'telegram::4503599627370495',
])('%s can be somebody', (text) => {
  expect(identityText(parseIdentity(text)!)).toBe(text);
});

test.each([
  'telegram::-1001234567890',
  'telegram::@bob',
  'telegram::0',
  'telegram::042',
  'telegram::4503599627370496',
  'telegram:T1:42',
  'telegram:42',
  'discord::bob',
  'discord::0',
  'discord::123456789012345678901',
  'discord:1:42',
  'slack::U1',
  'slack:T1:C1',
  'slack:T1:u1',
  'slack:C1:U1',
  `slack:T1:U${'1'.repeat(64)}`,
  'slack:T1:U1:U2',
  'Slack:T1:U1',
  'irc::bob',
  '',
])('%s is nobody', (text) => {
  expect(parseIdentity(text)).toBeNull();
});

test('of whom nobody knows cannot be paid, and makes nobody', async () => {
  const alice = await world.person(discord('1'), 10_00n);
  const before = await rows();
  for (const text of ['discord::80351110224678912', 'slack:T1:U404', 'telegram::404'])
    expect(refusalOf(await world.authorize(alice, typed(text), 1n))).toBe('payee_unknown');
  expect(refusalOf(await world.authorize(alice, [by(discord('2')), typed('telegram::404')], 1n))).toBe(
    'payee_unknown',
  );
  expect(await world.available(alice)).toBe('10.00 GBP');
  expect(await rows()).toBeLessThanOrEqual(before + 1);
});

test('of somebody who is known pays them, and of somebody who was mentioned waits for them', async () => {
  const alice = await world.person(discord('3'), 10_00n);
  const bob = await world.person(slack('U7'));
  await world.pay(alice, typed('slack:T1:U7'), 1_00n);
  expect(await world.balance(bob)).toBe('1.00 GBP');
  await world.pay(alice, by(telegram('77')), 1_00n);
  await world.pay(alice, typed('telegram::77'), 2_00n);
  expect((await world.seen(telegram('77'))).claimed).toHaveLength(2);
  await world.proven();
});

test('of whom nobody knows is good enough for an operator', async () => {
  granted(await core.bank.fund(operator, typed('telegram::78'), 5_00n, 'GBP', world.key()));
  granted(await core.bank.freeze(operator, typed('telegram::79'), true));
  expect(await world.balance(telegram('78'))).toBe('5.00 GBP');
  expect(await world.seen(telegram('79'))).toMatchObject({ frozen: true });
});

test('of a group, stored as if it were somebody, is never written to', async () => {
  const alice = await world.person(telegram('80'), 10_00n);
  const group = telegram('-1001234567890');
  await world.pay(alice, by(group), 1_00n, { memo: 'BUY NOW' });
  await world.seen(group);
  const lanes = await world.sql<{ lane: string }[]>`select lane from delivery`;
  expect(lanes.filter(({ lane }) => lane === `direct:${identityText(group)}`)).toEqual([]);
});
