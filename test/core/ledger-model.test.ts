import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLedger } from '../../core/ledger/index.ts';
import { freshDatabase } from '../support/database.ts';
import { forPlays, play, type Way } from './ledger-model-play.ts';
import { steps } from './ledger-model-steps.ts';

const RUNS = Number(process.env.LEDGER_MODEL_RUNS || 3_000);
const LANES = 4;

/** Every run has accounts of its own, so that several can be played at once, and all in one database. */
const sql = await forPlays(await freshDatabase());
let count = 0;

const agrees = async (way: Way): Promise<void> => {
  const property = fc.asyncProperty(steps, (some) => play(sql, `.${++count}`, some, way));
  const lane = () => fc.assert(property, { numRuns: Math.ceil(RUNS / 2 / LANES) });
  await Promise.all(Array.from({ length: LANES }, lane));
  expect(await createLedger().verify(sql)).toEqual([]);
};

test(
  'row 25: whatever is submitted in whatever groups, the kernel decides and records as the plain model does',
  () => agrees('call'),
  240_000,
);

test(
  'row 25: whatever callers post at once, each is told and all is recorded as in the plain model',
  () => agrees('poster'),
  240_000,
);
