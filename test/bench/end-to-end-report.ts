/** The end-to-end benchmark as `npm run bench` runs it, and its figures as people read them. */
import { type LatencyRow, latency, type SaturationRow, saturation } from './end-to-end.ts';
import type { Bench } from './run.ts';

const ms = (value: number) => value.toFixed(1);
const times = (value: number) => `${value.toFixed(1)} ×`;

const show = (rows: readonly LatencyRow[], saturated: readonly SaturationRow[]): void => {
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
};

export const endToEnd: Bench = async (databaseUrl, { quick }) => {
  const redisUrl = process.env.REDIS_URL || undefined;
  const rows = await latency({ databaseUrl }, quick ? 1 : 3, quick ? 40 : 100);
  const size = { payments: quick ? 600 : 3_000, callers: 96 };
  const saturated = [await saturation({ databaseUrl }, size)];
  if (redisUrl) saturated.push(await saturation({ databaseUrl, redisUrl }, size));
  show(rows, saturated);
  if (!redisUrl) console.log('Set REDIS_URL to see what Redis gives.');
  return { latency: rows, saturation: saturated };
};
