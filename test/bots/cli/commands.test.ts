import { describe, expect, it, vi } from 'vitest';
import { freshDatabase } from '../../support/database.ts';
import { run } from './tuppence.ts';

// A dozen processes at once take long to start on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const database = await freshDatabase({ migrated: false });
const settings = { DATABASE_URL: database.url };
const tuppence = (...args: string[]) => run(args, settings);

describe('the command line', () => {
  it('funds a person who was never seen, on a database that was empty, and shows their balance and history', async () => {
    const funded = await tuppence('bank', 'fund', 'slack:T1:U1', '102.50', 'GBP');
    expect(funded).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('£102.50') });
    const [balance, history] = await Promise.all([
      tuppence('balance', 'slack:T1:U1'),
      tuppence('history', 'slack:T1:U1'),
    ]);
    expect(balance.stdout).toContain('(slack:T1:U1)\n  £102.50\n');
    expect(history.stdout).toMatch(/fund {2}£102\.50/);
  });

  it('explains where a penny came from, by the reference of what brought it and by the transfer itself', async () => {
    const funded = await tuppence('bank', 'fund', 'slack:T1:U2', '1.01', 'GBP');
    const reference = /bnk_\w+/.exec(funded.stdout)![0];
    const told = await tuppence('trace', reference);
    expect(told).toMatchObject({ code: 0, stderr: '' });
    expect(told.stdout).toContain(`${reference}  20`);
    expect(told.stdout).toMatch(/post \d+ +fund; key fund:/);
    expect(told.stdout).toMatch(/Tuppence cash desk {2}-£1\.01 {2}balance -£\d+\.\d\d, version \d+\n/);
    expect(told.stdout).toMatch(/U2 wallet {2}\+£1\.01 {2}balance £1\.01, version 1\n/);
    expect(told.stdout).toMatch(/bank +fund\n +operator the command line\n +to U2 £1\.01/);

    const json = JSON.parse((await tuppence('trace', reference, '--json')).stdout);
    const { id } = json.steps.find(({ step }: { step: string }) => step === 'transfer');
    expect((await tuppence('trace', `trn_${id}`)).stdout).toContain('U2 wallet  +£1.01');
    const unknown = await tuppence('trace', 'pay_0000000000');
    expect(unknown).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^Nothing is known of/),
    });
  });

  it('freezes and unfreezes', async () => {
    expect((await tuppence('bank', 'freeze', 'slack:T1:U1')).stdout).toContain('is frozen');
    expect((await tuppence('balance', 'slack:T1:U1')).stdout).toContain(', frozen');
    expect((await tuppence('bank', 'unfreeze', 'slack:T1:U1')).stdout).toContain('not frozen any more');
  });

  it('refuses with one line that says why, and exit code 1', async () => {
    const refusals: [string[], RegExp][] = [
      [['balance', 'bob'], /^"bob" is nobody: write platform:tenant:id/],
      [['bank', 'freeze', 'slack:T1:U404'], /^slack:T1:U404 is not known/],
      [['bank', 'fund', 'slack:T1:U1', '1.005'], /decimals/],
      [['bank', 'fund', 'slack:T1:U1', '0'], /more than nothing/],
    ];
    const ended = await Promise.all(refusals.map(([args]) => tuppence(...args)));
    for (const [index, { code, stdout, stderr }] of ended.entries()) {
      expect(stderr).toMatch(refusals[index]![1]);
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    }
  });

  it('rows 1 and 2: refuses what is no amount, kindly, and moves nothing', async () => {
    const amounts = [
      '-5',
      '-$5',
      '-1k',
      '-50x',
      '0',
      '-0',
      '100abc',
      '',
      '  ',
      'NaN',
      'Infinity',
      '1e3',
      '0x10',
    ];
    const ended = await Promise.all(
      amounts.map((amount) => tuppence('bank', 'fund', 'slack:T1:UNOBODY', amount, 'GBP')),
    );
    for (const [at, { code, stdout, stderr }] of ended.entries()) {
      expect({ amount: amounts[at], code, stdout }).toEqual({ amount: amounts[at], code: 1, stdout: '' });
      expect(stderr).toMatch(/^[^\n]*(amount|more than nothing)[^\n]*\n$/);
    }
    expect(await tuppence('balance', 'slack:T1:UNOBODY')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('never funded'),
    });
  });

  it('answers wrong use and wrong settings with exit code 2, and a database that is away with 1', async () => {
    const [missing, unknown, wrong, away] = await Promise.all([
      tuppence('bank', 'fund', 'slack:T1:U1'),
      tuppence('foo'),
      run(['balance', 'slack:T1:U1'], { DATABASE_URL: 'nonsense' }),
      run(['balance', 'slack:T1:U1'], { DATABASE_URL: 'postgres://postgres@127.0.0.1:1/x' }),
    ]);
    expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining("argument 'amount'") });
    expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining("unknown command 'foo'") });
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringMatching(/^DATABASE_URL must be/) });
    expect(away).toMatchObject({ code: 1, stderr: expect.stringMatching(/^DATABASE_URL: .*ECONNREFUSED/) });
  });

  it('prints a Slack manifest that is JSON, for socket mode or for HTTP', async () => {
    const socket = JSON.parse((await tuppence('manifest', 'slack')).stdout);
    expect(socket.settings.socket_mode_enabled).toBe(true);
    const http = JSON.parse((await tuppence('manifest', 'slack', '--url', 'https://pay.example.org')).stdout);
    expect(http.settings.event_subscriptions.request_url).toBe('https://pay.example.org/slack/events');
  });

  it('says what bots and workers without a chat platform need', async () => {
    const roles = await Promise.all(
      ['bots', 'workers'].map((role) => run([role], { ...settings, PORT: '0' })),
    );
    for (const { code, stderr } of roles) {
      expect(stderr).toContain('set DISCORD_TOKEN, SLACK_BOT_TOKEN, TELEGRAM_TOKEN');
      expect(code).toBe(1);
    }
  });
});
