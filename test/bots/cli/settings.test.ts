import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { freshDatabase } from '../../support/database.ts';
import { type Running, run, type Settings, tuppence } from './tuppence.ts';

const started: Running[] = [];
const open = (args: string[], settings: Settings): Running => {
  const running = tuppence(args, settings);
  started.push(running);
  return running;
};
const stop = async ({ child, ended }: Running) => {
  child.kill('SIGINT');
  return (await ended).code;
};
afterEach(async () => {
  for (const { child, ended } of started.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
});

const alice = 'discord::100000000000000001';

it('keeps the playground out of a database that has people of its own, and says what to set', async () => {
  const settings = { DATABASE_URL: (await freshDatabase({ migrated: false })).url, PORT: '0' };
  await run(['bank', 'fund', 'slack:T1:U1', '1'], settings);
  for (const role of ['start', 'playground']) {
    const { code, stderr } = await run([role], { ...settings, LOG_LEVEL: 'silent' });
    expect(stderr).toMatch(/do not belong in the database \S+ at \S+, which has people of its own/);
    expect(stderr).toMatch(/set DISCORD_TOKEN, SLACK_BOT_TOKEN, TELEGRAM_TOKEN.*another DATABASE_URL/);
    expect(code).toBe(1);
  }
  expect((await run(['balance', alice], settings)).stderr).toContain('is not known');
}, 60_000);

it('says aloud that the playground is in the database that DATABASE_URL names, and finds itself again there', async () => {
  const settings = { DATABASE_URL: (await freshDatabase({ migrated: false })).url, PORT: '0' };
  for (let starts = 0; starts < 2; starts += 1) {
    const { url, output, ended, child } = open(['start'], settings);
    await url;
    expect(output()).toMatch(/^! THIS IS THE PLAYGROUND: .* the database \S+ at 127\.0\.0\.1:\d+/m);
    child.kill('SIGINT');
    expect((await ended).code).toBe(0);
    // A stop of one's own is no loss.
    expect(output()).not.toContain('was lost');
  }
  expect((await run(['balance', alice], settings)).stdout).toContain('£100.00');
}, 60_000);

it('prints for the playground alone what bots and workers in other shells need, as it is typed there', async () => {
  const settings = { DATABASE_URL: (await freshDatabase({ migrated: false })).url, PORT: '0' };
  const playground = open(['playground'], settings);
  await playground.url;
  await expect.poll(playground.output).toMatch(/^npm run bots\nnpm run workers$/m);
  const lines = [...playground.output().matchAll(/^export (\w+)=(\S+)$/gm)];
  const printed = Object.fromEntries(lines.map(([, name, value]) => [name!, value!]));
  expect(printed).toMatchObject({ ...settings, TUPPENCE_OPERATORS: expect.stringContaining(alice) });
  const roles = [open(['bots'], printed), open(['workers'], printed)];
  const urls = await Promise.all(roles.map(({ url }) => url));
  expect(new Set(urls).size).toBe(2);
  for (const role of roles) expect(await stop(role)).toBe(0);
}, 60_000);

it.each(['nobody listens', 'somebody listens and never answers'])(
  'ends with one clear sentence when at the Redis of REDIS_URL %s',
  async (what) => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    if (what === 'nobody listens') server.close();
    const settings = {
      DATABASE_URL: (await freshDatabase({ migrated: false })).url,
      REDIS_URL: `redis://127.0.0.1:${port}`,
      PORT: '0',
      LOG_LEVEL: 'silent',
    };
    const { code, stdout, stderr } = await run(['start'], settings);
    expect(stderr).toMatch(
      new RegExp(`^REDIS_URL: the Redis at 127\\.0\\.0\\.1:${port} cannot be used \\(.+\\)\\.\n$`),
    );
    expect(stdout).not.toContain('✓ Queue');
    expect(code).toBe(1);
    server.close();
  },
  60_000,
);
