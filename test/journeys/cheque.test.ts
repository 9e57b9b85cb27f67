/** Cheques in all three chats: written as paper, cashed from what is on it, and what is left of a secret afterwards, which is nothing. */
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ChatMessage } from '../../bots/playground/emulator.ts';
import { TELEGRAM_GROUP } from '../../bots/playground/people.ts';
import { paperFonts } from '../../bots/shared/paper/fonts.ts';
import { until } from '../bots/shared/contract-support.ts';
import { freshDatabase } from '../support/database.ts';
import { paperText } from '../support/paper-text.ts';
import { openStage, type Person, type Place, read, type Stage } from './stage.ts';

const database = await freshDatabase();
let stage: Stage;
let alice: Person;
let bob: Person;
let carol: Person;
let dave: Person;
let erin: Person;

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
  // The first paper of a process opens the fonts, which on a busy machine may take what a platform waits for an answer.
  paperFonts();
  stage = await openStage(database, { log });
  alice = stage.person('discord', 'alice');
  bob = stage.person('slack', 'bob');
  carol = stage.person('slack', 'carol');
  dave = stage.person('telegram', 'dave');
  erin = stage.person('telegram', 'erin');
});
afterAll(() => stage.stop());

const secrets: string[] = [];

interface OnPaper {
  number: string;
  secret: string;
  text: string;
  message: ChatMessage;
}

/** What is on the newest paper that somebody has which says this. */
async function paperOf(
  who: Person,
  place: Place,
  words: string,
  known: readonly OnPaper[] = [],
): Promise<OnPaper> {
  const found = (): OnPaper | null => {
    const places: Place[] = [place, 'direct'];
    for (const message of places.flatMap((one) => who.messages(one)).reverse())
      for (const { name, data } of message.files ?? []) {
        if (!name.endsWith('.pdf') || !data) continue;
        const text = paperText(Buffer.from(data, 'base64')).replaceAll('\u00a0', ' ');
        const [secret] = /^(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}$/m.exec(text) ?? [];
        const [number] = /TUP-\d{4}-\d{4}-\d{4}/.exec(text) ?? [];
        if (secret && number && text.includes(words) && !known.some((one) => one.secret === secret))
          return { number, secret, text, message };
      }
    return null;
  };
  const paper = await until(found, `${who.user.name} to have a paper that says ${words}`);
  secrets.push(paper.secret);
  return paper;
}

it('Discord: a cheque for the bearer is a paper for its writer alone, and is cashed on Telegram by a link, by somebody who has never come', async () => {
  const before = Number(await alice.balance());
  await alice.type('/cheque amount:12.34 memo:the @everyone party');
  const paper = await paperOf(alice, 'room', '£12.34');
  expect(read(paper.message)).toContain('Your cheque for £12.34');
  // A machine that is too busy to answer in time answers in the direct conversation.
  expect(paper.message.ephemeral || alice.messages('direct').some(({ id }) => id === paper.message.id)).toBe(
    true,
  );
  expect(paper.text).toContain('Twelve pounds and thirty-four pence only');
  expect(paper.text).toContain('the bearer');
  expect(Number(await alice.balance())).toBeCloseTo(before - 12.34, 2);
  expect(bob.reads('room').join()).not.toContain('12.34');

  expect(await stage.core.people.find(erin.identity)).toBeNull();
  await erin.type(
    `/start cash_${paper.number.replace(/\D/g, '')}_${paper.secret.replaceAll('-', '')}`,
    'direct',
  );
  expect(read(await erin.sees('direct', 'Cashed: £12.34'))).toContain('“the @everyone party”');
  expect(await erin.balance()).toBe('12.34');
  expect(read(await alice.sees('direct', 'Erin has cashed your cheque for £12.34'))).toContain(paper.number);
  // Row 24: once.
  await carol.type(`/cash ${paper.number} ${paper.secret}`);
  await carol.sees('room', 'This cheque has been cashed already');
  await stage.proven();
});

it('Slack: a cheque for somebody alone is cashed by a form; a slip in the number is told as one, and nobody else cashes it', async () => {
  await carol.type('/cheque 7 @alice@discord valid 3 months for rent');
  const paper = await paperOf(carol, 'room', '£7.00');
  expect(paper.text).toContain('Alice');
  await bob.type(`/cash ${paper.number} ${paper.secret}`);
  await bob.sees('room', 'This cheque is made out to somebody else');
  await alice.type('/cash');
  const form = await until(() => alice.chat.form(alice.user.id), 'the form');
  const slip = paper.number.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));
  await alice.chat.submitForm(alice.user.id, form.id, { number: slip, secret_code: paper.secret });
  await alice.sees('room', `“${slip}” is no number of a cheque`);
  const had = Number(await alice.balance());
  await alice.type('/cash');
  const again = await until(() => {
    const open = alice.chat.form(alice.user.id);
    return open && open.id !== form.id ? open : null;
  }, 'another form');
  await alice.chat.submitForm(alice.user.id, again.id, {
    number: paper.number,
    secret_code: paper.secret.toLowerCase(),
  });
  await alice.sees('room', 'Cashed: £7.00');
  expect(Number(await alice.balance())).toBeCloseTo(had + 7, 2);
  await carol.sees('direct', 'Alice has cashed your cheque for £7.00');
  await stage.proven();
});

