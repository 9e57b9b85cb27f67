/** The whole product in a process of its own, and Debian's Chromium looking at its page. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** A machine that runs many things at once is slow; a page that never shows it is wrong all the same. */
export const PATIENCE_MS = 20_000;

export const browserPath = BROWSERS.find((path) => existsSync(path));

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: browserPath!, args: FLAGS });

export interface App {
  url: string;
  stop(): Promise<void>;
}

/** `tuppence start` on this database, without any platform token. Rejects with what it said when it ends instead. */
export const startApp = async (databaseUrl: string): Promise<App> => {
  const child: ChildProcess = spawn(process.execPath, ['bots/cli/tuppence.js', 'start'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, DATABASE_URL: databaseUrl, PORT: '0', LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let stopping = false;
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk;
      const found = /open (http:\/\/\S+)/.exec(said)?.[1];
      if (found) resolve(found);
    };
    child.stdout!.on('data', hear);
    child.stderr!.on('data', hear);
    child.once('exit', (code, signal) => {
      const words = `tuppence start ended with ${signal ?? code}:\n${said}`;
      reject(new Error(words));
      if (!stopping) console.error(words);
    });
  });
  return {
    url,
    stop: async () => {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
};

export type ChatName = 'Discord' | 'Slack' | 'Telegram';

/** One chat of the page, by what a person perceives of it. */
export const chat = (page: Page, name: ChatName) => {
  const region = page.getByRole('region', { name, exact: true });
  const box = region.getByRole('textbox', { name: 'Message' });
  return {
    region,
    box,
    log: region.getByRole('log'),
    be: (person: string) => region.getByRole('combobox', { name: 'You are' }).selectOption({ label: person }),
    open: (tab: string) => region.getByRole('tab', { name: tab }).click(),
    say: async (text: string) => {
      await box.fill(text);
      await box.press('Enter');
    },
    /** The newest message that says this. */
    message: (text: string | RegExp): Locator =>
      region.getByRole('log').getByRole('article').filter({ hasText: text }).last(),
  };
};
