/**
 * Against a Slack that nobody here wrote: emulate@0.12.2 (https://www.npmjs.com/package/emulate), on loopback.
 * It has the Web API, views and trigger ids. It has no socket mode, sends no slash commands or interactions and has no
 * response_urls, and its events cannot be subscribed to from outside: so what arrives is signed by this test with
 * emulate's own ids, and everything that goes out goes to emulate and is read back from it.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEmulator, type Emulator } from 'emulate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signature } from '../../../bots/playground/slack/delivery.ts';
import type { OutgoingCard, PlatformMessenger } from '../../../bots/shared/adapter.ts';
import type { InboundEvent } from '../../../bots/shared/event.ts';
import { createSlackAdapter, createSlackMessenger, type SlackAdapter } from '../../../bots/slack/index.ts';
import type { Identity } from '../../../core/index.ts';
import { cardOf, until } from '../shared/contract-support.ts';
import { log } from './harness.ts';

const TOKEN = 'test_token_admin';
const SECRET = 'shared-with-nobody';
const TEAM = 'T000000001';
const GENERAL = 'C000000001';

/** A free port, because emulate wants a number. */
const freePort = async (): Promise<number> => {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
};

let slack: Emulator;
let adapter: SlackAdapter;
let messenger: PlatformMessenger;
let bob: Identity;
let hook: string;
const events: InboundEvent[] = [];
const server = createServer((request, response) => adapter.httpHandler!(request, response));

