/** Nothing that people read stands anywhere but in a catalogue, and nothing stands in a catalogue that nobody shows. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { capabilities } from '../../../bots/shared/capabilities.ts';
import { COMMANDS, type CommandSpec } from '../../../bots/shared/commands.ts';
import type { CapabilityMessages } from '../../../bots/shared/messages/catalogue.ts';
import { en as common } from '../../../bots/shared/messages/en.ts';
import { LANGUAGES } from '../../../core/index.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const filesOf = (folder: string, ending: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending))
    .map((path) => join(folder, path));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const isCatalogue = (path: string): boolean => /(^|\/)messages(\.\w+)?\.ts$|shared\/messages\//.test(path);

interface Piece {
  kind: 'code' | 'string';
  text: string;
}

/** Code and what it quotes, without comments. What is put into a template is code again. */
function piecesOf(source: string): Piece[] {
  const pieces: Piece[] = [];
  const pattern =
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`|\/(?![/*])(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[dgimsuy]*(?=[\s.,;)])/g;
  let at = 0;
  const code = (until: number) => pieces.push({ kind: 'code', text: source.slice(at, until) });
  for (let found = pattern.exec(source); found; found = pattern.exec(source)) {
    code(found.index);
    at = pattern.lastIndex;
    if (/^['"]/.test(found[0])) pieces.push({ kind: 'string', text: found[0].slice(1, -1) });
    if (found[0] !== '`') continue;
    at = templateEnd(source, at, pieces);
    pattern.lastIndex = at;
  }
  code(source.length);
  return pieces;
}

/** Reads a template from behind its opening quote, and returns where it ends. */
function templateEnd(source: string, from: number, pieces: Piece[]): number {
  let at = from;
  let text = '';
  while (source[at] !== '`' && at < source.length) {
    if (source.startsWith('${', at)) {
      let depth = 1;
      const begin = at + 2;
      for (at = begin; depth > 0; at += 1)
        if (source[at] === '`') at = templateEnd(source, at + 1, pieces) - 1;
        else depth += source[at] === '{' ? 1 : source[at] === '}' ? -1 : 0;
      pieces.push(...piecesOf(source.slice(begin, at - 1)));
      text += '\ufffc';
    } else {
      text += source[at];
      at += 1;
    }
  }
  pieces.push({ kind: 'string', text });
  return at + 1;
}

