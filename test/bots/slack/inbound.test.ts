/** The rows of the design that concern the way in, each through Bolt's real receivers, over a socket and over signed HTTP. */
import { afterEach, describe, expect, it } from 'vitest';
import { signature } from '../../../bots/playground/slack/delivery.ts';
import { eventPayload, slashPayload } from '../../../bots/playground/slack/payloads.ts';
import { createWorld } from '../../../bots/playground/slack/world.ts';
import type { Receive } from '../../../bots/shared/adapter.ts';
import type { InboundEvent } from '../../../bots/shared/event.ts';
import { createSlackAdapter, slackManifest } from '../../../bots/slack/index.ts';
import { until } from '../shared/contract-support.ts';
import {
  GENERAL,
  identityOf,
  log,
  type Mode,
  type SlackSetup,
  slackSetup,
  TEAM,
  TOKENS,
  USERS,
} from './harness.ts';

let setup: SlackSetup | undefined;
afterEach(async () => {
  await setup?.stop();
  setup = undefined;
});

const DIRECT = 'D0U0ALICE';

/** A started adapter, and everything that it received. */
async function listening(
  mode: Mode,
  more: Parameters<typeof slackSetup>[1] = {},
  storing: (event: InboundEvent) => Promise<void> = async () => {},
) {
  setup = await slackSetup(mode, more);
  const events: InboundEvent[] = [];
  const receive: Receive = async (event) => {
    await storing(event);
    const fresh = !events.some(({ dedupeKey }) => dedupeKey === event.dedupeKey);
    events.push(event);
    return { fresh };
  };
  await setup.adapter.start(receive);
  await until(() => setup!.adapter.ready(), 'the adapter');
  return { ...setup, events };
}

const world = createWorld({
  team: { id: TEAM, name: 'Test' },
  users: USERS,
  manifest: slackManifest({ socketMode: true, name: 'Tuppence' }),
});
const hello = () =>
  eventPayload(world, {
    type: 'message',
    channel_type: 'im',
    channel: DIRECT,
    user: 'U0ALICE',
    text: 'hi',
    ts: '1.1',
  });
const payCommand = () =>
  slashPayload(world, 'http://127.0.0.1:1', 'U0ALICE', GENERAL, '/pay', '<@U0BOB|bob> 5');

