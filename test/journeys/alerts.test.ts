/** What people ask to be told of, in each chat's own way, and how it reaches them: at once, after quiet hours, or when they come back. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../bots/shared/contract-support.ts';
import { freshDatabase } from '../support/database.ts';
import { openStage, type Person, read, type Stage } from './stage.ts';

const database = await freshDatabase();
let stage: Stage;
let alice: Person;
let bob: Person;
let carol: Person;
let dave: Person;

beforeAll(async () => {
  stage = await openStage(database);
  alice = stage.person('discord', 'alice');
  bob = stage.person('discord', 'bob');
  carol = stage.person('slack', 'carol');
  dave = stage.person('telegram', 'dave');
});
afterAll(() => stage.stop());

const formOf = ({ chat, user }: Person) => until(() => chat.form(user.id), `a form for ${user.name}`, 20_000);

/** Submits the open form with these fields changed. */
const fill = async (person: Person, changes: Record<string, string>) => {
  const form = await formOf(person);
  const values = Object.fromEntries(
    form.fields.map(({ name, value, select }) => [name, select ? select.chosen : value]),
  );
  await person.chat.submitForm(person.user.id, form.id, { ...values, ...changes });
};

const times = (person: Person, words: string) =>
  person.reads('direct').filter((text) => text.includes(words)).length;

/** From an hour ago to in two hours, by UTC. */
const quietNow = () => {
  const hour = new Date().getUTCHours();
  return `${(hour + 23) % 24}-${(hour + 2) % 24}`;
};

it('on Discord, /alerts is a form; its answer says in words how everything is set, to its owner alone', async () => {
  await alice.type('/alerts');
  const form = await formOf(alice);
  expect(form.title).toBe('Your alerts');
  expect(form.fields.map(({ label, value, select }) => `${label}: ${select?.chosen ?? value}`)).toEqual([
    'Low balance, below: ',
    'Large payments of yours, from: ',
    'Money for you, from: all',
    'Requests, loans and renewals: on',
    'Interest that is posted: on',
  ]);
  await fill(alice, { low_balance: '95', large_payment: '20 digest' });
  const answer = await alice.sees('room', 'Your alerts');
  expect(answer.ephemeral).toBe(true);
  expect(read(answer)).toContain('below £95.00 · at once');
  expect(read(answer)).toContain('from £20.00 · in the digest');

  await alice.type('/pay @carol@slack 6 for lunch');
  expect(read(await alice.sees('direct', 'You have £94.00 left'))).toContain('below £95.00');
  await alice.type('/pay @carol@slack 1 for tea');
  await alice.sees('room', 'You have £93.00 now.');
  expect(times(alice, 'left')).toBe(1);
  expect(bob.reads('room').join()).not.toContain('left');
});

it('on Discord, the hours are a form behind a button, which shows what it changed in place', async () => {
  await alice.press('room', await alice.sees('room', 'Your alerts'), 'Hours');
  expect((await formOf(alice)).fields.map(({ value }) => value)).toEqual(['', '18:00', '', '', '']);
  await fill(alice, { quiet: quietNow(), zone: 'berlin', digest: '9pm' });
  const answer = await alice.sees('room', 'By the clock of Europe/Berlin');
  expect(read(answer)).toContain('at 21:00');
});

it('on Slack, the time zone is known, and what comes in quiet hours comes after them, in one message', async () => {
  await carol.type('/alerts');
  await fill(carol, { incoming_money: '2' });
  expect(read(await carol.sees('room', 'By the clock of Europe/London'))).toContain('from £2.00 · at once');
  await carol.type(`/alerts quiet ${quietNow()}`);
  await carol.sees('room', 'I tell you afterwards');
  await carol.type('/alerts zone UTC');
  await carol.sees('room', 'By the clock of UTC');

  await bob.type('/pay @carol@slack 1.99 for a stamp');
  await bob.type('/pay @carol@slack 3 for tea');
  await bob.type('/pay @carol@slack 4 for cake');
  await bob.sees('room', /Bob paid Carol £4\.00\n/);
  await stage.proven();
  expect(times(carol, 'Bob paid you')).toBe(0);

  await stage.pass(3 * 3_600_000, 'alerts');
  const several = read(await carol.sees('direct', 'What you wanted to hear of'));
  expect(several).toContain('Bob paid you £3.00');
  expect(several).toContain('Bob paid you £4.00');
  expect(several).not.toContain('£1.99');
  await carol.type('/alerts quiet off');
  await carol.sees('room', /Quiet hours\s*none\s*Digest[\s\S]*UTC/);
});

