/**
 * `npm run bench`: ratios against a baseline that runs beside ours, on the durable embedded PostgreSQL.
 * `--json FILE` writes the figures, `--quick` takes fewer samples; with REDIS_URL, Redis carries the queue too.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openPostgres } from '../../bots/cli/postgres.ts';
import { latency, saturation } from './end-to-end.ts';

const { values: flags } = parseArgs({
  options: { json: { type: 'string' }, quick: { type: 'boolean', default: false } },
});
const redisUrl = process.env.REDIS_URL || undefined;
const folder = mkdtempSync(join(tmpdir(), 'tuppence-bench-'));
const postgres = await openPostgres(folder, () => undefined);

const rounds = flags.quick ? 1 : 3;
const rows = await latency({ databaseUrl: postgres.url }, rounds, flags.quick ? 40 : 100);
const size = { payments: flags.quick ? 600 : 3_000, callers: 96 };
const saturated = [await saturation({ databaseUrl: postgres.url }, size)];
if (redisUrl) saturated.push(await saturation({ databaseUrl: postgres.url, redisUrl }, size));

const ms = (value: number) => value.toFixed(1);
const times = (value: number) => `${value.toFixed(1)} ×`;
console.log('\nEnd to end at 20 events/s, the event on the wire to our answer on the wire (ms)');
console.table(
  rows.map(({ platform, echo_ms, ack_ms, receipt_ms, receipt_p99_ms }) => ({
    platform,
    'echo p50': ms(echo_ms),
    'ack p50': ms(ack_ms),
    'ack / echo': times(ack_ms / echo_ms),
    'receipt p50': ms(receipt_ms),
    'receipt / echo': times(receipt_ms / echo_ms),
    'receipt p99': ms(receipt_p99_ms),
    'p99 / p50': times(receipt_p99_ms / receipt_ms),
  })),
);
console.log('At saturation, one process with the emulators in it, the three platforms together');
console.table(
  saturated.map(({ queue, payments, payments_per_second, cpu_ms_per_payment }) => ({
    queue,
    payments,
    'receipts / s': payments_per_second.toFixed(0),
    'CPU ms each': cpu_ms_per_payment.toFixed(1),
  })),
);
if (!redisUrl) console.log('Set REDIS_URL to see what Redis gives.');
if (flags.json)
  writeFileSync(flags.json, `${JSON.stringify({ latency: rows, saturation: saturated }, null, 2)}\n`);

await postgres.release();
rmSync(folder, { recursive: true, force: true });
process.exit(0);
