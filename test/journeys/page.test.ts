/** What a newcomer does on the page, in a real browser, through the real adapters, workers and database. */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import {
  type App,
  browserPath,
  chat,
  illegible,
  launchBrowser,
  PATIENCE_MS,
  startApp,
} from './page-support.ts';

const reason = browserPath ? '' : ' (not run: no Chromium on this machine)';

/** Where screenshots are wanted, they are taken. */
const photographs = process.env.TUPPENCE_SCREENSHOTS;
const photograph = async (page: Page, name: string): Promise<void> => {
  if (photographs) await page.screenshot({ path: join(photographs, `${name.toLowerCase()}.png`) });
};

type Box = Awaited<ReturnType<ReturnType<Page['locator']>['boundingBox']>>;
const inside = (box: Box, width: number): boolean =>
  box !== null && box.width > 0 && box.height > 0 && box.x >= 0 && box.x + box.width <= width + 0.5;

describe.skipIf(!browserPath)(`the page${reason}`, () => {
  let app: App;
  let browser: Browser;
  let page: Page;
  let problems: string[];

  beforeAll(async () => {
    const database = await freshDatabase();
    app = await startApp(database.url);
    browser = await launchBrowser();
    return async () => {
      await browser.close();
      await app.stop();
      await database.drop();
    };
  }, 120_000);

  beforeEach(async () => {
    page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    problems = [];
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('console', (line) => {
      if (line.type() === 'error') problems.push(line.text());
    });
    await page.goto(app.url);
  });

  afterEach(async () => {
    await page.close();
    expect(problems).toEqual([]);
  });

  it('calls a payee whom nobody looks at, and leads to what they were told', async () => {
    const [discord, slack] = [chat(page, 'Discord'), chat(page, 'Slack')];
    await slack.be('Bob');
    await discord.be('Alice');
    await discord.say('/pay @carol@slack 1.20 for stamps');
    await slack.region
      .getByRole('status')
      .filter({ hasText: 'Carol' })
      .getByRole('button', { name: 'Open' })
      .click();
    await slack.message('Alice paid you £1.20').waitFor();
    expect(await slack.region.getByRole('combobox', { name: 'You are' }).inputValue()).toBe('U0CAROL');
  });

  it('completes commands and people of all chats while one types, by keyboard alone', async () => {
    const { region, box } = chat(page, 'Telegram');
    const list = region.getByRole('listbox');
    await box.pressSequentially('/pa');
    await list.getByRole('option', { name: /^\/pay\b/ }).waitFor();
    await box.press('Tab');
    expect(await box.inputValue()).toBe('/pay ');
    await box.pressSequentially('2 @');
    await list.getByRole('option').nth(1).waitFor();
    await box.press('ArrowDown');
    expect(await list.getByRole('option').nth(1).getAttribute('aria-selected')).toBe('true');
    await box.press('Escape');
    await list.waitFor({ state: 'detached' });
    await box.pressSequentially('car');
    await list.waitFor();
    await box.press('Enter');
    expect(await box.inputValue()).toBe('/pay 2 @carol@slack ');
    expect(await region.getByRole('log').getByText('/pay').count()).toBe(0);
  });

  it('gives a line that is not sent back to its writer, and is silent about it after the next one', async () => {
    const discord = chat(page, 'Discord');
    await discord.say('/pay @bob');
    const refusal = discord.region.getByRole('alert').filter({ hasText: 'This option is required' });
    await refusal.waitFor();
    await expect.poll(() => discord.box.inputValue(), { timeout: PATIENCE_MS }).toBe('/pay @bob');
    await discord.say('/pay @bob 1 for a toast');
    await discord.message('“a toast”').waitFor();
    expect(await refusal.count()).toBe(0);
    expect(await discord.box.inputValue()).toBe('');
  });

  it('shows what is private to one person alone', async () => {
    const { be, say, message, log } = chat(page, 'Slack');
    await be('Bob');
    await say('/balance');
    await message('You have £').getByText('Only visible to you').waitFor();
    await be('Carol');
    await log.waitFor();
    await log.getByText('You have £').waitFor({ state: 'detached' });
  });

  it('pays from a form', async () => {
    const { region, be, message } = chat(page, 'Slack');
    await be('Carol');
    await region.getByRole('button', { name: 'Shortcuts' }).click();
    await region.getByRole('menuitem', { name: 'Send money' }).click();
    const dialog = region.getByRole('dialog', { name: 'Send money' });
    await dialog.getByRole('checkbox', { name: 'Bob' }).check();
    await dialog.getByLabel('Amount').fill('1.25');
    await dialog.getByRole('button', { name: 'Send', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await chat(page, 'Slack').open('Tuppence');
    await message(/£1\.25/).waitFor();
  });

  it.each([
    ['Discord', 'Alice', 'tent'],
    ['Slack', 'Carol', 'canoe'],
  ] as const)(
    'takes the file of a form on %s, and says what is wrong with one',
    async (name, person, memo) => {
      const { region, be, say, message } = chat(page, name);
      await be(person);
      const csv = [
        `Date,Description,Category,Cost,Currency,${person},Zoe`,
        `2026-05-01,${memo},General,30.00,GBP,15.00,-15.00`,
        '',
        `2026-05-02,Total balance, , ,GBP,15.00,-15.00`,
      ].join('\n');
      const send = async (file: { name: string; mimeType: string; buffer: Buffer }) => {
        await say('/tab import');
        const dialog = region.getByRole('dialog', { name: 'Import from Splitwise' });
        await dialog.getByLabel('The CSV file').setInputFiles(file);
        await photograph(page, `form-with-file-${name}`);
        await dialog.getByRole('button', { name: /^(Import|Submit)$/ }).click();
        return dialog;
      };
      const wrong = await send({ name: 'cat.csv', mimeType: 'text/csv', buffer: Buffer.from('P\0NG') });
      // Slack's form stays open and says it there.
      await region.getByText('“cat.csv” is not a text that I can read').last().waitFor();
      if (await wrong.isVisible())
        await wrong
          .getByRole('button', { name: /Cancel|Close/ })
          .first()
          .click();
      await wrong.waitFor({ state: 'detached' });
      const right = await send({ name: 'trip.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
      await right.waitFor({ state: 'detached' });
      await message(new RegExp(`${person} imported 1 expense[^]*£30\\.00`)).waitFor();
    },
  );

  it('offers a first walk: a coin falls on what Bob wrote, and whoever gave it is asked in private', async () => {
    const { message, open } = chat(page, 'Discord');
    const walk = page.getByRole('group', { name: 'Try' });
    await walk.getByRole('button', { name: '🪙 for Bob' }).click();
    await message('croissants').getByRole('button', { name: '🪙 1' }).waitFor();
    await open('Tuppence');
    await message('Tip Bob £0.10?').waitFor();
  });

  it('puts a reaction under a message and takes it back', async () => {
    const { region, be, say, message } = chat(page, 'Discord');
    await be('Bob');
    await say('Thanks for lunch!');
    await be('Alice');
    await message('Thanks for lunch!').getByRole('button', { name: 'React' }).click();
    await region.getByRole('menuitem', { name: 'coin' }).click();
    const chip = message('Thanks for lunch!').getByRole('button', { name: /1$/ });
    await chip.waitFor();
    expect(await chip.getAttribute('aria-pressed')).toBe('true');
    await chip.click();
    await chip.waitFor({ state: 'detached' });
  });

  it('refuses a payment beyond what one has in private, and moves nothing', async () => {
    const { be, say, message } = chat(page, 'Telegram');
    await be('Dave');
    await say('/pay 5000 @alice@discord for a car');
    const telegram = chat(page, 'Telegram');
    await telegram.region.getByRole('status').filter({ hasText: 'not enough' }).waitFor();
    await telegram.open('Tuppence');
    await message('There is not enough in your account').waitFor();
    expect(await telegram.log.textContent()).toContain('£100.00');
  });

  it('keeps money for somebody who never met Tuppence until she claims it', async () => {
    const { region, be, say, message, open } = chat(page, 'Telegram');
    await be('Dave');
    await say('/pay 2 @erin for cake');
    await message(/Dave has £2\.00 for .*erin/i).waitFor();
    await be('Erin');
    await message(/Dave has £2\.00 for .*erin/i)
      .getByRole('button', { name: /Claim/ })
      .click();
    await message('Dave paid Erin £2.00').waitFor();
    await open('Tuppence');
    await region.getByRole('button', { name: 'Start' }).click();
    await message('Welcome').waitFor();
    await say('/balance');
    await message('You have £2.00').waitFor();
  });

  /** From whom, where, what is typed, to whom, where. */
  const directions = [
    ['Alice', 'Discord', '/pay @carol@slack 3 for coffee', '£3.00', 'Carol', 'Slack'],
    ['Carol', 'Slack', '/pay @dave@telegram 4 for coffee', '£4.00', 'Dave', 'Telegram'],
    ['Dave', 'Telegram', '/pay @alice@discord 2.50 for coffee', '£2.50', 'Alice', 'Discord'],
  ] as const;
  it.each(directions)(
    'turns what %s types on %s (%s) into one receipt of %s there, and tells %s on %s',
    async (payer, from, line, amount, payee, to) => {
      const [here, there] = [chat(page, from), chat(page, to)];
      await here.be(payer);
      await here.say(line);
      const paid = `${payer} paid ${payee} ${amount}`;
      await here.message(paid).getByText('paid ·').waitFor();
      expect(await here.message(paid).textContent()).toContain('“coffee”');
      expect(await here.log.getByRole('article').filter({ hasText: paid }).count()).toBe(1);

      await there.be(payee);
      await there.open('Tuppence');
      await there.message(`${payer} paid you ${amount}`).waitFor();
      await photograph(page, `paid-${from}-to-${to}`);
    },
  );

  it('says which two chats are in view where there is no room for three, and goes to the third', async () => {
    await page.setViewportSize({ width: 800, height: 844 });
    const chats = page.getByRole('navigation', { name: 'Chats' });
    const inView = () => chats.locator('[aria-current]').allTextContents();
    await expect.poll(inView, { timeout: PATIENCE_MS }).toEqual(['Discord', 'Slack']);
    await chats.getByRole('button', { name: 'Telegram' }).click();
    await expect.poll(inView, { timeout: PATIENCE_MS }).toEqual(['Slack', 'Telegram']);
  });

  const looks = [1280, 390].flatMap((width) =>
    (['light', 'dark'] as const).map((theme) => [width, theme] as const),
  );
  it.each(looks)(
    'is legible at %i px, %s: nothing cut off, every chat in reach, text against its ground',
    async (width, theme) => {
      await page.emulateMedia({ colorScheme: theme });
      await page.setViewportSize({ width, height: 844 });
      await page.reload();
      const narrow = width < 720;
      for (const name of ['Slack', 'Telegram', 'Discord'] as const) {
        const { region, box, log } = chat(page, name);
        if (narrow) {
          const chats = page.getByRole('navigation', { name: 'Chats' });
          await chats.getByRole('button', { name }).click();
        }
        await log.getByRole('article').first().waitFor();
        await expect
          .poll(async () => inside(await region.boundingBox(), width), { timeout: PATIENCE_MS })
          .toBe(true);
        expect(inside(await box.boundingBox(), width)).toBe(true);
        await box.click();
        expect(await page.evaluate(illegible(name))).toEqual([]);
        if (narrow) await photograph(page, `page-${width}-${theme}-${name}`);
      }
      if (!narrow) await photograph(page, `page-${width}-${theme}`);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    },
  );
});
