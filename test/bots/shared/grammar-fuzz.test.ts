import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyLine, readLine } from './grammar-fuzz.ts';

/** `npm run fuzz` reads a million. */
const LINES = Number(process.env.FUZZ_LINES || 100_000);

test(`rows 1 to 4: of ${LINES.toLocaleString('en')} lines none is a crash, and none an amount that nobody wrote`, () => {
  let understood = 0;
  fc.assert(
    fc.property(anyLine, (line) => {
      if (readLine(line)) understood += 1;
    }),
    { numRuns: LINES },
  );
  // They are no mere noise.
  expect(understood).toBeGreaterThan(LINES / 20);
}, 600_000);
