/** The way out, through the real client: what Telegram answers, and what we make of it. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ChatFile } from '../../../bots/playground/emulator.ts';
import type { TelegramEmulator } from '../../../bots/playground/telegram/index.ts';
import type { OutgoingCard, PlatformMessenger } from '../../../bots/shared/adapter.ts';
import type { CardFile } from '../../../bots/shared/card.ts';
import { failureOf } from '../../../bots/telegram/client.ts';
import { createTelegramMessenger } from '../../../bots/telegram/index.ts';
import { pacer } from '../../../bots/telegram/pace.ts';
import { cardOf, messageText } from '../shared/contract-support.ts';
import { ALICE, BOB, BOT, emulate, GROUP, quiet, webServer } from './support.ts';

let chat: TelegramEmulator;
let messenger: PlatformMessenger;
const calls: { method: string; body: Record<string, unknown> }[] = [];

beforeAll(async () => {
  chat = await emulate({ limits: { messages_per_second_max: 1000, messages_per_chat_second_max: 1000 } });
  chat.onCall((call) => calls.push(call as (typeof calls)[number]));
  messenger = createTelegramMessenger({ token: BOT.token, apiUrl: chat.apiUrl, log: quiet });
});
afterAll(() => chat.stop());
afterEach(() => {
  chat.faults.clear();
  calls.length = 0;
});

const identity = (user: string) => ({ platform: 'telegram' as const, tenant: '', user });
const group = {
  platform: 'telegram' as const,
  tenant: '',
  community: GROUP,
  channel: GROUP,
  kind: 'group' as const,
};
const direct = { ...group, community: '', channel: ALICE.id, kind: 'direct' as const };
const outgoing = (more: Partial<OutgoingCard> = {}): OutgoingCard => ({
  id: 'm1',
  audience: 'conversation',
  conversation: group,
  person: identity(ALICE.id),
  card: cardOf({ title: 'Card' }),
  ...more,
});
const replyTo = (message: string, channel = GROUP) => ({
  platform: 'telegram' as const,
  expiresAt: new Date(Date.now() + 60_000).toISOString(),
  data: { chat: channel, message },
});

describe('an answer', () => {
  test('quotes the message that it answers, also when that is gone', async () => {
    const asked = chat.post(ALICE.id, GROUP, '/pay 5 @carol_s');
    await messenger.show(outgoing({ card: cardOf({ title: 'Answer' }), reply: replyTo(asked) }));
    expect(chat.messages(BOB.id, GROUP).at(-1)!.replyTo).toEqual({
      author: 'Alice',
      preview: '/pay 5 @carol_s',
    });
    const result = await messenger.show(outgoing({ reply: replyTo('999999') }));
    expect(result.status).toBe('sent');
  });

  test('does not quote a message of another chat', async () => {
    chat.setReachable(ALICE.id, true);
    await messenger.show(outgoing({ audience: 'private', reply: replyTo('1') }));
    expect(calls[0]!.body).not.toHaveProperty('reply_parameters');
  });

  test('comes without a sound in a group, unless somebody is to notice', async () => {
    await messenger.show(outgoing());
    const bob = { type: 'person' as const, name: 'Bob', identities: [identity(BOB.id)], notify: true };
    await messenger.show(outgoing({ card: cardOf({ title: 'Card', lines: [[bob]] }) }));
    expect(calls.map(({ body }) => body.disable_notification)).toEqual([true, undefined]);
  });

  test('that is private stays in a direct conversation, and says when it had to leave a group', async () => {
    chat.setReachable(ALICE.id, true);
    const stays = await messenger.show(outgoing({ audience: 'private', conversation: direct }));
    expect(stays).toEqual({
      status: 'sent',
      ref: { platform: 'telegram', channel: ALICE.id, message: expect.any(String) },
    });
    const left = await messenger.show(outgoing({ audience: 'private' }));
    expect(left).toMatchObject({ status: 'sent', degraded: 'direct' });
  });
});

describe('D1: somebody who cannot be written to is unreachable', () => {
  test('and a group is nobody: what is for one person never goes there', async () => {
    for (const audience of ['direct', 'private', 'home'] as const) {
      const to = { audience, person: identity(GROUP) };
      expect((await messenger.show(outgoing(to))).status).toBe('unreachable');
    }
    const pretended = { ...group, community: '', kind: 'direct' as const };
    expect((await messenger.show(outgoing({ conversation: pretended }))).status).toBe('unreachable');
    expect(calls).toEqual([]);
  });

  test('before they ever wrote to the bot, and with the way to do so', async () => {
    const to = { audience: 'direct' as const, person: identity(BOB.id) };
    expect(await messenger.show(outgoing(to))).toMatchObject({
      status: 'unreachable',
      reason: expect.stringContaining("can't initiate"),
    });
    expect(await messenger.directUrl!(identity(BOB.id))).toBe(`https://t.me/${BOT.username}?start=hello`);
  });
  test('when nobody knows their id yet, or Telegram does not', async () => {
    for (const user of ['@bob_b', '31337']) {
      const to = { audience: 'direct' as const, person: identity(user) };
      expect((await messenger.show(outgoing(to))).status).toBe('unreachable');
    }
  });
  test('when they are of another platform', async () => {
    const person = { platform: 'slack' as const, tenant: 'T1', user: 'U1' };
    expect((await messenger.show(outgoing({ audience: 'direct', person }))).status).toBe('invalid');
  });
});

describe('an edit', () => {
  test('M1: that changes nothing is a success', async () => {
    const first = await messenger.show(outgoing());
    if (first.status !== 'sent') throw new Error(first.status);
    expect(await messenger.show(outgoing({ previous: first.ref }))).toEqual(first);
  });
  test('of a message that is gone, or is not ours, has expired', async () => {
    const theirs = chat.post(ALICE.id, GROUP, 'mine');
    for (const message of ['424242', theirs]) {
      const previous = { platform: 'telegram' as const, channel: GROUP, message };
      expect((await messenger.show(outgoing({ previous }))).status).toBe('expired');
    }
  });
  test('that takes the buttons away does so', async () => {
    const buttons = [{ label: 'Claim', style: 'primary' as const, press: { intent: 'i_1' } }];
    const first = await messenger.show(outgoing({ card: cardOf({ title: 'Card', buttons }) }));
    if (first.status !== 'sent') throw new Error(first.status);
    await messenger.show(outgoing({ previous: first.ref }));
    expect(chat.messages(BOB.id, GROUP).at(-1)!.buttons).toEqual([]);
  });
});

describe('a press', () => {
  const press = async () => {
    const buttons = [{ label: 'Claim', style: 'primary' as const, press: { intent: 'i_1' } }];
    await messenger.show(outgoing({ card: cardOf({ title: 'Card', buttons }) }));
    await chat.press(BOB.id, GROUP, chat.messages(BOB.id, GROUP).at(-1)!.id, '0:0');
    const query = chat.pending().at(-1) as unknown as { callback_query: { id: string } };
    const expiresAt = new Date().toISOString();
    return { platform: 'telegram' as const, expiresAt, data: { callback: query.callback_query.id } };
  };
  test('A3: is answered with a toast, and with an alert where there is more to read', async () => {
    const flashes: { text: string; alert: boolean }[] = [];
    const unsubscribe = chat.onFlash(({ text, alert }) => flashes.push({ text, alert }));
    await messenger.settle(await press(), 'Claimed £5.00');
    await messenger.settle(await press(), 'This button belongs to Alice; only she can take the money back.');
    await messenger.settle(await press(), 'x'.repeat(500));
    unsubscribe();
    expect(flashes.map(({ alert }) => alert)).toEqual([false, true, true]);
    expect(flashes[2]!.text).toHaveLength(200);
  });
  test('A3: that is answered too late, or twice, is no error', async () => {
    const reply = await press();
    expect((await messenger.settle(reply)).status).toBe('sent');
    expect((await messenger.settle(reply)).status).toBe('sent');
    expect((await messenger.settle({ ...reply, data: { callback: '1' } })).status).toBe('sent');
  });
  test('needs no answer where the event was a command', async () => {
    expect((await messenger.settle(replyTo('1'))).status).toBe('sent');
    expect(calls).toEqual([]);
  });
});

describe('when Telegram is in the way', () => {
  test('O1, L1: its wait is honoured to the millisecond, and nothing is tried by ourselves', async () => {
    chat.faults.rateLimit('sendMessage', 1, 7_000);
    expect(await messenger.show(outgoing())).toEqual({
      status: 'rate_limited',
      retry_after_ms: 7_000,
      scope: 'conversation',
    });
    expect(calls).toEqual([]);
  });
  test('L1: a group limit of 20 a minute is what we are told', async () => {
    const strict = await emulate({ limits: {} });
    const sender = createTelegramMessenger({ token: BOT.token, apiUrl: strict.apiUrl, log: quiet });
    const results = [];
    for (let count = 0; count < 7; count += 1) results.push(await sender.show(outgoing()));
    await strict.stop();
    expect(results.map(({ status }) => status)).toContain('rate_limited');
  });
  test('O1: a lost edit is unknown, and doing it again is the same edit', async () => {
    const first = await messenger.show(outgoing());
    if (first.status !== 'sent') throw new Error(first.status);
    const settled = outgoing({ previous: first.ref, card: cardOf({ title: 'Settled once' }) });
    chat.faults.loseResponse('editMessageText', 1);
    expect((await messenger.show(settled)).status).toBe('unknown');
    expect(await messenger.show({ ...settled, reconcile: true })).toEqual(first);
    const seen = chat
      .messages(BOB.id, GROUP)
      .filter((message) => messageText(message).includes('Settled once'));
    expect(seen).toHaveLength(1);
  });
  test('a token that was revoked keeps messages for later instead of dropping them', async () => {
    const stranger = createTelegramMessenger({ token: '1:wrong', apiUrl: chat.apiUrl, log: quiet });
    expect((await stranger.show(outgoing())).status).toBe('unknown');
    expect(await stranger.directUrl!(identity(BOB.id))).toBe(null);
  });
  test('C1: a base URL with a path is kept, with or without its slash', async () => {
    const web = await webServer();
    const paths: unknown[] = [];
    web.handle((request, response) => {
      paths.push(request.url);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ ok: true, result: { message_id: 1 } }));
    });
    for (const apiUrl of [`${web.url}/base`, `${web.url}/base/`])
      await createTelegramMessenger({ token: BOT.token, apiUrl, log: quiet }).show(outgoing());
    await web.stop();
    expect(paths).toEqual(Array(2).fill(`/base/bot${BOT.token}/sendMessage`));
  });
  test('nobody at the address is an unknown outcome', async () => {
    const nobody = createTelegramMessenger({ token: BOT.token, apiUrl: 'http://127.0.0.1:9', log: quiet });
    expect((await nobody.show(outgoing())).status).toBe('unknown');
  });
  test('an error of ours that is no error of Telegram is never taken for an answer', () => {
    expect(failureOf(new TypeError('x'))).toEqual({ what: 'unknown', reason: 'x' });
  });
});

describe('groups', () => {
  test('U1: that became supergroups are found under their new id, for new messages', async () => {
    const old = '-5123456';
    const moving = await emulate({ group: { id: old, name: 'Friends', type: 'group' } });
    const sender = createTelegramMessenger({ token: BOT.token, apiUrl: moving.apiUrl, log: quiet });
    const there = { ...group, community: old, channel: old };
    const before = await sender.show(outgoing({ conversation: there }));
    const id = moving.migrate();
    const after = await sender.show(outgoing({ conversation: there }));
    expect(after).toMatchObject({ status: 'sent', ref: { channel: id } });
    if (before.status !== 'sent') throw new Error(before.status);
    const edit = await sender.show(outgoing({ conversation: there, previous: before.ref }));
    await moving.stop();
    expect(edit.status).toBe('expired');
  });
  test('whose topic was deleted get the message in their main room', async () => {
    const result = await messenger.show(outgoing({ conversation: { ...group, thread: '4711' } }));
    expect(result).toMatchObject({ status: 'sent', ref: { channel: GROUP } });
  });
  test('that the bot does not know are forbidden', async () => {
    const elsewhere = { ...group, channel: '-100999' };
    expect((await messenger.show(outgoing({ conversation: elsewhere }))).status).toBe('forbidden');
  });
});

test('L1: the pace lets so many through at once, then makes the next wait, and says when the wait is too long', async () => {
  const pace = pacer(3);
  const began = performance.now();
  expect(await Promise.all([pace.turn(5_000), pace.turn(5_000), pace.turn(5_000)])).toEqual([0, 0, 0]);
  expect(await pace.turn(0)).toBeGreaterThan(0);
  expect(await pace.turn(5_000)).toBe(0);
  expect(performance.now() - began).toBeGreaterThanOrEqual(990);
});

describe('a file', () => {
  const bytes = Buffer.from([0xff, 0xd8, 0xff, 1, 2, 3]);
  const data = bytes.toString('base64');
  const sendingTo = (file: Partial<CardFile>) =>
    outgoing({
      conversation: direct,
      card: cardOf({
        title: 'Yours',
        file: { name: 'photo.jpg', media_type: 'image/jpeg', bytes, ...file } as CardFile,
      }),
    });
  const last = () => chat.messages(ALICE.id, ALICE.id).at(-1)!;
  const methods = () => calls.map(({ method }) => method);
  /** What Alice sent to the bot, as the bot knows it. */
  const known = async (file: Partial<ChatFile> = {}): Promise<{ id: string; reference: string }> => {
    const sent = { name: 'photo.jpg', text: '', data, media_type: 'image/jpeg', ...file };
    await chat.say(ALICE.id, ALICE.id, '', undefined, sent);
    const { id } = last();
    return { id, reference: `file-${ALICE.id}-${id}` };
  };

  test.each([
    ['sendPhoto', 'photo', 'photo.jpg', 'image/jpeg'],
    ['sendVideo', 'video', 'a.mp4', 'video/mp4'],
    ['sendAnimation', 'animation', 'a.mp4', 'video/mp4'],
    ['sendAudio', 'audio', 'a.mp3', 'audio/mpeg'],
    ['sendVoice', 'voice', 'voice.ogg', 'audio/ogg'],
    // What Telegram takes by upload as nothing else.
    ['sendDocument', 'video', 'a.mov', 'video/quicktime'],
    ['sendDocument', 'audio', 'a.flac', 'audio/flac'],
    ['sendDocument', undefined, 'a.jpg', 'image/jpeg'],
  ] as const)('is sent by %s as %s: %s %s', async (method, shown_as, name, media_type) => {
    const file = { name, media_type, ...(shown_as && { shown_as }) };
    expect((await messenger.show(sendingTo(file))).status).toBe('sent');
    expect(methods()).toEqual([method]);
    const as = method.slice(4).toLowerCase();
    expect(last().files).toMatchObject([{ name, as, data }]);
    expect(messageText(last())).toContain('Yours');
  });

  test('that Telegram knows is not uploaded', async () => {
    const { reference } = await known();
    await messenger.show(sendingTo({ shown_as: 'photo', known_as: reference }));
    expect(calls).toMatchObject([{ method: 'sendPhoto', body: { photo: reference } }]);
    expect(last().files).toMatchObject([{ as: 'photo', data }]);
  });

  test('that Telegram knows no more is uploaded as what it was', async () => {
    const { id, reference } = await known({ as: 'voice', name: 'voice.ogg', media_type: 'audio/ogg' });
    await chat.erase(ALICE.id, ALICE.id, id);
    const voice = { name: 'voice.ogg', media_type: 'audio/ogg', shown_as: 'voice' as const };
    await messenger.show(sendingTo({ ...voice, known_as: reference }));
    expect(methods()).toEqual(['sendVoice']);
    expect(last().files).toMatchObject([{ as: 'voice', data }]);
  });

  test('that Telegram does not take as a photo goes as a document, and to whoever has blocked the bot in no way', async () => {
    await messenger.show(sendingTo({ name: 'no-picture.bin', shown_as: 'photo' }));
    expect(methods()).toEqual(['sendDocument']);
    chat.setReachable(ALICE.id, false);
    const result = await messenger.show(sendingTo({ shown_as: 'photo', known_as: 'file-1-1' }));
    expect(result.status).toBe('unreachable');
    chat.setReachable(ALICE.id, true);
  });

  test('has its words edited where it is', async () => {
    const result = await messenger.show(sendingTo({ shown_as: 'photo' }));
    if (result.status !== 'sent') throw new Error(result.status);
    const card = cardOf({ title: 'Better words' });
    const edited = await messenger.show(outgoing({ conversation: direct, card, previous: result.ref }));
    expect(edited.status).toBe('sent');
    expect(messageText(last())).toContain('Better words');
    expect(last().files).toMatchObject([{ as: 'photo', data }]);
    // The same words again are no fault.
    expect((await messenger.show(outgoing({ card, previous: result.ref }))).status).toBe('sent');
  });
});
