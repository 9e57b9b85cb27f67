import { expect, test } from 'vitest';
import { createLedger } from '../../core/ledger/index.ts';
import { freshDatabase } from '../support/database.ts';
import { forPlays, playMany, type Way } from './ledger-model-play.ts';

const RUNS = Number(process.env.LEDGER_MODEL_RUNS || 3_000);
const LANES = 4;

const database = await freshDatabase();
await forPlays(database.owner);
// A step closes an account by hand.
const sql = database.connect({ role: null });

const agrees = async (way: Way): Promise<void> => {
  const lane = () => playMany(sql, way, { numRuns: Math.ceil(RUNS / 2 / LANES) });
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
