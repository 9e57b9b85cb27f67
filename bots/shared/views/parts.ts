/** What views are made of: spans, people, and the last fitting into the limits of the narrowest platform. */
import type { Identity, Money, Notice, PersonView, Platform, Refusal } from '../../../core/index.ts';
import { identityText, money } from '../../../core/index.ts';
import { type Button, type Card, cardLimits, type Field, type Span } from '../card.ts';
import type { CommandSpec } from '../command.ts';
import { clip, plainLine } from '../memo.ts';
import type { CommandWords, Common, Explanation, Language } from '../messages/catalogue.ts';

/** Where a card will be seen: it decides who is at home there, and what a link leads to. */
export interface ViewContext {
  platform: Platform;
  /** As in Identity; empty where user ids are global. */
  tenant: string;
  /** Only the person themselves sees it. */
  private: boolean;
  /** Whose answer it is. */
  reader?: Identity;
  /** By whose clock times are said, an IANA name; UTC unless told. */
  zone?: string;
  /** Commands are called there by their translated names. */
  translatesCommands?: boolean;
  /** BCP 47: what the reader's chat says, which decides how commands are called there. Absent: as the text's own language calls them. */
  toldLocale?: string;
  /** The bot's direct conversation, where people have to open it themselves. */
  directUrl?: string | null;
}

/** What a view has at hand beside its notice. */
export interface Scene<Words = unknown> {
  /** The capability's own. */
  words: Words;
  common: Common;
  language: Language;
  context: ViewContext;
  /** `command`: what was typed that led to it. */
  explain(refusal: Refusal, command?: string): Explanation;
  /** What the ledger's codes are called. */
  codes: Readonly<Record<string, string>>;
  /** Every command that is listed; `title`: as it is called there. */
  commands: readonly (Omit<CommandSpec, 'options' | 'audience' | 'subcommands'> & {
    title: string;
    subcommands: { name: string; title: string; usage: string; summary: string }[];
  } & CommandWords)[];
  /** Another notice, as it would be shown in the same place. */
  cardOf(notice: Notice): Card;
}

const nameUnits = 32;

/** A display name as plain text, the one by which people know them where the card is seen. It may say anything; who somebody is, is said by the mention and by the ids in the quiet line. */
export const nameOf = (person: PersonView, context: ViewContext): string => {
  const here = person.identities.find((identity) => isHere(identity, context));
  return clip(plainLine(here?.name ?? person.name), nameUnits) || '?';
};

export const text = (value: string): Span => ({ type: 'text', text: value });
export const bold = (value: string): Span => ({ type: 'bold', text: value });

export const personSpan = (person: PersonView, context: ViewContext, notify = false): Span => ({
  type: 'person',
  name: nameOf(person, context),
  identities: person.identities,
  ...(notify && { notify }),
});

/** Spans with `separator` between them. */
export const joined = (spans: readonly Span[], separator: string): Span[] =>
  spans.flatMap((span, at) => (at === 0 ? [span] : [text(separator), span]));

/** Whether the card talks to somebody about themselves. */
export const isReader = (person: PersonView, { private: alone, reader }: ViewContext): boolean =>
  alone &&
  reader !== undefined &&
  person.identities.some((identity) => identityText(identity) === identityText(reader));

const isHere = (identity: Identity, { platform, tenant }: ViewContext): boolean =>
  identity.platform === platform && identity.tenant === tenant;

/** The stable id of somebody who cannot be mentioned here, so that a copied name gains nothing; null for those who can. */
export function idElsewhere(person: PersonView, context: ViewContext): string | null {
  const [first] = person.identities;
  if (first === undefined || person.identities.some((identity) => isHere(identity, context))) return null;
  return `${nameOf(person, context)}: ${identityText(first)}`;
}

const separator = ' · ';

/** The quiet line: parts that are there, with a dot between. */
export const quiet = (...parts: (string | null | undefined)[]): Span[] => [
  text(parts.filter((part) => part !== null && part !== undefined && part !== '').join(separator)),
];

/** Sentences of a fallback, each ending like one. */
export const sentences = (...parts: (string | null | undefined)[]): string =>
  parts
    .filter((part) => part !== null && part !== undefined && part !== '')
    .map((part) => (/[.!?…]$/u.test(part!) ? part : `${part}.`))
    .join(' ');

export const spansText = (spans: readonly Span[]): string =>
  spans.map((span) => (span.type === 'person' ? span.name : span.text)).join('');

