/** What the emulated Slack has beyond commands and forms, as an ordinary Bolt app meets it. */
import type { View } from '@slack/types';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSlackEmulator } from '../../../bots/playground/slack/index.ts';
import { messageText, until } from '../shared/contract-support.ts';
import { ALICE, BOB, boltApp, manifest, option, plain } from './bolt.ts';
import { GENERAL, TEAM, TOKENS, USERS } from './harness.ts';

let place: Awaited<ReturnType<typeof boltApp>>;
let { chat, app, next } = {} as typeof place;
beforeAll(async () => {
  place = await boltApp();
  ({ chat, app, next } = place);
});
afterAll(() => place?.stop());
beforeEach(() => place.forget());

describe('shortcuts', () => {
  it('a global one comes with a trigger and no channel', async () => {
    await chat.choose(ALICE, GENERAL, 'send_money');
    const payload = await next();
    expect(payload).toMatchObject({ type: 'shortcut', callback_id: 'send_money', user: { id: ALICE } });
    expect(payload).not.toHaveProperty('channel');
    expect(payload).not.toHaveProperty('response_url');
  });

  it('one on a message brings the message, its channel and an address to answer to', async () => {
    await chat.say(BOB, GENERAL, 'lunch is ready');
    const message = chat.messages(ALICE, GENERAL).at(-1)!;
    place.respond = async ({ ack, respond: answer }) => {
      await ack();
      await answer({ text: 'tipped', response_type: 'ephemeral' });
    };
    await chat.choose(ALICE, GENERAL, 'tip_this', message.id);
    expect(await next()).toMatchObject({
      type: 'message_action',
      callback_id: 'tip_this',
      channel: { id: GENERAL, name: 'general' },
      message_ts: message.id,
      message: { ts: message.id, user: BOB, text: 'lunch is ready' },
    });
    await until(() => messageText(chat.messages(ALICE, GENERAL).at(-1)!) === 'tipped', 'the answer');
    expect(chat.messages(BOB, GENERAL).map(messageText)).not.toContain('tipped');
  });

  it('of a webhook’s message there is no user, and of another bot’s there is a bot', async () => {
    await chat.choose(ALICE, GENERAL, 'tip_this', chat.outsiderSays('webhook', GENERAL, 'built'));
    const { message } = await next(0);
    expect(message).toMatchObject({ bot_id: 'B0WEBHOOK' });
    expect(message).not.toHaveProperty('user');
    await chat.choose(ALICE, GENERAL, 'tip_this', chat.outsiderSays('bot', GENERAL, 'beep'));
    expect((await next(1)).message).toMatchObject({ bot_id: 'B0OTHER', user: 'U0OTHERBOT' });
  });
});

describe('the Home tab', () => {
  it('shows what was published, its menus and buttons work, and it keeps its id', async () => {
    const { client } = app;
    await chat.openHome(ALICE);
    expect(await next()).toMatchObject({ type: 'app_home_opened', tab: 'home', user: ALICE });
    const home = (balance: string) =>
      ({
        type: 'home',
        blocks: [
          { type: 'header', text: plain('Tuppence') },
          { type: 'section', text: { type: 'mrkdwn', text: `*${balance}*` } },
          {
            type: 'actions',
            block_id: 'do',
            elements: [
              { type: 'button', action_id: 'pay', text: plain('Send money'), style: 'primary' },
              {
                type: 'static_select',
                action_id: 'show',
                placeholder: plain('Show'),
                options: [option('gbp')],
              },
            ],
          },
          { type: 'divider' },
          {
            type: 'section',
            block_id: 'request',
            text: plain('Bob asks for £5'),
            accessory: { type: 'button', action_id: 'settle', text: plain('Pay'), value: 'i_1' },
          },
        ],
      }) as View;
    const { view } = await client.views.publish({ user_id: ALICE, view: home('£1') });
    expect(chat.home(ALICE)).toMatchObject({
      id: view!.id,
      frames: [
        { title: [{ text: 'Tuppence' }], rows: 1 },
        { body: [{ text: 'Bob asks for £5' }], beside: true },
      ],
      buttons: [
        [
          { label: 'Send money', style: 'primary' },
          { label: 'Show', select: { of: 'options' } },
        ],
        [{ label: 'Pay' }],
      ],
    });
    await chat.press(ALICE, GENERAL, view!.id!, 'request/settle');
    expect(await next(1)).toMatchObject({
      type: 'block_actions',
      container: { type: 'view', view_id: view!.id },
      view: { type: 'home', id: view!.id },
      actions: [{ action_id: 'settle', block_id: 'request', value: 'i_1' }],
    });
    await chat.press(ALICE, GENERAL, view!.id!, 'do/show', { chosen: ['gbp'] });
    expect(await next(2)).toMatchObject({
      actions: [{ type: 'static_select', selected_option: option('gbp') }],
      view: { state: { values: { do: { show: { selected_option: option('gbp') } } } } },
    });
    const again = await client.views.publish({ user_id: ALICE, view: home('£2') });
    expect(again.view!.id).toBe(view!.id);
    await expect(
      client.views.publish({ user_id: ALICE, hash: view!.hash!, view: home('£3') }),
    ).rejects.toMatchObject({ data: { error: 'hash_conflict' } });
    await chat.openHome(ALICE);
    expect(await next(3)).toMatchObject({ view: { id: view!.id } });
    await expect(client.views.publish({ user_id: 'U0NOBODY', view: home('') })).rejects.toMatchObject({
      data: { error: 'user_not_found' },
    });
  });
});

