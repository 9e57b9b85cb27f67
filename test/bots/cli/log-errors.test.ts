import { createServer } from 'node:http';
import { WebClient } from '@slack/web-api';
import { DiscordAPIError } from 'discord.js';
import { Telegraf } from 'telegraf';
import { expect, test } from 'vitest';
import { logTo } from '../../../bots/cli/voice.ts';
import { freshDatabase } from '../../support/database.ts';

const memo = 'for the HIV test';
const interaction = 'aW50ZXJhY3Rpb246MTIzNDU2Nzg5';
const telegramToken = '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw';
const slackToken = `xoxb-${'1234567890'}-abcdefghijklmnop`;
const discordToken = `${'M'.repeat(26)}.${'G'.repeat(6)}.${'x'.repeat(38)}`;

const caught = async (work: () => unknown): Promise<Error> => {
  try {
    await work();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
};

const logged = (fields: object): string => {
  const lines: string[] = [];
  logTo({ write: (line) => void lines.push(line) }, 'test', 'info').error(fields, 'it went wrong');
  return lines.join('');
};

/** A platform that refuses everything. */
const refusing = async <T>(body: object, work: (url: string) => Promise<T>): Promise<T> => {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(400, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await work(`http://127.0.0.1:${(server.address() as { port: number }).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
};

const discordError = new DiscordAPIError(
  { code: 50035, message: 'Invalid Form Body' },
  50035,
  400,
  'PATCH',
  `https://discord.com/api/v10/webhooks/900/${interaction}/messages/@original`,
  { body: { content: memo }, files: [] },
);

const telegramError = () =>
  refusing({ ok: false, error_code: 400, description: 'Bad Request: chat not found' }, (apiRoot) =>
    caught(() => new Telegraf(telegramToken, { telegram: { apiRoot } }).telegram.sendMessage(1, memo)),
  );

const telegramUnreachable = () =>
  caught(() =>
    new Telegraf(telegramToken, { telegram: { apiRoot: 'http://127.0.0.1:1' } }).telegram.sendMessage(
      1,
      memo,
    ),
  );

const slackError = () =>
  refusing({ ok: false, error: 'invalid_blocks' }, (url) => {
    const client = new WebClient(slackToken, {
      slackApiUrl: `${url}/api/`,
      retryConfig: { retries: 0 },
    });
    return caught(() => client.chat.postMessage({ channel: 'C1', text: memo }));
  });

const postgresError = async () => {
  const { owner: sql } = await freshDatabase();
  await sql`create table note (words text unique check (length(words) < 5))`;
  return caught(() => sql`insert into note values (${memo})`);
};

test.each([
  ['Discord', async () => discordError, { code: 50035, status: 400 }],
  ['Telegram', telegramError, { code: 400 }],
  ['Telegram out of reach', telegramUnreachable, { code: 'ECONNREFUSED' }],
  ['Slack', slackError, {}],
  ['PostgreSQL', postgresError, { code: '23514' }],
])('an error of %s is logged without what people wrote and without tokens', async (_, make, expected) => {
  const error = await make();
  for (const name of ['err', 'error']) {
    const line = logged({ [name]: error });
    expect(JSON.parse(line)[name]).toMatchObject({
      ...expected,
      type: error.name,
      stack: expect.any(String),
    });
    for (const secret of [memo, interaction, telegramToken.split(':')[1]!, slackToken])
      expect(line).not.toContain(secret);
  }
});

test('an error’s words are cleaned of tokens wherever they stand: in a message, in its cause, in a reason', () => {
  const words = [
    `request to https://api.telegram.org/bot${telegramToken}/sendMessage failed`,
    `https://discord.com/api/interactions/9/${interaction}/callback`,
    `https://hooks.slack.com/commands/T1/2/${interaction}`,
    `Bot ${discordToken} and ${slackToken} and xapp-1-A1-${interaction}`,
    'postgres://tuppence:hunter2@db/tuppence',
  ].join(' ');
  const err = new Error(words, { cause: new Error(words) });
  const line = logged({ err, reason: words, error: words });
  for (const secret of [telegramToken.split(':')[1]!, interaction, discordToken, slackToken, 'hunter2'])
    expect(line).not.toContain(secret);
  expect(line).toContain('/sendMessage failed');
});
