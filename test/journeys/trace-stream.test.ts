/** The stream behind the drawer, over real emulators and a real database, without a page: whom it answers, and how it ends. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import pino from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { SLACK_CHANNEL, SLACK_TEAM } from '../../bots/playground/people.ts';
import { createPlayground } from '../../bots/playground/playground.ts';
import { createCore, type Trace } from '../../core/index.ts';
import { freshDatabase } from '../support/database.ts';

const ownName = 'the drawer';

const open = async () => {
  const database = await freshDatabase();
  const log = pino({ level: 'silent' });
  const playground = await createPlayground({ log, rateLimits: false });
  const core = createCore({ sql: database.connect({ applicationName: ownName, max: 1 }), asset: 'GBP' });
  const server = createServer(express().use(playground.router));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  onTestFinished(async () => {
    await playground.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    // Throws where a connection was left open.
    await database.drop();
  });
  const slack = playground.chats.slack;
  await slack.say('U0BOB', SLACK_CHANNEL, 'said by Bob');
  const { id } = slack.messages('U0BOB', SLACK_CHANNEL).at(-1)!;
  const about = { platform: 'slack', user: 'U0BOB', channel: SLACK_CHANNEL, message: id };
  const ask = (query: Record<string, string> = about, headers: Record<string, string> = {}) =>
    fetch(`http://127.0.0.1:${port}/playground/api/trace?${new URLSearchParams(query)}`, { headers });
  return { playground, core, sql: database.sql, about, ask };
};

/** What a stream tells, one trace after the other; undefined at its end. */
const tracesOf = (response: Response) => {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let heard = '';
  return async (): Promise<Trace | null | undefined> => {
    for (;;) {
      const found = /event: trace\ndata: (.*)\n\n/.exec(heard);
      if (found) {
        heard = heard.slice(found.index + found[0].length);
        return JSON.parse(found[1]!);
      }
      const { value, done } = await reader.read();
      if (done) return undefined;
      heard += value;
    }
  };
};

test('it tells what is known, tells more as soon as the database says so, and ends when the playground stops', async () => {
  const { playground, core, sql, about, ask } = await open();
  await playground.explain(core);
  const next = tracesOf(await ask());
  expect(await next()).toBeNull();

  const { channel, message } = about;
  const conversation = {
    platform: 'slack',
    tenant: SLACK_TEAM,
    community: SLACK_TEAM,
    channel,
    kind: 'group',
  };
  const identity = { platform: 'slack', tenant: SLACK_TEAM, user: 'U0CAROL' } as const;
  const event = {
    kind: 'reaction',
    emoji: '🪙',
    added: true,
    actor: { identity, name: 'Carol' },
    conversation,
    message: { platform: 'slack', channel, message },
  };
  const stored = await core.inbox.put('slack', 'event:Ev1', event);
  await core.bank.fund(null, { by: 'identity', identity, name: 'Carol' }, 5n, 'GBP', 'slack:event:Ev1');
  await playground.chats.slack.react('U0CAROL', channel, message, '👍', true);
  let told = await next();
  while (told && !told.steps.some(({ step }) => step === 'transfer')) told = await next();
  expect(told).toMatchObject({
    isOpen: true,
    steps: [{ step: 'event', kind: 'reaction', name: '🪙' }, {}, {}],
  });

  // Nobody announces that an event was handled: it is looked at again for as long as it is not.
  await core.inbox.done(stored.id);
  while (told?.isOpen) told = await next();
  expect(told).toMatchObject({ isOpen: false });

  const connections = async () =>
    (
      await sql`select pid from pg_stat_activity where application_name = ${ownName} and datname = current_database()`
    ).length;
  expect(await connections()).toBe(2);
  await playground.stop();
  expect(await next()).toBeUndefined();
  // What it listened on is closed.
  await expect.poll(connections, { timeout: 10_000 }).toBe(1);
});

test('it answers only its own page, about what is there, and not before there is a database', async () => {
  const { playground, core, about, ask } = await open();
  expect((await ask()).status).toBe(503);
  await playground.explain(core);
  expect((await ask(about, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  const statuses = [
    { ...about, platform: 'irc' },
    { ...about, message: '' },
    { ...about, user: 'U0NOBODY' },
    { ...about, channel: 'C0NOWHERE' },
  ].map(async (query) => (await ask(query)).status);
  expect(await Promise.all(statuses)).toEqual([400, 400, 404, 404]);
});
