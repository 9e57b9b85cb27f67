/** A file that somebody sent is fetched from the platform's own servers only, and within a size. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { fetchBytes } from '../../../bots/shared/fetch-bytes.ts';

const bytes_max = 1_000_000;

const asked: string[] = [];
let respond: (response: ServerResponse) => void;
const server = createServer((request, response) => {
  asked.push(`${request.url} ${request.headers.authorization ?? ''}`);
  respond(response);
});
let origin: string;
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((closed) => server.close(closed)));

const answered = (how: typeof respond) => {
  respond = how;
  return fetchBytes(`${origin}/file`, { origins: [origin], bytes_max });
};

it('gives the content as it is, and shows the server what it has to be shown', async () => {
  respond = (response) => response.end('\ufeffZoë,1\r\n');
  const headers = { authorization: 'Bearer token' };
  expect(await fetchBytes(`${origin}/a?b`, { origins: [origin], bytes_max, headers })).toEqual({
    status: 'fetched',
    bytes: Buffer.from('\ufeffZoë,1\r\n'),
  });
  expect(asked.at(-1)).toBe('/a?b Bearer token');
});

describe('nobody else is asked', () => {
  test.each([
    'http://169.254.169.254/latest/meta-data',
    'https://cdn.example.evil/file',
    'file:///etc/passwd',
    'nonsense',
    '',
  ])('%s', async (address) => {
    const { length } = asked;
    expect((await fetchBytes(address, { origins: [origin], bytes_max })).status).toBe('gone');
    // The same port by another name is another origin.
    expect(
      (await fetchBytes(origin.replace('127.0.0.1', 'localhost'), { origins: [origin], bytes_max })).status,
    ).toBe('gone');
    expect(asked).toHaveLength(length);
  });

  it('not even where the server sends us there', async () => {
    const { length } = asked;
    const result = await answered((response) => response.writeHead(302, { location: `${origin}/on` }).end());
    expect(result).toEqual({ status: 'gone', reason: 'the server answered 302' });
    expect(asked).toHaveLength(length + 1);
  });
});

it('reads no more than is allowed, whatever length the server names', async () => {
  const endless = (response: ServerResponse) => {
    const chunk = Buffer.alloc(64 * 1024, 'a');
    const more = (): void => void (response.write(chunk) ? setImmediate(more) : response.once('drain', more));
    response.on('close', () => response.removeAllListeners('drain'));
    more();
  };
  expect(await answered(endless)).toEqual({ status: 'too_large' });
  const just = 'a'.repeat(bytes_max);
  expect((await answered((response) => response.end(just))).status).toBe('fetched');
  expect((await answered((response) => response.end(`${just}a`))).status).toBe('too_large');
});

test.each([
  [404, 'gone'],
  [403, 'gone'],
  [500, 'unknown'],
  [503, 'unknown'],
])('a server that answers %i means that the file is %s', async (status, means) => {
  expect((await answered((response) => response.writeHead(status).end())).status).toBe(means);
});

it('waits as long as it is told, and tries again where the line breaks', async () => {
  const limited = (response: ServerResponse) => response.writeHead(429, { 'retry-after': '7' }).end();
  expect(await answered(limited)).toEqual({ status: 'rate_limited', retry_after_ms: 7_000 });
  expect((await answered((response) => response.destroy())).status).toBe('unknown');
});
