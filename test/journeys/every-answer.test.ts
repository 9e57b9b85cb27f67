/**
 * Whatever a platform lets people ask is answered there: every command, with and without words, every menu, every deep link, and
 * every form that opens, filled in with nonsense. No silence, no error that nobody was told of. What a new capability brings is
 * asked here by itself, because the lists are read from where the platforms read them.
 */
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ChatField } from '../../bots/playground/emulator.ts';
import { NotSent } from '../../bots/playground/emulator.ts';
import { DISCORD_CHANNEL, SLACK_CHANNEL, TELEGRAM_GROUP } from '../../bots/playground/people.ts';
import { capabilities } from '../../bots/shared/capabilities.ts';
import { COMMANDS } from '../../bots/shared/commands.ts';
import type { Platform } from '../../core/index.ts';
import { freshDatabase } from '../support/database.ts';
import { openStage, type Person, read, type Stage } from './stage.ts';

// A hundred and more events one after the other.
vi.setConfig({ testTimeout: 120_000 });

const database = await freshDatabase();
const complaints: string[] = [];
const log = pino(
  { level: 'error' },
  new Writable({
    write: (chunk, _encoding, done) => {
      complaints.push(String(chunk));
      done();
    },
  }),
);
let stage: Stage;
beforeAll(async () => {
  stage = await openStage(database, { log });
});
afterAll(() => stage.stop());

/** An operator and somebody else of each chat, and the room where both are. */
const cast: Record<Platform, { me: string; other: string; room: string }> = {
  discord: { me: 'alice', other: 'bob', room: DISCORD_CHANNEL },
  slack: { me: 'carol', other: 'bob', room: SLACK_CHANNEL },
  telegram: { me: 'dave', other: 'erin', room: TELEGRAM_GROUP },
};

const pollEvery_ms = 15;
/** No pass takes it: a machine that runs many things at once is slow, and silence is silence all the same. */
const PATIENCE_MS = 20_000;

/** Whether it comes true in time. */
async function comes(true_: () => boolean | Promise<boolean>, patience_ms: number): Promise<boolean> {
  for (const until = Date.now() + patience_ms; Date.now() < until; ) {
    if (await true_()) return true;
    await new Promise((resolve) => setTimeout(resolve, pollEvery_ms));
  }
  return false;
}

/** What somebody can see: both places, what is open, and what flashed up. */
function watching(person: Person) {
  let flashes = 0;
  const stop = person.chat.onFlash(({ userId }) => {
    if (userId === person.user.id) flashes += 1;
  });
  const sight = () => {
    const { chat, user } = person;
    const seen = (['room', 'direct'] as const).flatMap((place) =>
      person.messages(place).map((message) => [message.id, read(message), message.buttons]),
    );
    return JSON.stringify([seen, chat.form(user.id), chat.home(user.id), flashes]);
  };
  return { sight, stop };
}

const nonsense = ({ kind, select, value }: ChatField): string | string[] => {
  if (kind === 'choice' || kind === 'people')
    return select?.options.slice(0, 1).map((one) => one.value) ?? [];
  return value === '' ? '2 x' : value;
};

/** Every way of beginning something, by what it is called. */
const commandLines = COMMANDS.flatMap(({ name, subcommands = [] }) => {
  const words = capabilities.flatMap(({ messages }) => messages.en.commands[name] ?? []);
  return [
    `/${name}`,
    ...words.map(({ example }) => example),
    ...subcommands.map((sub) => `/${name} ${sub.name}`),
  ];
});

