/** The environment: every variable that Tuppence reads, parsed here and nowhere else. The README's table is made from this. */
import { z } from 'zod';
import { ASSETS, type Identity, parseIdentity, readZone } from '../../core/index.ts';

interface Variable<T> {
  schema: z.ZodType<T, string>;
  /** What it is, for the README's table. Says what to write when the value is wrong, too. */
  meaning: string;
  unset: string;
}

const variable = <T>(meaning: string, unset: string, schema: z.ZodType<T, string>): Variable<T> => ({
  meaning,
  unset,
  schema,
});

const text = z.string();
const httpUrl = z.url({ protocol: /^https?$/, error: 'must be a URL that starts with http:// or https://' });

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a number from 0 to 65535')
  .transform(Number)
  .refine((value) => value <= 65_535, 'must be a number from 0 to 65535');

const operators = z.string().transform((list, context): Identity[] =>
  list.split(',').flatMap((entry) => {
    if (entry.trim() === '') return [];
    const identity = parseIdentity(entry.trim());
    if (!identity) context.addIssue(`has "${entry.trim()}", which is not of the form platform:tenant:id`);
    return identity ? [identity] : [];
  }),
);

const days = z
  .string()
  .regex(/^([1-9]|[12]\d|30)$/, 'must be a number of days from 1 to 30')
  .transform(Number);

const hours = z
  .string()
  .regex(/^([1-9]\d?|[1-6]\d\d|7[01]\d|720)$/, 'must be a number of hours from 1 to 720')
  .transform(Number);

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** What money is dealt at is nobody's to change on its way. */
const secureUrl = httpUrl.refine(
  (url) => new URL(url).protocol === 'https:' || loopback.has(new URL(url).hostname),
  'must be a URL that starts with https://, or be of this machine',
);

const rateSources = ['ecb', 'fixed'] as const;
const priceSources = ['csv', 'fixed'] as const;

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const variables = {
  DATABASE_URL: variable(
    'PostgreSQL 15 or newer (`postgres://user:password@host:port/database`)',
    'embedded PostgreSQL under TUPPENCE_DATA_DIR',
    z.url({ protocol: /^postgres(ql)?$/, error: 'must be a URL that starts with postgres://' }),
  ),
  REDIS_URL: variable(
    'Redis or Valkey for the queue (`redis://host:port`)',
    'the queue is on the same PostgreSQL',
    z.url({ protocol: /^rediss?$/, error: 'must be a URL that starts with redis:// or rediss://' }),
  ),
  TUPPENCE_DATA_DIR: variable('where embedded PostgreSQL keeps its data', '`.tuppence`', text),
  TUPPENCE_ASSET: variable(
    "the community's main currency",
    'GBP',
    text
      .transform((code) => code.toUpperCase())
      .refine((code) => ASSETS.some((asset) => asset.code === code), {
        error: `must be one of ${ASSETS.map(({ code }) => code).join(', ')}`,
      }),
  ),
  TUPPENCE_ZONE: variable(
    "by whose clock the bank's days end, on which interest is counted: an IANA name such as `Europe/London`",
    'UTC',
    text.refine((zone) => readZone(zone) !== null, 'must be an IANA time zone such as Europe/London'),
  ),
  TUPPENCE_OPERATORS: variable(
    'who may use `/bank`: people as `platform:tenant:id`, separated by commas',
    'nobody. From the command line: fund, freeze and unfreeze',
    operators,
  ),
  TUPPENCE_RATES: variable(
    'exchange rates: `ecb`, the daily reference rates of the European Central Bank; `fixed`, a made-up table to try things out',
    'no money is changed; in the playground `fixed`',
    z.enum(rateSources, `must be one of ${rateSources.join(', ')}`),
  ),
  TUPPENCE_RATES_URL: variable(
    'where the document of the European Central Bank is fetched, after 16:00 in Frankfurt',
    "the bank's own",
    httpUrl,
  ),
  TUPPENCE_RATES_DAYS: variable(
    'days after their own for which its rates are dealt at; then `/convert` is refused until there are newer ones',
    '5: over Easter there are none for four',
    days,
  ),
  TUPPENCE_PRICES: variable(
    'prices of assets that go by a feed (`/bank asset ACME source feed`): `csv`, a document at TUPPENCE_PRICES_URL; `fixed`, a made-up table to try things out',
    'operators set all prices; in the playground `fixed`',
    z.enum(priceSources, `must be one of ${priceSources.join(', ')}`),
  ),
  TUPPENCE_PRICES_URL: variable(
    'where the document of prices is fetched, every five minutes: `https://`, comma-separated values of which the first line names the columns `asset,price,currency,at`',
    'no document',
    secureUrl,
  ),
  TUPPENCE_PRICES_HOURS: variable(
    'hours after their own moment (`at`) for which prices of the feed are dealt at; then `/buy` and `/sell` are refused until there are newer ones',
    '24',
    hours,
  ),
  DISCORD_TOKEN: variable('bot token', 'no Discord', text),
  DISCORD_API_URL: variable('REST base; the gateway is asked there', 'the real Discord', httpUrl),
  SLACK_BOT_TOKEN: variable('bot token (`xoxb-…`)', 'no Slack', text),
  SLACK_APP_TOKEN: variable('app token (`xapp-…`) for socket mode', 'no socket mode', text),
  SLACK_SIGNING_SECRET: variable('for HTTP on `/slack/events` instead of socket mode', 'no HTTP mode', text),
  SLACK_API_URL: variable('Web API base', 'the real Slack', httpUrl),
  TELEGRAM_TOKEN: variable('bot token', 'no Telegram', text),
  TELEGRAM_API_URL: variable('Bot API base', 'the real Telegram', httpUrl),
  TELEGRAM_WEBHOOK_URL: variable(
    'public URL of `/telegram/webhook`, to be called instead of polling',
    'long polling',
    httpUrl,
  ),
  TELEGRAM_WEBHOOK_SECRET: variable(
    'proves that a call of the webhook comes from Telegram',
    'no webhook',
    text.regex(/^[\w-]{1,256}$/, 'may hold letters, digits, _ and - only, 256 at most'),
  ),
  PORT: variable('of the page, the webhooks and `/healthz`, `/readyz`; 0 takes a free one', '8080', port),
  HOST: variable('address that PORT listens on', '127.0.0.1', text),
  LOG_LEVEL: variable(
    `of the log, which goes to stderr, or into TUPPENCE_DATA_DIR when that is a terminal: ${levels.join(', ')}`,
    'info',
    z.enum(levels, `must be one of ${levels.join(', ')}`),
  ),
} satisfies Record<string, Variable<unknown>>;