describe.each<Mode>(['socket', 'http'])('over %s', (mode) => {
  it('I2: an event is acknowledged after it was stored, not before', async () => {
    let store = () => {};
    const stored = new Promise<void>((resolve) => {
      store = resolve;
    });
    const { chat, events } = await listening(mode, {}, () => stored);
    for (const kind of ['events_api', 'slash_commands'] as const) {
      let acknowledged = false;
      const outcome = chat.deliver(kind, kind === 'events_api' ? hello() : payCommand());
      void outcome.then(() => {
        acknowledged = true;
      });
      if (events.length === 0) {
        // Several turns of the network, during which a premature acknowledgement would have come.
        for (let turn = 0; turn < 20; turn += 1) await chat.deliver('interactive', { type: 'view_closed' });
        expect(acknowledged).toBe(false);
      }
      store();
      expect(await outcome).toMatchObject({ ok: true });
    }
    expect(events.map(({ kind }) => kind)).toEqual(['message', 'command']);
  });

  it('I1: what could not be stored comes again, with the same key, and no retry number is dropped', async () => {
    let failures = 2;
    const seen: string[] = [];
    const { chat, events } = await listening(mode, { retryScale: 0.001 }, async ({ dedupeKey }) => {
      seen.push(dedupeKey);
      if (failures-- > 0) throw new Error('the inbox is away');
    });
    await chat.say('U0ALICE', DIRECT, 'hello');
    await until(() => events.length === 1, 'the third delivery');
    expect(seen.length).toBe(3);
    expect(new Set(seen).size).toBe(1);
  });

  it('A2: a command that was not acknowledged in 3 s is told to the person, and one that was is not', async () => {
    let hang = true;
    const { chat, events } = await listening(mode, {}, async () => {
      if (hang) await new Promise((resolve) => setTimeout(resolve, 3400));
    });
    const flashes: string[] = [];
    chat.onFlash(({ text }) => flashes.push(text));
    await chat.say('U0ALICE', GENERAL, '/help');
    await until(() => flashes.length > 0, 'the error');
    expect(flashes[0]).toMatch(/^\/help failed with the error "(operation_timeout|dispatch_failed)"$/);
    hang = false;
    await chat.say('U0ALICE', GENERAL, '/balance');
    await until(() => events.some((event) => event.kind === 'command' && event.name === 'balance'), 'it');
    expect(flashes).toHaveLength(1);
  });

  it('X1: the text of a command arrives as it was typed, with people as people', async () => {
    const { chat, events } = await listening(mode);
    await chat.say(
      'U0ALICE',
      GENERAL,
      '/pay @bob 5 for <b> & &amp; <!channel> @nobody @carol@discord #general',
    );
    const event = await until(() => events[0], 'the command');
    expect(event.kind === 'command' && event.args).toEqual([
      { type: 'person', identity: identityOf('U0BOB'), name: 'Bob' },
      { type: 'text', text: ' 5 for <b> & &amp; <!channel> @nobody @carol@discord #general' },
    ]);
    expect(event.actor).toEqual({
      identity: identityOf('U0ALICE'),
      name: 'Alice',
      handle: 'alice',
      locale: 'en-GB',
      timeZone: 'Europe/London',
    });
  });

  it('B1: a mentioned bot is known to be one; what bots write does nothing, our own messages included', async () => {
    const { chat, events, messenger } = await listening(mode);
    chat.otherBotSays(DIRECT, 'pay @bob 5');
    const card = { tone: 'neutral' as const, title: 'x', lines: [], fields: [], buttons: [], fallback: 'x' };
    await messenger.show({ id: 'own', audience: 'direct', person: identityOf('U0ALICE'), card });
    await chat.say('U0ALICE', GENERAL, '/pay @tuppence 5');
    const event = await until(() => events[0], 'the command');
    expect(event.kind === 'command' && event.args[0]).toMatchObject({ type: 'person', isBot: true });
    await chat.say('U0ALICE', GENERAL, '/help');
    await until(() => events.length === 2, 'the next command');
    expect(events.map(({ kind }) => kind)).toEqual(['command', 'command']);
  });

  it('E1: an edited direct message does nothing', async () => {
    const { chat, events } = await listening(mode);
    await chat.say('U0ALICE', DIRECT, 'hello');
    await until(() => events.length === 1, 'the message');
    chat.edit('U0ALICE', DIRECT, chat.messages('U0ALICE', DIRECT)[0]!.id, 'pay @bob 500');
    await chat.say('U0ALICE', DIRECT, 'bye');
    await until(() => events.length >= 2, 'the next message');
    expect(events.map((event) => event.kind === 'message' && event.text)).toEqual(['hello', 'bye']);
  });

  it('R2: a reaction to what a webhook wrote has no author; one to a person’s message has', async () => {
    const { chat, events } = await listening(mode);
    await chat.react('U0ALICE', GENERAL, chat.webhookSays(GENERAL, 'built'), '🪙', true);
    await until(() => events.length === 1, 'the reaction');
    expect(events[0]).not.toHaveProperty('author');
    await chat.say('U0BOB', GENERAL, 'good morning');
    await chat.react('U0ALICE', GENERAL, chat.messages('U0ALICE', GENERAL).at(-1)!.id, '☕', true);
    await until(() => events.length === 2, 'the second reaction');
    expect(events[1]).toMatchObject({
      emoji: '☕',
      author: { identity: identityOf('U0BOB'), name: 'Bob' },
    });
  });

  it('a conversation between two people is not our direct one, where private things would be seen', async () => {
    const { chat, events } = await listening(mode);
    await chat.say('U0ALICE', 'D0PEOPLE', '/balance');
    await chat.say('U0ALICE', DIRECT, '/balance');
    await until(() => events.length === 2, 'both commands');
    const kinds = Object.fromEntries(
      events.map(({ conversation }) => [conversation.channel, conversation.kind]),
    );
    expect(kinds).toEqual({ D0PEOPLE: 'group', [DIRECT]: 'direct' });
  });

  it('"Send money" comes as the command pay, in the direct conversation', async () => {
    const { chat, events } = await listening(mode);
    expect(chat.menu('U0ALICE', GENERAL)).toContainEqual({
      id: 'send_money',
      label: 'Send money',
      on: 'global',
    });
    await chat.choose('U0ALICE', GENERAL, 'send_money');
    const event = await until(() => events[0], 'the command');
    expect(event).toMatchObject({ kind: 'command', name: 'pay', args: [] });
    expect(event.conversation).toMatchObject({ kind: 'direct', community: '', channel: DIRECT });
  });

  it('events come through, in time, when Slack does not say who people are', async () => {
    const { chat, events } = await listening(mode);
    chat.faults.fail('users.info', 1000, 500);
    chat.faults.fail('conversations.open', 1000, 500);
    await chat.say('U0ALICE', DIRECT, '/pay @bob 5');
    const event = await until(() => events[0], 'the command');
    expect(event.actor).toMatchObject({ identity: identityOf('U0ALICE'), name: 'alice' });
    expect(event.kind === 'command' && event.args[0]).toMatchObject({
      identity: identityOf('U0BOB'),
      name: 'bob',
    });
    expect(event.conversation.kind).toBe('group');
  });

  it('row 21: another workspace’s payloads are not taken', async () => {
    const { chat, events } = await listening(mode, { retryScale: 0 });
    const payload = { ...payCommand(), team_id: 'T9999' };
    const outcome = await chat.deliver('slash_commands', payload);
    expect(outcome).toEqual({ ok: false, error: mode === 'http' ? 'http_401' : 'operation_timeout' });
    expect(events).toEqual([]);
  });

  it('after stop nothing is taken, and what was under way has been stored and acknowledged', async () => {
    let store = () => {};
    const stored = new Promise<void>((resolve) => {
      store = resolve;
    });
    let arrived = false;
    const { chat, adapter, events } = await listening(mode, {}, () => {
      arrived = true;
      return stored;
    });
    const outcome = chat.deliver('slash_commands', payCommand());
    await until(() => arrived, 'the command');
    const stopping = adapter.stop();
    expect(adapter.ready()).toBe(false);
    const late = chat.deliver('slash_commands', payCommand());
    store();
    await stopping;
    expect(await outcome).toMatchObject({ ok: true });
    expect(await late).toMatchObject({ ok: false });
    expect(events).toHaveLength(1);
  });
});