/** A field for each; what does not fit is counted in the last one, beside what there is to say of it. */
export function fieldsOf<T>(
  items: readonly T[],
  { common, language }: { common: Common; language: Language },
  field: (item: T) => Field,
  ofRest: (rest: readonly T[]) => Span = () => text('…'),
): Field[] {
  if (items.length <= cardLimits.fields) return items.map(field);
  const shown = items.slice(0, cardLimits.fields - 1);
  const rest = items.slice(shown.length);
  return [...shown.map(field), { label: common.more(rest.length, language), value: [ofRest(rest)] }];
}

/** Of one asset; one at least. */
export const sumOf = (amounts: readonly Money[]): Money =>
  money(
    amounts.reduce((sum, { minor }) => sum + BigInt(minor), 0n),
    amounts[0]!.asset,
  );

export const absolute = ({ minor, asset }: Money): Money => money(BigInt(minor.replace('-', '')), asset);

/** With its sign, also above nothing. */
export const signedText = (amount: Money, language: Language): string => {
  const sign = amount.minor.startsWith('-') ? '−' : amount.minor === '0' ? '' : '+';
  return `${sign}${language.money(absolute(amount))}`;
};

type CardParts = Pick<Card, 'title'> & Partial<Card>;

/** A card with everything that was not said left quiet, and within {@link cardLimits} whatever it was given. */
export const card = (parts: CardParts): Card => ({
  tone: parts.tone ?? 'neutral',
  title: clip(parts.title, cardLimits.titleCharacters),
  lines: (parts.lines ?? [])
    .slice(0, cardLimits.lines)
    .map((line) => fitted(line, cardLimits.lineCharacters)),
  fields: (parts.fields ?? []).slice(0, cardLimits.fields).map(fittedField),
  ...(parts.context && { context: fitted(parts.context, cardLimits.lineCharacters) }),
  buttons: (parts.buttons ?? []).slice(0, cardLimits.buttons).map(fittedButton),
  ...(parts.file && { file: parts.file }),
  fallback: clip(
    parts.fallback ?? sentences(parts.title, ...(parts.lines ?? []).map(spansText)),
    cardLimits.fallbackCharacters,
  ),
});

const fittedField = ({ label, value }: Field): Field => ({
  label: clip(label, cardLimits.fieldLabelCharacters),
  value: fitted(value, cardLimits.fieldValueCharacters),
});

const fittedButton = (button: Button): Button => ({
  ...button,
  label: clip(button.label, cardLimits.buttonLabelCharacters),
});

/** Several notices in one message, a field for each; what somebody has now is said once. */
export function summary(notices: readonly Notice[], scene: Scene): Pick<Card, 'lines' | 'fields'> {
  const { common, language, cardOf } = scene;
  const balances = notices.flatMap((notice) =>
    'balance' in notice && notice.balance ? [common.balanceNow(language.money(notice.balance))] : [],
  );
  const said = new Set(balances);
  return {
    lines: [...said].slice(0, cardLimits.lines).map((balance) => [text(balance)]),
    fields: notices.map((notice) => summaryField(cardOf(notice), said)),
  };
}

/** Its title, and what it says beside. A title that would be cut stands below its quiet line, or as many whole parts of that as fit. */
function summaryField({ title, lines, context = [], fallback }: Card, said: ReadonlySet<string>): Field {
  const quietly = spansText(context);
  if (title.length > cardLimits.fieldLabelCharacters)
    return { label: wholeParts(quietly, cardLimits.fieldLabelCharacters) || '…', value: [text(title)] };
  const rest = lines.map(spansText).filter((line) => !said.has(line));
  const value = rest.join(separator) || quietly || fallback;
  return { label: title, value: [text(value)] };
}

const wholeParts = (line: string, units: number): string => {
  const end = line.lastIndexOf(separator, units);
  return line.length <= units || end <= 0 ? line : line.slice(0, end);
};

/** As many spans as fit, the last one cut. A person is kept whole or left out. */
function fitted(spans: readonly Span[], units: number): Span[] {
  const kept: Span[] = [];
  let left = units;
  for (const span of spans) {
    const words = span.type === 'person' ? span.name : span.text;
    if (words.length <= left) kept.push(span);
    else if (span.type !== 'person' && left > 1) kept.push({ ...span, text: clip(words, left) });
    left -= words.length;
    if (left <= 0) break;
  }
  return kept;
}
