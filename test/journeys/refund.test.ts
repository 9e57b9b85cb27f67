/** Money back, as people ask for it in each chat's own way, through the emulators and the real client libraries. */
import { expect, it } from 'vitest';
import { openTown, type Person, type Place, read } from './stage.ts';

const { stage, alice, bob, bobOnSlack, carol, dave, erin } = await openTown();

/** Pays in the room; the receipt once it has its button, and its reference. */
async function paid(payer: Person, line: string, receipt: RegExp) {
  await payer.type(line);
  const card = await payer.sees('room', receipt);
  expect(card.buttons.flat().map(({ label }) => label)).toEqual(['Options']);
  return { card, reference: /pay_\w+/.exec(read(card))![0] };
}

/** Fills in and sends the form that is open. */
async function fillIn(person: Person, title: string, values: Record<string, string>): Promise<void> {
  await expect.poll(() => person.chat.form(person.user.id)?.title, { timeout: 15_000 }).toBe(title);
  await person.chat.submitForm(person.user.id, person.chat.form(person.user.id)!.id, values);
}

const mine = (person: Person, place: Place, words: string) =>
  person.reads(place).filter((text) => text.includes(words));

it('on Discord the payee presses the receipt’s button, fills in how much, and both sides and the receipt say so', async () => {
  const { card } = await paid(alice, '/pay @bob 5 for tickets', /Alice paid Bob £5\.00\n/);
  await bob.press('room', card, 'Options');
  await fillIn(bob, 'Refund', { amount: '3' });
  const answer = await bob.sees('room', 'You refunded Alice £3.00');
  expect(answer.ephemeral).toBe(true);
  await alice.sees('room', /“tickets”\nRefunded £3\.00 of £5\.00\./);
  expect(read(await alice.sees('direct', 'Bob refunded you £3.00'))).toContain('You have £98.00 now.');
  expect(mine(alice, 'room', 'You refunded')).toEqual([]);
  await stage.proven();
});

it('on Slack, the same: left empty, the form gives all of it back', async () => {
  const { card } = await paid(carol, '/pay @bob 4 for tea', /Carol paid Bob £4\.00\n/);
  await bobOnSlack.press('room', card, 'Options');
  await fillIn(bobOnSlack, 'Refund', { amount: '' });
  expect((await bobOnSlack.sees('room', 'You refunded Carol £4.00')).ephemeral).toBe(true);
  await carol.sees('room', /“tea”\nRefunded £4\.00 of £4\.00\./);
  await carol.sees('direct', 'Bob refunded you £4.00');
  expect(await carol.balance()).toBe('100.00');
  await stage.proven();
});

it('on Telegram, where there are no forms, a button for all of it and a command for a part', async () => {
  await erin.type('/start', 'direct');
  const { card } = await paid(dave, '/pay 2 @erin for cake', /Dave paid Erin £2\.00\n/);
  const second = await paid(dave, '/pay 3 @erin for more cake', /Dave paid Erin £3\.00\n/);

  await erin.press('room', card, 'Options');
  const offer = await erin.sees('direct', 'Refund Dave?');
  expect(offer.buttons.flat().map(({ label }) => label)).toEqual(['Refund £2.00']);
  await erin.press('direct', offer, 'Refund £2.00');
  await erin.sees('direct', 'You refunded Dave £2.00');
  expect(mine(erin, 'direct', 'Refund Dave?')).toEqual([]);

  await erin.type(`/refund ${second.reference} 1.50`, 'direct');
  await erin.sees('direct', 'You refunded Dave £1.50');
  await dave.sees('room', /“more cake”\nRefunded £1\.50 of £3\.00\./);
  await dave.sees('direct', 'Erin refunded you £1.50');
  expect(mine(dave, 'room', 'You refunded')).toEqual([]);
  await stage.proven();
});

it('row 13: a bystander who presses it is refused in private, in each chat', async () => {
  const flashes: string[] = [];
  const stop = stage.chats.telegram.onFlash(({ text }) => flashes.push(text));
  const onTelegram = await paid(dave, '/pay @alice@discord 1 for the bus', /Dave paid Alice £1\.00\n/);
  await erin.press('room', onTelegram.card, 'Options');
  await expect.poll(() => flashes, { timeout: 15_000 }).toEqual(['That button is for somebody else']);
  stop();
  const onDiscord = await paid(alice, '/pay @carol@slack 1 for the tram', /Alice paid Carol £1\.00\n/);
  await bob.press('room', onDiscord.card, 'Options');
  expect((await bob.sees('room', 'That button is for somebody else')).ephemeral).toBe(true);
  const onSlack = await paid(carol, '/pay @dave@telegram 1 for the ferry', /Carol paid Dave £1\.00\n/);
  await bobOnSlack.press('room', onSlack.card, 'Options');
  expect((await bobOnSlack.sees('room', 'That button is for somebody else')).ephemeral).toBe(true);
  await stage.proven();
});