it('Telegram: the code on paper is a link, a secret in the group is removed, and a paper can be printed anew and stopped', async () => {
  await dave.type('/cheque 5', 'direct');
  const paper = await paperOf(dave, 'direct', '£5.00');
  expect(paper.text).toContain('press Start');
  await dave.press('direct', paper.message, 'Print again');
  const printed = await paperOf(dave, 'direct', '£5.00', [paper]);
  expect(printed.number).toBe(paper.number);
  const room = () => erin.chat.messages(erin.user.id, TELEGRAM_GROUP).map(read).join('\n');
  await erin.type(`/cash ${paper.number} ${paper.secret}`);
  await erin.sees('direct', 'Number and secret do not belong together');
  await expect.poll(room).not.toContain(paper.secret);
  await dave.type('/cheques', 'direct');
  expect(read(await dave.sees('direct', `Cheque ${paper.number}`))).toContain('open, good until');
  // Row 13: whoever has the number alone stops nothing.
  await erin.type(`/stop ${paper.number}`, 'direct');
  await erin.sees('direct', `You wrote no cheque ${paper.number}`);
  const had = Number(await dave.balance());
  await dave.type(`/stop ${paper.number}`, 'direct');
  await dave.sees('direct', 'Stopped: £5.00 are back');
  expect(Number(await dave.balance())).toBeCloseTo(had + 5, 2);
  await erin.type(`/cash ${printed.number} ${printed.secret}`, 'direct');
  await erin.sees('direct', 'This cheque was stopped by its writer');
  await stage.proven();
});

it('in German, and from one chat to another at the same instant: one has it', async () => {
  await alice.type('/language language:de');
  await alice.sees('room', 'Deutsch');
  await alice.type('/cheque amount:3');
  const paper = await paperOf(alice, 'room', 'Drei Pfund');
  expect(paper.text).toContain('den Überbringer');
  const line = `/cash ${paper.number} ${paper.secret}`;
  const before = await Promise.all([bob, dave].map(async (who) => Number(await who.balance())));
  stage.chats.slack.faults.duplicateEvents(1, 3);
  await Promise.all([bob.type(line), dave.type(line, 'direct')]);
  const told = async (who: Person, place: Place) =>
    read(await who.sees(place, /Cashed: £3\.00|has been cashed already/));
  const answers = await Promise.all([told(bob, 'room'), told(dave, 'direct')]);
  expect(answers.filter((answer) => answer.includes('Cashed: £3.00'))).toHaveLength(1);
  const after = await Promise.all([bob, dave].map(async (who) => Number(await who.balance())));
  expect(after[0]! + after[1]! - before[0]! - before[1]!).toBeCloseTo(3, 2);
  await alice.sees('direct', 'hat deinen Scheck über 3,00');
  await stage.proven();
});

it('goes back when its time is over, and its writer is told', async () => {
  await carol.type('/cheque 4 valid 1 month');
  await paperOf(carol, 'room', '£4.00');
  const had = Number(await carol.balance());
  await stage.pass(33 * 86_400_000, 'expire_cheques');
  expect(read(await carol.sees('direct', 'A cheque has run out: £4.00 are back'))).toContain(
    'its paper is void',
  );
  expect(Number(await carol.balance())).toBeCloseTo(had + 4, 2);
  await stage.proven();
});

it('no secret is anywhere but on paper: not in the database, and not in the log', async () => {
  const tables = await database.owner<{ name: string }[]>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`;
  let stored = '';
  for (const { name } of tables)
    for (const { row } of await database.owner.query<{ row: string }[]>(
      `select to_jsonb(t)::text as row from ${name} t`,
    ))
      stored += `${row}\n`;
  expect(stored).toContain('TUP-');
  expect(secrets.length).toBeGreaterThan(5);
  for (const secret of secrets)
    for (const form of [secret, secret.replaceAll('-', ''), secret.slice(5, 19)])
      for (const text of [stored, logged]) expect(text.toUpperCase().includes(form)).toBe(false);
});
