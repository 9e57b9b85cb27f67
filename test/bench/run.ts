/**
 * `npm run bench`: ratios against baselines that run beside ours, on the durable embedded PostgreSQL.
 *   npm run bench -- ledger        transfers by the ledger and by hand, with a million transfers there already
 *   npm run bench -- growth        the same with 10 thousand, a million and 10 million: a quarter of an hour and 10 GB of disk
 *   npm run bench -- interest      a day's interest of a million accounts
 *   npm run bench -- end-to-end    from a chat's event to the receipt; with REDIS_URL, Redis carries the queue too
 * Without a name: ledger and end-to-end. `--quick` takes smaller pasts and fewer samples, a minute each. `--json FILE` writes the
 * figures, `--json -` prints them. `--data DIRECTORY` keeps the pasts there for the next run; otherwise nothing is left behind.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPostgres } from '../../bots/cli/postgres.ts';
import { flagsOf } from '../support/flags.ts';

export interface BenchOptions {
  quick: boolean;
  /** For a line about how far it is. */
  say(line: string): void;
}

/** Shows its figures, and gives them back as they are. `server` is a superuser's URL. */
export type Bench = (server: string, options: BenchOptions) => Promise<object>;

/** Loaded when they are wanted, since each brings much of the program with it. */
const benches: Record<string, () => Promise<Bench>> = {
  ledger: async () => (await import('./ledger-report.ts')).ledger,
  growth: async () => (await import('./ledger-report.ts')).growth,
  interest: async () => (await import('./interest.ts')).interest,
  'end-to-end': async () => (await import('./end-to-end-report.ts')).endToEnd,
};

const { values: flags, positionals } = flagsOf(import.meta.url, {
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    quick: { type: 'boolean', default: false },
    data: { type: 'string' },
  },
});
const say = (line: string) => console.error(line);
const wanted = positionals.length > 0 ? positionals : ['ledger', 'end-to-end'];
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) {
  say(`There is no benchmark ${unknown.join(', ')}: choose of ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}

const folder = flags.data ?? mkdtempSync(join(tmpdir(), 'tuppence-bench-'));
const postgres = await openPostgres(folder, say);
try {
  const figures: Record<string, object> = {};
  for (const name of wanted)
    figures[name] = await (await benches[name]!())(postgres.url, { quick: flags.quick, say });
  const json = `${JSON.stringify(figures, null, 2)}\n`;
  if (flags.json === '-') process.stdout.write(json);
  else if (flags.json) writeFileSync(flags.json, json);
} finally {
  await postgres.release();
  if (!flags.data) rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
