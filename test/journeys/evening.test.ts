/**
 * A whole evening: a dinner that is split, a tip, a drop, a request, an alert, a slip that is put right. It is played by the real adapters
 * on the emulated chats, and what is seen of it is the README's transcript. `TRANSCRIPT=write npx vitest run test/journeys/evening`
 * writes that anew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { FUNDED } from '../../bots/playground/people.ts';
import { freshDatabase } from '../support/database.ts';
import { openStage, type Stage } from './stage.ts';
import { createTeller } from './teller.ts';

const README = new URL('../../README.md', import.meta.url);
const BLOCK = /(<!-- transcript -->\n)([\s\S]*?)(<!-- \/transcript -->)/;

const database = await freshDatabase();
let stage: Stage;
beforeAll(async () => {
  // A story that goes past midnight has two dates. The chats' clock is put on as well: what was before a rule is not worth what it says.
  if (86_400_000 - (Date.now() % 86_400_000) < 180_000)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 180_000, shouldAdvanceTime: true });
  stage = await openStage(database);
});
afterAll(async () => {
  await stage.stop();
  vi.useRealTimers();
});

it('a whole evening goes as the README tells it, and every penny is still there', async () => {
  const evening = createTeller(stage);
  const alice = evening.person('discord', 'alice');
  const bob = evening.person('discord', 'bob');
  const bobAtWork = evening.person('slack', 'bob');
  const carol = evening.person('slack', 'carol');
  const dave = evening.person('telegram', 'dave');
  const erin = evening.person('telegram', 'erin');

  // Alice has paid for dinner. The others pay her, each where they are; Dave wants to know when he has little left.
  await alice.types('/split 60 dinner @bob @carol@slack @dave@telegram');
  await alice.sees(/Alice splits £60\.00/);
  await bob.presses('Pay my share', /Alice splits/);
  await carol.alone.presses('Pay £15.00', /Your share is £15\.00/);
  await dave.alone.presses('Pay £15.00', /Your share is £15\.00/);
  await dave.alone.types('/alerts low 75');
  await alice.sees(/Everybody has paid Alice/);

  // What can be read in two ways is asked.
  await carol.types('/pay @bob 1.500 for the tickets');
  await carol.sees(/Which amount/);
  await carol.presses('£1.50');
  await carol.sees(/Carol paid Bob £1\.50\n/);

  // Carol, who is an operator, has made a coin worth something. Bob has a picture of them all, and she is asked the first time.
  await carol.types('/bank tip 🪙 0.10');
  await bobAtWork.says('and here we all are, before the pudding');
  await carol.reacts('🪙');
  await carol.sees(/Tip Bob £0\.10/);
  await carol.presses('Turn on, and tip £0.10');
  await carol.sees(/in tips for Bob/);

  // Erin has never heard of Tuppence, and has money all the same. What nobody takes of the drop is Dave's again.
  await dave.types('/pay 2 @erin for cake');
  await dave.sees(/has £2\.00 for/);
  await erin.presses('Claim', /has £2\.00 for/);
  await dave.types('/drop 5 for 2 even for the night bus');
  await dave.sees(/Dave is giving away £5\.00/);
  await erin.presses('Take a share', /Dave is giving away/);
  await dave.presses('Take back', /1 of 2 taken/);
  await dave.sees(/Dave gave away/);

  // The taxi is what leaves Dave with little.
  await alice.types('/request @dave@telegram 8 for the taxi');
  await alice.sees(/Alice asks Dave for £8\.00/);
  await dave.alone.sees(/Alice asks you for £8\.00/);
  await dave.alone.presses('Pay £8.00');
  await dave.alone.sees(/left/);
  await alice.sees(/Dave paid Alice £8\.00/);

  await alice.types('/balance');
  await alice.sees(/^You have/);

  const transcript = `\`\`\`text\n${evening.story()}\n\`\`\`\n`;

  // The next morning: the tickets were cheaper, and the tip is beyond recall.
  await bobAtWork.presses('Options', /Carol paid Bob £1\.50\n/);
  await bobAtWork.fillsIn('Refund', { amount: '0.30' });
  await carol.sees(/Refunded £0\.30 of £1\.50/);
  await stage.pass(31_000, 'tips');
  await stage.proven();
  const ends: Record<string, string> = {};
  for (const [name, { balance }] of Object.entries({ alice, bob, carol, dave, erin }))
    ends[name] = await balance();
  expect(ends).toEqual({ alice: '153.00', bob: '86.30', carol: '83.70', dave: '72.50', erin: '4.50' });
  const pence = Object.values(ends).map((amount) => Math.round(Number(amount) * 100));
  expect(pence.reduce((sum, each) => sum + each)).toBe(FUNDED.length * 100_00);

  const readme = readFileSync(README, 'utf8');
  if (process.env.TRANSCRIPT === 'write')
    writeFileSync(
      README,
      readme.replace(BLOCK, (_, open, _old, close) => open + transcript + close),
    );
  else expect(BLOCK.exec(readme)?.[2]).toBe(transcript);
}, 90_000);
