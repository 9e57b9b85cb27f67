/**
 * The worst moments to die: a message of ours has been carried out by the platform, and its answer has not reached us. The
 * emulator's tap sees the call before the answer leaves, and the process is killed right there.
 */
import { describe, expect, it } from 'vitest';
import type { Platform } from '../../core/index.ts';
import { freshDatabase } from '../support/database.ts';
import { onStage, PATIENCE_MS, type Process, type Stage, until } from './harness.ts';

const LIMIT_MS = 3 * PATIENCE_MS;

/** Telegram has no way to find a message whose answer was lost: there the card may have been posted anew, and the first stays as it was. */
const findsItsMessages: Record<Platform, boolean> = { discord: true, slack: true, telegram: false };

/** Kills the process the moment the platform has carried out a call that shows this. */
const killedWhenShown = (stage: Stage, process: Process, text: RegExp): Promise<void> =>
  new Promise((resolve) => {
    const stop = stage.onShown((call) => {
      if (!text.test(call.text)) return;
      stop();
      resolve(process.kill());
    });
  });

const platforms = ['discord', 'slack', 'telegram'] as const;
const open = async (platform: Platform) => ({ platform, database: await freshDatabase({ migrated: false }) });

describe.concurrent.each(await Promise.all(platforms.map(open)))('on $platform', ({ platform, database }) => {
  it(
    'a kill -9 between the ack and its record, or between the receipt and its record: the receipt comes once, the money moves once',
    () =>
      onStage({ databaseUrl: database.url, platforms: [platform] }, async (stage) => {
        const [first, second] = [stage.plan('killed at the ack'), stage.plan('killed at the receipt')];
        const firstKilled = killedWhenShown(stage, await stage.start('start'), /killed at the ack/);
        stage.type(first);
        await firstKilled;
        expect(stage.receipts(first)).toEqual([]);

        const secondKilled = killedWhenShown(
          stage,
          await stage.start('start'),
          / paid .*killed at the receipt/,
        );
        stage.type(second);
        await secondKilled;
        expect(stage.receipts(second)).toHaveLength(1);

        await stage.start('start');
        await until(() => stage.receipts(first).length > 0, 'the receipt of the first', PATIENCE_MS);
        await stage.atRest();
        expect(stage.receipts(first)).toHaveLength(1);
        if (findsItsMessages[platform]) expect(stage.cards(first)).toHaveLength(1);
        expect(stage.cards(second)).toEqual(stage.receipts(second));
        expect(stage.cards(second)).toHaveLength(1);
        await stage.balances([first, second]);
      }),
    LIMIT_MS,
  );
});