it('whoever was paid in another chat has the button on their note there', async () => {
  await paid(alice, '/pay @carol@slack 2 for paper', /Alice paid Carol £2\.00\n/);
  const note = await carol.sees('direct', /Alice paid you £2\.00\n“paper”/);
  await carol.press('direct', note, 'Options');
  await fillIn(carol, 'Refund', { amount: '2' });
  await carol.sees('direct', 'You refunded Alice £2.00');
  await alice.sees('room', /“paper”\nRefunded £2\.00 of £2\.00\./);
  await stage.proven();
});

it('what an asker gives back is asked for again on the same card, in each chat', async () => {
  const codeIn = async (person: Person, words: string) =>
    /pay_\w+/.exec(read(await person.sees('direct', words)))![0];

  await alice.type('/request @bob 6 for lamp');
  await bob.press('room', await bob.sees('room', 'Alice asks Bob for £6.00'), 'Pay £6.00');
  await alice.sees('room', 'Bob paid Alice £6.00');
  await alice.type(`/refund reference:${await codeIn(alice, 'Bob paid you £6.00')} amount:2`);
  const lamp = await bob.sees('room', '£4.00 of £6.00 is paid. £2.00 was given back, so it is open again.');
  await bob.press('room', lamp, 'Pay £2.00');
  await alice.sees('room', /Bob paid Alice £6\.00\n[\s\S]*£2\.00 was given back\./);

  await carol.type('/split 8 lemonade @bob');
  await bobOnSlack.press('room', await bobOnSlack.sees('room', 'Carol splits £8.00'), 'Pay my share');
  await carol.sees('room', 'Everybody has paid Carol: £8.00 is split');
  await carol.type(`/refund ${await codeIn(carol, 'Bob paid you £4.00')}`);
  const open = await carol.sees('room', '0 of 1 has paid, £4.00 is still open. £4.00 was given back');
  await carol.press('room', open, 'Call off');
  await carol.sees(
    'room',
    /Carol called off the split of £8\.00\n[\s\S]*Bob\n?.*not paid · £4\.00 given back/,
  );

  await erin.type('/request @dave 2.20 for ice');
  await dave.press('room', await dave.sees('room', /Erin asks @?dave for £2\.20/i), 'Pay £2.20');
  await erin.sees('room', /Dave paid Erin £2\.20\n.*\n“ice”/);
  await erin.type(`/refund ${await codeIn(erin, 'Dave paid you £2.20')}`, 'direct');
  await dave.sees('room', '£2.20 was given back, so it is open again.');
  await stage.proven();
});

it('an operator orders a refund, and both sides are told by whom', async () => {
  const { reference } = await paid(carol, '/pay @erin@telegram 2 for nothing', /Carol paid Erin £2\.00\n/);
  await alice.type(`/bank refund ${reference} 1`);
  expect((await alice.sees('room', '£1.00 went back from Erin to Carol')).ephemeral).toBe(true);
  await erin.sees('direct', 'The bank returned £1.00 from you to Carol');
  await carol.sees('direct', 'The bank returned £1.00 to you from Erin');
  await stage.proven();
});

/** The operators of the playground are Alice, Carol and Dave; whoever paid has no say. */
const dispute = (reference: string, words: string) => `/dispute ${reference} ${words}`;

it('on Discord the payer says what is wrong in a form, and an operator on Slack refunds it by a button', async () => {
  const { card, reference } = await paid(alice, '/pay @bob 3 for soup', /Alice paid Bob £3\.00\n/);
  await alice.press('room', card, 'Options');
  await fillIn(alice, 'Something is wrong', { reason: 'The soup was cold.' });
  const told = await alice.sees('room', /The bank knows: something is wrong with your £3\.00 to Bob/);
  expect(told.ephemeral).toBe(true);

  const atBank = await carol.sees('direct', /Alice says that something is wrong with £3\.00 to Bob/);
  expect(read(atBank)).toContain('“The soup was cold.”');
  expect(atBank.buttons.flat().map(({ label }) => label)).toEqual(['Refund £3.00', 'Ask', 'Reject']);
  await dave.sees('direct', new RegExp(`Alice says that something is wrong[^]*${reference}`));
  await carol.press('direct', atBank, 'Refund £3.00');
  await carol.sees('direct', /Alice got money back from Bob[\s\S]*“The soup was cold\.”/);
  await alice.sees('direct', /The bank returned £3\.00 to you from Bob[\s\S]*is settled with it/);
  await alice.sees('room', /“soup”\nRefunded £3\.00 of £3\.00\./);
  // The other operator's card has no buttons any more.
  const other = await dave.sees('direct', /Alice got money back from Bob/);
  expect(other.buttons.flat()).toEqual([]);
  for (const words of [...bob.reads('room'), ...bobOnSlack.reads('room')])
    expect(words).not.toContain('cold');
  await stage.proven();
});

