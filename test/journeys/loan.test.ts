/** Loans in all three chats, carried by the real client libraries: from the operator's terms to the last payment. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { openStage, read, type Stage } from './stage.ts';

const database = await freshDatabase();
let stage: Stage;
beforeAll(async () => {
  stage = await openStage(database);
});
afterAll(() => stage.stop());

const day_ms = 86_400_000;

/** Day by day, as months are of different lengths. */
async function passDays(days: number): Promise<void> {
  for (let day = 0; day < days; day += 1) await stage.pass(day_ms, 'remind_loans', 'collect_loans');
}

/** Whoever acts for the bank, and whoever borrows. */
const casts = [
  { platform: 'discord', who: 'alice', borrower: 'bob' },
  { platform: 'slack', who: 'carol', borrower: 'bob' },
  { platform: 'telegram', who: 'dave', borrower: 'erin' },
] as const;

describe.each(casts)('on $platform', ({ platform, who, borrower }) => {
  // Discord's client names the options.
  const named = platform === 'discord';
  const askFor = (amount: string, months: string) =>
    named ? `/loan amount:${amount} months:${months}` : `/loan ${amount} over ${months} months`;

  it('the operator sets the terms; an offer says all that it costs; accepted, the money is there', async () => {
    const [bank, me] = [stage.person(platform, who), stage.person(platform, borrower)];
    const terms = named
      ? '/bank loan tier:basic amounts:50-500 months:1-24 percent:12% fee:1% total:1000 loans:2'
      : '/bank loan basic 50-500 1-24 12% fee 1% total 1000 loans 2';
    await bank.type(terms, 'direct');
    expect(read(await bank.sees('direct', '£50.00 to £500.00'))).toContain('12% a year');
    // Whoever has never come has no balance yet.
    await me.type('/balance', 'direct');
    await me.sees('direct', /£\d/);
    const before = Number(await me.balance());
    await me.type(askFor('20', '6'), 'direct');
    await me.sees('direct', 'A loan is between £50.00 and £500.00');
    await me.type(askFor('120', '6'), 'direct');
    const offer = await me.sees('direct', 'A loan of £120.00 over 6 months');
    const text = read(offer);
    for (const said of [
      '£118.80',
      '5 × £20.71, and a last one of £20.68',
      '12% a year',
      '16.7%',
      '£5.43',
      '£124.23',
    ])
      expect(text).toContain(said);
    expect(text).toContain('You may withdraw for 14 days');
    expect(text).toContain('the fee for the days that are left comes back');
    expect(Number(await me.balance())).toBe(before);
    // Of two, the list opens each by a button, and there it is answered.
    await me.type(askFor('60', '3'), 'direct');
    await me.sees('direct', 'A loan of £60.00 over 3 months');
    await me.type('/loan', 'direct');
    const list = await me.sees('direct', /£60\.00 offered/);
    const label = list.buttons.flat().find((one) => one.label.startsWith('Offer of £60.00'))!.label;
    await me.press('direct', list, label);
    const cards = () => me.reads('direct').filter((text) => text.includes('A loan of £60.00 over 3 months'));
    await expect.poll(() => cards().length, { timeout: 15_000 }).toBe(2);
    await me.press('direct', await me.sees('direct', 'A loan of £60.00 over 3 months'), 'No, thank you');
    await me.sees('direct', 'You have declined the loan of £60.00');
    await me.press('direct', offer, 'Accept the loan');
    await me.sees('direct', '£120.00 of your loan is left to repay');
    expect(Number(await me.balance())).toBeCloseTo(before + 118.8, 2);
    await stage.proven();
  });

  it('a part is repaid early, with the plan that is left; what is due is collected and told', async () => {
    const me = stage.person(platform, borrower);
    await me.type('/repay 20', 'direct');
    const quote = await me.sees('direct', 'Repay £20.00 early?');
    expect(read(quote)).toContain('After that 6 payments are left');
    expect(read(quote)).toMatch(/£0\.20 of the fee comes back, .* so it is £19\.80 in all/);
    const before = Number(await me.balance());
    await me.press('direct', quote, 'Pay £19.80');
    await me.sees('direct', '£20.00 repaid');
    expect(Number(await me.balance())).toBeCloseTo(before - 19.8, 2);
    await me.type('/history', 'direct');
    await me.sees('direct', /Loan fee returned/);
    await passDays(33);
    await me.sees('direct', /of your loan is due on/);
    const told = read(await me.sees('direct', /£17\.\d\d of your loan is paid/));
    expect(told).toMatch(/£83\.\d\d is left; next £17\.\d\d/);
    await stage.proven();
  });

  it('who cannot pay is told kindly and kept from borrowing more; the operator sees it and may give up the rest', async () => {
    const [bank, me] = [stage.person(platform, who), stage.person(platform, borrower)];
    const left = await me.balance();
    // Set aside, it is not there for the bank to take.
    await me.type(`/save ${left}`, 'direct');
    await me.sees('direct', 'set aside');
    expect(await me.balance()).toBe('0.00');
    await stage.proven();
    await passDays(33);
    expect(read(await me.sees('direct', /of your loan (could not be paid today|is late)/))).toContain(
      'costs nothing more',
    );
    await me.type(askFor('120', '6'), 'direct');
    await me.sees('direct', /of what you borrowed is late/);
    await bank.type('/bank loan', 'direct');
    const desk = read(await bank.sees('direct', 'One loan is late'));
    const [reference] = /lon_\w+/.exec(desk)!;
    await bank.type(
      named
        ? `/bank writeoff reference:${reference} memo:moved away`
        : `/bank writeoff ${reference} for moved away`,
      'direct',
    );
    await bank.sees('direct', 'is given up');
    await me.sees('direct', /The bank gives up £\d+\.\d\d of your loan/);
    await me.type('/loan', 'direct');
    await me.sees('direct', 'You have no loan.');
    await stage.proven();
  });

  it('within fourteen days the loan can be withdrawn from, and a bystander’s press does nothing', async () => {
    const [bank, me] = [stage.person(platform, who), stage.person(platform, borrower)];
    await bank.type(`/bank fund @${borrower} 50`, 'direct');
    await expect.poll(() => me.balance()).toBe('50.00');
    await me.type(askFor('100', '2'), 'direct');
    const offer = await me.sees('direct', 'A loan of £100.00 over 2 months');
    await me.press('direct', offer, 'Accept the loan');
    await me.sees('direct', '£100.00 of your loan is left');
    await me.type('/repay all', 'direct');
    const quote = await me.sees('direct', 'Withdraw from the loan, for £100.00?');
    expect(read(quote)).toContain('The fee comes back, £1.00, so it is £99.00 in all');
    await me.press('direct', quote, 'Pay £99.00');
    await me.sees('direct', 'You have withdrawn');
    expect(await me.balance()).toBe('50.00');
    await stage.proven();
  });
});

it('in German, too', async () => {
  const erin = stage.person('telegram', 'erin');
  await erin.type('/language deutsch', 'direct');
  await erin.sees('direct', 'Ich spreche Deutsch');
  await erin.type('/loan 100 über 3 Monate', 'direct');
  const offer = await erin.sees('direct', /Ein Kredit von 100,00.£ über 3 Monate/);
  expect(read(offer)).toContain('Effektiver Jahreszins');
  await erin.press('direct', offer, 'Nein, danke');
  await erin.sees('direct', 'abgelehnt');
  await erin.type('/repay alles', 'direct');
  await erin.sees('direct', 'Du hast keinen Kredit zurückzuzahlen');
  await stage.proven();
});
