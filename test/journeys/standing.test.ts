/** Payments that come later, and again and again, as people set them up and hear of them in each chat, carried by the real client libraries. */
import { expect, it } from 'vitest';
import type { ChatMessage } from '../../bots/playground/emulator.ts';
import { DISCORD_CHANNEL, SLACK_CHANNEL } from '../../bots/playground/people.ts';
import { openTown, type Person, type Place, read } from './stage.ts';

const { stage, alice, bob, bobOnSlack, carol, dave, erin } = await openTown();

const hour_ms = 3_600_000;
const day_ms = 24 * hour_ms;
/** A day from the stage's now on, whose clock is ahead of the one that the chats go by. */
const dayIn = (days: number): string =>
  new Date(stage.now().getTime() + days * day_ms).toISOString().slice(0, 10);
const labels = (message: ChatMessage) => message.buttons.flat().map(({ label }) => label);
const cardsWith = (person: Person, words: string, place: Place = 'room') =>
  person.messages(place).filter((message) => read(message).includes(words));
/** When the only one of somebody's pays next. */
const nextOf = async ({ identity }: Person): Promise<string | null> =>
  (await stage.core.standing.list(identity)).items[0]?.next ?? null;
/** The card of one that has just been set up. */
const scheduled = (memo: string): RegExp => new RegExp(`“${memo}”\n(?:.*\n)+It is scheduled\\.`);
const codeOf = (message: ChatMessage): string => /sto_\w+/.exec(read(message))![0];

/** Fills in and sends the form that is open. */
async function fillIn(
  person: Person,
  title: string,
  values: Record<string, string | string[]>,
): Promise<void> {
  await expect.poll(() => person.chat.form(person.user.id)?.title, { timeout: 15_000 }).toBe(title);
  await person.chat.submitForm(person.user.id, person.chat.form(person.user.id)!.id, values);
}

// Before the clock goes ahead of the forms' own.
it('forms: the menu of a person on Discord and the shortcut on Slack; what was missed is paid once, a large one is confirmed', async () => {
  const fifthDay = dayIn(5);
  const menu = bob.chat
    .menu(bob.user.id, DISCORD_CHANNEL)
    .find(({ label }) => label === 'Schedule a payment');
  expect(menu).toMatchObject({ on: 'user' });
  await bob.chat.choose(bob.user.id, DISCORD_CHANNEL, menu!.id, alice.user.id);
  const values = { amount: '2 for milk', start: 'tomorrow', repeat: 'day', end: '10 times' };
  await fillIn(bob, 'Schedule a payment', { who: [alice.user.id], ...values });
  await bob.press('room', await bob.sees('room', /Pay Alice £2\.00\?\nEvery day, 10 times/), 'Create');
  await bob.sees('room', 'It is scheduled.');

  const shortcut = carol.chat
    .menu(carol.user.id, SLACK_CHANNEL)
    .find(({ label }) => label === 'Schedule a payment');
  await carol.chat.choose(carol.user.id, SLACK_CHANNEL, shortcut!.id);
  const once = { amount: '150', start: 'in 3 days at 18:00', repeat: 'once', end: '' };
  await fillIn(carol, 'Schedule a payment', { who: [bobOnSlack.user.id], ...once });
  await carol.press('direct', await carol.sees('direct', 'Pay Bob £150.00?'), 'Create');
  await carol.press('direct', await carol.sees('direct', 'I ask because'), 'Confirm');
  await carol.sees('direct', 'It is scheduled.');

  // From here on it is noon, whenever this runs: how many dates are past goes by the time of the day.
  await stage.pass(Date.parse(`${fifthDay}T12:00Z`) - stage.now().getTime(), 'standing');
  const receipt = await alice.sees('room', 'Bob paid Alice £2.00');
  expect(read(receipt)).toContain('4 dates before it were missed, and are not paid.');
  await carol.press('direct', await carol.sees('direct', 'Not enough money for £150.00'), 'Skip');
  await carol.sees('direct', 'Left out: £150.00 to Bob');
  await carol.type('/schedules');
  await carol.sees('room', 'Nothing is scheduled.');
  await bob.type('/schedules');
  const list = await bob.sees('room', 'What you have scheduled');
  await bob.press('room', list, labels(list)[0]!);
  await bob.press('room', await bob.sees('room', 'active · paid once'), 'End');
  await bob.sees('room', 'ended · paid once');
  await stage.pass(5 * day_ms, 'standing');
  await stage.proven();
  expect([await alice.balance(), await bob.balance()]).toEqual(['102.00', '98.00']);
});

