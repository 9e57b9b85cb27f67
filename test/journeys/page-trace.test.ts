/** The drawer beside the chats, in a real browser: what happened around a message, while it happens. */
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import {
  type App,
  browserPath,
  chat,
  illegibleIn,
  launchBrowser,
  PATIENCE_MS,
  startApp,
} from './page-support.ts';

const reason = browserPath ? '' : ' (not run: no Chromium on this machine)';

const photographs = process.env.TUPPENCE_SCREENSHOTS;
const photograph = async (page: Page, name: string): Promise<void> => {
  if (photographs) await page.screenshot({ path: join(photographs, `${name}.png`) });
};

/** The drawer, or the sheet that it is on a narrow window. */
const drawerOf = (page: Page) => {
  const panel = page.locator('[aria-label="What happened"]:is(aside)');
  const step = (text: string | RegExp): Locator =>
    panel.getByRole('listitem').filter({ hasText: text }).last();
  return {
    panel,
    step,
    is: (words: string) => panel.getByRole('status').filter({ hasText: words }).waitFor(),
    close: () => panel.getByRole('button', { name: 'Close' }).click(),
  };
};

/** Sooner or later: what is shown first may still be under way. */
const says = (step: Locator, words: RegExp) =>
  expect.poll(() => step.textContent(), { timeout: PATIENCE_MS }).toMatch(words);