// biome-ignore lint/suspicious/noExplicitAny: the answers of another's server
const api = async (method: string, body: Record<string, unknown> = {}): Promise<any> => {
  const response = await fetch(`${slack.url}/api/${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.json();
};

beforeAll(async () => {
  slack = await createEmulator({
    service: 'slack',
    port: await freePort(),
    seed: { slack: { users: [{ name: 'bob', real_name: 'Bob Builder' }], channels: [{ name: 'payments' }] } },
  });
  const { members } = await api('users.list');
  const user = members.find(({ name }: { name: string }) => name === 'bob').id;
  bob = { platform: 'slack', tenant: TEAM, user };
  const options = { botToken: TOKEN, apiUrl: `${slack.url}/api`, log };
  adapter = createSlackAdapter({ ...options, signingSecret: SECRET });
  messenger = createSlackMessenger(options);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  hook = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
  await adapter.start(async (event) => {
    events.push(event);
    return { fresh: true };
  });
});
afterAll(async () => {
  await adapter?.stop();
  await slack?.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** A slash command of Bob's, signed. */
const command = async (text: string, trigger_id: string) => {
  const body = new URLSearchParams({
    command: '/pay',
    text,
    team_id: TEAM,
    user_id: bob.user,
    user_name: 'bob',
    channel_id: GENERAL,
    trigger_id,
  }).toString();
  const timestamp = Math.floor(Date.now() / 1000);
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': String(timestamp),
    'x-slack-signature': signature(SECRET, timestamp, body),
  };
  const response = await fetch(hook, { method: 'POST', headers, body });
  expect(response.status).toBe(200);
  return until(() => events.find(({ dedupeKey }) => dedupeKey === `command:${trigger_id}`), 'the command');
};

const outgoing = (title: string, more: Partial<OutgoingCard> = {}): OutgoingCard => ({
  id: `id-${title}`,
  audience: 'conversation',
  conversation: { platform: 'slack', tenant: TEAM, community: TEAM, channel: GENERAL, kind: 'group' },
  person: bob,
  card: cardOf({
    title,
    lines: [[{ type: 'person', name: 'Bob', identities: [bob] }]],
    fallback: `${title} & <b>`,
  }),
  ...more,
});
const history = async (channel: string) => (await api('conversations.history', { channel })).messages;

describe('with emulate as Slack', () => {
  it('the adapter starts, and a signed command is decoded with the names that emulate gives', async () => {
    expect(adapter.ready()).toBe(true);
    const event = await command(`5 <@${bob.user}|bob>`, '1.bob');
    expect(event).toMatchObject({ kind: 'command', name: 'pay', actor: { identity: bob, handle: 'bob' } });
    expect(event.kind === 'command' && event.args).toMatchObject([
      { type: 'text', text: '5 ' },
      { type: 'person', identity: bob, name: event.actor.name },
    ]);
  });

  it('a card is posted, with its metadata, and edited in place', async () => {
    const posted = await messenger.show(outgoing('Pending'));
    if (posted.status !== 'sent') throw new Error(JSON.stringify(posted));
    const receipt = outgoing('Receipt', { previous: posted.ref });
    expect(await messenger.show(receipt)).toMatchObject({
      status: 'sent',
      ref: { message: posted.ref.message },
    });
    const mine = (await history(GENERAL)).filter(({ ts }: { ts: string }) => ts === posted.ref.message);
    expect(mine).toMatchObject([
      {
        text: 'Receipt &amp; &lt;b&gt;',
        blocks: [
          { type: 'header', text: { text: 'Receipt' } },
          { elements: [{ elements: [{ type: 'user', user_id: bob.user }] }] },
        ],
        metadata: { event_type: 'tuppence_delivery', event_payload: { id: 'id-Pending' } },
      },
    ]);
  });

  it('a delivery whose answer was lost is found by its id, and not posted again', async () => {
    await messenger.show(outgoing('Lost'));
    const before = (await history(GENERAL)).length;
    const again = { ...outgoing('Lost'), reconcile: true };
    expect(await messenger.show(again)).toMatchObject({ status: 'sent' });
    expect(await history(GENERAL)).toHaveLength(before);
  });

  it('a direct message opens the conversation, a private one is ephemeral, and strangers are unreachable', async () => {
    const direct = await messenger.show(outgoing('Direct', { audience: 'direct' }));
    if (direct.status !== 'sent') throw new Error(JSON.stringify(direct));
    expect(direct.ref.channel).toMatch(/^D/);
    expect((await history(direct.ref.channel))[0]).toMatchObject({ text: 'Direct &amp; &lt;b&gt;' });
    await api('conversations.invite', { channel: GENERAL, users: bob.user });
    const before = await history(GENERAL);
    expect(await messenger.show(outgoing('Private', { audience: 'private' }))).toMatchObject({
      status: 'sent',
      ref: { data: { via: 'ephemeral' } },
    });
    expect(await history(GENERAL)).toHaveLength(before.length);
    const stranger = { ...bob, user: 'U0STRANGER' };
    expect(await messenger.show(outgoing('X', { audience: 'direct', person: stranger }))).toMatchObject({
      status: 'unreachable',
    });
  });

  it('a form opens on emulate’s own trigger, once, and the home is published', async () => {
    const { trigger_id } = await api('views.generateTriggerId', { user_id: bob.user });
    const event = await command('', trigger_id);
    const form = {
      title: 'Send money',
      intent: 'f_1',
      submit: 'Send',
      fields: [{ name: 'amount', label: 'Amount', kind: 'text' as const, required: true, charactersMax: 20 }],
    };
    expect(await messenger.open(event.reply!, form)).toMatchObject({ status: 'sent' });
    expect(await messenger.open(event.reply!, form)).toMatchObject({
      status: 'expired',
      reason: 'exchanged_trigger_id',
    });
    expect(await messenger.show(outgoing('Home', { audience: 'home' }))).toMatchObject({
      status: 'sent',
      ref: { data: { via: 'home' } },
    });
  });

  it('errors are the documented ones: a channel that is not there, a message that is not there', async () => {
    const conversation = { ...outgoing('x').conversation!, channel: 'C0NOWHERE' };
    expect(await messenger.show(outgoing('X', { conversation }))).toMatchObject({
      status: 'forbidden',
      reason: 'channel_not_found',
    });
    const previous = { platform: 'slack' as const, channel: GENERAL, message: '1.000001' };
    expect(await messenger.show(outgoing('X', { previous }))).toMatchObject({
      status: 'expired',
      reason: 'message_not_found',
    });
  });
});
