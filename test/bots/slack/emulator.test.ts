/** The emulator by itself: with an ordinary Bolt app, and with plain HTTP, so that it is not shaped to our adapter. */
import { App, LogLevel } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import { createSlackEmulator, type SlackEmulator } from '../../../bots/playground/slack/index.ts';
import { slackManifest } from '../../../bots/slack/index.ts';
import { atOneInstant } from '../../support/clock.ts';
import { messageText, until } from '../shared/contract-support.ts';
import { GENERAL, TEAM, TOKENS, USERS } from './harness.ts';

let chat: SlackEmulator;
let app: App | undefined;
afterEach(async () => {
  if (app) {
    await app.stop();
    await until(() => chat.sockets() === 0, 'the app to go');
  }
  app = undefined;
  await chat.stop();
});

const emulator = async (more: Partial<Parameters<typeof createSlackEmulator>[0]> = {}) => {
  chat = await createSlackEmulator({
    team: { id: TEAM, name: 'Test' },
    users: USERS,
    ...TOKENS,
    delivery: 'socket',
    manifest: slackManifest({ socketMode: true, name: 'Tuppence' }),
    ...more,
  });
  return chat;
};
// biome-ignore lint/suspicious/noExplicitAny: an answer of the API
const api = async (method: string, body: Record<string, unknown>, token = TOKENS.botToken): Promise<any> => {
  const response = await fetch(`${chat.apiUrl}${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    ...((await response.json()) as object),
  };
};
const lastOf = (user: string) => messageText(chat.messages(user, GENERAL).at(-1)!);

it('an ordinary Bolt app answers commands, opens and takes modals, changes messages and sees mentions', async () => {
  await emulator();
  app = new App({
    token: TOKENS.botToken,
    appToken: TOKENS.appToken,
    socketMode: true,
    clientOptions: { slackApiUrl: chat.apiUrl },
    logLevel: LogLevel.ERROR,
  });
  app.command('/help', async ({ ack, respond, command }) => {
    await ack();
    await respond({ text: `*help* for <@${command.user_id}>`, response_type: 'in_channel' });
  });
  app.command('/pay', async ({ ack, client, body }) => {
    await ack();
    await client.views.open({
      trigger_id: body.trigger_id,
      view: {
        type: 'modal',
        callback_id: 'form',
        title: { type: 'plain_text', text: 'Pay' },
        submit: { type: 'plain_text', text: 'Go' },
        blocks: [
          {
            type: 'input',
            block_id: 'amount',
            label: { type: 'plain_text', text: 'Amount' },
            element: { type: 'plain_text_input', action_id: 'v' },
          },
        ],
      },
    });
  });
  app.view('form', async ({ ack, view }) => {
    const amount = view.state.values.amount!.v!.value;
    if (amount === '-1') await ack({ response_action: 'errors', errors: { amount: 'not that' } });
    else await ack();
  });
  app.command('/balance', async ({ ack }) => ack('only you see *this*'));
  app.command('/history', async ({ ack, client }) => {
    await ack();
    await client.chat.postMessage({
      channel: GENERAL,
      text: 'press',
      blocks: [
        {
          type: 'actions',
          elements: [
            { type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' }, value: '1' },
          ],
        },
      ],
    });
  });
  app.action('go', async ({ ack, respond }) => {
    await ack();
    await respond({ replace_original: true, text: 'pressed' });
  });
  app.message(/hello/, async ({ say }) => void (await say('hello too')));
  app.event('reaction_added', async ({ event, client }) => {
    await client.reactions
      .add({ channel: event.item.channel, timestamp: event.item.ts, name: event.reaction })
      .catch(() => {});
    await client.chat.postMessage({ channel: GENERAL, text: `thanks for :${event.reaction}:` });
  });
  await app.start();

  await chat.say('U0ALICE', GENERAL, '/help');
  await until(() => chat.messages('U0BOB', GENERAL).length === 1, 'the answer');
  expect(chat.messages('U0BOB', GENERAL)[0]!.text).toEqual([
    { type: 'text', text: 'help', bold: true },
    { type: 'text', text: ' for ' },
    { type: 'mention', text: '@Alice', userId: 'U0ALICE' },
  ]);

  await chat.say('U0ALICE', GENERAL, '/balance');
  await until(() => chat.messages('U0ALICE', GENERAL).length === 2, 'the ephemeral answer');
  expect(chat.messages('U0ALICE', GENERAL)[1]!.ephemeral).toBe(true);
  expect(chat.messages('U0BOB', GENERAL)).toHaveLength(1);

  await chat.say('U0ALICE', GENERAL, '/pay');
  const form = await until(() => chat.form('U0ALICE'), 'the modal');
  await chat.submitForm('U0ALICE', form.id, { amount: '' });
  expect(chat.form('U0ALICE')!.errors).toEqual({ amount: 'Please fill this in.' });
  await chat.submitForm('U0ALICE', form.id, { amount: '-1' });
  expect(chat.form('U0ALICE')!.errors).toEqual({ amount: 'not that' });
  await chat.submitForm('U0ALICE', form.id, { amount: '5' });
  expect(chat.form('U0ALICE')).toBeNull();

  await chat.say('U0ALICE', GENERAL, '/history');
  const message = await until(
    () => chat.messages('U0BOB', GENERAL).find(({ buttons }) => buttons.length > 0),
    'it',
  );
  await chat.press('U0BOB', GENERAL, message.id, message.buttons[0]![0]!.id);
  await until(() => lastOf('U0BOB').includes('pressed'), 'the changed message');

  await chat.say('U0BOB', 'D0U0BOB', 'hello');
  await until(() => chat.messages('U0BOB', 'D0U0BOB').length === 2, 'the answer to the direct message');
  await chat.react('U0BOB', GENERAL, message.id, '🪙', true);
  await until(() => lastOf('U0ALICE').includes('thanks for 🪙'), 'the thanks');
});

describe('the Web API', () => {
  it('answers with the documented errors', async () => {
    await emulator({
      channels: [
        { id: GENERAL, name: 'general' },
        { id: 'C0OUT', name: 'out', kind: 'private', app: false },
      ],
    });
    const errors: [string, Record<string, unknown>, string][] = [
      ['chat.postMessage', { channel: 'C0NONE', text: 'x' }, 'channel_not_found'],
      ['chat.postMessage', { channel: 'C0OUT', text: 'x' }, 'channel_not_found'],
      ['chat.postMessage', { channel: GENERAL }, 'no_text'],
      ['chat.postMessage', { channel: GENERAL, text: 'x'.repeat(40_001) }, 'msg_too_long'],
      ['chat.postMessage', { channel: GENERAL, blocks: [{ type: 'nothing' }] }, 'invalid_blocks'],
      [
        'chat.postMessage',
        { channel: GENERAL, blocks: Array(51).fill({ type: 'divider' }) },
        'invalid_blocks',
      ],
      ['chat.postMessage', { channel: 'U0TUPPENCEAPP', text: 'x' }, 'cannot_dm_bot'],
      ['chat.update', { channel: GENERAL, ts: '1.1', text: 'x' }, 'message_not_found'],
      ['chat.postEphemeral', { channel: GENERAL, user: 'U0NOBODY', text: 'x' }, 'user_not_found'],
      ['users.info', { user: 'U0NOBODY' }, 'user_not_found'],
      [
        'views.open',
        { trigger_id: '1.1', view: { type: 'modal', title: { type: 'plain_text', text: 'x' }, blocks: [] } },
        'invalid_trigger_id',
      ],
      ['reactions.add', { channel: GENERAL, timestamp: '1.1', name: 'x' }, 'missing_scope'],
      ['no.such', {}, 'unknown_method'],
      ['apps.connections.open', {}, 'not_allowed_token_type'],
    ];
    for (const [method, body, error] of errors)
      expect(await api(method, body), `${method} ${JSON.stringify(body).slice(0, 60)}`).toMatchObject({
        status: 200,
        ok: false,
        error,
      });
    expect(await api('auth.test', {}, 'xoxb-wrong')).toMatchObject({ ok: false, error: 'invalid_auth' });
    expect(await api('auth.test', {})).toMatchObject({ ok: true, team_id: TEAM, user_id: 'U0TUPPENCEAPP' });
  });

  it('limits messages per channel, with Retry-After', async () => {
    await emulator({ rateLimits: true });
    const post = (_: unknown, at: number) => api('chat.postMessage', { channel: GENERAL, text: `${at}` });
    const answers = await atOneInstant(() => Promise.all(Array.from({ length: 20 }, post)));
    const limited = answers.find(({ status }) => status === 429);
    expect(limited).toMatchObject({ ok: false, error: 'ratelimited', retryAfter: '1' });
  });

  it('gives metadata only to those who ask for it', async () => {
    await emulator();
    const metadata = { event_type: 'a', event_payload: { id: '1' } };
    await api('chat.postMessage', { channel: GENERAL, text: 'x', metadata });
    const without = await api('conversations.history', { channel: GENERAL });
    expect(without.messages[0]).not.toHaveProperty('metadata');
    const asked = await api('conversations.history', { channel: GENERAL, include_all_metadata: true });
    expect(asked.messages[0].metadata).toEqual(metadata);
  });
});

describe('people', () => {
  it('are told when a command is unknown, and when no app is there', async () => {
    await emulator();
    const flashes: string[] = [];
    chat.onFlash(({ text }) => flashes.push(text));
    await expect(chat.say('U0ALICE', GENERAL, '/nonsense 1')).rejects.toThrow(
      '/nonsense is not a valid command.',
    );
    await chat.say('U0ALICE', GENERAL, '/help');
    await until(() => flashes.length > 0, 'the word');
    expect(flashes).toEqual(['/help failed with the error "dispatch_failed"']);
  });
});
