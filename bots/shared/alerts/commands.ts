/** `/alerts`, as it is typed and as its forms are filled in. */
import {
  ALERT_KINDS,
  type AlertChange,
  type AlertForm,
  type AlertKind,
  type AlertSetting,
  findZones,
  kindsOfForm,
  ok,
  parseAmount,
  type Result,
  refuse,
} from '../../../core/index.ts';
import type { CommandSpec } from '../command.ts';
import type { InboundEventOf } from '../event.ts';
import { plainLine } from '../memo.ts';
import { type GrammarContext, unmistakable } from '../reading.ts';
import { type Token, textOf, tokens } from '../tokens.ts';
import { CURRENCY_NAMES } from '../words.ts';
import { readHours, readTime } from './hours.ts';
import { KIND_WORDS, TIME_WORDS, VALUE_WORDS, wordOf } from './words.ts';

export const alertsSpec: CommandSpec = {
  name: 'alerts',
  usage:
    '[low 10 | large 100 | incoming all | requests off | interest off | instalments off | statement off | quiet 22-7 | digest 18 | zone Europe/London]',
  audience: 'private',
  operator: false,
  options: [
    {
      name: 'alert',
      type: 'choice',
      required: false,
      choices: [
        'low',
        'large',
        'incoming',
        'requests',
        'interest',
        'instalments',
        'statement',
        'quiet',
        'digest',
        'zone',
      ],
    },
    { name: 'value', type: 'text', required: false },
  ],
};

export type AlertsCommand =
  | { verb: 'form'; form: AlertForm['form'] }
  | { verb: 'change'; change: AlertChange };

const change = (value: AlertChange): Result<AlertsCommand> => ok({ verb: 'change', change: value });

export function parseAlerts(words: readonly Token[], context: GrammarContext): Result<AlertsCommand> {
  const [first, ...rest] = words;
  if (first === undefined) return ok({ verb: 'form', form: 'alerts' });
  const text = plainLine(textOf(rest));
  const kind = wordOf(KIND_WORDS, first.raw);
  if (kind) {
    const setting = readSetting(kind, rest, context);
    return setting.ok ? change({ kinds: { [kind]: setting.value } }) : setting;
  }
  switch (wordOf(TIME_WORDS, first.raw)) {
    case 'times':
      return ok({ verb: 'form', form: 'alert_times' });
    case 'quiet':
      return mapped(readQuiet(text), (quiet) => change({ quiet }));
    case 'digest':
      return mapped(readDigest(text), (digest_at) => change({ digest_at }));
    case 'zone':
      return mapped(readZone(text), (zone) => change({ zone }));
    default:
      return refuse('alert_unknown', { text: plainLine(first.raw) });
  }
}

const mapped = <T, U>(result: Result<T>, then: (value: T) => Result<U>): Result<U> =>
  result.ok ? then(result.value) : result;

/** What is set of one kind: `10`, `below 10 EUR`, `all in the digest`, `off`. Nothing said: on, as it was. */
function readSetting(
  kind: AlertKind,
  words: readonly Token[],
  context: GrammarContext,
): Result<Partial<AlertSetting>> {
  const setting: Partial<AlertSetting> = { on: true };
  const amount: string[] = [];
  for (const { raw } of words) {
    const value = wordOf(VALUE_WORDS, raw);
    if (value === undefined) amount.push(CURRENCY_NAMES[raw.toLowerCase()] ?? raw);
    else if (value === 'off' && words.length > 1) return refuse('input_unexpected', { text: raw });
    else if (value === 'off') setting.on = false;
    else if (value === 'digest') setting.digest = true;
    else if (value === 'now') setting.digest = false;
    else if (value === 'all') {
      if (ALERT_KINDS[kind].by !== 'amount') return refuse('input_unexpected', { text: raw });
      setting.threshold = null;
    }
  }
  if (amount.length === 0) return ok(setting);
  const text = amount.join(' ');
  if (ALERT_KINDS[kind].by === 'nothing' || setting.threshold === null)
    return refuse('input_unexpected', { text });
  const threshold = unmistakable(parseAmount(text, context));
  return threshold.ok ? ok({ ...setting, threshold: threshold.value }) : threshold;
}

function readQuiet(text: string): Result<AlertChange['quiet'] & object> | Result<null> {
  if (wordOf(VALUE_WORDS, text) === 'off') return ok(null);
  const hours = readHours(text);
  return hours ? ok(hours) : refuse('hours_unclear', { text });
}

function readDigest(text: string): Result<number> {
  const time = readTime(text);
  return time === null ? refuse('hours_unclear', { text }) : ok(time);
}

const choicesMax = 5;

function readZone(text: string): Result<string> {
  const zones = findZones(text);
  return zones.length === 1
    ? ok(zones[0]!)
    : refuse('zone_unknown', { text, choices: zones.length <= choicesMax ? zones : [] });
}

type Values = InboundEventOf<'form'>['values'];

const wordsIn = (values: Values, name: string): Token[] => tokens(values[name] ?? []);

/** Each field as if it had been typed; an empty one turns its kind off. */
function readKinds(
  values: Values,
  of: readonly AlertKind[],
  context: GrammarContext,
): Result<NonNullable<AlertChange['kinds']>> {
  const kinds: NonNullable<AlertChange['kinds']> = {};
  for (const kind of of) {
    const words = wordsIn(values, kind);
    const setting = words.length === 0 ? ok({ on: false }) : readSetting(kind, words, context);
    if (!setting.ok) return setting;
    // Whoever no longer writes “digest” there wants it at once.
    kinds[kind] = { digest: false, ...setting.value };
  }
  return ok(kinds);
}

export const parseAlertsForm = (values: Values, context: GrammarContext): Result<AlertChange> =>
  mapped(readKinds(values, kindsOfForm('alerts'), context), (kinds) => ok({ kinds }));

/** What is empty stays as it is, but for the quiet hours: then there are none. */
export function parseTimesForm(values: Values, context: GrammarContext): Result<AlertChange> {
  const [quiet, digest, zone] = ['quiet', 'digest', 'zone'].map((name) =>
    plainLine(textOf(wordsIn(values, name))),
  );
  const chosen = kindsOfForm('alert_times').filter((kind) => wordsIn(values, kind).length > 0);
  const parts = {
    quiet: quiet === '' ? ok(null) : readQuiet(quiet!),
    digest_at: digest === '' ? ok(undefined) : readDigest(digest!),
    zone: zone === '' ? ok(undefined) : readZone(zone!),
    kinds: chosen.length === 0 ? ok(undefined) : readKinds(values, chosen, context),
  };
  for (const part of Object.values(parts)) if (!part.ok) return part;
  const given = Object.entries(parts).flatMap(([name, part]) =>
    part.ok && part.value !== undefined ? [[name, part.value]] : [],
  );
  return ok(Object.fromEntries(given) as AlertChange);
}
