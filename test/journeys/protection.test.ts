/** Being asked first, and the PIN: as people on each platform do it, and what is left of a PIN afterwards, which is nothing. */
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../bots/shared/contract-support.ts';
import { freshDatabase } from '../support/database.ts';
import { openStage, type Person, type Place, read, type Stage } from './stage.ts';

const database = await freshDatabase();
let stage: Stage;
let alice: Person;
let carol: Person;
let dave: Person;

/** Everything that is logged, down to the last detail. */
let logged = '';
const log = pino(
  { level: 'trace' },
  new Writable({
    write(chunk, _encoding, done) {
      logged += String(chunk);
      done();
    },
  }),
);

beforeAll(async () => {
  stage = await openStage(database, { log });
  alice = stage.person('discord', 'alice');
  carol = stage.person('slack', 'carol');
  dave = stage.person('telegram', 'dave');
});
afterAll(() => stage.stop());

/** As long as they may be: six digits are by chance a part of some moment in the log or in a table. */
const pins = { alice: '739154820617', carol: '806142957304', dave: '592817364095', wrong: '471193068252' };

const formOf = (who: Person, title: string) =>
  until(() => {
    const form = who.chat.form(who.user.id);
    return form?.title === title ? form : null;
  }, `${who.user.name} to see the form ${title}`);

const fillIn = async (who: Person, title: string, values: Record<string, string>) => {
  const form = await formOf(who, title);
  await who.chat.submitForm(who.user.id, form.id, values);
};

/** The question, wherever it is for its person alone. */
const asked = (who: Person, place: Place, words: string) => who.sees(place, words);

it.each([
  ['Discord', () => alice, 'room', '@carol@slack', 'Carol'],
  ['Slack', () => carol, 'room', '@alice@discord', 'Alice'],
  ['Telegram', () => dave, 'direct', '@alice@discord', 'Alice'],
] as const)('on %s: Confirm pays, Cancel leaves nothing', async (_, person, place, payee, name) => {
  const who = person();
  const before = Number(await who.balance());
  await who.type(`/pay ${payee} 30.10 for the boat`);
  const cancelled = await asked(who, place, `Pay ${name} £30.10?`);
  expect(read(cancelled)).toContain('“the boat”');
  expect(read(cancelled)).toContain('I ask because you have never paid them before.');
  if (place === 'room') expect(cancelled.ephemeral).toBe(true);
  await who.press(place, cancelled, 'Cancel');
  await who.sees(place, `Cancelled: ${name} gets nothing`);
  expect(Number(await who.balance())).toBe(before);

  await who.type(`/pay ${payee} 30.20 for the boat`);
  const confirmed = await asked(who, place, `Pay ${name} £30.20?`);
  stage.chats[who.chat.platform].faults.duplicateEvents(1, 3);
  await who.press(place, confirmed, 'Confirm');
  await who.sees(place, `Confirmed: £30.20 for ${name}`);
  await who.sees('room', new RegExp(`${who.user.name} paid ${name} £30\\.20`));
  expect(who.reads('room').join('\n')).not.toContain('30.10');
  await stage.proven();
  expect(Number(await who.balance())).toBeCloseTo(before - 30.2, 6);

  // They know each other now.
  await who.type(`/pay ${payee} 30.30 for the oars`);
  await who.sees('room', new RegExp(`${who.user.name} paid ${name} £30\\.30`));
});

it('Discord and Slack: the PIN is set by a form, wanted by one above its threshold, and there is no other way', async () => {
  for (const [who, pin, payee, name] of [
    [alice, pins.alice, '@bob', 'Bob'],
    [carol, pins.carol, '@bob', 'Bob'],
  ] as const) {
    await who.type('/pin');
    await fillIn(who, 'Set a PIN', { secret_new: pin, secret_again: pin });
    await who.sees('room', 'Your PIN is set');
    await who.type('/confirm');
    await fillIn(who, 'When I ask you first', {
      ask_above: '100.00',
      ask_new_above: '25.00',
      pin_above: '5',
      secret_pin: '',
    });
    expect(read(await who.sees('room', 'With your PIN'))).toContain('above £5.00');

    await who.type(`/pay ${payee} 6 for a game`);
    const question = await who.sees('room', `Pay ${name} £6.00?`);
    expect(read(question)).toContain('It needs your PIN.');
    await who.press('room', question, 'Confirm');
    await fillIn(who, 'Your PIN', { secret_pin: pins.wrong });
    // Slack's modal stays open and says so itself; Discord's closes, and a button opens it once more.
    if (who === carol) {
      const { errors } = await formOf(who, 'Your PIN');
      expect(errors.secret_pin).toBe('That PIN is not right. You have 4 more tries.');
    } else {
      const wrong = await who.sees('room', 'That PIN is not right. You have 4 more tries.');
      expect([wrong.ephemeral, wrong.id]).toEqual([true, question.id]);
      await who.press('room', wrong, 'Confirm');
    }
    await fillIn(who, 'Your PIN', { secret_pin: pin });
    const confirmed = await who.sees('room', `Confirmed: £6.00 for ${name}`);
    // In the place of the question, so that nothing is left to press.
    expect(confirmed.buttons.flat()).toEqual([]);
    expect(who.reads('room').join()).not.toContain(`Pay ${name} £6.00?`);
    await who.sees('room', new RegExp(`${who.user.name} paid ${name} £6\\.00`));

    if (who === alice) {
      // Discord's own client lets nobody send what is no option of a command.
      await expect(who.type(`/pin ${pin}`)).rejects.toThrow();
      continue;
    }
    await who.type(`/pin ${pin}`);
    expect((await who.sees('room', 'Please never type your PIN there')).ephemeral).toBe(true);
    await who.type('/confirm pin 50');
    await fillIn(who, 'Your PIN', { secret_pin: pin });
    await who.sees('room', 'above £50.00');
  }
  await stage.proven();
});

