/** Money that is asked for, as people ask and pay in each chat: typed, by buttons and by forms, carried by the real client libraries. */
import { expect, it } from 'vitest';
import type { ChatMessage } from '../../bots/playground/emulator.ts';
import { DISCORD_CHANNEL, SLACK_CHANNEL, TELEGRAM_GROUP } from '../../bots/playground/people.ts';
import { openTown, type Person, type Place, read } from './stage.ts';

const { stage, alice, bob, bobOnSlack, carol, dave, erin } = await openTown();

const labels = (message: ChatMessage) => message.buttons.flat().map(({ label }) => label);
const cardsWith = (person: Person, memo: string, place: Place = 'room') =>
  person.messages(place).filter((message) => read(message).includes(`“${memo}”`));
const codeOf = (message: ChatMessage): string => /req_\w+/.exec(read(message))![0];

/** Fills in and sends the form that is open. */
async function fillIn(
  person: Person,
  title: string,
  values: Record<string, string | string[]>,
): Promise<void> {
  await expect.poll(() => person.chat.form(person.user.id)?.title, { timeout: 15_000 }).toBe(title);
  await person.chat.submitForm(person.user.id, person.chat.form(person.user.id)!.id, values);
}

it('on Discord a request is paid in part by a form, then by a press, and its card becomes the receipt', async () => {
  await alice.type('/request @bob 12 for taxi');
  const card = await bob.sees('room', 'Alice asks Bob for £12.00');
  expect(labels(card)).toEqual(['Pay £12.00', 'Pay part', 'Decline', 'Cancel request']);
  expect(read(card)).toMatch(/“taxi”\nreq_\w+ · open · until /);

  await bob.press('room', card, 'Pay part');
  await fillIn(bob, 'Pay part of it', { amount: '5' });
  const part = await bob.sees('room', '£5.00 of £12.00 is paid.');
  expect(labels(part)).toEqual(['Pay £7.00', 'Pay part', 'Decline', 'Cancel request']);

  await bob.press('room', part, 'Pay £7.00');
  const receipt = await alice.sees('room', 'Bob paid Alice £12.00');
  expect(labels(receipt)).toEqual([]);
  expect(cardsWith(alice, 'taxi')).toHaveLength(1);
  await alice.sees('direct', 'Bob paid you £7.00');
  await stage.proven();
  expect(await alice.balance()).toBe('112.00');
});

it('on Slack the form asks several for a share each; the card says who has paid, and closes itself', async () => {
  await carol.type('/request');
  await fillIn(carol, 'Request money', {
    who: [bobOnSlack.user.id],
    amount: '4,50',
    split: '',
    memo: 'the film',
  });
  const card = await bobOnSlack.sees('room', 'Carol asks Bob for £4.50');
  await bobOnSlack.press('room', card, 'Decline');
  await carol.sees('room', 'Bob declined Carol’s request for £4.50');
  expect(read(await carol.sees('direct', 'Bob declined your request for £4.50'))).toContain('“the film”');
  await bobOnSlack.type(`/request pay ${codeOf(card)}`);
  expect((await bobOnSlack.sees('room', 'This request was declined')).ephemeral).toBe(true);

  await carol.type('/request @bob @dave@telegram 9 total for cake');
  const shared = await bobOnSlack.sees('room', 'Carol asks Bob and Dave for £9.00');
  await bobOnSlack.press('room', shared, 'Pay my share');
  await carol.sees('room', /Bob\n?.*£4\.50 · paid/);
  const own = await dave.sees('direct', 'Carol asks you for £4.50');
  expect(labels(own)).toEqual(['Pay £4.50', 'Pay part', 'Decline']);
  await dave.press('direct', own, 'Pay £4.50');
  await dave.sees('direct', 'You paid Carol £4.50');
  const receipt = await carol.sees('room', 'Bob and Dave paid Carol £9.00');
  expect(labels(receipt)).toEqual([]);
  expect(cardsWith(carol, 'cake')).toHaveLength(1);
  await stage.proven();
});