describe.skipIf(!browserPath)(`the drawer${reason}`, () => {
  let database: TestDatabase;
  let app: App;
  let browser: Browser;
  let page: Page;
  let problems: string[];

  beforeAll(async () => {
    database = await freshDatabase();
    app = await startApp(database.url);
    browser = await launchBrowser();
    return async () => {
      await browser.close();
      await app.stop();
      await database.drop();
    };
  }, 120_000);

  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 1280, height: 844 } });
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

  it('shows the whole way of a payment: the event, the hold, the capture, every entry, and who was told', async () => {
    const [discord, { panel, step, is }] = [chat(page, 'Discord'), drawerOf(page)];
    await discord.be('Alice');
    await discord.say('/pay @bob 1.25 for a drawer');
    await discord.message('a drawer').getByText('paid ·').waitFor();
    await discord.message('a drawer').getByText('a drawer').click();
    // It is live before it knows anything, too.
    await panel.getByText(/^pay_/).first().waitFor();
    await is('live');
    await says(step('Alice on Discord'), /\/pay @Bob 1\.25 for a drawer.*handled after/s);
    await says(step(/^(?!One).*Hold \d+/s), /captured.*Alice wallet.*-£1\.25.*Bob wallet.*\+£1\.25/s);
    await says(
      step(/^(?!One).*Capture \d+/s),
      /of hold \d+.*Alice wallet.*-£1\.25.*£\d+\.\d\d.*v\d.*Bob wallet.*\+£1\.25.*£\d+\.\d\d.*v\d/s,
    );
    await says(step(/Payment in the conversation/), /shown.*this message.*revision 2/s);
    await step(/Payment sent privately.*shown/s).waitFor();
    await says(step('One database transaction'), /Capture.*settled/s);
  });

  it('goes on by itself, without a reload, while the payment happens', async () => {
    const [telegram, { panel, step, is }] = [chat(page, 'Telegram'), drawerOf(page)];
    const requests: string[] = [];
    await telegram.be('Dave');
    await telegram.say('/pay 2 @erin for the wait');
    await telegram.message(/Dave has £2\.00/).click();
    await step(/claimable/)
      .first()
      .waitFor();
    await is('live');
    page.on('request', (request) => requests.push(new URL(request.url()).pathname));
    await telegram
      .message(/Dave has £2\.00/)
      .getByRole('button', { name: 'Take back' })
      .click();
    await step(/Tuppence escrow.*-£2\.00/s).waitFor();
    await step(/returned/).waitFor();
    await step(/Payment in the conversation.*revision 3/s).waitFor();
    await says(step('pressed a button'), /Dave on Telegram/);
    await is('live');
    expect(requests.filter((path) => path.endsWith('/trace'))).toEqual([]);
    expect(await panel.getByRole('list', { name: 'How long it took' }).textContent()).toMatch(
      /asked.*held.*moved.*told/s,
    );
  });

  it('shows a payment under way, and then its capture, as soon as the workers have it', async () => {
    const [discord, { step, is, panel }] = [chat(page, 'Discord'), drawerOf(page)];
    const gate = database.connect({ max: 1, role: null });
    // Whoever settles waits at this gate; whoever orders passes.
    await gate.script(`
      create or replace function wait_at_gate() returns trigger language plpgsql as
      $$ begin perform pg_advisory_xact_lock_shared(20261122); return new; end $$;
      create trigger gate before update on payment for each row execute function wait_at_gate();
      select pg_advisory_lock(20261122)`);
    await discord.be('Alice');
    await discord.say('/pay @bob 1 for the gate');
    await discord.message('the gate').getByText('the gate').click();
    await says(step(/^(?!One).*Hold \d+/s), /open/);
    await is('under way');
    expect(await panel.getByText('Capture').count()).toBe(0);
    await gate.script('select pg_advisory_unlock(20261122); drop trigger gate on payment');
    await step(/^(?!One).*Capture/s).waitFor();
    await step(/Payment in the conversation.*revision 2, shown/s).waitFor();
    await is('live');
  });

  it('names in words what a drop did: into escrow, and a share out of it', async () => {
    const [discord, { panel, step }] = [chat(page, 'Discord'), drawerOf(page)];
    await discord.be('Alice');
    await discord.say('/drop 2 for 2 even');
    await discord.be('Bob');
    await discord.message('giving away £2.00').getByRole('button', { name: 'Take a share' }).click();
    await discord.message('1 of 2 taken').getByText('giving away').click();
    await step('share taken').waitFor();
    await says(step('share taken'), /Drop.*Bob.*£1\.00/s);
    expect(await panel.getByText('escrow of drops').count()).toBe(2);
  });

  it('says what the ledger refused, of an answer that only its person sees', async () => {
    const [slack, { step }] = [chat(page, 'Slack'), drawerOf(page)];
    await slack.be('Carol');
    // Of sums that nobody is asked about: what cannot be paid above them never comes as far as the ledger.
    await slack.say('/drop 90 for 2 even');
    await slack.message('giving away £90.00').waitFor();
    await slack.say('/pay @bob 24');
    await slack.message('not enough').click();
    await says(step('Refused by the ledger'), /insufficient funds.*Carol’s wallet/s);
  });

  it('is opened, read and closed by keyboard alone, and gives the focus back', async () => {
    const [discord, { panel }] = [chat(page, 'Discord'), drawerOf(page)];
    await discord.be('Bob');
    await discord.say('Nobody is asked anything by this');
    const button = discord.message('Nobody is asked').getByRole('button', { name: 'What happened' });
    await button.focus();
    await page.keyboard.press('Enter');
    await panel.getByText('it asked nothing of Tuppence').waitFor();
    expect(await panel.evaluate((element) => element.contains(element.ownerDocument.activeElement))).toBe(
      true,
    );
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    expect(await button.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
  });

  it('says that it lost the playground, and goes on when that is back', async () => {
    const [discord, { step, is }] = [chat(page, 'Discord'), drawerOf(page)];
    await discord.be('Alice');
    await discord.say('/pay @bob 1 for a gap');
    await discord.message('a gap').getByText('paid ·').waitFor();
    await page.route('**/playground/api/trace?*', (route) => route.abort());
    await discord.message('a gap').getByText('a gap').click();
    await is('reconnecting');
    await page.unroute('**/playground/api/trace?*');
    await step(/^(?!One).*Capture/s).waitFor();
    problems = problems.filter((problem) => !problem.includes('ERR_FAILED'));
  });

  const looks = [1280, 390].flatMap((width) =>
    (['light', 'dark'] as const).map((theme) => [width, theme] as const),
  );
  it.each(looks)(
    'is legible at %i px, %s: nothing cut off, text against its ground',
    async (width, theme) => {
      const [discord, { panel, step, close }] = [chat(page, 'Discord'), drawerOf(page)];
      await page.emulateMedia({ colorScheme: theme });
      await page.setViewportSize({ width, height: 844 });
      await page.reload();
      await discord.be('Alice');
      await discord.say('/pay @bob @carol@slack 1 each for a look');
      await discord.message('a look').getByText('paid ·').waitFor();
      await discord.message('a look').getByText('a look').click();
      await step(/^(?!One).*Capture/s).waitFor();
      await expect
        .poll(
          async () => {
            const box = await panel.boundingBox();
            return box !== null && box.x >= 0 && box.x + box.width <= width && box.y + box.height <= 844.5;
          },
          { timeout: PATIENCE_MS },
        )
        .toBe(true);
      await photograph(page, `what-happened-${width}-${theme}`);
      expect(await page.evaluate(illegibleIn('aside *'))).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      expect(
        await panel.locator('.drawer-body').evaluate((body) => body.scrollWidth - body.clientWidth),
      ).toBeLessThanOrEqual(0);
      await close();
      await panel.waitFor({ state: 'detached' });
    },
  );
});
