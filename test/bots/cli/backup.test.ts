import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { run } from './tuppence.ts';

test('a copy of the data directory, made while nothing runs, is the whole book: it starts elsewhere, audits clean and goes on', async () => {
  const home = mkdtempSync(join(tmpdir(), 'tuppence-backup-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));
  const original = { TUPPENCE_DATA_DIR: join(home, 'original'), LOG_LEVEL: 'silent' };
  const restored = { TUPPENCE_DATA_DIR: join(home, 'restored'), LOG_LEVEL: 'silent' };
  const told = async (args: string[], settings: typeof original) => {
    const { code, stdout, stderr } = await run(args, settings);
    expect(code, stderr).toBe(0);
    return stdout;
  };
  await told(['bank', 'fund', 'telegram::42', '100', 'GBP'], original);
  execFileSync('cp', ['-a', original.TUPPENCE_DATA_DIR, restored.TUPPENCE_DATA_DIR]);
  await told(['bank', 'fund', 'telegram::42', '7', 'GBP'], original);

  expect(await told(['balance', 'telegram::42'], restored)).toContain('£100.00');
  await told(['audit'], restored);
  await told(['bank', 'fund', 'telegram::42', '1', 'GBP'], restored);
  expect(await told(['balance', 'telegram::42'], restored)).toContain('£101.00');
}, 180_000);
