/** The page's API over the real emulators, without adapters: who may call it, and what it refuses. */
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPlayground, type Playground } from '../../bots/playground/playground.ts';

let playground: Playground;
let server: Server;
let port: number;

beforeAll(async () => {
  playground = await createPlayground({ log: pino({ level: 'silent' }) });
  server = createServer(express().use(playground.router));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});

afterAll(async () => {
  await playground.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

interface Call {
  method?: string;
  headers?: Record<string, string>;
  body?: unknown;
}

/** By hand, because fetch does not let a Host header be forged. */
const call = (path: string, { method = 'GET', headers = {}, body }: Call = {}) =>
  new Promise<{ status: number; headers: Record<string, unknown>; text: string }>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, text }));
    });
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });

const json = { 'content-type': 'application/json' };
const post = (action: string, body: unknown, headers: Record<string, string> = json) =>
  call(`/playground/api/${action}`, { method: 'POST', headers, body });

const stateOf = async (query: string) => JSON.parse((await call(`/playground/api/state?${query}`)).text);

describe('the page', () => {
  it('lets only its own files run and load, and no other site frame it', async () => {
    const { status, headers, text } = await call('/');
    expect(status).toBe(200);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/script-src 'self' 'sha256-[^']+'/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(text).not.toMatch(/https?:\/\/|\son\w+=/);
  });

  it('is not served under a name that an attacker could point at this machine', async () => {
    for (const path of ['/', '/playground/api/state?platform=slack', '/playground/api/events']) {
      const { status } = await call(path, { headers: { host: `evil.example:${port}` } });
      expect([path, status]).toEqual([path, 403]);
    }
  });

  it('is served under localhost and under plain addresses', async () => {
    for (const host of ['localhost', `127.0.0.1:${port}`, '[::1]:8080', '192.168.1.20:8080'])
      expect((await call('/', { headers: { host } })).status).toBe(200);
  });
});

describe('the API', () => {
  const line = { platform: 'slack', user: 'U0BOB', channel: 'C0GENERAL', text: 'hello from the test' };

  it('refuses what another site sends', async () => {
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `http://127.0.0.1:${port + 1}` },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const headers of foreign)
      expect((await post('say', line, { ...json, ...headers })).status).toBe(403);
    expect((await stateOf('platform=slack')).messages).toEqual([]);
  });

  it('refuses a POST that a plain HTML form could send', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
      expect((await post('say', line, { 'content-type': type })).status).toBe(415);
  });

  it('takes what its own page sends, and shows it to everybody in the room', async () => {
    const own = { ...json, origin: `http://127.0.0.1:${port}`, 'sec-fetch-site': 'same-origin' };
    expect((await post('say', line, { ...own, host: `127.0.0.1:${port}` })).status).toBe(200);
    const { messages } = await stateOf('platform=slack&user=U0CAROL&channel=C0GENERAL');
    expect(messages.at(-1)).toMatchObject({ author: { name: 'Bob' }, text: [{ text: line.text }] });
  });

  it('says what is wrong with a request that does not fit, and does nothing', async () => {
    const wrong: [string, unknown][] = [
      ['say', { ...line, platform: 'irc' }],
      ['say', { ...line, text: '   ' }],
      ['say', { ...line, text: 'x'.repeat(20_001) }],
      ['press', { ...line, button: 5 }],
      ['react', { ...line, message: '1', emoji: '👍', on: 'yes' }],
      ['submit-form', { ...line, form: 'f', values: { amount: { $gt: 0 } } }],
    ];
    for (const [action, body] of wrong) {
      const answer = await post(action, body);
      expect([action, answer.status]).toEqual([action, 400]);
      expect(JSON.parse(answer.text).error).not.toBe('');
    }
    expect((await call('/playground/api/state?platform=irc')).status).toBe(400);
  });

  it('passes on what the emulated platform says to somebody who is not there', async () => {
    const answer = await post('say', { ...line, user: 'U0NOBODY' });
    expect(answer.status).toBe(500);
    expect(JSON.parse(answer.text).error).not.toBe('');
  });

  it('tells an open page that a chat has changed', async () => {
    const events = await fetch(`http://127.0.0.1:${port}/playground/api/events`);
    const reader = events.body!.pipeThrough(new TextDecoderStream()).getReader();
    await post('say', { ...line, platform: 'telegram', user: '4001', channel: '-1001000000001' });
    let heard = '';
    while (!heard.includes('"platform":"telegram"')) heard += (await reader.read()).value;
    expect(heard).toContain('event: change');
    await reader.cancel();
  });
});

describe('the people', () => {
  it('are at least two in every chat, and one of them is in two', async () => {
    const [discord, slack, telegram] = await Promise.all(
      ['discord', 'slack', 'telegram'].map(
        async (platform) =>
          new Set<string>(
            (await stateOf(`platform=${platform}`)).users.map(({ name }: { name: string }) => name),
          ),
      ),
    );
    for (const names of [discord!, slack!, telegram!]) expect(names.size).toBeGreaterThanOrEqual(2);
    expect([...discord!].filter((name) => slack!.has(name) || telegram!.has(name))).toEqual(['Bob']);
  });
});
