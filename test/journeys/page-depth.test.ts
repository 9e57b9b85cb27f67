/** Each platform's own ways on the page, in a real browser: menus, modals, completion, the Home tab, inline mode, reactions. */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPageWithBots } from './page-bots.ts';
import { browserPath, chat, launchBrowser, PATIENCE_MS } from './page-support.ts';

const reason = browserPath ? '' : ' (not run: no Chromium on this machine)';

/** Where screenshots are wanted, they are taken. */
const photographs = process.env.TUPPENCE_SCREENSHOTS;

describe.skipIf(!browserPath)(`the page, with ordinary bots behind it${reason}`, () => {
  let place: Awaited<ReturnType<typeof startPageWithBots>>;
  let browser: Browser;
  let page: Page;
  let problems: string[];

  beforeAll(async () => {
    place = await startPageWithBots();
    browser = await launchBrowser();
    return async () => {
      await browser.close();
      await place.stop();
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
    await page.goto(place.url);
  });

  afterEach(async () => {
    await page.close();
    expect(problems).toEqual([]);
  });

  const looks = [1280, 390].flatMap((width) =>
    (['light', 'dark'] as const).map((theme) => ({ width, theme })),
  );
  /** What is open now, light and dark; at two widths where a change of width does not close it. */
  const photograph = async (name: string, stays: boolean, platform = ''): Promise<void> => {
    if (!photographs) return;
    for (const { width, theme } of looks.filter((look) => stays || look.width === 1280)) {
      await page.emulateMedia({ colorScheme: theme });
      if (stays) await page.setViewportSize({ width, height: 844 });
      if (width < 720)
        await page.locator(`[data-platform="${platform.toLowerCase()}"]`).evaluate((pane) =>
          (pane as unknown as { scrollIntoView(how: object): void }).scrollIntoView({
            inline: 'start',
            behavior: 'instant',
          }),
        );
      await page.waitForTimeout(400);
      await page.screenshot({ path: join(photographs, `${name}-${width}-${theme}.png`) });
    }
    if (stays) await page.setViewportSize({ width: 1280, height: 844 });
  };

  describe('Discord', () => {
    it('offers on a message what the bot registered for messages, and on a name what it registered for people', async () => {
      const { region, be, say, message, log } = chat(page, 'Discord');
      await be('Bob');
      await say('lunch is ready');
      await be('Alice');
      const said = message('lunch is ready');
      await said.hover();
      await said.getByRole('button', { name: 'Apps' }).click();
      const menu = region.getByRole('menu', { name: 'Apps' });
      await expect
        .poll(() => menu.getByRole('menuitem').allTextContents())
        .toEqual(['Tip author', 'Split this']);
      await photograph('discord-message-menu', false);
      await menu.getByRole('menuitem', { name: 'Tip author' }).click();
      await message('tipped the author of “lunch is ready”').waitFor();
      await log.getByRole('button', { name: 'Bob: actions' }).first().click();
      await region.getByRole('menuitem', { name: 'Pay' }).click();
      await message('paying bob').waitFor();
    });

    it('shows what one sends, however far up one was, and leaves a reader where they are', async () => {
      const { say, message, log } = chat(page, 'Discord');
      interface Scrolled {
        scrollTop: number;
        scrollHeight: number;
        clientHeight: number;
      }
      const toEnd = () =>
        log.evaluate((element) => {
          const { scrollHeight, scrollTop, clientHeight } = element as unknown as Scrolled;
          return scrollHeight - scrollTop - clientHeight;
        });
      const last = Array.from({ length: 25 }, (_, at) => `line ${at + 1}`).join('\n');
      await say(last);
      await message('line 25').waitFor();
      await log.evaluate((element) => {
        (element as unknown as Scrolled).scrollTop = 0;
      });
      await expect.poll(toEnd).toBeGreaterThan(100);
      await page.waitForTimeout(200);
      expect(await toEnd()).toBeGreaterThan(100);
      await say('back at the end');
      await message('back at the end').waitFor();
      await expect.poll(toEnd).toBeLessThan(5);
    });

    it('completes a command option by option, the bot’s own choices among them, by keyboard alone', async () => {
      const { region, box, message } = chat(page, 'Discord');
      const list = region.getByRole('listbox', { name: 'Suggestions' });
      await box.click();
      await box.pressSequentially('/tip ');
      await list.getByRole('option', { name: /amount/ }).waitFor();
      await box.press('Tab');
      expect(await box.inputValue()).toBe('/tip amount:');
      await box.pressSequentially('5 ');
      await list.getByRole('option', { name: /currency/ }).waitFor();
      await box.press('Tab');
      await box.pressSequentially('fr');
      await list.getByRole('option', { name: 'Swiss franc' }).waitFor();
      await photograph('discord-autocompletion', true, 'Discord');
      await box.press('Enter');
      expect(await box.inputValue()).toBe('/tip amount:5 currency:Swiss franc ');
      await box.press('Enter');
      await message('in SWI').waitFor();
    });

    it('does not hold a line back for a name that it only hints at', async () => {
      const { region, box, message } = chat(page, 'Discord');
      await box.click();
      await box.pressSequentially('/tip amount:5 ');
      await region.getByRole('option', { name: /currency/ }).waitFor();
      await box.press('Enter');
      await message('in null').waitFor();
    });

    it('shows a modal with words, people, a choice and a text, and sends what was chosen', async () => {
      const { region, say, message } = chat(page, 'Discord');
      await say('/split');
      const dialog = region.getByRole('dialog', { name: 'Split a bill' });
      await dialog.getByText('one tap').waitFor();
      await dialog.getByRole('checkbox', { name: 'Alice (you)' }).check();
      await dialog.getByRole('checkbox', { name: 'Bob' }).check();
      await dialog.getByRole('radio', { name: /By shares/ }).check();
      await photograph('discord-modal', true, 'Discord');
      await dialog.getByRole('button', { name: 'Submit' }).click();
      await message('split shares by alice, bob').waitFor();
      await dialog.waitFor({ state: 'detached' });
    });

    it('sends one choice at once and several together', async () => {
      const { region, say, message } = chat(page, 'Discord');
      await say('/card');
      const card = message('Dinner, £60');
      await card.getByRole('button', { name: 'Change how it is split' }).click();
      await photograph('discord-select', false);
      await region.getByRole('menuitem', { name: /By shares/ }).click();
      await message('chose 1: shares').waitFor();
      await card.getByRole('button', { name: 'Add people' }).click();
      const done = region.getByRole('menuitem', { name: /^Done/ });
      expect(await done.isDisabled()).toBe(true);
      await region.getByRole('menuitemcheckbox', { name: 'Alice' }).click();
      await region.getByRole('menuitemcheckbox', { name: 'Bob' }).click();
      await done.click();
      await message('chose 2:').waitFor();
    });
  });

  describe('Slack', () => {
    it('has its shortcuts behind the lightning, and their modals with every kind of field', async () => {
      const { region, message } = chat(page, 'Slack');
      await region.getByRole('button', { name: 'Shortcuts' }).click();
      await region.getByRole('menuitem', { name: 'Alerts' }).click();
      const dialog = region.getByRole('dialog', { name: 'Alerts' });
      await dialog.getByRole('checkbox', { name: 'Incoming money' }).check();
      await dialog.getByRole('checkbox', { name: 'Large payments' }).check();
      await dialog.getByRole('radio', { name: 'Digest' }).check();
      await dialog.getByLabel('Quiet from').fill('21:30');
      await photograph('slack-modal', true, 'Slack');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await dialog.getByRole('alert').filter({ hasText: 'One kind is enough' }).waitFor();
      await dialog.getByRole('button', { name: 'Pick people' }).click();
      const deeper = region.getByRole('dialog', { name: 'Only from' });
      await deeper.getByRole('button', { name: 'Back' }).click();
      await dialog.waitFor();
      await dialog.getByRole('checkbox', { name: 'Large payments' }).uncheck();
      await dialog.getByRole('button', { name: 'Save' }).click();
      await message('incoming money digest quiet from 21:30').waitFor();
    });

    it('has a Home tab whose buttons and menus work', async () => {
      const { region, open, message } = chat(page, 'Slack');
      await open('Home');
      const home = region.getByRole('tabpanel', { name: 'Home' });
      await home.getByText('Waiting for you').waitFor();
      await photograph('slack-home', true, 'Slack');
      await home.getByRole('button', { name: 'Pay share' }).click();
      await home.getByRole('button', { name: 'Currency' }).click();
      await region.getByRole('menuitem', { name: 'Euro' }).click();
      await open('general');
      await message(/row-\d+/).waitFor();
      await message('asset euro').waitFor();
    });

    it('offers what the app has for messages, and lets their writer delete them', async () => {
      const { region, say, message, log } = chat(page, 'Slack');
      await say('a round of tea');
      const menu = async (item: string) => {
        await message('a round of tea').first().hover();
        await log
          .getByRole('article')
          .filter({ hasText: 'a round of tea' })
          .first()
          .getByRole('button', { name: 'More actions' })
          .click();
        await region.getByRole('menuitem', { name: item }).click();
      };
      await menu('Tip this');
      await message('tipped “a round of tea”').waitFor();
      await menu('Delete message');
      await expect.poll(() => log.getByText('a round of tea', { exact: true }).count()).toBe(0);
    });
  });

  describe('Telegram', () => {
    it('shows inline results above the line, and sends the one that is chosen in one’s own name', async () => {
      const { region, box: line, be, open, message } = chat(page, 'Telegram');
      await be('Dave');
      await open('Erin');
      await line.click();
      await line.pressSequentially('@tup');
      await region.getByRole('option', { name: /@tuppence_bot/ }).waitFor();
      await line.press('Tab');
      await line.pressSequentially('£5');
      const list = region.getByRole('listbox', { name: 'Suggestions' });
      await list.getByRole('option', { name: /Send £5/ }).waitFor();
      await line.press('ArrowDown');
      await photograph('telegram-inline', true, 'Telegram');
      await line.press('Enter');
      const sent = message('Send £5');
      await sent.waitFor();
      await be('Erin');
      await open('Dave');
      expect(await sent.textContent()).toContain('via @tuppence_bot');
      await sent.getByRole('button', { name: 'Claim' }).click();
      const box = region.getByRole('alertdialog', { name: 'It is yours!' });
      await message('Claimed').waitFor();
      await photograph('telegram-claimed', true, 'Telegram');
      await page.keyboard.press('Enter');
      await box.waitFor({ state: 'detached' });
      expect(await message('Claimed').textContent()).not.toContain('edited');
    });

    it('answers what the bot asks to be answered, and takes a line from a button', async () => {
      const { region, box, be, say, message } = chat(page, 'Telegram');
      await be('Dave');
      await say('how much');
      await message('How much?').waitFor();
      await expect.poll(() => box.getAttribute('placeholder'), { timeout: PATIENCE_MS }).toBe('An amount');
      await region.getByRole('button', { name: 'Stop replying' }).waitFor();
      await say('7.50');
      await message('7.50').getByText('How much?').waitFor();
      await say('buttons');
      await message('Here').getByRole('button', { name: 'Send money here' }).click();
      await expect.poll(() => box.inputValue()).toBe('@tuppence_bot 5');
      await region.getByRole('option', { name: /Send 5/ }).waitFor();
      await box.press('Escape');
      await message('Here').getByRole('button', { name: 'Copy the code' }).click();
      await region.getByRole('status').filter({ hasText: 'Copied' }).waitFor();
    });

    it('offers only the reactions that Telegram has, and the bot hears of them', async () => {
      const { region, be, say, message } = chat(page, 'Telegram');
      await be('Erin');
      await say('well done');
      await be('Dave');
      const said = message('well done');
      await said.hover();
      await said.getByRole('button', { name: 'React' }).click();
      const grid = region.getByRole('menu', { name: 'React' });
      await photograph('telegram-reactions', false);
      expect(await grid.getByRole('menuitem', { name: 'coin' }).count()).toBe(0);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowUp');
      await grid.getByRole('menuitem', { name: 'trophy' }).click();
      await said.getByRole('button', { name: '🏆 1' }).waitFor();
      await message('heard 1 reaction').waitFor();
      await said.getByRole('button', { name: '🏆 1' }).click();
      await said.getByRole('button', { name: '🏆 1' }).waitFor({ state: 'detached' });
    });
  });

  it('lets those write who are nobody, and says what they are', async () => {
    const kinds = [
      ['Discord', 'Let a webhook write', 'Deploys', 'APP'],
      ['Slack', 'Let another bot write', 'Other bot', 'APP'],
      ['Telegram', 'Let an anonymous administrator write', 'The Lunch Table', 'admin'],
      ['Telegram', 'Let a channel write', 'The Lunch News', 'channel'],
    ] as const;
    for (const [name, item, author, badge] of kinds) {
      const { region, log } = chat(page, name);
      await region.getByRole('button', { name: 'More', exact: true }).click();
      await region.getByRole('menuitem', { name: item }).click();
      const written = log.getByRole('article').filter({ hasText: author }).last();
      await written.getByText(badge, { exact: true }).waitFor();
      expect(await written.getByRole('button', { name: `${author}: actions` }).count()).toBe(0);
    }
    await photograph('outsiders', true, 'Telegram');
  });
});