describe('what people read', () => {
  /** Where cards, forms and answers are made. */
  const makers = [
    ...filesOf('bots/shared', '.ts').filter((path) =>
      /\/(\w+-)?(views|run|form|answers|inline|message|bank|lasting|names|parts|turn|press|handler)\.ts$/.test(
        path,
      ),
    ),
    ...['discord', 'slack', 'telegram'].flatMap((platform) =>
      filesOf(`bots/${platform}`, '.ts').filter((path) =>
        /\/(render|reply|inline|text|markdown)\.ts$/.test(path),
      ),
    ),
  ];
  /** Said to those who run it, or to nobody. */
  const unseen = /(Error|\.name = |log\.\w+|reason:|\bthrow\b[^;]*)\(?[^;]*$/;

  /** Words rather than a name of something in the code. */
  const isText = (text: string): boolean =>
    /\p{L}{2,}\s+\p{L}{2,}/u.test(text) ||
    /(^|[\s\ufffc])\p{Lu}\p{Ll}+/u.test(text) ||
    /[äöüßÄÖÜ]/.test(text);

  const textsIn = (source: string): string[] => {
    let before = '';
    return piecesOf(source).flatMap(({ kind, text }) => {
      if (kind === 'code') {
        before = (before + text).slice(-400);
        return [];
      }
      const shown = /\b(text|bold|quiet)\(\s*$|\b(label|title|placeholder|fallback|submit):\s*$/.test(before);
      const found = (isText(text) && !unseen.test(before)) || (shown && /\p{L}/u.test(text));
      before += '""';
      return found ? [text] : [];
    });
  };

  test('is found, were it written where cards are made', () => {
    expect(textsIn("card({ title: 'Sorry' })")).toEqual(['Sorry']);
    expect(textsIn('text(`You have $\x7bwords.of("x y")} left`)')).toEqual(['You have \ufffc left']);
    expect(textsIn("lines: [[text('ok')]], style: 'primary' // Not this\n")).toEqual(['ok']);
    expect(textsIn("throw new Error('This is a bug'); log.warn({ a }, 'not shown')")).toEqual([]);
  });

  test('comes from the catalogues', () => {
    expect(makers.length).toBeGreaterThan(40);
    const found = makers.flatMap((path) => textsIn(read(path)).map((text) => `${path}: ${text}`));
    // What Splitwise writes, in every language.
    const format = /: Date,Description,Category,Cost,Currency,/;
    expect(found.filter((text) => !format.test(text))).toEqual([]);
  });
});

describe('no catalogue has a word that nobody shows:', () => {
  const folders = filesOf('bots/shared', 'messages.en.ts').map(dirname);
  const own = (folder: string): string =>
    filesOf(folder, '.ts')
      .filter((path) => !isCatalogue(path))
      .map(read)
      .join('\n');
  const shared = [...filesOf('bots/shared/views', '.ts'), ...filesOf('bots/shared', '.ts')]
    .filter((path) => !isCatalogue(path))
    .map(read)
    .join('\n');

  /** Every text but those that are found by a name from elsewhere, as a path of keys. */
  const byName = ['commands', 'options', 'codes', 'shortcuts', 'refusals'];
  const pathsIn = (value: object): string[][] =>
    Object.entries(value).flatMap(([key, inner]) =>
      typeof inner === 'object' ? pathsIn(inner).map((path) => [key, ...path]) : [[key]],
    );

  /** Whether code reads a text: by its name behind its parent's, by a name out of a variable, or taken apart. */
  const reads = (code: string, path: readonly string[]): boolean => {
    const [parent, leaf] = [path.at(-2), path.at(-1)!];
    const has = (pattern: string) => new RegExp(pattern).test(code);
    const takenApart = has(`[{,]\\s*${leaf}\\s*(?:[,}]|:\\s*[\\w{])`);
    if (parent === undefined) return has(`\\.${leaf}\\b`) || takenApart;
    if (has(`\\b${parent}\\)?[?!]?\\.${leaf}\\b`)) return true;
    // Its parent is looked into by a name that is a value, itself or what is above it.
    if (path.slice(0, -1).some((name) => has(`\\b${name}[?!]?(\\.\\w+)*\\[`))) return true;
    const passedOn = path.slice(0, -1).some((name) => has(`\\b${name}\\b(?!\\s*[.:[(?])`));
    return passedOn && (has(`\\.${leaf}\\b`) || takenApart);
  };

  test.each(folders)('%s', async (folder) => {
    const { en } = (await import(join(root, folder, 'messages.en.ts'))) as { en: CapabilityMessages };
    const code = own(folder);
    const unused = pathsIn(en)
      .filter(([first]) => !byName.includes(first!))
      .filter((path) => !reads(code, path))
      .map((path) => path.join('.'));
    expect(unused).toEqual([]);
  });

  test('the common one', () => {
    const unused = pathsIn(common)
      .filter(([first]) => !byName.includes(first!))
      .filter((path) => !reads(shared, path))
      .map((path) => path.join('.'));
    expect(unused).toEqual([]);
  });

  const each = capabilities.flatMap(({ messages }) => LANGUAGES.map((language) => messages[language]));

  test('of a command’s option: some command of that capability has it', () => {
    const optionsOf = (specs: readonly CommandSpec[]): string[] =>
      specs.flatMap(({ name: command, options, subcommands = [] }) => [
        ...options.map(({ name }) => name),
        // By itself, or as the one that it is there (`asset_kind`).
        ...subcommands.flatMap((one) => [
          ...[one.name, `${command}_${one.name}`],
          ...one.options.flatMap(({ name }) => [name, `${one.name}_${name}`]),
        ]),
      ]);
    // A capability may give a command of another one a subcommand (`/bank tip`).
    const known = optionsOf(COMMANDS);
    const said = [common.options, ...each.map(({ options = {} }) => options)].flatMap(Object.keys);
    expect(said.filter((name) => !known.includes(name))).toEqual([]);
  });

  test('of a shortcut: there is one', () => {
    for (const { messages, shortcuts = {} } of capabilities)
      for (const language of LANGUAGES)
        for (const name of Object.keys(messages[language].shortcuts ?? {}))
          expect(Object.keys(shortcuts)).toContain(name.replace(/_global$/, ''));
  });

  const core = filesOf('core', '.ts').filter((path) => !/(^|\/)(\w+-)?types\.ts$|refusals\.ts$/.test(path));
  const inCore = core.map(read).join('\n');
  const inBots = filesOf('bots', '.ts')
    .filter((path) => !isCatalogue(path) && !path.includes('/playground/'))
    .map(read)
    .join('\n');

  test('of a transfer’s code: core gives it', () => {
    const codes = each.flatMap(({ codes = {} }) => Object.keys(codes));
    expect(codes.filter((code) => !new RegExp(`['"\`]${code}['"\`]|\\b${code}:`).test(inCore))).toEqual([]);
  });

  test('of a refusal: somebody refuses so', () => {
    const codes = [common.refusals, ...each.map(({ refusals = {} }) => refusals)].flatMap(Object.keys);
    expect(codes.filter((code) => !new RegExp(`['"]${code}['"]`).test(inCore + inBots))).toEqual([]);
  });
});
