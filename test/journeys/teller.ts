/** Plays a story on the stage and writes it down as it is seen: who does what, and every message as it reads to whoever looks at it. */
import { expect } from 'vitest';
import type { ChatMessage } from '../../bots/playground/emulator.ts';
import type { Platform } from '../../core/index.ts';
import { flatten, plainText, until } from '../bots/shared/contract-support.ts';
import type { Person, Place, Stage } from './stage.ts';

const PATIENCE_MS = 20_000;
const NAMES: Record<Platform, string> = { discord: 'Discord', slack: 'Slack', telegram: 'Telegram' };

/** As somebody reads it: a field is one line, and what stands twice is there for the eye only. */
const linesOf = ({ text, frames }: ChatMessage): string[] =>
  [text, ...frames.flatMap(({ title, body, fields, footer }) => [title, body, ...fields, footer])]
    .flatMap((part) =>
      'label' in part ? `${flatten(part.label)}: ${flatten(part.value)}` : flatten(part).split('\n'),
    )
    .map((line) => plainText(line).trim())
    .filter((line, index, lines) => line !== '' && lines.indexOf(line) === index);

const paragraph = (who: string, lines: string[]): string =>
  lines.map((line, index) => `  ${(index === 0 ? who : '').padEnd(10)}${line}`.trimEnd()).join('\n');

export function createTeller(stage: Stage) {
  const told: { where: string; text: string }[] = [];
  const shown = new Set<string>();

  /** One person in one place: what they do there, and what they see. */
  const voice = (person: Person, place: Place) => {
    const { chat, user } = person;
    const channel = () =>
      chat.channels(user.id).find(({ kind }) => (kind === 'direct') === (place === 'direct'))!;
    let last: ChatMessage | undefined;

    const tell = (who: string, lines: string[]): void => {
      const { name } = channel();
      const room = chat.platform === 'telegram' ? name : `#${name}`;
      const where = `${place === 'room' ? room : `${user.name} and Tuppence`} on ${NAMES[chat.platform]}`;
      told.push({ where, text: paragraph(who, lines) });
    };
    /** Before anything is done, what follows from what was done before is done, and the books are right. */
    const act = async (words: string): Promise<void> => {
      await stage.proven();
      tell(user.name, [words]);
    };
    const card = (message: ChatMessage): string[] => {
      const key = [chat.platform, message.channel, message.id].join();
      const edited = shown.has(key);
      shown.add(key);
      const buttons = message.buttons.flat().map(({ label }) => `[${label}]`);
      return [
        ...(edited ? ['(the same message, edited)'] : []),
        ...(message.ephemeral ? [`(only visible to ${user.name})`] : []),
        ...linesOf(message),
        ...(buttons.length ? [buttons.join(' ')] : []),
      ];
    };

    const types = async (line: string): Promise<void> => {
      await act(line);
      await person.type(line, place);
    };

    return {
      types,
      /** To the others, not to Tuppence. */
      says: types,
      async sees(words: RegExp): Promise<void> {
        last = await person.sees(place, words);
        await stage.proven();
        last = person.messages(place).find(({ id }) => id === last!.id)!;
        tell('Tuppence', card(last));
      },
      /** On the message with these words, or else on what they saw last. */
      async presses(label: string, on?: RegExp): Promise<void> {
        const message = on ? await person.sees(place, on) : last!;
        await act(`presses [${label}]`);
        await person.press(place, message, label);
      },
      async fillsIn(title: string, answers: Record<string, string>): Promise<void> {
        await expect.poll(() => chat.form(user.id)?.title, { timeout: PATIENCE_MS }).toBe(title);
        const { id, fields } = chat.form(user.id)!;
        const answered = fields
          .filter(({ name }) => answers[name] !== undefined)
          .map(({ name, label }) => `${label}: ${answers[name]}`);
        tell(user.name, [`fills in “${title}”: ${answered.join(', ')}`]);
        await chat.submitForm(user.id, id, answers);
      },
      /** To what somebody else wrote there last. */
      async reacts(emoji: string): Promise<void> {
        await act(`reacts with ${emoji}`);
        const spoken = () => chat.messages(user.id, channel().id).findLast(({ author }) => !author.bot);
        await person.react(place, await until(spoken, 'something that was said', PATIENCE_MS), emoji);
      },
    };
  };

  return {
    /** A person in the room, and `alone` with Tuppence. */
    person(platform: Platform, handle: string) {
      const person = stage.person(platform, handle);
      return { ...voice(person, 'room'), alone: voice(person, 'direct'), balance: person.balance };
    },
    /** The story, with a heading where it goes elsewhere. */
    story: (): string =>
      steady(
        told
          .map(({ where, text }, index) =>
            where === told[index - 1]?.where ? text : `${index > 0 ? '\n' : ''}${where}\n${text}`,
          )
          .join('\n'),
      ),
  };
}

/** References are random; the story is told as of the first of May. */
function steady(told: string): string {
  // Dates do not break; in a listing that cannot be seen.
  const text = told.replaceAll('\u00a0', ' ');
  const dates = /\b\d{1,2} (?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec) \d{4}\b/g;
  const first = Math.min(...(text.match(dates) ?? []).map((date) => Date.parse(`${date} UTC`)));
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });
  return text
    .replace(/\b([a-z]{3})_[0-9A-Z]{10}\b/g, '$1_…')
    .replace(/\b\d{1,2} [A-Z][a-z]+, \d\d:\d\d UTC/g, '2 May, 20:15 UTC')
    .replace(dates, (date) => day.format(Date.UTC(2026, 4, 1) + Date.parse(`${date} UTC`) - first));
}