it('Discord: options ask privately, Create sets it up once, and the receipt comes into the room when its day does', async () => {
  await alice.type(`/schedule person:@Bob amount:5 when:on ${dayIn(1)} at 18:00 memo:lunch`);
  const question = await alice.sees('room', 'Pay Bob £5.00?');
  expect(question.ephemeral).toBe(true);
  expect(read(question)).toMatch(/“lunch”\nNext: .*18:00\u00a0UTC/);
  expect(labels(question)).toEqual(['Create', 'Cancel']);
  stage.chats.discord.faults.duplicateEvents(1, 3);
  await alice.press('room', question, 'Create');
  const made = await alice.sees('room', 'It is scheduled.');
  expect(made.id).toBe(question.id);
  expect(labels(made)).toEqual(['Pause', 'End']);
  expect(bob.reads('room').join()).not.toContain('lunch');

  await stage.pass(2 * day_ms, 'standing');
  const receipt = await bob.sees('room', 'Alice paid Bob £5.00');
  expect(read(receipt)).toContain('Scheduled payment: £5.00');
  await stage.pass(30 * day_ms, 'standing');
  await alice.type('/schedules');
  await alice.sees('room', 'Nothing is scheduled.');
  expect(cardsWith(bob, '“lunch”')).toHaveLength(1);
  await stage.proven();
  expect([await alice.balance(), await bob.balance()]).toEqual(['97.00', '103.00']);
});

it('Slack, in German: a rhythm pays somebody in another chat, is left out, paused, resumed and ended by buttons and by its code', async () => {
  await carol.type('/language de');
  await carol.sees('room', 'Deutsch');
  await carol.type('/schedule @dave@telegram 7,50 jeden Tag um 18 Uhr für Tee');
  const question = await carol.sees('room', /Dave 7,50\s£ zahlen\?\nJeden Tag/);
  expect(read(question)).toContain('„Tee“');
  await carol.press('room', question, 'Anlegen');
  const made = await carol.sees('room', 'Das ist geplant.');
  expect(labels(made)).toEqual(['Anhalten', 'Nächste auslassen', 'Beenden']);
  const code = codeOf(made);

  await stage.pass(day_ms, 'standing');
  expect(read(await carol.sees('room', 'Carol hat Dave 7,50'))).toMatch(/Dauerauftrag: 7,50\s£, jeden Tag/);
  expect(read(await dave.sees('direct', 'Carol paid you £7.50'))).toContain('“Tee”');

  const next = await nextOf(carol);
  // An old card's button is of an old date: it makes the card new, and leaves out nothing.
  await carol.press('room', made, 'Nächste auslassen');
  const fresh = await carol.sees('room', /läuft · einmal gezahlt/);
  expect(await nextOf(carol)).toBe(next);
  await carol.press('room', fresh, 'Nächste auslassen');
  await expect.poll(() => nextOf(carol)).not.toBe(next);
  await stage.pass(day_ms, 'standing');
  await carol.type(`/schedules anhalten ${code.toLowerCase()}`);
  await carol.sees('room', /angehalten · einmal gezahlt/);
  await stage.pass(3 * day_ms, 'standing');
  await carol.type('/schedules');
  const list = await carol.sees('room', 'Was du geplant hast');
  await carol.press('room', list, labels(list)[0]!);
  await carol.press('room', await carol.sees('room', /angehalten · einmal gezahlt/), 'Fortsetzen');
  await expect.poll(() => nextOf(carol)).not.toBeNull();
  await stage.pass(day_ms, 'standing');
  await expect.poll(() => dave.balance(), { timeout: 15_000 }).toBe('115.00');
  await carol.type(`/schedules beenden ${code}`);
  await carol.sees('room', /beendet · 2-mal gezahlt/);
  await stage.pass(3 * day_ms, 'standing');
  await carol.type('/language en');
  await carol.sees('room', 'English');
  await stage.proven();
  expect([await carol.balance(), await dave.balance()]).toEqual(['85.00', '115.00']);
});

