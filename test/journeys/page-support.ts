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

type ChatName = 'Discord' | 'Slack' | 'Telegram';

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

/** As {@link illegibleIn}, of a chat's messages. */
export const illegible = (name: ChatName): string =>
  illegibleIn(`:is(section, [role=region])[aria-label="${name}"] [role=log] article *`);

/**
 * A script for the page: the texts that are below 10 px, or below a contrast of 4.5 to 1 (WCAG 2.2, 1.4.3) with the
 * colour behind them, each with its figures. What stands on a picture or a gradient is not judged.
 */
export const illegibleIn = (selector: string): string => `(() => {
  const parsed = (colour) => {
    const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number);
    return colour.startsWith('color(') ? [r * 255, g * 255, b * 255, a] : [r, g, b, a];
  };
  const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
  const light = ([r, g, b]) => {
    const linear = (v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  };
  const ground = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const { backgroundColor, backgroundImage } = getComputedStyle(at);
      if (backgroundImage !== 'none') return null;
      layers.push(parsed(backgroundColor));
      if (layers.at(-1)[3] === 1) break;
    }
    return layers.reduceRight((below, layer) => over(layer, below), [255, 255, 255, 1]);
  };
  const found = [];
  for (const element of document.querySelectorAll('${selector}')) {
    const text = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join('').trim();
    if (!text || element.closest('[aria-hidden=true]') || !/[\\p{L}\\p{N}]/u.test(text) || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const behind = ground(element);
    if (!behind) continue;
    const { color, fontSize } = getComputedStyle(element);
    const [bright, dim] = [light(over(parsed(color), behind)), light(behind)].sort((a, b) => b - a);
    const contrast = (bright + 0.05) / (dim + 0.05);
    if (contrast < 4.5 || parseFloat(fontSize) < 10) found.push(text.slice(0, 30) + ': ' + contrast.toFixed(2) + ', ' + fontSize);
  }
  return found;
})()`;
