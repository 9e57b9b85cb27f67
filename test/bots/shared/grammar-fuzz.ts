/**
 * What nobody would think of typing: lines of every command, made of words that mean something and of anything else, and lines of a
 * corpus with a few characters changed. Whatever comes, the grammar understands or refuses, and an amount that it understands
 * stands in the line.
 */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { COMMANDS } from '../../../bots/shared/commands.ts';
import type { Argument } from '../../../bots/shared/event.ts';
import { type GrammarContext, parseCommand } from '../../../bots/shared/grammar.ts';
import { ASSETS, findAsset, type Identity } from '../../../core/index.ts';

interface Line {
  command: string;
  text: string;
  locale: string | null;
  /** The author of the message that it answers. */
  answers: boolean;
}

const speaker: Identity = { platform: 'slack', tenant: 'T1', user: 'U0' };
const corpus = readFileSync(new URL('../../fixtures/grammar/corpus.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '');

const names = COMMANDS.flatMap(({ name, subcommands = [] }) => [
  name,
  ...subcommands.map((sub) => `${name} ${sub.name}`),
]);

const digits = fc.stringMatching(/^[0-9]{1,20}$/);
const number = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.nat(9_999), fc.constantFrom('', '.5', ',50', '.505', ',1', '.'))
      .map((of) => of.join('')),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.nat(999),
        fc.constantFrom('.', ',', "'", '’', ' ', '٫', '٬'),
        fc.stringMatching(/^[0-9]{1,6}$/),
      )
      .map((of) => of.join('')),
  },
  { weight: 1, arbitrary: digits },
  {
    weight: 1,
    arbitrary: digits.map((text) =>
      text.replace(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit))),
    ),
  },
  {
    weight: 1,
    arbitrary: digits.map((text) =>
      text.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
    ),
  },
);
const hostile = fc.constantFrom(
  '-',
  '−',
  '+',
  '-0',
  '1e3',
  '0x10',
  'NaN',
  'Infinity',
  '-Infinity',
  'null',
  'undefined',
  '__proto__',
  'constructor',
  'toString',
  '½',
  '²',
  '⑤',
  '五',
  '5\u200b0',
  '5\u202e0',
  '\u0000',
  '\ud800',
  '\u{1f469}\u200d\u{1f469}\u200d\u{1f467}',
  '<!channel>',
  '@everyone',
  '%',
  'x',
  ';',
  ':',
  '"',
  '“',
  '\u00a0',
  '\n',
);
const word = fc.oneof(
  { weight: 5, arbitrary: number },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '@bob',
      '@carol@slack',
      '@dave@telegram',
      '<U1>',
      '<U2>',
      'me',
      'discord::80351110224678912',
      'slack:T1:U9',
      'telegram::42',
      '@',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...ASSETS.map(({ code }) => code),
      'eur',
      '€',
      '$',
      '£',
      '¥',
      'dollars',
      'quid',
      'cents',
      'p',
      'BTC',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'each',
      'total',
      'je',
      'zusammen',
      'for',
      'für',
      'to',
      'and',
      'an',
      ',',
      'random',
      'even',
      'items',
      'tip',
      'tax',
      'paid',
      'by',
      'list',
      'x2',
      '50%',
      '2h',
      'lunch',
    ),
  },
  { weight: 2, arbitrary: hostile },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
);
const words = fc
  .array(fc.tuple(word, fc.constantFrom(' ', ' ', ' ', '', '  ', '\t')), { maxLength: 9 })
  .map((parts) => parts.map((part) => part.join('')).join(''));

/** One character taken out, put in, doubled or exchanged. */
const slip = fc.record({
  at: fc.nat(80),
  what: fc.constantFrom('out', 'in', 'double', 'exchange'),
  character: fc.oneof(
    hostile,
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    fc.constantFrom(...'0123456789.,-@ '),
  ),
});
const slipped = (
  line: string,
  { at, what, character }: { at: number; what: string; character: string },
): string => {
  const place = at % (line.length + 1);
  const [before, here, after] = [line.slice(0, place), line.slice(place, place + 1), line.slice(place + 1)];
  if (what === 'out') return before + after;
  if (what === 'double') return before + here + here + after;
  return before + character + (what === 'in' ? here : '') + after;
};
const fromCorpus = fc
  .tuple(fc.constantFrom(...corpus), fc.array(slip, { maxLength: 4 }))
  .map(([line, slips]): Pick<Line, 'command' | 'text'> => {
    const [command = '', ...rest] = line.split(' ');
    return { command, text: slips.reduce(slipped, rest.join(' ')) };
  });

export const anyLine: fc.Arbitrary<Line> = fc
  .tuple(
    fc.oneof(
      fc.record({ command: fc.constantFrom(...names), text: words }),
      fromCorpus,
      // A word alone, or before one more, is where a command looks for its own.
      fc.record({
        command: fc.constantFrom(...names),
        text: fc.tuple(hostile, fc.constantFrom('', ' 5', ' @bob')).map((parts) => parts.join('')),
      }),
      fc.record({ command: fc.string({ maxLength: 10 }), text: words }),
    ),
    fc.constantFrom(null, 'en-GB', 'de-DE', 'fr-CH', 'en-IN', 'ar-EG'),
    fc.boolean(),
  )
  .map(([line, locale, answers]) => ({ ...line, locale, answers }));

