/**
 * A process that pays, made to be killed: callers who ask through one poster, and note in a file before each question what they ask
 * and after it what they were told. Started again on the same file, it goes on where it was: first it asks again, under the same keys,
 * for whatever it never heard of. What is noted has been given to the system, which keeps it when the process dies.
 */
import { appendFileSync, closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectionLostError, connect } from '../../core/db/index.ts';
import { createLedger, createPoster, type LedgerOutcome, type Submission } from '../../core/ledger/index.ts';
import { type Note, notesIn, paymentOf, type WriterOrder } from './ledger-notes.ts';

const order = JSON.parse(process.argv[2]!) as WriterOrder;
const sql = connect(order.url, { role: order.role, max: 6, applicationName: 'writer' });
const poster = createPoster(sql, createLedger());
const accounts = order.accounts.map(BigInt);

const earlier = existsSync(order.file) ? notesIn(readFileSync(order.file, 'utf8')) : [];
// The last line may have been cut short by the kill: what comes next begins a line of its own.
if (existsSync(order.file)) appendFileSync(order.file, '\n');
const file = openSync(order.file, 'a');
const note = (one: Note): void => void writeSync(file, `${JSON.stringify(one)}\n`);

const told = new Map(earlier.flatMap((one) => (one.told ? [[one.key, one.told] as const] : [])));
const asked = new Set(earlier.map(({ key }) => key));
for (const key of asked) if (!told.has(key)) note({ key, lost: true });

/** Asks until told; of linked submissions, by the key of the first. Returns at once what was told in an earlier life. */
const ask = async (key: string, submissions: Submission[]): Promise<string[]> => {
  const known = told.get(key);
  if (known) return known;
  if (!asked.has(key)) note({ key });
  for (;;) {
    try {
      const outcomes = await poster.postGroup(submissions, { linked: submissions.length > 1 });
      const words = outcomes.map(wordOf);
      note({ key, told: words, again: outcomes[0]!.replayed });
      return words;
    } catch (error) {
      if (!(error instanceof ConnectionLostError)) throw error;
      note({ key, lost: true });
      await sleep(20 + Math.random() * 80);
    }
  }
};

const wordOf = (outcome: LedgerOutcome): string => (outcome.ok ? `ok ${outcome.id}` : outcome.refusal);

/** A caller has every so-many-th payment of this writer. */
const live = async (caller: number): Promise<void> => {
  for (let number = order.from + caller; number < order.to; number += order.callers)
    for (const { key, submissions } of paymentOf(number, accounts)) {
      const words = await ask(key, submissions(told));
      told.set(key, words);
      if (!words.every((word) => word.startsWith('ok'))) break;
    }
};

await Promise.all(Array.from({ length: order.callers }, (_, caller) => live(caller)));
closeSync(file);
await sql.end();
