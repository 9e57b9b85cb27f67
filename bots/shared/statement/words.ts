/** How a statement says things, the same on cards, on paper and in files. */
import type { AccountFigures, Period, StatementEntry, StatementOf } from '../../../core/index.ts';
import { clip, plainLine } from '../memo.ts';
import type { Language } from '../messages/catalogue.ts';
import type { Scene as AnyScene } from '../views/parts.ts';
import type { StatementMessages } from './messages.ts';

export type Scene = AnyScene<StatementMessages>;
export type Words = Pick<Scene, 'words' | 'language' | 'codes'>;

/** `October 2026`, `2026`, `1 Oct 2026 – 15 Oct 2026` */
export function periodText(period: Period, { month, date }: Pick<Language, 'month' | 'date'>): string {
  switch (period.kind) {
    case 'month':
      return month(`${period.month}-01`);
    case 'year':
      return String(period.year);
    case 'days':
      return period.from === period.to ? date(period.from) : `${date(period.from)} – ${date(period.to)}`;
  }
}

/** `2026-10`, `2026`, `2026-10-01_2026-10-15`, for the name of a file. */
export const periodName = (period: Period): string =>
  period.kind === 'month'
    ? period.month
    : period.kind === 'year'
      ? String(period.year)
      : `${period.from}_${period.to}`;

const nameUnits = 60;

export const nameIn = ({ name }: { name: string }): string => clip(plainLine(name), nameUnits) || '?';

/** `Balance GBP`, `Savings GBP (joined account)` */
export function accountText(
  { opening, purpose, joined }: Pick<AccountFigures, 'opening' | 'purpose' | 'joined'>,
  { words }: Pick<Scene, 'words'>,
): string {
  const kind = Object.hasOwn(words.accounts, purpose)
    ? words.accounts[purpose as keyof StatementMessages['accounts']]
    : spelled(purpose);
  const account = `${kind} ${opening.asset.code}`;
  return joined ? words.joined(account) : account;
}

/** A code that nobody has a word for, as words: `paid_content` is `Paid content`. */
function spelled(code: string): string {
  const text = code.replaceAll('_', ' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** What happened: `Payment to Bob`, `Interest for October 2026`. Its memo is apart. */
export function entryText(entry: StatementEntry, { words, codes, language }: Words): string {
  const what = codes[entry.code] ?? spelled(entry.code);
  const month = monthOf(entry);
  if (month !== null) return `${what} ${words.interestOf(language.month(`${month}-01`))}`;
  if (entry.counterparty === null) return what;
  const name = nameIn(entry.counterparty);
  return entry.amount.minor.startsWith('-') ? words.to(what, name) : words.from(what, name);
}

/** What was written along; null where there is nothing of the kind. */
export const memoText = (entry: StatementEntry): string | null =>
  monthOf(entry) === null ? plainLine(entry.memo ?? '') || null : null;

/** What it was changed into or from, and how. */
export function exchangedText(
  { exchanged }: StatementEntry,
  { words, language }: Pick<Words, 'words' | 'language'>,
): string | null {
  if (!exchanged) return null;
  const { counter, rate } = exchanged;
  const { one, is, of } = rate;
  return words.exchanged(language.money(counter), { one: one.code, is: language.decimal(is), of: of.code });
}

/** Interest says by its memo for which month it is. */
const monthOf = ({ code, memo }: StatementEntry): string | null =>
  code === 'interest' && memo !== null && /^\d{4}-\d{2}$/.test(memo) ? memo : null;

/** Whose clock cuts the days. */
export const zoneText = ({ zone }: Pick<StatementOf, 'zone'>): string => zone ?? 'UTC';
