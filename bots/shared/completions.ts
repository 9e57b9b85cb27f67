/** How options go on that many commands have. What only one command knows, its capability suggests. */
import type { Command } from './command.ts';
import { clip } from './memo.ts';
import type { AutocompleteQuestion, Choice, QuestionParts } from './question.ts';

/** Longer is no value of a choice. */
const charactersMax = 100;

type Complete = NonNullable<Command['complete']>[string];

const startsLike = (text: string, typed: string): boolean =>
  text.toLowerCase().startsWith(typed.toLowerCase());

/** `EUR`, by its code or by its name in the language of whoever types. */
export async function completeCurrency(
  { typed, actor }: AutocompleteQuestion,
  { core }: QuestionParts,
): Promise<Choice[]> {
  const names = namesOfCurrencies(actor.locale ?? 'en');
  return core.assets.all
    .map(({ code }) => ({ code, name: names(code) }))
    .filter(({ code, name }) => startsLike(code, typed.trim()) || startsLike(name, typed.trim()))
    .map(({ code, name }) => ({ label: code === name ? code : `${code} · ${name}`, value: code }));
}

function namesOfCurrencies(locale: string): (code: string) => string {
  try {
    const names = new Intl.DisplayNames([locale, 'en'], { type: 'currency' });
    return (code) => (/^[A-Z]{3}$/.test(code) ? (names.of(code) ?? code) : code);
  } catch {
    return (code) => code;
  }
}

/** The last word may be the beginning of a name; what stands before it stays. */
const lastWord = /^(?<before>.*?)(?<word>\S*)$/su;

/**
 * People of other chats, whom the platform's own picker does not know: whoever the person has paid before. Only those who are in
 * one other chat and not in this one, so that nobody learns from it who is whom elsewhere.
 */
export async function completePeople(
  { typed, actor }: AutocompleteQuestion,
  { core }: QuestionParts,
): Promise<Choice[]> {
  const { before = '', word = '' } = lastWord.exec(typed)?.groups ?? {};
  if (word !== '' && !word.startsWith('@') && !/^\p{L}/u.test(word)) return [];
  const sought = word.replace(/^@/, '');
  const people = await core.pay.elsewhere(actor.identity);
  return people
    .filter(({ name, handle }) => startsLike(name, sought) || startsLike(handle, sought))
    .map(({ name, handle, platform }) => ({
      label: clip(`${before}${name} (@${handle}@${platform})`, charactersMax),
      value: `${before}@${handle}@${platform} `.trimEnd(),
    }))
    .filter(({ value }) => value.length <= charactersMax && !value.includes('\n'));
}

const common: Readonly<Record<string, Complete>> = {
  currency: completeCurrency,
  more: completePeople,
};

export const completionOf = (
  command: Partial<Pick<Command, 'complete'>>,
  option: string,
): Complete | null => {
  if (command.complete && Object.hasOwn(command.complete, option)) return command.complete[option]!;
  return Object.hasOwn(common, option) ? common[option]! : null;
};
