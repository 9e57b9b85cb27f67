/** `tuppence audit`: proves the books, shows how far it is, and says what it found. */
import type { AuditOptions, AuditProgress, AuditReport, Head } from '../../core/index.ts';
import { createCore } from '../../core/index.ts';
import { dataDirectory, openDatabase } from './database.ts';
import type { Environment } from './env.ts';
import { lifetime } from './lifetime.ts';
import { openLog, say, silentProgress } from './voice.ts';

interface AuditArguments {
  json?: boolean;
  head?: Head;
}

const locale = 'en-GB';
const number = new Intl.NumberFormat(locale);

/** Throws where the audit could not be carried out. Whether the books are right is in its result. */
export async function audit(env: Environment, { json = false, head }: AuditArguments): Promise<boolean> {
  const report = await carryOut(env, { ...(head && { head }), onProgress: json ? () => {} : progressBar() });
  say(
    json
      ? JSON.stringify(report, (_, value) => (typeof value === 'bigint' ? String(value) : value), 2)
      : inWords(report),
  );
  return report.clean;
}

async function carryOut(env: Environment, options: AuditOptions): Promise<AuditReport> {
  const { log } = openLog('audit', env.LOG_LEVEL ?? 'warn', dataDirectory(env));
  const life = lifetime(log);
  try {
    const tell = (line: string) => process.stderr.write(`${line}\n`);
    const progress = silentProgress();
    const { sql } = await openDatabase({ env, life, progress, say: tell, role: 'audit', connections_max: 2 });
    return await createCore({ sql, log, asset: env.TUPPENCE_ASSET ?? 'GBP' }).audit.run(options);
  } finally {
    await life.end();
  }
}

const bar_characters = 30;
const redraw_ms = 100;

/** One line that is drawn again and again in a terminal; elsewhere a line whenever a range is done. */
function progressBar(): (progress: AuditProgress) => void {
  const { stderr } = process;
  let drawn_ms = 0;
  let told = 0;
  return ({ range, done, step, steps }) => {
    const label = `${step}/${steps} ${range ?? 'as a whole'}`;
    if (!stderr.isTTY) {
      if (done === 1 && told !== step) stderr.write(`${label}: read\n`);
      if (done === 1) told = step;
      return;
    }
    if (done < 1 && performance.now() - drawn_ms < redraw_ms) return;
    drawn_ms = performance.now();
    const full = Math.round(done * bar_characters);
    const bar = '█'.repeat(full) + '░'.repeat(bar_characters - full);
    const isOver = done === 1 && step === steps;
    stderr.write(
      isOver ? '\r\u001b[K' : `\r\u001b[K${bar} ${String(Math.floor(done * 100)).padStart(3)}%  ${label}`,
    );
  };
}

function inWords(report: AuditReport): string {
  const { checks, read, entries, duration_ms, at, clean } = report;
  const seconds = duration_ms / 1000;
  const width = Math.max(...checks.map(({ name }) => name.length));
  const wrong = checks.filter(({ violations }) => violations > 0);
  return [
    `The books as of ${at}`,
    '',
    ...checks.flatMap((check) => [
      `${check.violations === 0 ? '✓' : '✗'} ${check.name.padEnd(width)}  ${verdict(check)}`,
      ...check.first.map((detail) => `    ${detail}`),
      ...(check.violations > check.first.length ? ['    …'] : []),
    ]),
    '',
    `Read: ${number.format(entries)} entries, ${read.map(({ range, rows }) => `${range} ${number.format(rows)}`).join(', ')}`,
    `Time: ${seconds.toFixed(1)} s, ${number.format(Math.round(Number(entries) / Math.max(seconds, 0.001)))} entries per second`,
    ...chain(report),
    '',
    clean ? 'The books are right.' : `THE BOOKS ARE WRONG: ${wrong.map(({ name }) => name).join(', ')}`,
  ].join('\n');
}

const verdict = ({ violations }: AuditReport['checks'][number]): string =>
  violations === 0 ? 'right' : `${number.format(violations)} wrong`;

function* chain({ head, unsealed, notSealed }: AuditReport): Iterable<string> {
  yield head
    ? `Head of the chain, to be kept elsewhere: ${head.number}:${head.hash}`
    : 'The chain has not begun.';
  if (unsealed.transfers > 0n)
    yield `Not sealed yet: ${number.format(unsealed.transfers)} transfers, the oldest from ${unsealed.oldest}`;
  if (notSealed) yield `Nothing could be sealed before: ${notSealed}`;
}