it('in Discord the menu of a person opens the form, and they are chosen in it', async () => {
  const menu = bob.chat.menu(bob.user.id, DISCORD_CHANNEL).find(({ label }) => label === 'Request money');
  expect(menu).toMatchObject({ on: 'user' });
  await bob.chat.choose(bob.user.id, DISCORD_CHANNEL, menu!.id, alice.user.id);
  await fillIn(bob, 'Request money', { who: [alice.user.id], amount: '2.50', split: '', memo: 'bread' });
  const card = await alice.sees('room', 'Bob asks Alice for £2.50');
  await alice.press('room', card, 'Pay £2.50');
  await alice.sees('room', 'Alice paid Bob £2.50');
  // Beside the card there is only what the payer alone sees.
  expect(cardsWith(bob, 'bread')).toHaveLength(1);
  await stage.proven();
});

it('in Slack the shortcut opens the form; what is asked by it reaches the other in their own chat', async () => {
  const menu = carol.chat.menu(carol.user.id, SLACK_CHANNEL).find(({ label }) => label === 'Request money');
  expect(menu).toMatchObject({ on: 'global' });
  await carol.chat.choose(carol.user.id, SLACK_CHANNEL, menu!.id);
  await fillIn(carol, 'Request money', { who: [bobOnSlack.user.id], amount: '1', split: '', memo: 'a pen' });
  await carol.sees('direct', 'Carol asks Bob for £1.00');
  // Bob is one person in two chats, and is told in one of them.
  const places = [bob, bobOnSlack].map(async (who) => {
    const own = await who.sees('direct', 'Carol asks you for £1.00');
    return () => who.press('direct', own, 'Pay £1.00');
  });
  const pay = await Promise.any(places);
  await pay();
  await carol.sees('direct', 'Bob paid Carol £1.00');
  await stage.proven();
});

it('on Telegram a part is typed, the rest is a press, and what is over says so in passing', async () => {
  await dave.type('/bank fund @erin 20 GBP', 'direct');
  await erin.type('/start', 'direct');
  await dave.type('/request @erin 6 for tea');
  const card = await erin.sees('room', /Dave asks @?erin for £6\.00/i);
  const flashes: string[] = [];
  const stop = stage.chats.telegram.onFlash(({ text }) => flashes.push(text));

  await erin.press('room', card, 'Pay part');
  await expect.poll(() => flashes.at(-1)).toContain(`/request pay ${codeOf(card)} 5`);
  await erin.type(`/request pay ${codeOf(card)} 2`);
  const part = await dave.sees('room', '£2.00 of £6.00 is paid.');

  // A double tap, of which the first is delivered three times.
  stage.chats.telegram.faults.duplicateEvents(1, 3);
  await Promise.all([erin.press('room', part, 'Pay £4.00'), erin.press('room', part, 'Pay £4.00')]);
  await dave.sees('room', /Erin paid Dave £6\.00/);
  // Which of the two taps is answered last is open.
  await expect.poll(() => flashes.join('\n')).toMatch(/^It is (paid already|being paid)/m);
  stop();
  expect(cardsWith(dave, 'tea')).toHaveLength(1);
  await stage.proven();
  expect(await erin.balance()).toBe('14.00');
});

