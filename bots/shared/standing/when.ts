/**
 * When something is to be paid, out of the words of a command: a day, a time, a rhythm, a beginning and an end, in any order. Days that
 * are written out are read by chrono-node, rhythms here. Nothing is taken for a day that names none, and what could be two days asks.
 */
import type { Refusal, Repeat, RepeatOn, Result, StandingPlan } from '../../../core/index.ts';
import { ok } from '../../../core/index.ts';
import { type DayRead, passedDay, readDay, readTime, todayOf } from '../day.ts';
import { type GrammarContext, isNumeric } from '../reading.ts';
import type { Token } from '../tokens.ts';
import { MEMO_LEADS } from '../words.ts';
import { endOf, nthOf, type Rhythm, unitOf, weekdayPattern, weekdaysIn, words } from './rhythm-words.ts';

/** What has been said so far. */
interface Draft {
  day?: DayRead;
  from?: DayRead;
  time?: number;
  rhythm?: Rhythm;
  on?: RepeatOn;
  until?: DayRead;
  count?: number;
}

/** So many characters of the text, and what they say. */
interface Read {
  length: number;
  says: Draft;
}

type Reader = (text: string, context: GrammarContext) => Read | Refusal | null;

const isRefusal = (read: Read | Refusal): read is Refusal => 'code' in read;

const day_ms = 86_400_000;
/** More words than any of the phrases has. */
const phraseWords = 14;
/** So many words may say when, and whatever stands behind them is a memo: looking costs time, and a message can be long. */
const looked_max = 60;

interface TakenWhen {
  /** Null: nothing was said of when. */
  plan: StandingPlan | null;
  /** What is left for the rest of the command. */
  rest: Token[];
}

/** What stands behind `for` is what it is for, unless nothing of when stands before it. `hasAmount`: no number among these is one. */
export function takeWhen(
  tokens: readonly Token[],
  context: GrammarContext,
  { hasAmount = false } = {},
): Result<TakenWhen> {
  const memo = tokens.findIndex((token) => token.type === 'word' && MEMO_LEADS.has(token.raw.toLowerCase()));
  const before = scan(memo === -1 ? tokens : tokens.slice(0, memo), context, hasAmount);
  if (!before.ok) return before;
  const behind = memo === -1 ? [] : tokens.slice(memo);
  const nothing = Object.keys(before.value.draft).length === 0;
  const all = nothing && memo !== -1 ? scan(tokens, context, hasAmount) : before;
  if (!all.ok) return all;
  const { draft, rest } = all.value;
  const plan = planOf(draft, context);
  if (!plan.ok) return plan;
  return ok({ plan: plan.value, rest: nothing ? rest : [...rest, ...behind] });
}

function scan(
  tokens: readonly Token[],
  context: GrammarContext,
  amountBefore: boolean,
): Result<{ draft: Draft; rest: Token[] }> {
  const draft: Draft = {};
  const rest: Token[] = [];
  let hasAmount = amountBefore;
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at]!;
    const isAmount: boolean = !hasAmount && isNumeric(token);
    const read =
      token.type === 'word' && at < looked_max
        ? readAt(tokens, at, isAmount ? numberReaders : readers, context)
        : null;
    if (read === null) {
      hasAmount ||= isAmount;
      rest.push(token);
      at += 1;
    } else if (isRefusal(read)) return { ok: false, refusal: read };
    else {
      const text = textFrom(tokens, at).text.slice(0, read.length);
      const twice = Object.keys(read.says).some((name) => name in draft);
      if (twice) return { ok: false, refusal: { code: 'standing_twice', text } };
      Object.assign(draft, read.says);
      at += read.tokens;
    }
  }
  return ok({ draft, rest });
}

/** The words from here on, and where each of them ends. */
function textFrom(tokens: readonly Token[], at: number): { text: string; ends: number[] } {
  let text = '';
  const ends: number[] = [];
  for (const token of tokens.slice(at, at + phraseWords)) {
    if (token.type !== 'word') break;
    text += text === '' ? token.raw : ` ${token.raw}`;
    ends.push(text.length);
  }
  return { text, ends };
}

