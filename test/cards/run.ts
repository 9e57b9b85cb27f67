/**
 * `npm run cards -- --to <folder>`: every kind of card as people see it, on all three chats of the playground. Every sample
 * goes through the real messengers to the emulated chats, and is photographed there, the three beside each other.
 * `--language de`, `--theme dark`, `--width 390`, `--only refund` (a part of a kind's name), `--nasty` (the samples as they are).
 */
import { mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import { pino } from 'pino';
import type { Page } from 'playwright-core';
import { openChats } from '../../bots/cli/chats.ts';
import type { Environment } from '../../bots/cli/env.ts';
import { CHAT_USERS, COMMON_ROOM, SLACK_TEAM } from '../../bots/playground/people.ts';
import { createPlayground } from '../../bots/playground/playground.ts';
import { createMessenger } from '../../bots/shared/messenger.ts';
import { type Notice, type NoticeKind, PLATFORMS, type Platform } from '../../core/index.ts';
import { samples } from '../bots/shared/samples/index.ts';
import { figuresSample } from '../bots/shared/samples/statement.ts';
import { illegibleIn, launchBrowser } from '../journeys/page-support.ts';
import { flagsOf } from '../support/flags.ts';
import { ordinary } from './ordinary.ts';

const { values: asked } = flagsOf(import.meta.url, {
  options: {
    to: { type: 'string' },
    language: { type: 'string', default: 'en' },
    theme: { type: 'string', default: 'light' },
    width: { type: 'string', default: '1320' },
    only: { type: 'string', default: '' },
    nasty: { type: 'boolean', default: false },
  },
});
if (!asked.to) throw new Error('Where to? --to <folder>');
const SHEET_HEIGHT = 1500;
const CARDS_A_PAGE = asked.nasty ? 6 : 24;
/** What everybody in a conversation sees; the rest is for one person. */
const PUBLIC =
  /^(payment|request|split|drop|drop_unsent|tab|tab_change|tab_news|tab_round|tab_members|tab_imported|tab_matched|tip_tally|receipt|paywall|creator|bank_\w+|confirm_spending)$/;

const log = pino({ level: 'error' });
const playground = await createPlayground({ log, rateLimits: false });
const app = express().use(playground.router);
const server = createServer(app).listen(0, '127.0.0.1');
const url = await new Promise<string>((resolve) =>
  server.once('listening', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)),
);
const connected = await openChats(playground.env as unknown as Environment, log);
const messenger = createMessenger(
  connected.map((chat) => chat.messenger),
  {
    statement: { figures: async (of) => figuresSample(of) },
    paywall: { file: async (id) => Buffer.from(`The file ${id}`) },
  },
);

const readerOn = (platform: Platform) => ({
  platform,
  tenant: platform === 'slack' ? SLACK_TEAM : '',
  user: CHAT_USERS[platform][0]!.id,
});

const show = async (notice: Notice, id: string, platform: Platform, inPublic: boolean) => {
  const result = await messenger.show({
    id,
    notice: ordinary(notice, platform, asked.nasty),
    locale: asked.language,
    person: readerOn(platform),
    ...(inPublic
      ? { audience: 'conversation', conversation: COMMON_ROOM[platform] }
      : { audience: 'direct' }),
  });
  if (result.status !== 'sent') console.error(platform, notice.kind, result);
};