it("on Slack, the alerts are on a person's own page, and a button there opens the form, whose answer is the page", async () => {
  await carol.chat.openHome(carol.user.id);
  const page = await until(() => carol.chat.home(carol.user.id), "Carol's page", 20_000);
  expect(read(page)).toContain('You have £');
  expect(read(page)).toContain('from £2.00 · at once');
  const change = page.buttons.flat().find(({ label }) => label === 'Change')!;
  await carol.chat.press(carol.user.id, page.channel, page.id, change.id);
  await fill(carol, { low_balance: '1' });
  await until(
    () => read(carol.chat.home(carol.user.id)!).includes('below £1.00 · at once'),
    'the page to show the change',
    20_000,
  );
});

it('on Telegram, buttons turn alerts on and off, and lines say the rest', async () => {
  await dave.type('/alerts', 'direct');
  const card = await dave.sees('direct', 'Your alerts');
  expect(read(card)).toContain('I do not know your time zone');
  await dave.press('direct', card, 'Low balance: turn on');
  await dave.sees('direct', 'below £10.00 · at once');
  expect(times(dave, 'Your alerts')).toBe(1);

  await dave.type('/alerts low 98', 'direct');
  await dave.sees('direct', 'below £98.00 · at once');
  await dave.type('/alerts zone Europe/Berlin', 'direct');
  await dave.sees('direct', 'By the clock of Europe/Berlin');
  // In twelve hours or so: not while the test goes on.
  const hour = new Date(stage.now().getTime() + 12 * 3_600_000).getUTCHours();
  await dave.type(`/alerts digest ${hour}`, 'direct');
  await dave.sees('direct', `at ${String(hour).padStart(2, '0')}:00`);
  await dave.type('/alerts incoming 2 digest', 'direct');
  const words = await dave.sees('direct', 'from £2.00 · in the digest');
  expect(read(words)).toContain('below £98.00 · at once');
  expect(read(words)).toContain('By the clock of Europe/Berlin');

  await dave.type('/pay @carol@slack 3 for stamps', 'direct');
  await dave.sees('direct', 'You have £97.00 left');
  await carol.type('/pay @dave@telegram 5 for paint');
  await carol.sees('room', /Carol paid Dave £5\.00\n/);
  await stage.proven();
  expect(times(dave, 'Carol paid you')).toBe(0);
  await stage.pass(24 * 3_600_000, 'alerts');
  await dave.sees('direct', 'Carol paid you £5.00');
});

it.each([
  ['discord', 'alice', '@alice@discord'],
  ['slack', 'carol', '@carol@slack'],
  ['telegram', 'dave', '@dave@telegram'],
] as const)(
  'row D1: who takes no direct messages on %s is shown at their next command what they missed, once',
  async (platform, handle, address) => {
    const person = stage.person(platform, handle);
    const place = platform === 'telegram' ? 'direct' : 'room';
    const payer = platform === 'discord' ? carol : bob;
    await person.type('/alerts quiet off', place);
    await person.type('/alerts incoming all now', place);
    const set = async () => {
      const { alerts, quiet } = await stage.core.alerts.settings(person.identity, 'toggles');
      const { threshold, digest } = alerts.find(({ alert }) => alert === 'incoming_money')!;
      return { quiet, threshold, digest };
    };
    const atOnce = { quiet: null, threshold: null, digest: false };
    await expect.poll(set, { timeout: 20_000 }).toEqual(atOnce);
    person.chat.setReachable(person.user.id, false);
    await payer.type(`/pay ${address} 1.25 for a secret`);
    await payer.sees('room', '“a secret”');
    const kept = async () => {
      const [row] = await stage.sql<{ count: number }[]>`
      select count(*)::int as count from delivery where state = 'unreachable'`;
      return row!.count;
    };
    await expect.poll(kept, { timeout: 20_000 }).toBe(1);
    if (platform === 'telegram') person.chat.setReachable(person.user.id, true);
    else await person.type('/balance', place);
    const told = await person.sees(place, /paid you £1\.25/);
    if (platform !== 'telegram') {
      expect(told.ephemeral).toBe(true);
      expect(read(told)).toContain('While you were away');
    }
    await expect.poll(kept, { timeout: 20_000 }).toBe(0);
    person.chat.setReachable(person.user.id, true);
    await person.type('/balance', place);
    await stage.proven();
    const shown = person.reads(place).filter((text) => text.includes('paid you £1.25'));
    expect(shown).toHaveLength(1);
  },
);

it('nothing waits and the books are right', () => stage.proven());
