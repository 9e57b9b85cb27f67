/** The habits of the house, held by an ordinary test (after TigerBeetle's tidy). */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { environmentTable } from '../bots/cli/env.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path !== '' && existsSync(join(root, path)));
const sources = tracked.filter(
  (path) => /\.(ts|sql|md|yml|js|json)$/.test(path) && path !== 'package-lock.json',
);

/** What stands between `<!-- name -->` and `<!-- /name -->`. */
const between = (text: string, name: string): string =>
  text.split(`<!-- ${name} -->`)[1]!.split(`<!-- /${name} -->`)[0]!.trim();

/** Lints texts as if they were files of this tree, and says which rules each breaks. */
const rulesBroken = (files: Record<string, string>): Record<string, string[]> => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tuppence-lint-')));
  try {
    const settings = { ...JSON.parse(read('biome.json')), vcs: { enabled: false } };
    writeFileSync(join(folder, 'biome.json'), JSON.stringify({ ...settings, $schema: undefined }));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), `${text}\n`);
    }
    const biome = join(root, 'node_modules/.bin/biome');
    const run = spawnSync(biome, ['lint', '--reporter=github', '--max-diagnostics=none'], {
      cwd: folder,
      encoding: 'utf8',
    });
    const broken: Record<string, string[]> = {};
    for (const match of run.stdout.matchAll(/title=lint\/\w+\/(\w+),file=([^,]+)/g)) {
      const path = match[2]!.slice(folder.length + 1);
      broken[path] = [...(broken[path] ?? []), match[1]!];
    }
    return broken;
  } finally {
    rmSync(folder, { recursive: true });
  }
};