it('on Slack the operator asks in a form, and the payer answers in one; then it is rejected with a word', async () => {
  const { card } = await paid(carol, '/pay @bob 2 for stamps', /Carol paid Bob £2\.00\n/);
  await carol.press('room', card, 'Options');
  await fillIn(carol, 'Something is wrong', { reason: 'None came.' });
  const atBank = await alice.sees('direct', /Carol says that something is wrong with £2\.00 to Bob/);
  await alice.press('direct', atBank, 'Ask');
  await fillIn(alice, 'Ask the payer', { word: 'Since when?' });
  const question = await carol.sees('direct', /The bank asks about your £2\.00 to Bob[\s\S]*“Since when\?”/);
  // Her own card is a delivery beside the question, and may come after it.
  await alice.sees('direct', 'Since when?');
  expect(mine(alice, 'direct', 'Since when?')).toHaveLength(1);
  await carol.press('direct', question, 'Answer');
  await fillIn(carol, 'Answer the bank', { word: 'A week.' });
  const answered = await alice.sees('direct', /Carol: “A week\.”/);
  // An answer is a message of its own, for an edit of the card above would ring nobody; that one only points to it.
  const above = await alice.sees('direct', 'Carol has answered: it goes on in a newer message');
  expect(above.buttons.flat()).toEqual([]);
  expect(mine(alice, 'direct', 'Carol: “A week.”')).toHaveLength(1);
  await alice.press('direct', answered, 'Reject');
  await fillIn(alice, 'Reject', { word: 'They are in the drawer.' });
  await carol.sees('direct', /The bank leaves your £2\.00 to Bob as it is[\s\S]*“They are in the drawer\.”/);
  await alice.sees('direct', 'They are in the drawer.');
  expect(mine(alice, 'direct', 'They are in the drawer.')).toHaveLength(1);
  await stage.proven();
});

it('on Telegram everything is typed, and the payer withdraws it by a button', async () => {
  const { card, reference } = await paid(dave, '/pay 1 @erin for glue', /Dave paid Erin £1\.00\n/);
  await dave.press('room', card, 'Options');
  await dave.sees('direct', `Type /dispute ${reference} and what is wrong.`);
  await dave.type(dispute(reference, 'It does not stick.'), 'direct');
  const told = await dave.sees('direct', /The bank knows: something is wrong with your £1\.00 to Erin/);
  const atBank = await carol.sees('direct', /Dave says that something is wrong with £1\.00 to Erin/);
  const id = /dsp_\w+/.exec(read(atBank))![0];
  await carol.type(`/bank dispute ${id} ask Which glue?`);
  await dave.sees('direct', '“Which glue?”');
  await dave.type(dispute(reference, 'The blue one.'), 'direct');
  await carol.sees('direct', 'Dave: “The blue one.”');
  await carol.sees('direct', 'Dave has answered: it goes on in a newer message');
  await dave.press('direct', told, 'Withdraw');
  await dave.sees('direct', 'You have withdrawn it: your £1.00 to Erin');
  await carol.sees('direct', /Dave has withdrawn it/);
  await stage.proven();
});

it('row 13: only operators have /bank disputes, and only on them its buttons act', async () => {
  const { reference } = await paid(dave, '/pay 1 @erin for tape', /Dave paid Erin £1\.00\n/);
  await dave.type(dispute(reference, 'Wrong colour.'), 'direct');
  const atBank = await carol.sees('direct', /Wrong colour/);
  await erin.type('/bank disputes', 'direct');
  await erin.sees('direct', 'Only the operator may do that');
  await carol.type('/bank disputes');
  expect((await carol.sees('room', '1 payment is disputed')).ephemeral).toBe(true);
  await dave.type(`/bank dispute ${/dsp_\w+/.exec(read(atBank))![0]} refund`, 'direct');
  await dave.sees('direct', 'You take part in this payment yourself');
  await carol.type(`/bank dispute ${/dsp_\w+/.exec(read(atBank))![0]} refund 0.40`);
  await dave.sees('direct', 'The bank returned £0.40 to you from Erin');
  await stage.proven();
});
