/**
 * The README's transcript is what Tuppence says: it is replayed here. `TRANSCRIPT=write npx vitest run test/journeys/readme`
 * writes it anew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ChatMessage } from '../../bots/playground/emulator.ts';
import { freshDatabase } from '../support/database.ts';
import { openStage, type Person, type Place, read, type Stage } from './stage.ts';

const README = new URL('../../README.md', import.meta.url);
const BLOCK = /(<!-- transcript -->\n)([\s\S]*?)(<!-- \/transcript -->)/;

type Cast = Record<'alice' | 'carol' | 'dave' | 'erin', Person>;

interface Seen {
  by: Person;
  in: Place;
  words: RegExp;
  /** The message that was there already. */
  edited?: true;
}

interface Step {
  who: Person;
  in: Place;
  /** What is typed, or the button that is pressed on the message with these words. */
  does: string | { presses: string; on: RegExp };
  seen: Seen[];
}

const script = ({ alice, carol, dave, erin }: Cast): Step[] => [
  {
    who: alice,
    in: 'room',
    does: '/pay @carol@slack 5 for lunch',
    seen: [
      { by: alice, in: 'room', words: /Alice paid Carol £5\.00\n/ },
      { by: alice, in: 'room', words: /You sent Carol/ },
      { by: carol, in: 'direct', words: /Alice paid you/ },
    ],
  },
  {
    who: carol,
    in: 'room',
    does: '/pay @bob 1.000 for the tickets',
    seen: [{ by: carol, in: 'room', words: /Which amount/ }],
  },
  {
    who: carol,
    in: 'room',
    does: { presses: '£1.00', on: /Which amount/ },
    seen: [{ by: carol, in: 'room', words: /Carol paid Bob £1\.00\n/ }],
  },
  {
    who: dave,
    in: 'room',
    does: '/pay 2 @erin for cake',
    seen: [{ by: dave, in: 'room', words: /has £2\.00 for/ }],
  },
  {
    who: erin,
    in: 'direct',
    does: '/start',
    seen: [
      { by: erin, in: 'direct', words: /Welcome, Erin/ },
      { by: erin, in: 'direct', words: /Dave paid you/ },
      { by: dave, in: 'room', words: /Dave paid Erin/, edited: true },
    ],
  },
  {
    who: erin,
    in: 'direct',
    does: '/pay 5 @dave for coffee',
    seen: [{ by: erin, in: 'direct', words: /not enough/ }],
  },
  {
    who: alice,
    in: 'room',
    does: '/balance',
    seen: [{ by: alice, in: 'room', words: /^You have £95\.00/ }],
  },
];

const names = { discord: 'Discord', slack: 'Slack', telegram: 'Telegram' };

const placeOf = ({ chat, user }: Person, place: Place): string => {
  const channel = chat.channels(user.id).find(({ kind }) => (kind === 'direct') === (place === 'direct'))!;
  const name = chat.platform === 'telegram' ? channel.name : `#${channel.name}`;
  return `${place === 'room' ? name : `${user.name} and Tuppence`} on ${names[chat.platform]}`;
};

const indented = (who: string, lines: string[]): string =>
  lines.map((line, index) => `  ${(index === 0 ? who : '').padEnd(10)}${line}`.trimEnd()).join('\n');

const answer = (message: ChatMessage, { by, edited }: Seen): string => {
  const buttons = message.buttons.flat().map(({ label }) => `[${label}]`);
  return indented('Tuppence', [
    ...(edited ? ['(the same message, edited)'] : []),
    ...(message.ephemeral ? [`(only visible to ${by.user.name})`] : []),
    ...read(message).split('\n'),
    ...(buttons.length ? [buttons.join(' ')] : []),
  ]);
};

/** Plays the step once everything before it is done, and tells what was seen. */
async function play(stage: Stage, { who, in: place, does, seen }: Step): Promise<[string, string][]> {
  const told: [string, string][] = [];
  if (typeof does === 'string') {
    told.push([placeOf(who, place), indented(who.user.name, [does])]);
    await who.type(does, place);
  } else {
    told.push([placeOf(who, place), indented(who.user.name, [`presses [${does.presses}]`])]);
    await who.press(place, await who.sees(place, does.on), does.presses);
  }
  for (const each of seen) {
    const message = await each.by.sees(each.in, each.words);
    told.push([placeOf(each.by, each.in), answer(message, each)]);
  }
  await stage.proven();
  return told;
}

/** References are random, and days are counted from the first one that is told. */
function steady(text: string): string {
  const dates = /\b\d{1,2} (?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec) \d{4}\b/g;
  const first = Date.parse(`${text.match(dates)?.[0]} UTC`);
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });
  return text
    .replace(/\b(pay|bnk)_[0-9A-Z]+/g, '$1_…')
    .replace(dates, (date) => day.format(Date.UTC(2026, 4, 1) + Date.parse(`${date} UTC`) - first));
}

const database = await freshDatabase();
let stage: Stage;
beforeAll(async () => {
  stage = await openStage(database);
});
afterAll(() => stage.stop());

it('what the README shows is what people see', async () => {
  const cast: Cast = {
    alice: stage.person('discord', 'alice'),
    carol: stage.person('slack', 'carol'),
    dave: stage.person('telegram', 'dave'),
    erin: stage.person('telegram', 'erin'),
  };
  await stage.proven();
  const told: [string, string][] = [];
  for (const step of script(cast)) told.push(...(await play(stage, step)));
  const lines = told.map(([place, text], index) =>
    place === told[index - 1]?.[0] ? text : `${index > 0 ? '\n' : ''}${place}\n${text}`,
  );
  const transcript = `\`\`\`text\n${steady(lines.join('\n'))}\n\`\`\`\n`;

  const readme = readFileSync(README, 'utf8');
  if (process.env.TRANSCRIPT === 'write')
    writeFileSync(
      README,
      readme.replace(BLOCK, (_, open, _old, close) => open + transcript + close),
    );
  else expect(BLOCK.exec(readme)?.[2]).toBe(transcript);
}, 60_000);