/** Of a word that is read, all of it is. */
function readAt(
  tokens: readonly Token[],
  at: number,
  among: readonly Reader[],
  context: GrammarContext,
): (Read & { tokens: number }) | Refusal | null {
  const { text, ends } = textFrom(tokens, at);
  for (const reader of among) {
    const read = reader(text, context);
    if (read === null) continue;
    if (isRefusal(read)) return read;
    const length = read.length + (/^[.,;]+/.exec(text.slice(read.length))?.[0].length ?? 0);
    const last = ends.indexOf(length);
    if (last !== -1) return { ...read, tokens: last + 1 };
  }
  return null;
}

const rx = (source: string): RegExp => new RegExp(`^${source}${endOf}`, 'iu');
const ofMonth = '(?:\\s+(?:of\\s+(?:the|each|every)\\s+month|(?:des|jeden|im)\\s+monats?))?';
const lastDay = '(?:last(?:\\s+day)?|letzte[nr]?(?:\\s+tag(?:es)?)?|ultimo)';
const nthWeekday = `(${words.nth}|letzten|last)\\s+(${weekdayPattern})`;

const patterns = {
  single: rx(`(${words.single})`),
  units: rx(
    `(?:every|jede[nmrs]?|alle)\\s+(?:(\\d{1,3})(?:st|nd|rd|th|\\.)?\\s+|(${words.number})\\s+)?(${words.unit})`,
  ),
  weekdays: rx(`(?:every|jede[nmrs]?)\\s+(?:(${words.number})\\s+)?(${words.weekdayList})`),
  plural: rx(`(?:on\\s+|immer\\s+)?(${words.weekdaysPlural})`),
  each: rx(`(?:every|jede[nmr]?)\\s+(?:(\\d{1,2})(?:st|nd|rd|th|\\.)|${nthWeekday}|(${lastDay}))${ofMonth}`),
  on: rx(
    `(?:on|am|at|zum)\\s+(?:the\\s+)?(?:(\\d{1,2})(?:st|nd|rd|th|\\.)(?:\\s+day)?|${nthWeekday}|(${lastDay}))${ofMonth}`,
  ),
  onWeekdays: rx(`(?:on\\s+|am\\s+)?(${words.weekdayList})`),
  count: rx('(\\d{1,4})\\s*(?:times|mal|x|payments|zahlungen)'),
  until: /^(?:until|till|bis(?:\s+(?:zum|einschließlich))?|ending(?:\s+on)?)\s+/iu,
  from: /^(?:from|starting(?:\s+(?:on|from))?|beginning(?:\s+on)?|ab(?:\s+dem)?|beginnend(?:\s+am)?)\s+/iu,
  eachDay: /^(?:every|jede[nr]?)\s+(?=\d)/iu,
  dayLead: /^(?:on|am|den|zum)\s+(?=[\d\p{L}])/iu,
};

/** Behind these stands a day, or what was written is none. */
const wanted = /^\d/;

const dayBehind =
  (lead: RegExp, name: 'from' | 'until'): Reader =>
  (text, context) => {
    const led = lead.exec(text)?.[0];
    if (led === undefined) return null;
    const read = readDay(text.slice(led.length), context, { led: true });
    if (read === null) return wanted.test(text.slice(led.length)) ? unknownDay(text.slice(led.length)) : null;
    if ('code' in read) return read;
    const { length, time, ...day } = read;
    return { length: led.length + length, says: { [name]: day, ...(time !== null && { time }) } };
  };

const unknownDay = (text: string): Refusal => ({
  code: 'day_unknown',
  text: text.split(' ').slice(0, 3).join(' ').slice(0, 60),
});

