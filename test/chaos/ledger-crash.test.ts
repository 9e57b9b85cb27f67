import { expect, it } from 'vitest';
import { crash } from './ledger-crash.ts';

/** `npm run crash` does the same with 100,000 payments. */
it('PostgreSQL and writers killed with -9 amid payments: nothing that was acknowledged is missing, nothing is doubled, refused stays refused', async () => {
  const tally = await crash({
    payments: 4_000,
    postgresKills: 3,
    writerKills: 4,
    writers: 2,
    callers: 64,
    say: () => undefined,
  });
  const {
    missing,
    doubled,
    refusedAndDone,
    contradicted,
    unanswered,
    wrongBalances,
    assetsNotZero,
    violations,
  } = tally;
  expect({
    missing,
    doubled,
    refusedAndDone,
    contradicted,
    unanswered,
    wrongBalances,
    assetsNotZero,
    violations,
  }).toEqual({
    missing: 0,
    doubled: 0,
    refusedAndDone: 0,
    contradicted: 0,
    unanswered: 0,
    wrongBalances: 0,
    assetsNotZero: 0,
    violations: [],
  });
  // It was a test: there was something to lose.
  expect(tally.acknowledged).toBeGreaterThan(4_000);
  expect(tally.refused).toBeGreaterThan(0);
  expect(tally.unknown).toBeGreaterThan(0);
}, 240_000);
