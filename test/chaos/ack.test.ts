/**
 * The worst moments to die: a message of ours has been carried out by the platform, and its answer has not reached us. The
 * emulator's tap sees the call before the answer leaves, and the process is killed right there.
 */
import { describe, expect, it } from 'vitest';
import type { Identity, Platform } from '../../core/index.ts';
import { freshDatabase } from '../support/database.ts';
import { paperText } from '../support/paper-text.ts';
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

it(
  'a kill -9 between the paper of a cheque and its record, and between the word that it is cashed and its record: the money moves once, by the first paper',
  async () => {
    const database = await freshDatabase({ migrated: false });
    await onStage({ databaseUrl: database.url, platforms: ['telegram'] }, async (stage) => {
      const chat = stage.world.chats.telegram;
      const [writer, casher] = stage.world.people.telegram.slice(1).map(({ identity }) => identity) as [
        Identity,
        Identity,
      ];
      const balances = () =>
        Promise.all(
          [writer, casher].map(async (who) => {
            const { balances: all } = await stage.core.account.balance(who);
            return all[0]!.balance.minor;
          }),
        );
      const written = killedWhenShown(stage, await stage.start('start'), /Your cheque for/);
      await chat.say(writer.user, writer.user, '/cheque 5');
      await written;
      const files = chat.messages(writer.user, writer.user).flatMap((message) => message.files ?? []);
      const paper = paperText(Buffer.from(files[0]!.data!, 'base64'));
      const [number] = /TUP-\d{4}-\d{4}-\d{4}/.exec(paper)!;
      const [secret] = /^(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}$/m.exec(paper)!;
      expect(await balances()).toEqual(['99500', '100000']);

      const cashed = killedWhenShown(stage, await stage.start('start'), /Cashed: /);
      await chat.say(casher.user, casher.user, `/cash ${number} ${secret}`);
      await cashed;
      await stage.start('start');
      await stage.atRest();
      expect(await balances()).toEqual(['99500', '100500']);
      expect(await stage.sql`select state from cheque`).toEqual([{ state: 'cashed' }]);
      expect(await stage.core.audit.verify()).toEqual([]);
    });
  },
  LIMIT_MS,
);
