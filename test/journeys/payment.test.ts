/** What people see when money moves between the chats: typed by them, carried by the real client libraries, read as they read it. */
import { beforeEach, expect, it } from 'vitest';
import { openTown, type Person, read } from './stage.ts';

const { stage, alice, bob, bobOnSlack, carol, dave, erin } = await openTown();

/** Of the four with money, and of the newcomer. */
const balances = async () => ({
  alice: await alice.balance(),
  bob: await bob.balance(),
  carol: await carol.balance(),
  dave: await dave.balance(),
  erin: (await stage.core.people.find(erin.identity)) ? await erin.balance() : '0.00',
});

let before: Awaited<ReturnType<typeof balances>>;
beforeEach(async () => {
  before = await balances();
});

/** Everybody has what they had, but for these changes in pence; and the books are right. */
const changed = async (changes: Partial<Record<keyof typeof before, number>>) => {
  await stage.proven();
  const pence = (text: string) => Math.round(Number(text) * 100);
  const after = await balances();
  const found = Object.entries(after).map(([name, text]) => [
    name,
    pence(text) - pence(before[name as keyof typeof before]),
  ]);
  expect(Object.fromEntries(found)).toEqual({ alice: 0, bob: 0, carol: 0, dave: 0, erin: 0, ...changes });
};

const cardsWith = (person: Person, memo: string) =>
  person.reads('room').filter((text) => text.includes(`“${memo}”`));

it('Discord pays Slack: a receipt for the room, the balance for the payer alone, word and balance for the payee', async () => {
  await alice.type('/pay @carol@slack 5 for lunch');

  const receipt = read(await alice.sees('room', /Alice paid Carol £5\.00\n/));
  expect(receipt).toMatch(/“lunch”\npay_\w+ · paid · .* · Carol: slack:T0TUPPENCE:U0CAROL$/);
  const sent = await alice.sees('room', 'You sent Carol £5.00');
  expect(sent.ephemeral).toBe(true);
  expect(read(sent)).toContain('You have £95.00 now.');
  expect(read(await carol.sees('direct', 'Alice paid you £5.00'))).toMatch(
    /“lunch”\nYou have £105\.00 now\.\npay_\w+ · paid · Alice: discord::100000000000000001$/,
  );
  expect(cardsWith(bob, 'lunch')).toEqual([receipt]);
  expect(bob.reads('room').join()).not.toContain('You have');
  await changed({ alice: -500, carol: 500 });
});

it('Slack pays Telegram: the amount first, and a memo of several words', async () => {
  await carol.type('/pay 4.50 @dave@telegram for the film');

  const receipt = read(await carol.sees('room', /Carol paid Dave £4\.50\n/));
  expect(receipt).toMatch(/“the film”\npay_\w+ · paid · .* · Dave: telegram::4001$/);
  expect((await carol.sees('room', 'You sent Dave £4.50')).ephemeral).toBe(true);
  expect(read(await dave.sees('direct', 'Carol paid you £4.50'))).toContain('“the film”');
  expect(cardsWith(bobOnSlack, 'the film')).toEqual([receipt]);
  await changed({ carol: -450, dave: 450 });
});

it('Telegram pays Discord: where nothing in a group is for one alone, the balance goes to the direct conversation', async () => {
  await dave.type('/pay 3 @alice@discord for tea');

  const receipt = read(await dave.sees('room', /Dave paid Alice £3\.00\n/));
  expect(read(await dave.sees('direct', 'You sent Alice £3.00'))).toContain('You have');
  expect(read(await alice.sees('direct', 'Dave paid you £3.00'))).toContain('Dave: telegram::4001');
  expect(cardsWith(erin, 'tea')).toEqual([receipt]);
  expect(erin.reads('room').join()).not.toContain('You have');
  await changed({ dave: -300, alice: 300 });
});

it('a payer takes back what nobody has claimed', async () => {
  await dave.type('/pay 1.50 @erin for a surprise');
  const card = await dave.sees('room', /for Erin to claim it|for @erin to claim it/);
  await changed({ dave: -150 });

  const flashes: string[] = [];
  const stop = stage.chats.telegram.onFlash(({ text }) => flashes.push(text));
  await dave.press('room', card, 'Take back');
  await dave.sees('room', /£1\.50 for @?erin went back to Dave/i);
  await expect.poll(() => flashes).toEqual(['£1.50 is back with you']);
  stop();
  expect(cardsWith(dave, 'a surprise')).toHaveLength(1);
  await changed({});
});