it('Telegram: whoever lacks the money is told with what they can do, it is tried again, and it is paid once it is there', async () => {
  await dave.type(`/schedule @carol@slack 90 on ${dayIn(1)} at 12:00 for the boat`, 'direct');
  await dave.press('direct', await dave.sees('direct', 'Pay Carol £90.00?'), 'Create');
  await dave.sees('direct', 'It is scheduled.');
  await dave.type('/pay @carol@slack 60', 'direct');
  await dave.press('direct', await dave.sees('direct', 'Pay Carol £60.00?'), 'Confirm');
  await carol.sees('direct', 'Dave paid you £60.00');
  await stage.pass(2 * day_ms, 'standing');
  const failed = await dave.sees('direct', 'Not enough money for £90.00 to Carol');
  expect(read(failed)).toMatch(/It was due on .*\nThe next try is on /);
  expect(labels(failed)).toEqual(['Pay now', 'Skip']);
  const flashes: string[] = [];
  const stop = stage.chats.telegram.onFlash(({ text }) => flashes.push(text));
  await dave.press('direct', failed, 'Pay now');
  await expect.poll(() => flashes.at(-1)).toContain('There is not enough in your account');
  stop();

  await stage.pass(hour_ms, 'standing');
  await dave.type('/bank fund @dave 40 GBP', 'direct');
  await dave.sees('direct', /£40\.00/);
  stage.chats.telegram.faults.duplicateEvents(1, 3);
  await Promise.all([dave.press('direct', failed, 'Pay now'), dave.press('direct', failed, 'Pay now')]);
  const paid = await dave.sees('direct', 'Paid after all: £90.00 to Carol');
  expect(paid.id).toBe(failed.id);
  expect(labels(paid)).toEqual([]);
  await stage.pass(7 * hour_ms, 'standing');
  await carol.sees('direct', 'Dave paid you £90.00');
  await stage.proven();
  expect([await carol.balance(), await dave.balance()]).toEqual(['235.00', '5.00']);
});

it('Telegram: in the group only the question is private, what ran out of tries is left out, and somebody who never came is paid', async () => {
  await dave.type('/schedule @erin 20 daily at 09:00 2 times for the train');
  await dave.press(
    'direct',
    await dave.sees('direct', /Pay .?erin £20\.00\?\nEvery day, 2 times\n“the train”/i),
    'Create',
  );
  await dave.sees('direct', scheduled('the train'));
  expect(erin.reads('room').join()).not.toContain('train');
  await stage.pass(day_ms, 'standing');
  await dave.sees('direct', /Not enough money for £20\.00 to .?erin/i);
  await stage.pass(day_ms, 'standing');
  await dave.sees('direct', /Left out: £20\.00 to .?erin/i);
  const again = await dave.sees('direct', /Not enough money for £20\.00 to .?erin/i);
  await dave.type('/bank fund @dave 20 GBP', 'direct');
  await expect.poll(() => dave.balance(), { timeout: 15_000 }).toBe('25.00');
  await stage.pass(hour_ms, 'standing');
  expect((await dave.sees('direct', /Paid after all: £20\.00/)).id).toBe(again.id);
  await dave.sees('room', /Waiting for .?erin/i);
  await erin.type('/start', 'direct');
  await erin.sees('direct', '£20.00');
  await dave.type('/schedules', 'direct');
  await dave.sees('direct', 'Nothing is scheduled.');
  await stage.proven();
  expect(await erin.balance()).toBe('20.00');
});

it('what cannot be is refused, in each chat, and moves nothing', async () => {
  for (const [line, words] of [
    ['/schedule @carol@slack -5 tomorrow', 'An amount has to be more than nothing'],
    ['/schedule @carol@slack 5', 'When shall it be paid?'],
    ['/schedule @carol@slack 5 on 03-04-27', '“03-04-27” may be different days'],
    ['/schedule @carol@slack 5 tomorrow at 6', 'At what time is “at 6”?'],
    ['/schedule @carol@slack 5 on 31 February', 'There is no day or time'],
    ['/schedule @carol@slack 5 every hour', 'Once a day is the most often'],
    [`/schedule @dave 5 on ${dayIn(1)}`, 'That is you'],
    ['/schedule @carol@slack 5 on 2020-01-01', 'That is over already'],
    ['/schedules end sto_0000000000', 'You have nothing scheduled that is called sto_0000000000'],
  ] as const) {
    await dave.type(line, 'direct');
    await dave.sees('direct', words);
  }
  await carol.type(`/schedule @dave@telegram 5 on ${dayIn(1)}`);
  await carol.press('room', await carol.sees('room', 'Pay Dave £5.00?'), 'Create');
  await expect.poll(() => nextOf(carol)).not.toBeNull();
  const { items } = await stage.core.standing.list(carol.identity);
  // Row 13: whose it is not learns nothing of it, and changes nothing.
  await alice.type(`/schedules action:end reference:${items[0]!.reference}`);
  await alice.sees('room', `You have nothing scheduled that is called ${items[0]!.reference}`);
  expect((await stage.core.standing.list(carol.identity)).items).toHaveLength(1);
  await stage.proven();
});
