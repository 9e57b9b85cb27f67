/** Row A1 through the real client: the first answer, the defer, the late answer, and another process. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDiscordMessenger } from '../../../bots/discord/index.ts';
import type { OutgoingCard, PlatformMessenger } from '../../../bots/shared/adapter.ts';
import type { ReplyContext } from '../../../core/index.ts';
import { cardOf, messageText, until } from '../shared/contract-support.ts';
import { ALICE, BOB, GENERAL, identityOf, inGeneral, log, process, started, TOKEN } from './harness.ts';

let place: Awaited<ReturnType<typeof started>>;
let elsewhere: PlatformMessenger;
beforeAll(async () => {
  place = await started();
  elsewhere = createDiscordMessenger({ token: TOKEN, apiUrl: place.chat.apiUrl, log });
});
afterAll(() => place?.stop());

let serial = 0;
const outgoing = (reply: ReplyContext | undefined, more: Partial<OutgoingCard> = {}): OutgoingCard => {
  serial += 1;
  return {
    id: `message-${serial}`,
    audience: 'conversation',
    conversation: inGeneral(place.chat),
    person: identityOf(ALICE),
    card: cardOf({ title: `Title ${serial}.` }),
    ...(reply && { reply }),
    ...more,
  };
};
const command = async (line: string): Promise<ReplyContext> => {
  const before = place.events.length;
  await place.chat.say(ALICE, GENERAL, line);
  return (await place.next('command', before)).reply!;
};
const seen = (user: string, title: string, channel = GENERAL) =>
  place.chat.messages(user, channel).filter((message) => messageText(message).includes(title));
const direct = (user: string) => place.chat.channels(user).find(({ kind }) => kind === 'direct')!.id;
const deferred = (user: string) =>
  until(() => place.chat.messages(user, GENERAL).find(({ pending }) => pending), 'the defer');
const failed = (line: string) =>
  new Promise<void>((resolve) => {
    const undo = place.chat.onFlash(({ text }) => {
      if (!text.startsWith('This interaction failed')) return;
      undo();
      resolve();
    });
    void place.chat.say(ALICE, GENERAL, line);
  });

describe('A1: the answer to a command', () => {
  test('is deferred after 2 s, for everybody where it will be public, and then fills the deferred message in', async () => {
    const reply = await command('/pay @bob 5');
    const thinking = await deferred(BOB);
    const message = outgoing(reply);
    const result = await place.messenger.show(message);
    expect(result).toMatchObject({ status: 'sent', ref: { message: thinking.id } });
    expect(seen(BOB, message.card.title)).toMatchObject([{ id: thinking.id, edited: false }]);
  });

  test('is deferred ephemerally where it will be private', async () => {
    const reply = await command('/balance');
    const thinking = await deferred(ALICE);
    expect(thinking.ephemeral).toBe(true);
    expect(place.chat.messages(BOB, GENERAL).some(({ pending }) => pending)).toBe(false);
    const message = outgoing(reply, { audience: 'private' });
    await place.messenger.show(message);
    expect(seen(ALICE, message.card.title)).toMatchObject([{ id: thinking.id, ephemeral: true }]);
  });

  test('that turns out private after a public defer is seen by one person, and the defer goes', async () => {
    const reply = await command('/pay @bob 5');
    const thinking = await deferred(BOB);
    const message = outgoing(reply, { audience: 'private' });
    expect(await place.messenger.show(message)).toMatchObject({ status: 'sent' });
    expect(seen(ALICE, message.card.title)).toMatchObject([{ ephemeral: true }]);
    expect(seen(BOB, message.card.title)).toEqual([]);
    expect(place.chat.messages(BOB, GENERAL).some(({ id }) => id === thinking.id)).toBe(false);
  });

  test('that another process deferred is found and filled in by one that knows nothing', async () => {
    for (const [line, audience] of [
      ['/pay @bob 5', 'conversation'],
      ['/pay @bob 5', 'private'],
      ['/balance', 'private'],
    ] as const) {
      const reply = await command(line);
      await deferred(ALICE);
      const message = outgoing(reply, { audience });
      expect(await elsewhere.show(message)).toMatchObject({ status: 'sent' });
      expect(seen(ALICE, message.card.title)).toMatchObject([{ ephemeral: audience === 'private' }]);
      expect(seen(BOB, message.card.title)).toHaveLength(audience === 'private' ? 0 : 1);
      expect(place.chat.messages(ALICE, GENERAL).some(({ pending }) => pending)).toBe(false);
    }
  });

  test('that another process has given does not fail here: 40060 leads to a further message', async () => {
    const reply = await command('/pay @bob 5');
    expect(await elsewhere.show(outgoing(reply))).toMatchObject({ status: 'sent' });
    const sent = outgoing(reply, { audience: 'private' });
    expect(await place.messenger.show(sent)).toMatchObject({ status: 'sent' });
    expect(seen(ALICE, sent.card.title)).toMatchObject([{ ephemeral: true }]);
    expect(seen(BOB, sent.card.title)).toEqual([]);
  });

  test('a private word after a public answer is ephemeral, from this process or another', async () => {
    const reply = await command('/pay @bob 5');
    await place.messenger.show(outgoing(reply));
    for (const messenger of [place.messenger, elsewhere]) {
      const word = outgoing(reply, { audience: 'private' });
      expect(await messenger.show(word)).not.toHaveProperty('degraded');
      expect(seen(ALICE, word.card.title)).toMatchObject([{ ephemeral: true }]);
      expect(seen(BOB, word.card.title)).toEqual([]);
    }
  });

  test('that comes after 3 s without a defer goes to the channel, and a private one to the person', async () => {
    place.chat.faults.delayEvents(2, 3_500);
    await Promise.all([failed('/pay @bob 5'), failed('/balance')]);
    const before = place.events.length;
    await until(() => place.events.length >= before + 2, 'the late events', 10_000);
    const [publicly, privately] = place.events.slice(-2).map(({ reply }) => reply!);
    const open = outgoing(publicly);
    expect(await place.messenger.show(open)).toMatchObject({ status: 'sent' });
    expect(seen(BOB, open.card.title)).toHaveLength(1);
    const word = outgoing(privately, { audience: 'private' });
    expect(await place.messenger.show(word)).toMatchObject({ status: 'sent', degraded: 'direct' });
    expect(seen(ALICE, word.card.title, direct(ALICE))).toHaveLength(1);
    expect(seen(BOB, word.card.title)).toEqual([]);
  }, 40_000);

  test('for another person than the one who asked is never ephemeral to the one who asked', async () => {
    const reply = await command('/pay @bob 5');
    const word = outgoing(reply, { audience: 'private', person: identityOf(BOB) });
    expect(await place.messenger.show(word)).toMatchObject({ status: 'sent', degraded: 'direct' });
    expect(seen(ALICE, word.card.title)).toEqual([]);
    expect(seen(BOB, word.card.title, direct(BOB))).toHaveLength(1);
    await place.messenger.settle(reply);
  });
});

describe('A1: after 15 minutes', () => {
  test('a public answer is edited in its channel, an ephemeral one has expired, and new words go elsewhere', async () => {
    const reply = await command('/pay @bob 5');
    const first = await place.messenger.show(outgoing(reply));
    const word = await place.messenger.show(outgoing(reply, { audience: 'private' }));
    if (first.status !== 'sent' || word.status !== 'sent') throw new Error('not sent');
    place.chat.expireInteractions();
    const receipt = outgoing(reply, { previous: first.ref });
    expect(await place.messenger.show(receipt)).toMatchObject({ status: 'sent' });
    expect(seen(BOB, receipt.card.title)).toHaveLength(1);
    expect(await place.messenger.show(outgoing(reply, { previous: word.ref }))).toMatchObject({
      status: 'expired',
    });
    const late = outgoing(reply, { audience: 'private' });
    expect(await place.messenger.show(late)).toMatchObject({ status: 'sent', degraded: 'direct' });
  });

  test('a message that was deleted has expired', async () => {
    const reply = await command('/pay @bob 5');
    const first = await place.messenger.show(outgoing(reply));
    if (first.status !== 'sent') throw new Error('not sent');
    const url = `${place.chat.apiUrl}/v10/channels/${GENERAL}/messages/${first.ref.message}`;
    await fetch(url, { method: 'DELETE', headers: { authorization: `Bot ${TOKEN}` } });
    expect(await place.messenger.show(outgoing(reply, { previous: first.ref }))).toMatchObject({
      status: 'expired',
    });
  });
});

describe('buttons and forms', () => {
  const press = async () => {
    serial += 1;
    const intent = `i_${serial}`;
    const card = cardOf({
      title: `Press ${serial}.`,
      buttons: [{ label: 'Claim', style: 'primary', press: { intent } }],
    });
    const shown = await place.messenger.show(outgoing(undefined, { card }));
    if (shown.status !== 'sent') throw new Error('not sent');
    const before = place.events.length;
    await place.chat.press(BOB, GENERAL, shown.ref.message, intent);
    return { event: await place.next('action', before), card, ref: shown.ref };
  };

  test('a press without an answer is deferred so that its message stays, and answered later', async () => {
    const { event, card } = await press();
    const deferral = new Promise<void>((resolve) => {
      const undo = place.chat.onCall(({ method, body }) => {
        if (!method.includes('callback') || (body as { type: number }).type !== 6) return;
        undo();
        resolve();
      });
    });
    await deferral;
    expect(seen(BOB, card.title)).toHaveLength(1);
    const word = outgoing(event.reply!, { audience: 'private', person: identityOf(BOB) });
    for (const messenger of [place.messenger, elsewhere]) {
      expect(await messenger.show(word)).toMatchObject({ status: 'sent' });
      expect(seen(ALICE, word.card.title)).toEqual([]);
      expect(seen(BOB, word.card.title).every(({ ephemeral }) => ephemeral)).toBe(true);
    }
    expect(seen(BOB, card.title)).toHaveLength(1);
  });

  test('a press is settled in silence, or with a word to the presser, and settling twice is no error', async () => {
    const silent = await press();
    expect(await place.messenger.settle(silent.event.reply!)).toMatchObject({ status: 'sent' });
    expect(await place.messenger.settle(silent.event.reply!)).toMatchObject({ status: 'sent' });
    expect(await elsewhere.settle(silent.event.reply!)).toMatchObject({ status: 'sent' });
    const spoken = await press();
    await place.messenger.settle(spoken.event.reply!, 'Claimed *it*');
    expect(seen(BOB, 'Claimed *it*')).toMatchObject([{ ephemeral: true }]);
    expect(seen(ALICE, 'Claimed *it*')).toEqual([]);
  });

  test('a form can only be the first answer: after a defer it has expired', async () => {
    const before = place.events.length;
    const menu = place.chat.menu(ALICE, GENERAL).find(({ label }) => label === 'Pay')!;
    await place.chat.choose(ALICE, GENERAL, menu.id, BOB);
    const event = await place.next('command', before);
    await deferred(ALICE);
    const form = { title: 'Send', intent: 'f_late', submit: 'Send', fields: [] };
    expect(await place.messenger.open(event.reply!, form)).toMatchObject({ status: 'expired' });
    expect(await elsewhere.open(event.reply!, form)).toMatchObject({
      status: expect.stringMatching(/expired|invalid/),
    });
    await place.messenger.settle(event.reply!);
    expect(place.chat.messages(ALICE, GENERAL).some(({ pending }) => pending)).toBe(false);
  });
});

test('I1, row 12: two processes hear of one command under one key, and the idle one disturbs nothing', async () => {
  const idle = process(place.chat);
  const keys: string[] = [];
  await idle.adapter.start(async (event) => {
    keys.push(event.dedupeKey);
    return { fresh: false };
  });
  const reply = await command('/pay @bob 5');
  const message = outgoing(reply);
  await place.messenger.show(message);
  await until(() => keys.includes(place.events.at(-1)!.dedupeKey), 'the other process');
  // Stopping, it defers at once whatever it believes to be unanswered.
  await idle.adapter.stop();
  expect(seen(BOB, message.card.title)).toHaveLength(1);
  expect(place.chat.messages(BOB, GENERAL).some(({ pending }) => pending)).toBe(false);
});

test('a process that stops defers what is still unanswered, and another answers it', async () => {
  const other = await started();
  await other.chat.say(ALICE, GENERAL, '/pay @bob 5');
  const { reply } = await other.next('command');
  await other.adapter.stop();
  expect(other.chat.messages(BOB, GENERAL)).toMatchObject([{ pending: true }]);
  const heir = createDiscordMessenger({ token: TOKEN, apiUrl: other.chat.apiUrl, log });
  const message = outgoing(reply);
  expect(await heir.show(message)).toMatchObject({ status: 'sent' });
  expect(other.chat.messages(BOB, GENERAL).map(messageText)).toEqual([
    expect.stringContaining(message.card.title),
  ]);
  await other.chat.stop();
});
