import { describe, expect, it } from 'vitest';
import { EnvironmentError, environmentTable, readEnvironment } from '../../../bots/cli/env.ts';

const problemOf = (source: NodeJS.ProcessEnv): string => {
  try {
    readEnvironment(source);
  } catch (error) {
    expect(error).toBeInstanceOf(EnvironmentError);
    return (error as Error).message;
  }
  throw new Error('the environment was taken');
};

describe('the environment', () => {
  it('takes a blank variable for unset', () => {
    expect(readEnvironment({ DATABASE_URL: '', PORT: '   ', DISCORD_TOKEN: '\t' })).toEqual({});
  });

  it('reads each value into its own type', () => {
    expect(
      readEnvironment({
        PORT: ' 9090 ',
        DATABASE_URL: 'postgres://a@b/c',
        TUPPENCE_OPERATORS: 'slack:T1:U1, telegram::42,',
      }),
    ).toEqual({
      PORT: 9090,
      DATABASE_URL: 'postgres://a@b/c',
      TUPPENCE_OPERATORS: [
        { platform: 'slack', tenant: 'T1', user: 'U1' },
        { platform: 'telegram', tenant: '', user: '42' },
      ],
    });
  });

  it.each([
    'https://a.b/prices.csv',
    'http://localhost:8000/p.csv',
    'http://127.0.0.1/p.csv',
    'http://[::1]/p.csv',
  ])('takes prices from %s', (url) => {
    const set = { TUPPENCE_PRICES: 'csv', TUPPENCE_PRICES_URL: url };
    expect(readEnvironment({ ...set, TUPPENCE_PRICES_HOURS: '720' })).toEqual({
      ...set,
      TUPPENCE_PRICES_HOURS: 720,
    });
  });

  it.each(['Asia/Kolkata', 'Europe/Kyiv', 'US/Eastern', 'Etc/UTC', 'Europe/London'])(
    'knows the zone %s',
    (zone) => {
      expect(readEnvironment({ TUPPENCE_ZONE: zone })).toEqual({ TUPPENCE_ZONE: zone });
    },
  );

  it.each([
    [{ TUPPENCE_ZONE: 'London' }, /^TUPPENCE_ZONE must be an IANA time zone/],
    [{ TUPPENCE_ZONE: '+01:00' }, /^TUPPENCE_ZONE must be an IANA time zone/],
    [{ TUPPENCE_PRICES: 'csv' }, /needs TUPPENCE_PRICES_URL/],
    [{ TUPPENCE_PRICES: 'yes' }, /^TUPPENCE_PRICES must be one of csv, fixed/],
    [{ TUPPENCE_PRICES_URL: 'https://a.b/prices.csv' }, /without TUPPENCE_PRICES/],
    [{ PORT: '80a' }, /^PORT must be a number/],
    [{ PORT: '65536' }, /^PORT must be a number/],
    [{ DATABASE_URL: 'mysql://x' }, /^DATABASE_URL must be a URL that starts with postgres/],
    [{ REDIS_URL: 'localhost:6379' }, /^REDIS_URL must be a URL that starts with redis/],
    [
      { TUPPENCE_OPERATORS: 'U1' },
      /^TUPPENCE_OPERATORS has "U1", which is not of the form platform:tenant:id/,
    ],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL must be one of trace/],
    [{ SLACK_BOT_TOKEN: 'xoxb-1' }, /SLACK_APP_TOKEN \(socket mode\) or SLACK_SIGNING_SECRET/],
    [{ SLACK_APP_TOKEN: 'xapp-1' }, /without SLACK_BOT_TOKEN/],
    [
      { TELEGRAM_TOKEN: '1:a', TELEGRAM_WEBHOOK_URL: 'https://a.b/telegram/webhook' },
      /needs TELEGRAM_WEBHOOK_SECRET/,
    ],
    [
      { TELEGRAM_WEBHOOK_URL: 'https://a.b/telegram/webhook', TELEGRAM_WEBHOOK_SECRET: 's' },
      /without TELEGRAM_TOKEN/,
    ],
  ])('says which variable of %j is wrong and what to do', (source, words) => {
    expect(problemOf(source)).toMatch(words);
  });

  it.each(['http://a.b/prices.csv', 'http://127.0.0.1.a.b/prices.csv', 'file:///prices.csv'])(
    'takes no prices from %s',
    (url) => {
      const words = problemOf({ TUPPENCE_PRICES: 'csv', TUPPENCE_PRICES_URL: url });
      expect(words).toMatch(/^TUPPENCE_PRICES_URL must be a URL that starts with http/);
    },
  );

  it.each(['0', '721', '1.5', '-1', '1000'])('deals at no price for %s hours', (hours) => {
    const words = problemOf({ TUPPENCE_PRICES_HOURS: hours });
    expect(words).toMatch(/^TUPPENCE_PRICES_HOURS must be a number of hours from 1 to 720/);
  });

  it('names everything that is wrong at once, and no value that may be a secret', () => {
    const words = problemOf({
      PORT: 'x',
      LOG_LEVEL: 'y',
      DATABASE_URL: 'hunter2',
      SLACK_BOT_TOKEN: 'xoxb-hunter2',
    });
    expect(words.split('\n')).toHaveLength(4);
    expect(words).not.toContain('hunter2');
  });

  it('makes a table row for every variable', () => {
    const rows = environmentTable().split('\n').slice(2);
    expect(rows.length).toBeGreaterThan(15);
    for (const row of rows) expect(row).toMatch(/^\| `[A-Z_]+` \| [^|]+ \| [^|]+ \|$/);
  });
});