describe('row 21: signed HTTP', () => {
  const post = (url: string, secret: string, timestamp: number, more: Record<string, string> = {}) => {
    const body = new URLSearchParams(payCommand()).toString();
    return fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': String(timestamp),
        'x-slack-signature': signature(secret, timestamp, body),
        ...more,
      },
      body,
    }).then(({ status }) => status);
  };

  it('a wrong, an old and a missing signature are 401, and nothing is stored', async () => {
    const { url, events } = await listening('http');
    const now = Math.floor(Date.now() / 1000);
    expect(await post(url, 'another secret', now)).toBe(401);
    expect(await post(url, TOKENS.signingSecret, now - 301)).toBe(401);
    expect(await post(url, TOKENS.signingSecret, now, { 'x-slack-signature': 'v0=00' })).toBe(401);
    expect(await fetch(url, { method: 'POST', body: '{}' }).then(({ status }) => status)).toBe(401);
    expect(events).toEqual([]);
    expect(await post(url, TOKENS.signingSecret, now)).toBe(200);
    expect(events).toHaveLength(1);
  });

  it('an unsigned ssl_check smuggles nothing in', async () => {
    const { url, events } = await listening('http');
    const body = new URLSearchParams({ ...payCommand(), ssl_check: '1' }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(200);
    expect(events).toEqual([]);
  });

  it('Slack’s challenge is answered, other paths and methods are 404, and before start it is 503', async () => {
    const { url } = await listening('http');
    const body = JSON.stringify({ type: 'url_verification', challenge: 'abc', token: 't' });
    const timestamp = Math.floor(Date.now() / 1000);
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-slack-request-timestamp': String(timestamp),
        'x-slack-signature': signature(TOKENS.signingSecret, timestamp, body),
      },
      body,
    });
    expect(await answer.json()).toEqual({ challenge: 'abc' });
    expect((await fetch(url)).status).toBe(404);
    expect((await fetch(`${url}/else`, { method: 'POST' })).status).toBe(404);
    await setup!.stop();
    setup = await slackSetup('http');
    expect((await fetch(setup.url, { method: 'POST' })).status).toBe(503);
  });
});

