/** Subscriptions, as people offer, take and cancel them in each chat, carried by the real client libraries. */
import { expect, it } from 'vitest';
import type { ChatMessage } from '../../bots/playground/emulator.ts';
import { openTown, read } from './stage.ts';

const { stage, alice, bob, bobOnSlack, carol, dave, erin } = await openTown();

const labels = (message: ChatMessage) => message.buttons.flat().map(({ label }) => label);
const day = 86_400_000;

/** So many days, one by one: whatever is due is done. */
async function later(days: number): Promise<void> {
  for (let left = days; left > 0; left -= 1) {
    await stage.pass(day, 'subscription');
    await stage.settled();
  }
}

/** From a day to the same one of the next month, or to its last: 28 to 31. */
function daysOfMonth(from: Date): number {
  const [year, month, date] = [from.getUTCFullYear(), from.getUTCMonth(), from.getUTCDate()];
  const last = new Date(Date.UTC(year, month + 2, 0)).getUTCDate();
  return (Date.UTC(year, month + 1, Math.min(date, last)) - Date.UTC(year, month, date)) / day;
}

async function offerPost(text: string): Promise<string> {
  await alice.type('/paywall 2 The map');
  await expect.poll(() => alice.chat.form(alice.user.id)?.title, { timeout: 15_000 }).toBe('Sell something');
  const form = alice.chat.form(alice.user.id)!;
  await alice.chat.submitForm(alice.user.id, form.id, { price: '2', title: 'The map', teaser: '', text });
  return /pst_\w+/.exec(read(await alice.sees('room', 'The map')))![0];
}

it('on Discord: offered in the room, a double tap subscribes once, and the paid posts are open', async () => {
  const post = await offerPost('below the oak');
  await alice.type('/creator 5 a month');
  const card = await bob.sees('room', 'Subscribe to Alice');
  expect(labels(card)).toEqual(['Subscribe for £5.00 a month']);
  await Promise.all([1, 2].map(() => bob.press('room', card, 'Subscribe for £5.00 a month')));
  await alice.sees('direct', /Bob paid you £5\.00/);
  await stage.proven();
  expect(await bob.balance()).toBe('95.00');
  await bob.press('room', await bob.sees('room', 'The map'), 'Show it to me');
  expect((await bob.sees('room', 'below the oak')).ephemeral).toBe(true);

  // On Slack he is the same person.
  await bobOnSlack.type(`/paywall ${post}`);
  expect((await bobOnSlack.sees('room', 'below the oak')).ephemeral).toBe(true);
  await bobOnSlack.type('/subscriptions');
  const list = await bobOnSlack.sees('room', 'Your subscriptions');
  expect(read(list)).toMatch(/Alice\n?.*£5\.00 a month · renews on/);
  await stage.proven();
});

it('on Slack and Telegram: found by name, renewed after a month, and cancelled to the end of it', async () => {
  const days = daysOfMonth(stage.now());
  await carol.type('/subscribe @alice@discord');
  const offered = await carol.sees('room', 'Subscribe to Alice');
  expect(offered.ephemeral).toBe(true);
  await carol.press('room', offered, 'Subscribe for £5.00 a month');
  await dave.type('/subscribe @alice@discord', 'direct');
  await dave.press('direct', await dave.sees('direct', 'Subscribe to Alice'), 'Subscribe for £5.00 a month');
  await stage.proven();
  await later(days - 1);
  await dave.sees('direct', /Your subscription to Alice renews for £5\.00 on/);
  await dave.type('/subscriptions', 'direct');
  await dave.press('direct', await dave.sees('direct', 'Your subscriptions'), 'Cancel Alice');
  await dave.sees('direct', 'cancelled, runs until');
  await later(3);
  expect([await carol.balance(), await dave.balance(), await bob.balance()]).toEqual([
    '90.00',
    '95.00',
    '90.00',
  ]);
  await dave.sees('direct', 'Your subscription to Alice has ended, as you wished');
  await carol.sees('direct', /Carol paid Alice £5\.00|You paid Alice £5\.00/);
  await alice.type('/creator');
  expect(read(await alice.sees('room', 'What you offer'))).toContain('2 subscribers\nYou have earned £25.00');
  await stage.proven();
});

it('in German: what cannot be renewed is tried, told and ended', async () => {
  await dave.type('/bank fund @erin 6 GBP', 'direct');
  await erin.type('/start', 'direct');
  await erin.type('/language de', 'direct');
  await erin.sees('direct', 'Ich spreche Deutsch');
  await erin.type('/subscribe @alice@discord', 'direct');
  await erin.press(
    'direct',
    await erin.sees('direct', 'Alice abonnieren'),
    'Für 5,00\u00a0£ im Monat abonnieren',
  );
  await stage.proven();
  await later(35);
  await erin.sees('direct', /konnte nicht für 5,00\s£ verlängert werden/);
  await erin.sees('direct', 'Zum Verlängern reichte es nicht');
  expect(await erin.balance()).toBe('1.00');
  await stage.proven();
});