/** `<U1>` is a mention that the platform resolved; its name has digits that are nobody's amount. */
const argumentsOf = (text: string): Argument[] =>
  text.split(/(<U\d>)/).flatMap((part): Argument[] => {
    if (part === '') return [];
    if (!/^<U\d>$/.test(part)) return [{ type: 'text', text: part }];
    const identity: Identity = { platform: 'slack', tenant: 'T1', user: part.slice(1, -1) };
    return [{ type: 'person', identity, name: '777' }];
  });

/** Decimal digits of every script: Unicode gives each script's ten places in a row. */
const asciiDigits = ((): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  let start = -1;
  for (let point = 0; point <= 0x1_ffff; point += 1) {
    const character = String.fromCodePoint(point);
    if (!/\p{Nd}/u.test(character)) start = -1;
    else {
      if (start === -1) start = point;
      found.set(character, String((point - start) % 10));
    }
  }
  return found;
})();

/** Every value that a number in this text can have, in any country, as a decimal with a dot and nothing to spare. */
const valuesIn = (text: string): Set<string> => {
  const plain = text.replace(/\p{Nd}/gu, (digit) => asciiDigits.get(digit)!);
  const values = new Set<string>();
  // A name may end in a digit, and a space that groups digits elsewhere divides it from the number.
  const beside = plain.replace(/@\S+/g, '@');
  for (const [run] of `${plain}\n${beside}`.matchAll(/(?:\d|[.,'’٫٬\u00a0\u202f．，＇](?=\d))+/g)) {
    const bare = run.replace(/[^\d]/g, '');
    values.add(trimmed(bare, ''));
    const point = run.search(/[^\d]\d*$/);
    if (point === -1) continue;
    values.add(trimmed(run.slice(0, point).replace(/[^\d]/g, ''), run.slice(point + 1)));
  }
  return values;
};

const trimmed = (whole: string, fraction: string): string =>
  `${whole.replace(/^0+(?=\d)/, '') || '0'}.${fraction.replace(/0+$/, '')}`;

const majorOf = (minor: string, exponent: number): string => {
  const padded = minor.padStart(exponent + 1, '0');
  return trimmed(padded.slice(0, padded.length - exponent), padded.slice(padded.length - exponent));
};

type Amount = { minor: string; exponent: number };

/** Every amount in what was understood, wherever it is. Shares of a whole are none: they are divided, not written. */
const amountsOf = (value: unknown): Amount[] => {
  if (typeof value !== 'object' || value === null) return [];
  const { minor, asset, total, division } = value as Record<string, unknown>;
  if (typeof minor === 'string') return [{ minor, exponent: (asset as { exponent: number }).exponent }];
  if (typeof total === 'string' && division) return amountsOfBill(value as Bill);
  return Object.values(value).flatMap(amountsOf);
};

interface Bill {
  total: string;
  asset: string;
  division: { mode: string; parts?: { weight: string }[]; items?: { amount: string }[] };
}

/** A bill without a total of its own is what its parts are. */
const amountsOfBill = ({ total, asset, division: { mode, parts = [], items = [] } }: Bill): Amount[] => {
  const { exponent } = findAsset(asset)!;
  const written = [
    ...(mode === 'exact' ? parts.map(({ weight }) => weight) : []),
    ...items.map(({ amount }) => amount),
  ];
  const sum = written.reduce((all, one) => all + BigInt(one), 0n);
  // What a tip or a tax adds is written, too, but stands in no item.
  const isAdded = written.length > 0 && BigInt(total) >= sum;
  return [...written, ...(isAdded ? [] : [total])].map((minor) => ({ minor, exponent }));
};

/** Reads it. Throws where the grammar throws, or where it understands an amount that nobody wrote. Answers whether it was understood. */
export const readLine = ({ command, text, locale, answers }: Line): boolean => {
  const context: GrammarContext = {
    speaker,
    locale,
    assets: ASSETS,
    main: findAsset('GBP')!,
    repliedTo: answers ? { by: 'identity', identity: { ...speaker, user: 'U8' }, name: 'Eve' } : null,
  };
  const args = argumentsOf(text);
  const result = parseCommand(command, args, context);
  if (!result.ok) return false;
  const written = valuesIn(
    [command, ...args.map((one) => (one.type === 'text' ? one.text : ' '))].join('\n'),
  );
  for (const { minor, exponent } of amountsOf(result.value)) {
    if (!/^[1-9]\d*$/.test(minor)) throw new Error(`understood ${minor}`);
    if (!written.has(majorOf(minor, exponent))) throw new Error(`nobody wrote ${majorOf(minor, exponent)}`);
  }
  return true;
};