/** `24 December`, `tomorrow at 18:00`, `Friday`. */
const day: Reader = (text, context) => {
  const led = patterns.dayLead.exec(text)?.[0] ?? '';
  const read = readDay(text.slice(led.length), context, { led: led !== '' });
  if (read === null)
    return led !== '' && wanted.test(text.slice(led.length)) ? unknownDay(text.slice(led.length)) : null;
  if ('code' in read) return read;
  const { length, time, ...day } = read;
  return { length: led.length + length, says: { day, ...(time !== null && { time }) } };
};

/** `every 24 December`, which is every year. */
const everyDay: Reader = (text, context) => {
  const led = patterns.eachDay.exec(text)?.[0];
  if (led === undefined) return null;
  const read = readDay(text.slice(led.length), context, { led: true });
  if (read === null || 'code' in read) return read;
  const { length, time, ...day } = read;
  const rhythm: Rhythm = { unit: 'year', every: 1 };
  return { length: led.length + length, says: { rhythm, day, ...(time !== null && { time }) } };
};

/** Every hour is too often for a standing order, and is no rhythm of another kind either. */
const rhythmOf = (word: string, every: number): Rhythm | Refusal => {
  const unit = unitOf(word);
  return unit === null ? { code: 'standing_interval' } : { unit: unit.unit, every: every * unit.every };
};

const withRhythm = (match: RegExpExecArray, rhythm: Rhythm | Refusal, on?: RepeatOn): Read | Refusal =>
  'code' in rhythm ? rhythm : { length: match[0].length, says: { rhythm, ...(on && { on }) } };

const numberOf = (digits: string | undefined, word: string | undefined): number =>
  digits !== undefined ? Number(digits) : word !== undefined ? words.numbers[word.toLowerCase()]! : 1;

const single: Reader = (text) => {
  const match = patterns.single.exec(text);
  return match && withRhythm(match, rhythmOf(match[1]!, 1));
};

const units: Reader = (text) => {
  const match = patterns.units.exec(text);
  if (!match) return null;
  const every = numberOf(match[1], match[2]);
  return withRhythm(match, rhythmOf(match[3]!, every));
};

const weekdays: Reader = (text) => {
  const match = patterns.weekdays.exec(text);
  if (!match) return null;
  const on = { by: 'weekdays' as const, weekdays: weekdaysIn(match[2]!) };
  return withRhythm(match, { unit: 'week', every: numberOf(undefined, match[1]) }, on);
};

const plural: Reader = (text) => {
  const match = patterns.plural.exec(text);
  if (!match) return null;
  return withRhythm(match, { unit: 'week', every: 1 }, { by: 'weekdays', weekdays: weekdaysIn(match[1]!) });
};

/** Of the groups that `each` and `on` have alike. Null for a day that no month has. */
function dayOfMonth([, digits, nth, weekday, last]: RegExpExecArray): RepeatOn | null {
  if (last !== undefined) return { by: 'day', day: 31 };
  if (nth !== undefined) return { by: 'nth', nth: nthOf(nth), weekday: weekdaysIn(weekday!)[0]! };
  const day = Number(digits);
  return day >= 1 && day <= 31 ? { by: 'day', day } : null;
}

const eachOfMonth: Reader = (text) => {
  const match = patterns.each.exec(text);
  if (!match) return null;
  const on = dayOfMonth(match);
  return on ? withRhythm(match, { unit: 'month', every: 1 }, on) : unknownDay(match[0]);
};

const onOfMonth: Reader = (text) => {
  const match = patterns.on.exec(text);
  if (!match) return null;
  const on = dayOfMonth(match);
  return on ? { length: match[0].length, says: { on } } : unknownDay(match[0]);
};

/** Two weekdays at least: one alone may be a date. */
const onWeekdays: Reader = (text) => {
  const match = patterns.onWeekdays.exec(text);
  const found = match ? weekdaysIn(match[1]!) : [];
  return match && found.length > 1
    ? { length: match[0].length, says: { on: { by: 'weekdays', weekdays: found } } }
    : null;
};

const count: Reader = (text) => {
  const match = patterns.count.exec(text);
  return match && { length: match[0].length, says: { count: Number(match[1]) } };
};