describe('boundaries', () => {
  const forbidden: Record<string, string> = {
    'core/pay/a.ts': "import '../../bots/shared/card.ts';",
    'core/pay/b.ts': "import '../../workers/relay.ts';",
    'core/ledger/c.ts': "import 'discord.js';",
    'core/outbox/d.ts': "import 'bullmq';",
    'workers/e.ts': "import '../bots/shared/messenger.ts';",
    'workers/f.ts': "import '../core/ledger/index.ts';",
    'bots/discord/g.ts': "import '../slack/render.ts';",
    'bots/slack/h.ts': "import '../playground/slack/server.ts';",
    'bots/telegram/i.ts': "import '../../core/ledger/index.ts';",
    'bots/shared/j.ts': "import '../telegram/render.ts';",
    'bots/playground/telegram/k.ts': "import 'telegraf';",
  };

  it('refuse an import that points the wrong way', () => {
    const broken = rulesBroken(forbidden);
    expect(Object.keys(broken).sort()).toEqual(Object.keys(forbidden).sort());
    expect(new Set(Object.values(broken).flat())).toEqual(new Set(['noRestrictedImports']));
  });

  it('let bots and workers import the public face of core', () => {
    const face = "import { ok } from '../core/index.ts';\nok(1);";
    expect(rulesBroken({ 'workers/a.ts': face, 'bots/discord/b.ts': face.replace('..', '../..') })).toEqual(
      {},
    );
  });

  it('let one file read the environment', () => {
    const text = 'export const x = process.env.PORT;';
    const broken = rulesBroken({
      'core/pay/a.ts': text,
      'workers/b.ts': text,
      'bots/shared/c.ts': text,
      'bots/cli/env.ts': text,
    });
    expect(Object.keys(broken).sort()).toEqual(['bots/shared/c.ts', 'core/pay/a.ts', 'workers/b.ts']);
  });

  it('keep the capabilities of core apart from each other', () => {
    const kernel = new Set([
      'ledger',
      'policy',
      'identity',
      'outbox',
      'db',
      'ports',
      'intents',
      'audit',
      'alerts',
    ]);
    const crossings = tracked
      .filter((path) => /^core\/[^/]+\/.*\.ts$/.test(path))
      .flatMap((path) => {
        const own = path.split('/')[1]!;
        return [...read(path).matchAll(/from '\.\.\/([a-z]+)\//g)]
          .map((match) => match[1]!)
          .filter((other) => other !== own && !kernel.has(other))
          .map((other) => `core/${own} -> ${other}`)
          .map((crossing) => `${path}: ${crossing}`);
      });
    expect(crossings).toEqual([]);
  });

  it('keep the capabilities of the bots apart from each other', () => {
    const common = new Set(['messages', 'views', 'picture', 'paper']);
    const crossings = tracked
      .filter((path) => /^bots\/shared\/[^/]+\/.*\.ts$/.test(path))
      .flatMap((path) => {
        const own = path.split('/')[2]!;
        return [...read(path).matchAll(/from '\.\.\/([a-z]+)\//g)]
          .map((match) => match[1]!)
          .filter((other) => other !== own && !common.has(other) && !common.has(own))
          .map((other) => `${own} -> ${other}`);
      });
    const others = new Set(crossings.filter((crossing) => !crossing.startsWith('bank -> ')));
    // What operators do is one command of all capabilities; and a code that links wants the PIN.
    expect([...others]).toEqual(['people -> protection']);
  });
});

describe('the README', () => {
  it('has the table of the environment as the schema says it', () => {
    expect(between(read('README.md'), 'environment')).toBe(environmentTable());
  });

  it('gives every direct dependency its reason, and no other', () => {
    const section = read('README.md').split('## Dependencies')[1]!;
    const named = [...section.matchAll(/`([^`]+)`/g)].map((match) => match[1]!);
    expect(named.sort()).toEqual(Object.keys(JSON.parse(read('package.json')).dependencies).sort());
  });

  it('links to files that exist', () => {
    const links = [...read('README.md').matchAll(/\]\((?!https?:)([^)#]+)/g)].map((match) => match[1]!);
    expect(links.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});

describe('core/ARCHITECTURE.md', () => {
  it('names files that exist', () => {
    const named = [...read('core/ARCHITECTURE.md').matchAll(/`([\w./-]+\.(?:ts|sql|json))`/g)];
    const paths = named.map((match) => match[1]!);
    expect(
      paths.filter((path) => !existsSync(join(root, 'core', path)) && !existsSync(join(root, path))),
    ).toEqual([]);
  });

  it('gives every guarantee of the ledger a test that there is', () => {
    const rows = [
      ...between(read('core/ARCHITECTURE.md'), 'guarantees').matchAll(/^\|.*\| `(\S+)` +\| (.*?) +\|$/gm),
    ];
    expect(rows.length).toBeGreaterThan(20);
    const missing = rows.filter(
      ([, path, name]) => !existsSync(join(root, path!)) || !read(path!).includes(name!),
    );
    expect(missing.map(([row]) => row)).toEqual([]);
  });
});

it.each(['README.md', 'core/ARCHITECTURE.md', 'core/GLOSSARY.md'])(
  '%s says nothing under one heading twice',
  (path) => {
    const headings = [...read(path).matchAll(/^## .+$/gm)].map(([heading]) => heading);
    expect(headings).toEqual([...new Set(headings)]);
  },
);

describe('test/ABUSE.md', () => {
  const everywhere = ['discord', 'slack', 'telegram'];
  /** Each drives or is run by all three. */
  const forAll = /^(journeys|bots\/shared\/contract$)/;
  const rows = [
    ...between(read('test/ABUSE.md'), 'abuse').matchAll(/^\| (\d+) \|.*\| (.+) \| (.+) \|$/gm),
  ].map(([, row, where, tests]) => ({
    row: row!,
    where: where === 'all' ? everywhere : where === 'inside' ? [] : where!.split(', '),
    tests: tests!.split('; ').map((test) => {
      const [, file, name] = /^`(.+?)` (.+)$/.exec(test) ?? [];
      return { file: file!, name: name! };
    }),
  }));
  const pathOf = (file: string) =>
    [`test/${file}.test.ts`, `test/${file}.ts`].find((path) => existsSync(join(root, path)));

  it('has every row', () => {
    expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: 25 }, (_, at) => String(at + 1)));
  });

  it('names tests that there are', () => {
    const missing = rows.flatMap(({ row, tests }) =>
      tests
        .filter(({ file, name }) => !pathOf(file) || !read(pathOf(file)!).includes(name))
        .map(({ file, name }) => `${row}: ${file}: ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it('has a test on every platform where it can be tried', () => {
    const untried = rows.flatMap(({ row, where, tests }) =>
      where
        .filter((one) => !tests.some(({ file }) => forAll.test(file) || file.startsWith(`bots/${one}/`)))
        .map((one) => `${row} on ${one}`),
    );
    expect(untried).toEqual([]);
  });
});

describe('the container', () => {
  const compose = read('docker-compose.yml');
  const dockerfile = read('Dockerfile');
  const ours = new Set([...environmentTable().matchAll(/`([A-Z_]+)`/g)].map((match) => match[1]!));
  /** A setting of another image, or of Node. */
  const others = new Set(['POSTGRES_USER', 'POSTGRES_PASSWORD', 'POSTGRES_DB', 'NODE_ENV']);
  const isKnown = (name: string) => ours.has(name) || others.has(name);

  /** The YAML that the file may use is a small part of it: block mappings and sequences, indented by two. */
  it('has a compose file of plain blocks, whose references lead somewhere', () => {
    const lines = compose.split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('#'));
    const block = /^( {2})*(- )?([\w.<-]+:( .+)?|[\w./:-]+)$/;
    expect(lines.filter((line) => !block.test(line))).toEqual([]);
    const keys: string[][] = [];
    const twice = lines.filter((line) => {
      const depth = line.search(/\S/) / 2;
      const key = line.trim().split(':')[0]!;
      keys.length = depth + 1;
      const again = keys[depth]?.includes(key) ?? false;
      keys[depth] = [...(keys[depth] ?? []), key];
      return again;
    });
    expect(twice).toEqual([]);
    const anchors = [...compose.matchAll(/&(\w+)/g)].map((match) => match[1]);
    for (const match of compose.matchAll(/\*(\w+)/g)) expect(anchors).toContain(match[1]);
    for (const role of compose.matchAll(/command: \[(\w+)\]$/gm))
      expect(read('bots/cli/main.ts')).toContain(`role('${role[1]}'`);
  });

  it('sets only variables that Tuppence reads', () => {
    const set = [...compose.matchAll(/^ +([A-Z][A-Z_]+): /gm), ...dockerfile.matchAll(/\b([A-Z][A-Z_]+)=/g)];
    const asked = [...compose.matchAll(/\$\{([A-Z_]+)/g)];
    expect(set.length).toBeGreaterThan(5);
    expect([...set, ...asked].map((match) => match[1]!).filter((name) => !isKnown(name))).toEqual([]);
  });

  it('copies all that the program imports, and starts it', () => {
    const copied = [...dockerfile.matchAll(/^COPY (.+) \S+$/gm)].flatMap((match) => match[1]!.split(' '));
    expect(copied.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    const allowed = read('.dockerignore')
      .split('\n')
      .flatMap((line) => (line.startsWith('!') ? line.slice(1) : []));
    expect(allowed.sort()).toEqual([...copied].sort());
    const program = JSON.parse(read('package.json')).bin.tuppence;
    expect(dockerfile).toContain(`ENTRYPOINT ["node", "${program}"]`);
    const strays = tracked
      .filter((path) => copied.includes(path.split('/')[0]!) && /\.(ts|js)$/.test(path))
      .flatMap((path) =>
        [...read(path).matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map((match) =>
          join(dirname(path), match[1]!),
        ),
      )
      .filter((path) => !copied.includes(path.split('/')[0]!));
    expect(strays).toEqual([]);
  });
});

describe('the tree', () => {
  it('names no machine, no registry and no workplace', () => {
    const words = [
      ['regis', 'try.npmjs'],
      ['/wo', 'rk/'],
      ['\\.\\./sha', 'red/(DESIGN|STYLE|ledger)'],
      ['farm', '-'],
    ].map((parts) => parts.join(''));
    const found = [
      ...sources,
      ...(existsSync(join(root, 'package-lock.json')) ? ['package-lock.json'] : []),
    ].filter((path) => words.some((word) => new RegExp(word).test(read(path))));
    expect(found).toEqual([]);
  });

  it('leaves nothing open in the text', () => {
    const marks = new RegExp(
      `\\b(${['TO', 'FIX', 'XX'].map((start, i) => start + ['DO', 'ME', 'X'][i]).join('|')})\\b`,
    );
    expect(sources.filter((path) => marks.test(read(path)))).toEqual([]);
  });

  /** By name: what no other file mentions, nobody imports. */
  it('exports nothing that no other file uses', () => {
    const code = tracked.filter((path) => /^(core|bots|workers|test)\/.*\.(ts|js)$/.test(path));
    const words = new Map(code.map((path) => [path, new Set(read(path).match(/\w+/g))]));
    const declared = /^export (?:async |abstract )*(?:function\*?|const|let|class|interface|type) (\w+)/gm;
    const unused = code.flatMap((path) =>
      [...read(path).matchAll(declared)]
        .map((match) => match[1]!)
        .filter((name) => ![...words].some(([other, used]) => other !== path && used.has(name)))
        .map((name) => `${path}: ${name}`),
    );
    expect(unused).toEqual([]);
  });

  it('opens every SQL file with its purpose', () => {
    expect(tracked.filter((path) => path.endsWith('.sql') && !read(path).startsWith('--'))).toEqual([]);
  });

  it('opens every module with what it is about', () => {
    const modules = tracked.filter((path) => /^(core|bots|workers)\/.*\.ts$/.test(path));
    expect(modules.filter((path) => !/^(#!.*\n)?\/\*\*/.test(read(path)))).toEqual([]);
  });

  it('keeps a source file under 400 lines, so that it hides one decision', () => {
    const long = sources
      .filter((path) => /\.(ts|js)$/.test(path) && !path.startsWith('test/') && !path.includes('/messages/'))
      .map((path) => [path, read(path).split('\n').length] as const)
      .filter(([, lines]) => lines > 400);
    expect(long).toEqual([]);
  });

  it('skips or singles out no test without a reason that the runner prints', () => {
    const word = new RegExp(
      `\\b(it|test|describe)\\.(${['on', 'to', 'sk'].map((start, i) => start + ['ly', 'do', 'ip'][i]).join('|')})\\(`,
    );
    expect(tracked.filter((path) => path.startsWith('test/') && word.test(read(path)))).toEqual([]);
  });
});

/** The rows of ABUSE.md, and of what a platform does to its bots, that tests name at the head of a title: `I1: …`, `row 12: …`, `rows 1, 2 and 5: …`. */
describe('the rows that tests name', () => {
  const title =
    /\b(?:describe|test|it)(?:\.\w+(?:<[^>]*>)?\([^()]*(?:\([^()]*\)[^()]*)*\))?\(\s*(['"`])((?:\\.|(?!\1).)*)\1/g;
  const head = /^(?:rows? )?[A-Z]?\d+(?:(?:, | and )(?:rows? )?[A-Z]?\d+)*(?=: )/;
  const rowsIn = (paths: string[]): Set<string> =>
    new Set(
      paths
        .flatMap((path) => [...read(path).matchAll(title)].map((match) => head.exec(match[2]!)?.[0] ?? ''))
        .flatMap((heads) => heads.match(/[A-Z]?\d+/g) ?? []),
    );
  const testsUnder = (folder: string) =>
    tracked.filter((path) => path.startsWith(`test/${folder}`) && path.endsWith('.ts'));
  /** The suite that every platform runs, where it does run it. */
  const shared = (platform: string): string[] =>
    read(`test/bots/${platform}/contract.test.ts`).includes('adapterContract(')
      ? ['test/bots/shared/contract.ts']
      : [];
  const everywhere = 'I1 O1 L1 M1 D1 U1 X1 B1 E1 C1 P1 12 19 20';
  /** What a platform does to its bots, and which of the abuses it can be the way for. */
  const platforms = {
    discord: `A1 I4 R1 ${everywhere}`,
    slack: `A2 I2 R2 21 ${everywhere}`,
    telegram: `A3 I3 R3 13 21 ${everywhere}`,
  };

  it.each(Object.entries(platforms))('that concern %s each have a test there', (platform, rows) => {
    const found = rowsIn([...testsUnder(`bots/${platform}/`), ...shared(platform)]);
    expect(rows.split(' ').filter((row) => !found.has(row))).toEqual([]);
  });

  it('about abuse each have a test', () => {
    const found = rowsIn(testsUnder(''));
    const rows = Array.from({ length: 25 }, (_, at) => String(at + 1));
    expect(rows.filter((row) => !found.has(row))).toEqual([]);
  });
});
