import { defineConfig } from 'vitest/config';

/** Files that start processes of the product or kill them, have the clock to themselves, or replace modules: each in a process of its own. */
const alone = [
  'test/bots/cli/**/*.test.ts',
  'test/chaos/**/*.test.ts',
  'test/workers/**/*.test.ts',
  'test/core/year.test.ts',
  'test/core/upgrade.test.ts',
];

const limits = {
  testTimeout: 30_000,
  hookTimeout: 60_000,
  // A second, as it would be, is too little for what several processes do together on a busy machine.
  expect: { poll: { timeout: 15_000 } },
};

export default defineConfig({
  test: {
    globalSetup: ['test/support/global-setup.ts'],
    maxWorkers: 2,
    projects: [
      // Projects run in the order of their names.
      { test: { ...limits, name: 'alone', include: alone } },
      // Loading core and bots takes longer than most files' tests, and they keep no state in modules: one process takes file after file.
      {
        test: { ...limits, name: 'together', include: ['test/**/*.test.ts'], exclude: alone, isolate: false },
      },
    ],
  },
});