/** The same card in the same row of all three. */
const ALIGN = `(() => {
  for (const log of document.querySelectorAll('.log')) { log.style.overflow = 'visible'; log.querySelector('.list').style.marginTop = '0'; }
  const columns = [...document.querySelectorAll('.list')].map((list) => [...list.querySelectorAll('article')].slice(-COUNT));
  for (const cell of document.querySelectorAll('.list article')) if (!columns.flat().includes(cell)) cell.style.display = 'none';
  const tops = [];
  for (let row = 0; row < COUNT; row++) {
    const cells = columns.map((column) => column[row]).filter(Boolean);
    const top = Math.max(...cells.map((cell) => cell.getBoundingClientRect().top));
    for (const cell of cells) cell.style.marginTop = (parseFloat(getComputedStyle(cell).marginTop) + top - cell.getBoundingClientRect().top) + 'px';
    tops.push(top);
  }
  const ends = columns.flat().map((cell) => cell.getBoundingClientRect().bottom);
  return [...tops, Math.max(...ends) + 8].map((top) => top + scrollY);
})()`;
const OVERFLOWING = `[...document.querySelectorAll('[role=log] article *')].filter((e) => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0 && getComputedStyle(e).display !== 'inline' && !e.matches('.hidden, .tools, .tools *')).map((e) => e.closest('section').dataset.platform + ' ' + e.className + ': ' + e.textContent.slice(0, 40))`;

const photograph = async (page: Page, rows: { name: string }[], from: number) => {
  const edges = (await page.evaluate(ALIGN.replaceAll('COUNT', String(rows.length)))) as number[];
  const sheets: { first: number; last: number }[] = [];
  for (let row = 0; row < rows.length; row++) {
    const sheet = sheets.at(-1);
    if (sheet && edges[row + 1]! - edges[sheet.first]! <= SHEET_HEIGHT) sheet.last = row;
    else sheets.push({ first: row, last: row });
  }
  for (const { first, last } of sheets) {
    const name = `${String(from + first).padStart(3, '0')}.png`;
    const [top, bottom] = [edges[first]! - 6, edges[last + 1]! - 4];
    await page.screenshot({
      path: join(asked.to!, name),
      clip: { x: 0, y: top, width: Number(asked.width), height: bottom - top },
    });
    console.log(
      name,
      rows
        .slice(first, last + 1)
        .map((row) => row.name)
        .join(' | '),
    );
  }
};

rmSync(asked.to, { recursive: true, force: true });
mkdirSync(asked.to, { recursive: true });
const all = (Object.keys(samples) as NoticeKind[])
  .filter((kind) => kind !== 'home' && kind.includes(asked.only))
  .flatMap((kind) =>
    samples[kind].map((notice, index) => ({
      name: `${kind}.${'refusal' in notice ? notice.refusal.code : index}`,
      notice: notice as Notice,
    })),
  );
const browser = await launchBrowser();
const context = await browser.newContext({
  bypassCSP: true,
  reducedMotion: 'reduce',
  colorScheme: asked.theme === 'dark' ? 'dark' : 'light',
  viewport: { width: Number(asked.width), height: 900 },
});
let from = 0;
for (const inPublic of [true, false]) {
  const cards = all.filter(({ notice }) => PUBLIC.test(notice.kind) === inPublic);
  for (let at = 0; at < cards.length; at += CARDS_A_PAGE) {
    const rows = cards.slice(at, at + CARDS_A_PAGE);
    for (const [index, { notice }] of rows.entries())
      await Promise.all(PLATFORMS.map((platform) => show(notice, `${from}:${index}`, platform, inPublic)));
    const page = await context.newPage();
    await page.goto(url);
    if (!inPublic)
      for (const chat of ['Discord', 'Slack', 'Telegram'])
        await page
          .getByRole('region', { name: chat, exact: true })
          .getByRole('tab', { name: 'Tuppence' })
          .click();
    await page.waitForTimeout(500);
    await page.setViewportSize({ width: Number(asked.width), height: 14_000 });
    await page.waitForTimeout(500);
    for (const words of new Set((await page.evaluate(illegibleIn('[role=log] article *'))) as string[]))
      console.error('illegible:', words);
    for (const words of new Set((await page.evaluate(OVERFLOWING)) as string[]))
      console.error('overflows:', words);
    await photograph(page, rows, from);
    await page.close();
    from += rows.length;
  }
}
await browser.close();
await playground.stop();
server.close();
process.exit(0);
