/** What those have in common from whom something is fetched that money is dealt at: when they are asked again, and what is too odd to be true. */
import { Decimal } from 'decimal.js';
import type { Schedule } from './capability.ts';

const longest_ms = 60 * 60_000;

/** Until somebody is asked again. Only a politeness: a process that does not remember asks once more. */
export function createPause() {
  let inVain = 0;
  let until = 0;
  return {
    isOver: (now: Date): boolean => now.getTime() >= until,
    /** They had nothing: each time in a row it is twice as long, up to an hour. */
    longer(now: Date, wait_ms: number): void {
      until = now.getTime() + Math.min(wait_ms * 2 ** inVain, longest_ms);
      inVain += 1;
    },
    /** They had something. */
    over(now: Date, wait_ms = 0): void {
      until = now.getTime() + wait_ms;
      inVain = 0;
    },
  };
}

const Precise = Decimal.clone({ precision: 60, defaults: true, toExpNeg: -40, toExpPos: 40 });

/** What is more than this many times the last one, or less than this part of it, is believed to be a mistake. */
const jumpFactor = '1.5';

/** Both positive decimals. */
export const hasJumped = (before: string, after: string): boolean =>
  new Precise(after).gt(new Precise(before).mul(jumpFactor)) || new Precise(after).mul(jumpFactor).lt(before);

/** Its result is not a number of things to do: it is called again at its time. */
export const refreshing = (refresh: () => Promise<number>): Schedule => ({
  every_ms: 60_000,
  run: () => refresh(),
});
