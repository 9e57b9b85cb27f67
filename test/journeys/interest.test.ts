/** Credit lines, interest and savings in all three chats, carried by the real client libraries. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { openStage, read, type Stage } from './stage.ts';

const database = await freshDatabase();
let stage: Stage;
beforeAll(async () => {
  stage = await openStage(database);
});
afterAll(() => stage.stop());

const month_ms = 31 * 86_400_000;

/** Whoever acts is an operator. */
const casts = [
  { platform: 'discord', who: 'alice', beside: 'bob' },
  { platform: 'slack', who: 'carol', beside: 'bob' },
  { platform: 'telegram', who: 'dave', beside: 'erin' },
] as const;

describe.each(casts)('on $platform', ({ platform, who, beside }) => {
  it('money is set aside for a goal, with a picture, and taken back', async () => {
    const me = stage.person(platform, who);
    const before = Number(await me.balance());
    // Discord's client names the options.
    const named = platform === 'discord';
    await me.type(named ? '/save amount:20 goal:50 memo:a bike' : '/save 20 goal 50 for a bike', 'direct');
    const card = await me.sees('direct', '£20.00 set aside');
    expect(read(card)).toContain('40% of £50.00 for a bike');
    const shown = () => me.messages('direct').flatMap(({ files = [] }) => files);
    await expect.poll(() => shown().length).toBe(1);
    expect(Buffer.from(shown()[0]!.data!, 'base64').subarray(1, 4).toString()).toBe('PNG');
    expect(Number(await me.balance())).toBe(before - 20);
    await me.type('/unsave 21', 'direct');
    await me.sees('direct', 'There is not so much in your savings');
    await me.type('/unsave all', 'direct');
    await me.sees('direct', '£20.00 taken back');
    expect(Number(await me.balance())).toBe(before);
    await stage.proven();
  });

  it('the operator sets rates and a credit line; interest is posted by the month, told and explained', async () => {
    const [me, other] = [stage.person(platform, who), stage.person(platform, beside)];
    await me.type('/bank rates positive 5%', 'direct');
    expect(read(await me.sees('direct', 'Interest rates'))).toContain('5% since');
    await me.type('/bank rates negative 18.9%', 'direct');
    await me.sees('direct', '18.9% since');
    await me.type('/bank rates positive 5% from 2001-01-01', 'direct');
    await me.sees('direct', 'What is counted stays counted');
    await other.type('/balance', 'direct');
    await other.sees('direct', 'Interest this month');
    await me.type(`/bank credit @${beside} 100 for rent`, 'direct');
    await me.sees('direct', `may go £100.00 below zero`);
    await other.sees('direct', 'Your credit line is £100.00');
    await other.type('/balance', 'direct');
    expect(read(await other.sees('direct', 'with your credit line of £100.00'))).toContain(
      '18.9% below zero',
    );
    await stage.pass(2 * month_ms, 'interest');
    await me.sees('direct', /You earned £\d+\.\d\d in interest/);
    await me.type('/interest', 'direct');
    await me.sees('direct', /Interest in [A-Z][a-z]+\s\d{4}/);
    await me.type('/history', 'direct');
    await me.sees('direct', /Your last payments\n[\s\S]*· Interest\n?.*\+£\d+\.\d\d/);
    await stage.proven();
  });
});

it('in German, too', async () => {
  const dave = stage.person('telegram', 'dave');
  await dave.type('/language deutsch', 'direct');
  await dave.sees('direct', 'Ich spreche Deutsch');
  await dave.type('/save 10 ziel 100 für den Urlaub', 'direct');
  expect(read(await dave.sees('direct', /10,00.£ zurückgelegt/))).toContain('für den Urlaub');
  await dave.type('/bank rates', 'direct');
  await dave.sees('direct', 'Zinssätze');
});