it('Discord: a code that links another chat wants the PIN, too', async () => {
  await alice.type('/link');
  await fillIn(alice, 'Your PIN', { secret_pin: pins.alice });
  expect((await alice.sees('room', 'Your code is')).ephemeral).toBe(true);
});

it('Telegram: the PIN is a message that is gone at once; in a group it is warned of', async () => {
  const mine = () =>
    dave.chat
      .messages(dave.user.id, dave.chat.channels(dave.user.id).find(({ kind }) => kind === 'direct')!.id)
      .filter(({ author }) => !author.bot)
      .map(read)
      .join('\n');
  await dave.type('/pin');
  await dave.sees('direct', 'Your new PIN, please');
  await dave.type(pins.dave, 'direct');
  await dave.sees('direct', 'Your PIN is set');
  await dave.type('/confirm pin 5');
  expect(read(await dave.sees('direct', 'With your PIN'))).toContain('above £5.00');

  await dave.type('/pay @bob@discord 6 for a game');
  const question = await dave.sees('direct', 'Pay Bob £6.00?');
  await dave.press('direct', question, 'Confirm');
  expect(read(await dave.sees('direct', 'Your PIN, please'))).toContain('To pay Bob £6.00.');
  await dave.type(pins.wrong, 'direct');
  await dave.sees('direct', 'You have 4 more tries.');
  await dave.type(pins.dave, 'direct');
  await dave.sees('direct', 'Confirmed: £6.00 for Bob');
  await dave.sees('room', /Dave paid Bob £6\.00/);
  expect(mine()).not.toContain(pins.dave);
  expect(mine()).not.toContain(pins.wrong);

  await dave.type(`/pin ${pins.dave}`);
  await dave.sees('direct', 'Please never type your PIN there');
  const prompts = () => dave.reads('direct').filter((text) => text.includes('Your PIN, please')).length;
  const before = prompts();
  await dave.type('/link');
  await until(() => prompts() === before + 1, 'the PIN to be asked for', 20_000);
  await dave.type(pins.dave, 'direct');
  await dave.sees('direct', 'Your code is');
  expect(dave.reads('room').join()).not.toContain('Your code is');
  await dave.type('/pin remove', 'direct');
  await until(() => prompts() === before + 2, 'the PIN to be asked for', 20_000);
  await dave.type(pins.dave, 'direct');
  await dave.sees('direct', 'Your PIN is removed');
  await stage.proven();
});

it('Slack: several wrong PINs, and one sending that comes twice, count what they are, until no more are looked at', async () => {
  await carol.type('/link');
  const form = await formOf(carol, 'Your PIN');
  expect(form.submit).toBe('Get the code');
  const gives = async (pin: string) => {
    await carol.chat.submitForm(carol.user.id, form.id, { secret_pin: pin });
    return carol.chat.form(carol.user.id)?.errors.secret_pin;
  };
  stage.chats.slack.faults.duplicateEvents(1, 3);
  expect(await gives(pins.wrong)).toContain('You have 4 more tries.');
  expect(await gives(pins.wrong)).toContain('You have 3 more tries.');
  await gives(pins.carol);
  const code = await carol.sees('room', 'Your code is');
  expect(code.ephemeral).toBe(true);
  expect(carol.chat.form(carol.user.id)).toBeNull();

  await carol.type('/link');
  const again = await formOf(carol, 'Your PIN');
  for (let tries = 1; tries <= 5; tries += 1)
    await carol.chat.submitForm(carol.user.id, again.id, { secret_pin: pins.wrong });
  expect(carol.chat.form(carol.user.id)?.errors.secret_pin).toContain('Too many wrong PINs');
  await carol.chat.submitForm(carol.user.id, again.id, { secret_pin: pins.carol });
  expect(carol.chat.form(carol.user.id)?.errors.secret_pin).toContain('Too many wrong PINs');
  carol.chat.closeForm(carol.user.id, again.id);
});

it('the operator resets a PIN that was forgotten', async () => {
  await dave.type('/bank pin reset @alice@discord', 'direct');
  await dave.sees('direct', 'Alice has no PIN any more');
  await alice.sees('direct', 'The operator has removed your PIN');
});

it('no PIN is left in any table, any log or any trace', async () => {
  await stage.proven();
  const secrets = Object.values(pins);
  const tables = await stage.sql<{ name: string }[]>`
    select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname !~ '^(pg_|information_schema)'`;
  expect(tables.length).toBeGreaterThan(25);
  for (const { name } of tables) {
    const found = await database.owner.query(
      `select 1 from ${name} t where t::text ~ '${secrets.join('|')}'`,
    );
    expect([name, found.length]).toEqual([name, 0]);
  }
  expect(logged.length).toBeGreaterThan(1_000);
  for (const secret of secrets) expect(logged).not.toContain(secret);
  const references = await stage.sql<{ reference: string }[]>`select reference from payment_order`;
  for (const { reference } of references) {
    const trace = JSON.stringify(await stage.core.trace.find({ reference }, { words: true }), (_, value) =>
      typeof value === 'bigint' ? String(value) : value,
    );
    for (const secret of secrets) expect(trace).not.toContain(secret);
  }
});
