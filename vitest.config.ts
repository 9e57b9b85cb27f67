import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A second, as it would be, is too little for what several processes do together on a busy machine.
    expect: { poll: { timeout: 15_000 } },
    maxWorkers: 2,
  },
});