it("a newcomer's money waits until they speak, and is theirs at their first word", async () => {
  await dave.type('/pay 2 @erin for cake');
  const waiting = await dave.sees('room', /has £2\.00 for @?erin/i);
  expect(waiting.buttons.flat().map(({ label }) => label)).toEqual(['Claim', 'Take back']);
  expect(erin.messages('direct')).toEqual([]);
  await dave.sees('direct', /Your £2\.00 is waiting for @?erin/i);
  await changed({ dave: -200 });

  await erin.type('/start', 'direct');
  await erin.sees('direct', 'Welcome, Erin');
  expect(read(await erin.sees('direct', 'Dave paid you £2.00'))).toMatch(
    /“cake”\nIt was waiting for you, and is yours now\.\nYou have £2\.00 now\./,
  );
  const receipt = await dave.sees('room', /Dave paid Erin £2\.00/);
  expect(receipt.buttons.flat().map(({ label }) => label)).toEqual(['Options']);
  expect(cardsWith(dave, 'cake')).toHaveLength(1);
  await changed({ dave: -200, erin: 200 });
});

it('an amount that can be read in two ways asks, and the button that is pressed pays, once', async () => {
  await carol.type('/pay @bob 1.000 for the roof');
  const question = await carol.sees('room', 'Which amount do you mean?');
  expect(question.ephemeral).toBe(true);
  expect(read(question)).toContain('Nothing has been paid yet.');
  expect(question.buttons.flat().map(({ label }) => label)).toEqual(['£1.00', '£1,000.00']);
  await changed({});

  stage.chats.slack.faults.duplicateEvents(1, 3);
  await carol.press('room', question, '£1.00');
  await carol.sees('room', /Carol paid Bob £1\.00\n/);
  expect(cardsWith(carol, 'the roof')).toHaveLength(1);
  await changed({ carol: -100, bob: 100 });
});

it('a frozen payer is told so privately, pays nothing, and pays again when the operator allows', async () => {
  await dave.type('/bank freeze @carol@slack', 'direct');
  await dave.sees('direct', 'Carol’s account is frozen');

  await carol.type('/pay @bob 1 for nothing');
  expect((await carol.sees('room', 'Your account is frozen')).ephemeral).toBe(true);
  expect(bobOnSlack.reads('room').join()).not.toContain('frozen');
  expect(cardsWith(carol, 'nothing')).toEqual([]);
  await changed({});

  await dave.type('/bank unfreeze @carol@slack', 'direct');
  await dave.sees('direct', 'Carol’s account is no longer frozen');
  await carol.type('/pay @bob 1 for something');
  await carol.sees('room', /Carol paid Bob £1\.00\n“?/);
  await carol.sees('room', '“something”');
  await changed({ carol: -100, bob: 100 });
});

it('more than one has is refused privately, with what is there', async () => {
  await alice.type('/pay @bob 5000');
  const refusal = await alice.sees('room', 'There is not enough in your account');
  expect(refusal.ephemeral).toBe(true);
  expect(bob.reads('room').join()).not.toContain('not enough');
  await changed({});
});

it('a code from one chat, entered in another, makes two accounts one person with one balance', async () => {
  await erin.type('/link', 'direct');
  const code = /Your code is (\S+)/.exec(read(await erin.sees('direct', 'Your code is')))![1]!;
  await alice.type(`/link ${code}`);
  const question = await alice.sees('room', 'Is Erin you, too?');
  expect(question.ephemeral).toBe(true);
  await alice.press('room', question, 'Yes, both are me');
  await erin.sees('direct', 'Alice has joined your account');
  const linked = await alice.sees('room', 'Your chats are linked');
  expect(linked.ephemeral).toBe(true);
  expect(await alice.balance()).toBe(await erin.balance());
  const together = Number(before.alice) + Number(before.erin);
  expect(Number(await alice.balance())).toBeCloseTo(together, 6);
  await stage.proven();

  // One person now: what is sent to her there can be spent here.
  await alice.type(`/pay @bob ${(together - 1).toFixed(2)} for everything`);
  await alice.press('room', await alice.sees('room', 'you have never paid them before'), 'Confirm');
  await alice.sees('room', /paid Bob .*\n@Alice → .*Bob\n“everything”/);
  await erin.type('/balance', 'direct');
  await erin.sees('direct', 'You have £1.00');
  await stage.proven();
});
