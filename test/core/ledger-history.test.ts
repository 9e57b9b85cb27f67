import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { expect, test } from 'vitest';
import { createLedger } from '../../core/ledger/index.ts';
import { freshDatabase } from '../support/database.ts';
import { crowd, cutting, historyOf, openBank } from './ledger-history.ts';
import { flawsOf, type History } from './ledger-linear.ts';

const CALLERS = 8;
const TIMES = 60;

const program = fileURLToPath(new URL('./ledger-history-process.ts', import.meta.url));
const elsewhere = async (order: Parameters<typeof crowd>[0]): Promise<Pick<History, 'asked' | 'seen'>> => {
  const args = ['--import', 'tsx', program, serialize(order).toString('base64')];
  const options = { maxBuffer: 2 ** 28, encoding: 'buffer' } as const;
  const { stdout } = await promisify(execFile)(process.execPath, args, options);
  return deserialize(stdout);
};

test('whatever many connections and processes do at once, each account has one order that explains every answer', async () => {
  const { sql, owner, url, role } = await freshDatabase();
  const { ids, notes } = await openBank(sql);
  const order = (name: string) => ({ url, role, name, ids, callers: CALLERS, times: TIMES });
  const cuts = cutting(owner, 150);
  const crowds = await Promise.all([
    crowd(order('one pool')),
    crowd(order('another pool')),
    elsewhere(order('one process')),
    elsewhere(order('another process')),
  ]).finally(cuts.stop);
  const history = await historyOf(sql, ids, [notes, ...crowds]);

  expect(flawsOf(history)).toEqual([]);
  expect(await createLedger().verify(sql)).toEqual([]);
  // It was a race: answers of every kind, and callers who never heard.
  const told = new Set(history.asked.flatMap(({ answers }) => answers ?? []).map(({ refusal }) => refusal));
  const kinds = ['insufficient_funds', 'hold_resolved', 'hold_expired', 'hold_not_expired', 'linked_refused'];
  expect([...told]).toEqual(expect.arrayContaining([null, ...kinds, 'idempotency_key_reused']));
  expect(history.asked.filter(({ told_us }) => told_us === null).length).toBeGreaterThan(0);
}, 180_000);