describe('C1: the socket', () => {
  it('a refresh loses nothing: what is said around it arrives', async () => {
    const { chat, adapter, events } = await listening('socket', { retryScale: 0.001 });
    for (let round = 0; round < 3; round += 1) {
      await chat.say('U0ALICE', DIRECT, `before ${round}`);
      chat.faults.dropSocket();
      await chat.say('U0ALICE', DIRECT, `after ${round}`);
      await until(() => adapter.ready() && chat.sockets() > 0, 'the new socket');
    }
    const texts = () => new Set(events.map((event) => event.kind === 'message' && event.text));
    await until(() => texts().size === 6, 'all six messages');
  });

  it('is not ready without a socket, and comes back when Slack’s API was away', async () => {
    const { chat, adapter } = await listening('socket');
    chat.faults.fail('apps.connections.open', 3, 503);
    chat.faults.dropSocket();
    await until(() => !adapter.ready(), 'the old socket to go');
    await until(() => adapter.ready() && chat.sockets() === 1, 'the new socket');
  });

  it('the base URL may come without its trailing slash', async () => {
    setup = await slackSetup('socket');
    const { botToken, appToken } = TOKENS;
    const adapter = createSlackAdapter({
      botToken,
      appToken,
      apiUrl: setup.chat.apiUrl.replace(/\/$/, ''),
      log,
    });
    await adapter.start(async () => ({ fresh: true }));
    expect(adapter.ready()).toBe(true);
    await adapter.stop();
  });

  it('I1, row 12: an event delivered to two processes at the same moment has one key', async () => {
    const { chat, events } = await listening('socket');
    const { botToken, appToken } = TOKENS;
    const second = createSlackAdapter({ botToken, appToken, apiUrl: chat.apiUrl, log });
    const others: InboundEvent[] = [];
    await second.start(async (event) => {
      others.push(event);
      return { fresh: false };
    });
    chat.faults.duplicateEvents(1, 2);
    await chat.say('U0ALICE', GENERAL, '/pay @bob 5');
    await until(() => events.length === 1 && others.length === 1, 'both deliveries');
    expect(others[0]!.dedupeKey).toBe(events[0]!.dedupeKey);
    await second.stop();
  });
});

describe('start says what to do', () => {
  const attempt = async (
    change: Partial<Parameters<typeof createSlackAdapter>[0]>,
    mode: Mode = 'socket',
  ) => {
    const { botToken, appToken } = TOKENS;
    const adapter = createSlackAdapter({ botToken, appToken, apiUrl: setup!.chat.apiUrl, log, ...change });
    const failure = await adapter
      .start(async () => ({ fresh: true }))
      .then(
        () => 'it started',
        (error: Error) => error.message,
      );
    expect(adapter.ready()).toBe(false);
    await adapter.stop();
    return `${mode}: ${failure}`;
  };

  it.each<[string, Partial<Parameters<typeof createSlackAdapter>[0]>, RegExp]>([
    [
      'a wrong bot token',
      { botToken: 'xoxb-wrong' },
      /SLACK_BOT_TOKEN \(invalid_auth\).*OAuth & Permissions/,
    ],
    ['an app token for a bot token', { botToken: TOKENS.appToken }, /SLACK_BOT_TOKEN may not do this/],
    ['a wrong app token', { appToken: 'xapp-wrong' }, /SLACK_APP_TOKEN \(invalid_auth\).*connections:write/],
    ['no way in', { appToken: '' }, /SLACK_APP_TOKEN .*or SLACK_SIGNING_SECRET/],
    ['no Slack there', { apiUrl: 'http://127.0.0.1:9/api/' }, /cannot be reached.*SLACK_API_URL/],
  ])('about %s', async (_, change, words) => {
    setup = await slackSetup('socket');
    expect(await attempt(change)).toMatch(words);
  });

  it('about a scope that is missing, by name', async () => {
    const manifest = slackManifest({ socketMode: true, name: 'Tuppence' });
    manifest.oauth_config.scopes.bot = manifest.oauth_config.scopes.bot.filter(
      (scope) => scope !== 'im:write',
    );
    setup = await slackSetup('socket', { manifest });
    expect(await attempt({})).toMatch(/lacks the scopes im:write\..*npx tuppence manifest slack/);
  });
});