it('in Telegram a card can be sent into any chat; whoever taps first and is not the asker pays, once', async () => {
  const { chat, user } = dave;
  const line = `${chat.inlineName()} request 5 pizza`;
  const [offered] = await chat.suggest(user.id, TELEGRAM_GROUP, line);
  expect(offered).toMatchObject({ title: 'Ask for £5.00', detail: 'pizza' });
  for (const nothing of [
    'request -5',
    'request 0',
    'request NaN',
    'request 1e3',
    'request 100abc',
    'request 5 @erin',
  ])
    expect(await chat.suggest(user.id, TELEGRAM_GROUP, `${chat.inlineName()} ${nothing}`)).toEqual([]);
  await chat.suggest(user.id, TELEGRAM_GROUP, line);
  await chat.pick(user.id, TELEGRAM_GROUP, offered!.id);
  const sent = () =>
    chat.messages(user.id, TELEGRAM_GROUP).findLast((message) => read(message).includes('“pizza”'))!;
  await expect.poll(() => labels(sent())).toEqual(['Pay £5.00', 'Pay part', 'Cancel request']);

  const before = [Number(await dave.balance()), Number(await erin.balance())];
  const tap = (person: Person) =>
    chat.press(person.user.id, TELEGRAM_GROUP, sent().id, sent().buttons.flat()[0]!.id);
  const flashes: string[] = [];
  const stop = chat.onFlash(({ text }) => flashes.push(text));
  await tap(dave);
  await expect.poll(() => flashes.at(-1)).toMatch(/^That is you/);
  await Promise.all([tap(erin), tap(erin)]);
  await expect.poll(() => read(sent())).toMatch(/Erin paid Dave £5\.00/);
  stop();
  expect(labels(sent())).toEqual([]);
  expect([Number(await dave.balance()), Number(await erin.balance())]).toEqual([
    before[0]! + 5,
    before[1]! - 5,
  ]);
  await stage.proven();
});

it('across the chats the asked one gets a card of their own; the asker reminds once a day, and cancels', async () => {
  await dave.type('/request @alice@discord 3 for stamps');
  const own = await alice.sees('direct', 'Dave asks you for £3.00');
  const card = await dave.sees('room', 'Dave asks Alice for £3.00');
  expect(labels(card)).toEqual(['Remind', 'Cancel request']);

  await dave.press('room', card, 'Remind');
  await alice.sees('direct', 'Dave reminds you of £3.00');
  await dave.type(`/request remind ${codeOf(card)}`, 'direct');
  await dave.sees('direct', 'You have reminded them today');

  await dave.press('room', card, 'Cancel request');
  await alice.sees('direct', 'Dave no longer asks you for £3.00');
  await alice.type(`/requests pay ${codeOf(own)} 1`, 'direct');
  await alice.sees('direct', 'This request was cancelled');
  // Her card and the reminder are edited each by itself.
  await expect.poll(() => cardsWith(alice, 'stamps', 'direct').map(labels)).toEqual([[], []]);
  await stage.proven();
});

it('the list is private, and opens a request with all that can be done about it', async () => {
  await carol.type('/request @bob 2 for milk');
  await bobOnSlack.sees('room', 'Carol asks Bob for £2.00');
  await bob.type('/requests');
  const list = await bob.sees('room', 'Your open requests');
  expect(list.ephemeral).toBe(true);
  expect(read(list)).toMatch(/Carol asks you/);
  await bob.press('room', list, 'Carol · £2.00');
  const opened = await bob.sees('room', 'Carol asks you for £2.00');
  expect(opened.ephemeral).toBe(true);
  await bob.press('room', opened, 'Pay £2.00');
  await carol.sees('room', 'Bob paid Carol £2.00');
  await stage.proven();
});

it('row 13: a bystander’s press is answered to them alone, and pays nothing', async () => {
  await bob.type('/request @alice 1 for a stamp');
  const card = await alice.sees('room', 'Bob asks Alice for £1.00');
  const before = await bob.balance();
  await bob.press('room', card, 'Pay £1.00');
  expect((await bob.sees('room', 'That is you')).ephemeral).toBe(true);
  expect(alice.reads('room').join()).not.toContain('That is you');
  expect(await bob.balance()).toBe(before);
  await bob.press('room', card, 'Cancel request');
  await alice.sees('room', 'Bob no longer asks Alice for £1.00');
});

it('row 14: what nobody pays in 14 days is over, on the card and in word to both', async () => {
  await carol.type('/request @bob 8 for stale bread');
  const card = await bobOnSlack.sees('room', 'Carol asks Bob for £8.00');
  await stage.pass(14 * 86_400_000, 'request_expire');
  await carol.sees('room', 'Carol’s request to Bob for £8.00 has expired');
  await carol.sees('direct', 'Your request to Bob for £8.00 has expired');
  await bobOnSlack.type(`/requests pay ${codeOf(card)}`);
  await bobOnSlack.sees('room', 'This request has expired');
  await stage.proven();
});
