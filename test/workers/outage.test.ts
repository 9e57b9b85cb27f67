import { createServer, connect as dial, type Socket } from 'node:net';
import { pino } from 'pino';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openQueues } from '../../workers/queue.ts';
import { throttled } from '../../workers/throttle.ts';
import { freshDatabase } from '../support/database.ts';

/** PostgreSQL's own words while it starts: an ErrorResponse of the protocol, https://www.postgresql.org/docs/current/protocol-error-fields.html */
const starting = (): Buffer => {
  const fields = ['SFATAL', 'VFATAL', 'C57P03', 'Mthe database system is starting up'];
  const body = Buffer.from(`${fields.join('\0')}\0\0`);
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from('E'), length, body]);
};

/** In front of a PostgreSQL that crashes and takes its time to start. */
async function crashing(postgresUrl: string) {
  const url = new URL(postgresUrl);
  const { hostname, port } = url;
  const sockets = new Set<Socket>();
  const state = { isStarting: false, refused: 0 };
  const server = createServer((near) => {
    near.on('error', () => {});
    if (state.isStarting) {
      near.once('data', () => {
        state.refused += 1;
        near.end(starting());
      });
      return;
    }
    const far = dial(Number(port), hostname);
    far.on('error', () => {});
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('close', () => {
        near.destroy();
        far.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  url.port = String((server.address() as { port: number }).port);
  return {
    url: url.href,
    state,
    crash: () => {
      state.isStarting = true;
      for (const socket of sockets) socket.destroy();
    },
  };
}

test('while PostgreSQL starts the workers wait between their tries and say little; then they go on', async () => {
  const database = await freshDatabase();
  const postgres = await crashing(database.url);
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const queues = await openQueues({ databaseUrl: postgres.url }, log);
  onTestFinished(() => queues.close());
  const done = new Set<string>();
  const worker = queues.work({
    queue: 'outage',
    concurrency: 2,
    handle: async ({ name }) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      done.add(name);
    },
  });
  onTestFinished(() => worker.close());
  const names = Array.from({ length: 100 }, (_, index) => `job ${index}`);
  await queues.queue('outage').addBulk(names.map((name) => ({ name, data: {} })));
  // With jobs left it does not wait for news, it asks for the next one.
  await vi.waitFor(() => expect(done.size).toBeGreaterThan(10), { timeout: 20_000 });

  postgres.crash();
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(postgres.state.refused).toBeGreaterThan(0);
  expect(postgres.state.refused).toBeLessThan(60);
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.length).toBeLessThan(12);

  postgres.state.isStarting = false;
  await vi.waitFor(() => expect(done.size).toBe(100), { timeout: 60_000 });
}, 100_000);

test('the same words are said once in a while, with how often they came', () => {
  let now_ms = 0;
  const said: [string, number][] = [];
  const say = throttled(
    (words, repeated) => void said.push([words, repeated]),
    () => now_ms,
  );
  for (let time = 0; time < 10; time++) say('gone');
  say('other');
  now_ms = 6_000;
  say('gone');
  expect(said).toEqual([
    ['gone', 0],
    ['other', 0],
    ['gone', 9],
  ]);
});