describe('messages', () => {
  it('a reaction names whose message it is on, unless a webhook wrote it, and its taking back is told', async () => {
    await chat.say(BOB, GENERAL, 'well done');
    const message = chat.messages(ALICE, GENERAL).at(-1)!.id;
    await chat.react(ALICE, GENERAL, message, '🪙', true);
    await chat.react(ALICE, GENERAL, message, '🪙', false);
    expect(await next(1)).toMatchObject({ type: 'reaction_removed', item_user: BOB });
    expect(place.heard[0]).toMatchObject({ type: 'reaction_added', reaction: 'coin', item_user: BOB });
    await chat.react(ALICE, GENERAL, chat.outsiderSays('webhook', GENERAL, 'built'), '🪙', true);
    expect(await next(2)).not.toHaveProperty('item_user');
  });

  it('links get a preview only where the app asks for one, media unless it says no', async () => {
    const { client } = app;
    const text = 'see https://example.org/a and https://example.org/a.png';
    const previews = async (more: object) => {
      await client.chat.postMessage({ channel: GENERAL, text, ...more });
      return (chat.messages(ALICE, GENERAL).at(-1)!.previews ?? []).map(({ url }) => url);
    };
    expect(await previews({})).toEqual(['https://example.org/a.png']);
    expect(await previews({ unfurl_links: true })).toHaveLength(2);
    expect(await previews({ unfurl_links: false, unfurl_media: false })).toEqual([]);
  });

  it('an edit made of blocks does not say so, one of text does; what is deleted is gone', async () => {
    const { client } = app;
    const { ts } = await client.chat.postMessage({ channel: GENERAL, text: 'one' });
    const blocks = [{ type: 'section', text: plain('two') }];
    await client.chat.update({ channel: GENERAL, ts: ts!, text: 'two', blocks });
    expect(chat.messages(BOB, GENERAL).at(-1)).toMatchObject({ edited: false, frames: [{}] });
    await client.chat.update({ channel: GENERAL, ts: ts!, text: 'three' });
    expect(chat.messages(BOB, GENERAL).at(-1)).toMatchObject({ edited: true, frames: [] });
    await client.chat.delete({ channel: GENERAL, ts: ts! });
    await expect(client.chat.delete({ channel: GENERAL, ts: ts! })).rejects.toMatchObject({
      data: { error: 'message_not_found' },
    });
    await chat.say(BOB, GENERAL, 'oops');
    const mine = chat.messages(BOB, GENERAL).at(-1)!.id;
    await expect(chat.erase(ALICE, GENERAL, mine)).rejects.toThrow('only what they wrote');
    await chat.erase(BOB, GENERAL, mine);
    expect(chat.messages(BOB, GENERAL).some(({ id }) => id === mine)).toBe(false);
  });

  it('elements beyond the documented limits are invalid blocks', async () => {
    const actions = (element: object) => [{ type: 'actions', elements: [{ action_id: 'a', ...element }] }];
    const wrong: object[][] = [
      actions({ type: 'overflow', options: Array.from({ length: 6 }, (_, at) => option(`${at}`)) }),
      actions({ type: 'static_select', options: [] }),
      actions({ type: 'static_select', options: [option('a'), option('a')] }),
      actions({ type: 'static_select', options: [{ text: plain('x'.repeat(76)), value: 'a' }] }),
      actions({ type: 'static_select', options: [option('a')], initial_option: option('b') }),
      actions({ type: 'plain_text_input' }),
      actions({ type: 'users_select', placeholder: plain('x'.repeat(151)) }),
      [{ type: 'section', text: plain('x'), accessory: { type: 'nothing', action_id: 'a' } }],
    ];
    for (const blocks of wrong)
      await expect(
        app.client.chat.postMessage({ channel: GENERAL, text: 'x', blocks: blocks as never }),
        JSON.stringify(blocks).slice(0, 90),
      ).rejects.toMatchObject({ data: { error: 'invalid_blocks' } });
  });
});

it('a burst of edits beyond the method’s tier is told to wait', async () => {
  const limited = await createSlackEmulator({
    team: { id: TEAM, name: 'Test' },
    users: USERS,
    ...TOKENS,
    delivery: 'socket',
    manifest: manifest(),
  });
  const call = (method: string, body: object) =>
    fetch(`${limited.apiUrl}${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKENS.botToken}` },
      body: JSON.stringify(body),
    });
  const { ts } = (await (await call('chat.postMessage', { channel: GENERAL, text: 'x' })).json()) as {
    ts: string;
  };
  const statuses: number[] = [];
  for (let at = 0; at < 60; at += 1)
    statuses.push((await call('chat.update', { channel: GENERAL, ts, text: `${at}` })).status);
  await limited.stop();
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0);
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(50);
});