type Name = keyof typeof variables;
export type Environment = {
  [N in Name]?: (typeof variables)[N] extends Variable<infer T> ? T : never;
};

/** Wrong settings. The message names every variable that is wrong, and what to do. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

/** Throws {@link EnvironmentError}. A blank variable means unset. */
export function readEnvironment(source: NodeJS.ProcessEnv = process.env): Environment {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, { schema }] of Object.entries(variables)) {
    const given = source[name]?.trim();
    if (!given) continue;
    const parsed = schema.safeParse(given);
    if (parsed.success) values[name] = parsed.data;
    else problems.push(`${name} ${parsed.error.issues[0]!.message}.`);
  }
  const present = (name: Name) => Boolean(source[name]?.trim());
  const is = (name: Name, value: string) => source[name]?.trim() === value;
  problems.push(...combinations.filter(({ wrong }) => wrong(present, is)).map(({ words }) => words));
  if (problems.length) throw new EnvironmentError(problems.join('\n'));
  return values as Environment;
}

/** What makes no sense together. */
const combinations: {
  wrong(present: (name: Name) => boolean, is: (name: Name, value: string) => boolean): boolean;
  words: string;
}[] = [
  {
    wrong: (has, is) => is('TUPPENCE_PRICES', 'csv') && !has('TUPPENCE_PRICES_URL'),
    words: 'TUPPENCE_PRICES is csv, which needs TUPPENCE_PRICES_URL: where the document is.',
  },
  {
    wrong: (has) => has('TUPPENCE_PRICES_URL') && !has('TUPPENCE_PRICES'),
    words: 'TUPPENCE_PRICES_URL is set without TUPPENCE_PRICES: set it to csv, too, or unset it.',
  },
  {
    wrong: (has) => has('SLACK_BOT_TOKEN') && !has('SLACK_APP_TOKEN') && !has('SLACK_SIGNING_SECRET'),
    words:
      'SLACK_BOT_TOKEN needs a way in: set SLACK_APP_TOKEN (socket mode) or SLACK_SIGNING_SECRET (HTTP on /slack/events).',
  },
  {
    wrong: (has) => !has('SLACK_BOT_TOKEN') && (has('SLACK_APP_TOKEN') || has('SLACK_SIGNING_SECRET')),
    words:
      'SLACK_APP_TOKEN or SLACK_SIGNING_SECRET is set without SLACK_BOT_TOKEN (xoxb-…): set it too, or unset them.',
  },
  {
    wrong: (has) => has('TELEGRAM_WEBHOOK_URL') && !has('TELEGRAM_WEBHOOK_SECRET'),
    words:
      'TELEGRAM_WEBHOOK_URL needs TELEGRAM_WEBHOOK_SECRET (any long random word), so that nobody else can call it.',
  },
  {
    wrong: (has) => has('TELEGRAM_WEBHOOK_URL') && !has('TELEGRAM_TOKEN'),
    words: 'TELEGRAM_WEBHOOK_URL is set without TELEGRAM_TOKEN: set it too, or unset it.',
  },
];

/** The README's table of all this, in Markdown. */
export function environmentTable(): string {
  const rows = Object.entries(variables).map(
    ([name, { meaning, unset }]) => `| \`${name}\` | ${meaning} | ${unset} |`,
  );
  return ['| variable | meaning | unset means |', '|---|---|---|', ...rows].join('\n');
}

/** What child processes of ours inherit; `changes` on top. */
export const inheritedEnvironment = (changes: Record<string, string>): NodeJS.ProcessEnv => ({
  ...process.env,
  ...changes,
});
