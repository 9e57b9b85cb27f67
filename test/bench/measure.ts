/** Latencies, from the platform's event on the wire to our answer on the wire, read off the emulators' own taps. */
import type { EmulatedChat } from '../../bots/playground/emulator.ts';

/** Milliseconds from the event. `receipt_ms` is missing where nothing is to settle. */
export interface Sample {
  ack_ms: number;
  receipt_ms?: number;
}

interface Waiting {
  start_ms: number;
  ack_ms?: number;
  needsReceipt: boolean;
  done(sample: Sample): void;
}

/** The card carries the tag of its payment as its memo, and so does what a payee elsewhere is told, which is not waited for. */
const TAG = /bench-\d+-end/;
const SETTLED = / paid Person /;
const ELSEWHERE = / paid you /;

interface Probe {
  /** Says it, and resolves when the answer (and the receipt) is on the wire. Rejects after 30 s. */
  time(say: (tag: string) => Promise<void>, needsReceipt: boolean): Promise<Sample>;
  stop(): void;
}

let count = 0;

export const probe = (chat: EmulatedChat): Probe => {
  const waiting = new Map<string, Waiting>();
  const stop = chat.onCall(({ body }) => {
    const text = JSON.stringify(body) ?? '';
    const tag = TAG.exec(text)?.[0];
    const one = tag === undefined ? undefined : waiting.get(tag);
    if (!tag || !one || ELSEWHERE.test(text)) return;
    const now_ms = performance.now();
    one.ack_ms ??= now_ms - one.start_ms;
    if (one.needsReceipt && !SETTLED.test(text)) return;
    waiting.delete(tag);
    one.done({ ack_ms: one.ack_ms, ...(one.needsReceipt && { receipt_ms: now_ms - one.start_ms }) });
  });
  return {
    stop,
    time: (say, needsReceipt) =>
      new Promise((resolve, reject) => {
        count += 1;
        const tag = `bench-${count}-end`;
        const late = setTimeout(() => {
          waiting.delete(tag);
          reject(new Error(`${chat.platform}: no answer to ${tag} within 30 s`));
        }, 30_000);
        const done = (sample: Sample) => {
          clearTimeout(late);
          resolve(sample);
        };
        waiting.set(tag, { start_ms: performance.now(), needsReceipt, done });
        say(tag).catch(reject);
      }),
  };
};

/** The value below which this share of the samples lies. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
};

export const median = (values: readonly number[]): number => quantile(values, 0.5);