describe.each(Object.entries(cast) as [Platform, (typeof cast)[Platform]][])('on %s', (platform, names) => {
  let me: Person;
  let other: Person;
  let watch: ReturnType<typeof watching>;
  const silent: string[] = [];

  beforeAll(() => {
    me = stage.person(platform, names.me);
    other = stage.person(platform, names.other);
    watch = watching(me);
  });
  afterAll(() => watch.stop());

  /** Does it, and sees that something came of it. Where a client itself refuses to send, that is an answer, too. */
  async function answered(what: string, act: () => Promise<void>, { sight } = watch): Promise<void> {
    // Nothing is under way, so that what changes from now on is an answer.
    await stage.settled();
    const before = sight();
    try {
      await act();
    } catch (error) {
      if (error instanceof NotSent) return;
      throw error;
    }
    const changed = await comes(() => sight() !== before, PATIENCE_MS);
    if (!changed) silent.push(what);
  }

  /** If a form opened, it is answered as well, and then it is gone. */
  async function fillIn(what: string): Promise<void> {
    const form = me.chat.form(me.user.id);
    if (!form) return;
    const values = Object.fromEntries(
      form.fields
        .filter(({ kind }) => kind !== 'words' && kind !== 'buttons')
        .map((field) => [field.name, nonsense(field)]),
    );
    if (form.submit !== null)
      await answered(`the form of ${what}`, () => me.chat.submitForm(me.user.id, form.id, values));
    const left = me.chat.form(me.user.id);
    if (left) me.chat.closeForm(me.user.id, left.id);
  }

  it('every command is answered, with and without words, and so is its form', async () => {
    for (const line of commandLines) {
      await answered(line, () => me.type(line));
      await fillIn(line);
    }
    expect(silent).toEqual([]);
  });

  it('every menu is answered, and so is its form', async () => {
    await other.chat.say(other.user.id, names.room, 'dinner was 60');
    const message = me.chat
      .messages(me.user.id, names.room)
      .findLast(({ author }) => author.id === other.user.id)!;
    const targets = { user: other.user.id, message: message.id, global: undefined };
    for (const { id, label, on } of me.chat.menu(me.user.id, names.room)) {
      await answered(label, () => me.chat.choose(me.user.id, names.room, id, targets[on]));
      await fillIn(label);
    }
    expect(silent).toEqual([]);
  });

  it('every kind of button is answered, whoever presses it', async () => {
    for (const presser of [other, me]) {
      const watch = watching(presser);
      const pressed = new Set<string>();
      const places = (['room', 'direct'] as const).flatMap((place) =>
        presser.messages(place).map((message) => ({ place, message })),
      );
      for (const { place, message } of places)
        for (const { label, style, insert, select } of message.buttons.flat()) {
          await stage.settled();
          const now = presser.messages(place).find(({ id }) => id === message.id);
          const isThere = now?.buttons.flat().some((button) => button.label === label && !button.disabled);
          if (style === 'link' || insert || select || !isThere || pressed.has(label)) continue;
          pressed.add(label);
          await answered(`${presser.user.name}: ${label}`, () => presser.press(place, now!, label), watch);
          const form = presser.chat.form(presser.user.id);
          if (form) presser.chat.closeForm(presser.user.id, form.id);
        }
      watch.stop();
      expect(pressed.size).toBeGreaterThan(0);
    }
    expect(silent).toEqual([]);
  });

  it('nobody was told that something did not work', () => {
    for (const person of [me, other])
      for (const place of ['room', 'direct'] as const)
        expect(person.reads(place).filter((words) => words.includes('that did not work just now'))).toEqual(
          [],
        );
  });

  it.runIf(platform === 'telegram')('every deep link is answered', async () => {
    const names = capabilities.flatMap(({ shortcuts = {} }) => Object.keys(shortcuts));
    for (const link of [
      ...names,
      ...names.map((name) => `${name}_5`),
      'hello',
      'link_ABCD1234',
      'nonsense_1',
    ])
      await answered(`?start=${link}`, () => me.type(`/start ${link}`, 'direct'));
    expect(silent).toEqual([]);
  });
});

it('nothing of it was an error, and the books are right', async () => {
  await stage.settled();
  expect(complaints).toEqual([]);
  await stage.proven();
});