const time: Reader = (text) => {
  const read = readTime(text);
  if (read === null || 'code' in read) return read;
  return { length: read.length, says: { time: read.time } };
};

const readers: readonly Reader[] = [
  single,
  units,
  everyDay,
  weekdays,
  plural,
  eachOfMonth,
  onWeekdays,
  dayBehind(patterns.until, 'until'),
  dayBehind(patterns.from, 'from'),
  count,
  // A date before a day of the month: `on the 1st of May`; and both before a time, which `at` leads, too.
  (text, context) =>
    patterns.on.test(text) && !monthBehind(text, context) ? onOfMonth(text, context) : null,
  day,
  time,
];

/** The first number is the amount, unless it cannot be one. */
const numberReaders: readonly Reader[] = [
  count,
  // `5 am` may be the amount, and `am` what follows it in German.
  (text, context) => (/^\d{1,2}(?::\d|[ap]m|\s*uhr)/iu.test(text) ? time(text, context) : null),
  (text, context) => (/^\d{4}-\d\d-\d\d/.test(text) ? day(text, context) : null),
];

/** `on the 1st of May` is a day of the year. */
function monthBehind(text: string, context: GrammarContext): boolean {
  if (patterns.on.exec(text)?.[1] === undefined) return false;
  const led = patterns.dayLead.exec(text)?.[0] ?? '';
  const read = readDay(text.slice(led.length), context, { led: true });
  return read !== null && !('code' in read);
}

/** What was said, put together. */
function planOf(draft: Draft, context: GrammarContext): Result<StandingPlan | null> {
  if (Object.keys(draft).length === 0) return ok(null);
  const { day: said, from, time: at = null, rhythm, on, until, count: payments } = draft;
  if (said && from) return refused({ code: 'standing_twice', text: from.day });
  const begin = from ?? said ?? null;
  // What comes every year comes next year.
  const doubted = rhythm?.unit === 'year' ? [until] : [begin, until];
  for (const day of doubted) {
    const passed = day ? passedDay(day) : null;
    if (passed) return refused(passed);
  }
  if (!rhythm) {
    if (until || payments !== undefined) return refused({ code: 'standing_when' });
    if (begin && on) return refused({ code: 'standing_twice', text: begin.day });
    const once = begin?.day ?? (on ? nextOf(on, context) : null);
    return once === null ? refused({ code: 'standing_when' }) : ok({ from: once, time: at, repeat: null });
  }
  const { unit, every } = rhythm;
  /** `every week on Friday`: its day, not a date from which on. */
  const isWeekday = said?.weekday !== undefined && !from;
  const named: RepeatOn | null =
    on ?? (isWeekday && unit === 'week' ? { by: 'weekdays', weekdays: [said.weekday!] } : null);
  if (isWeekday && unit !== 'week' && unit !== 'day') return refused({ code: 'standing_which_day', unit });
  const fits = named === null || (named.by === 'weekdays' ? unit === 'week' : unit === 'month');
  if (!fits)
    return refused(unit === 'day' ? { code: 'standing_when' } : { code: 'standing_which_day', unit });
  const repeat: Repeat = { unit, every, on: named, count: payments ?? null, until: until?.day ?? null };
  return ok({ from: isWeekday && unit === 'week' ? null : (begin?.day ?? null), time: at, repeat });
}

const refused = (refusal: Refusal): Result<never> => ({ ok: false, refusal });

/** `on the 1st`, and no rhythm: the next one, by the speaker's own days. */
function nextOf(on: RepeatOn, context: GrammarContext): string | null {
  if (on.by !== 'day') return null;
  const today = Date.parse(`${todayOf(context)}T00:00Z`);
  for (let days = 1; days < 63; days += 1) {
    const date = new Date(today + days * day_ms);
    const isLast = new Date(date.getTime() + day_ms).getUTCMonth() !== date.getUTCMonth();
    if (date.getUTCDate() === on.day || (on.day === 31 && isLast)) return date.toISOString().slice(0, 10);
  }
  return null;
}
