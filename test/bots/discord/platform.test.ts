/** What Discord does to its bots, row by row, each through the real client against our emulator, which enforces them. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createDiscordAdapter, createDiscordMessenger } from '../../../bots/discord/index.ts';
import { nonceOf } from '../../../bots/discord/messenger.ts';
import type { OutgoingCard } from '../../../bots/shared/adapter.ts';
import type { Span } from '../../../bots/shared/card.ts';
import { COMMANDS } from '../../../bots/shared/commands.ts';
import type { SendResult } from '../../../core/index.ts';
import { atOneInstant } from '../../support/clock.ts';
import { cardOf, messageText, until } from '../shared/contract-support.ts';
import {
  ALICE,
  BOB,
  emulator,
  GENERAL,
  identityOf,
  inGeneral,
  log,
  process,
  started,
  TOKEN,
} from './harness.ts';

let place: Awaited<ReturnType<typeof started>>;
beforeAll(async () => {
  place = await started();
});
afterAll(() => place?.stop());
afterEach(() => place.chat.faults.clear());

const POST = 'POST /channels/:id/messages';
let serial = 0;
const outgoing = (more: Partial<OutgoingCard> = {}): OutgoingCard => {
  serial += 1;
  return {
    id: `${'0190a8c4-1111-7000-8000-00000000000'}${serial}`,
    audience: 'conversation',
    conversation: inGeneral(place.chat),
    card: cardOf({ title: `Title ${serial}.` }),
    ...more,
  };
};
const seen = (user: string, title: string, channel = GENERAL) =>
  place.chat.messages(user, channel).filter((message) => messageText(message).includes(title));
const refOf = (result: SendResult) => {
  if (result.status !== 'sent') throw new Error(`expected sent, got ${JSON.stringify(result)}`);
  return result.ref;
};
/** Counts the calls that were carried out, until told to stop. */
const counting = (method: string, chat = place.chat) => {
  let count = 0;
  const undo = chat.onCall((call) => {
    if (call.method.replace(/:\w+/g, ':') === method.replace(/:\w+/g, ':')) count += 1;
  });
  return () => {
    undo();
    return count;
  };
};
const wire = (path: string, init: RequestInit = {}, chat = place.chat) =>
  fetch(`${chat.apiUrl}/v10${path}`, {
    ...init,
    headers: { authorization: `Bot ${TOKEN}`, 'content-type': 'application/json' },
  });

describe('I4: a connection that was lost', () => {
  test('is resumed, and what happened meanwhile is replayed, once', async () => {
    const before = place.events.length;
    place.chat.gateway.cut();
    await until(() => !place.adapter.ready(), 'the adapter to notice');
    await place.chat.say(ALICE, GENERAL, '/balance');
    await place.chat.say(ALICE, GENERAL, '/help');
    await until(() => place.events.length >= before + 2, 'the missed events');
    await until(() => place.adapter.ready(), 'the adapter to be ready');
    await place.chat.say(ALICE, GENERAL, '/history');
    await until(() => place.events.length >= before + 3, 'a later event');
    expect(place.events.slice(before).map((event) => event.kind === 'command' && event.name)).toEqual([
      'balance',
      'help',
      'history',
    ]);
  });

  test('whose session Discord has forgotten begins a new one', async () => {
    place.chat.gateway.forget();
    await until(() => !place.adapter.ready(), 'the adapter to notice');
    await until(() => place.adapter.ready(), 'a new session', 60_000);
    const before = place.events.length;
    await place.chat.say(ALICE, GENERAL, '/help');
    await place.next('command', before);
  }, 90_000);

  test('comes back when Discord was away altogether', async () => {
    const other = await started();
    await other.chat.stop();
    await until(() => !other.adapter.ready(), 'the adapter to notice');
    const again = await emulator({ port: other.chat.port });
    await until(() => other.adapter.ready(), 'the adapter to be ready', 60_000);
    await again.say(ALICE, again.channels(ALICE).find(({ kind }) => kind === 'direct')!.id, 'hello');
    await other.next('message');
    await other.adapter.stop();
    expect(other.adapter.ready()).toBe(false);
    await again.stop();
  }, 90_000);
});

describe('O1: an outcome that nobody knows', () => {
  test('of a new message is found again by its nonce, and says the newest', async () => {
    const message = outgoing();
    place.chat.faults.loseResponse(POST, 1);
    expect(await place.messenger.show(message)).toMatchObject({ status: 'unknown' });
    const newer = { ...message, card: cardOf({ title: `Newer ${serial}.` }), reconcile: true };
    const ref = refOf(await place.messenger.show(newer));
    expect(seen(BOB, message.card.title)).toEqual([]);
    expect(seen(BOB, newer.card.title)).toMatchObject([{ id: ref.message }]);
  });

  test('is not tried again behind our back: one 500 is one call', async () => {
    const count = counting(POST);
    place.chat.faults.fail(POST, 1, 500);
    expect(await place.messenger.show(outgoing())).toMatchObject({ status: 'unknown' });
    expect(count()).toBe(0);
  });

  test('of a first answer leads to one message, public or private', async () => {
    for (const audience of ['conversation', 'private'] as const) {
      const before = place.events.length;
      await place.chat.say(ALICE, GENERAL, '/pay @bob 5');
      const { reply } = await place.next('command', before);
      const message = outgoing({ audience, person: identityOf(ALICE), reply: reply! });
      place.chat.faults.loseResponse('POST /interactions/:id/:token/callback', 1);
      expect(await place.messenger.show(message)).toMatchObject({ status: 'unknown' });
      refOf(await place.messenger.show({ ...message, reconcile: true }));
      expect(seen(ALICE, message.card.title)).toMatchObject([{ ephemeral: audience === 'private' }]);
    }
  });

  test('of an edit is repeated without harm', async () => {
    const ref = refOf(await place.messenger.show(outgoing()));
    const edit = outgoing({ previous: ref });
    place.chat.faults.loseResponse('PATCH /channels/:id/messages/:id', 1);
    expect(await place.messenger.show(edit)).toMatchObject({ status: 'unknown' });
    expect(refOf(await place.messenger.show({ ...edit, reconcile: true }))).toEqual(ref);
    expect(seen(BOB, edit.card.title)).toHaveLength(1);
  });

  test('sent twice at once is one message, because the nonce is enforced', async () => {
    const message = outgoing();
    const [one, two] = await Promise.all([
      place.messenger.show(message),
      process(place.chat).messenger.show(message),
    ]);
    expect(refOf(one!)).toEqual(refOf(two!));
    expect(seen(BOB, message.card.title)).toHaveLength(1);
    expect(nonceOf(message.id)).toHaveLength(25);
  });
});

describe('L1: rate limits', () => {
  test("are told with Discord's own wait, by the bucket of the place, and nothing is sent meanwhile", async () => {
    const limited = await started(undefined, { limits: true });
    const conversation = inGeneral(limited.chat);
    const results: SendResult[] = [];
    await atOneInstant(async () => {
      for (let at = 0; at < 6; at += 1)
        results.push(await limited.messenger.show(outgoing({ conversation })));
    });
    expect(results.slice(0, 5).map(({ status }) => status)).toEqual(Array(5).fill('sent'));
    expect(results[5]).toMatchObject({ status: 'rate_limited', scope: 'conversation' });
    const wait_ms = results[5]!.status === 'rate_limited' ? results[5]!.retry_after_ms : 0;
    expect(wait_ms).toBeGreaterThan(0);
    expect(wait_ms).toBeLessThanOrEqual(6_100);
    expect(limited.chat.messages(BOB, GENERAL)).toHaveLength(5);
    await limited.stop();
  });

  test('of the whole bot pause the platform, and do not touch the answers to interactions', async () => {
    const limited = await started(undefined, { limits: true });
    const calls = () => Promise.all(Array.from({ length: 60 }, () => wire('/users/@me', {}, limited.chat)));
    const refused = (await atOneInstant(calls)).find(
      ({ status, headers }) => status === 429 && headers.has('x-ratelimit-global'),
    );
    expect(refused?.headers.get('x-ratelimit-scope')).toBe('global');
    expect(Number(refused?.headers.get('retry-after'))).toBe(1);
    expect(await refused?.json()).toMatchObject({ global: true, retry_after: expect.any(Number) });
    const paused = await limited.messenger.show(outgoing({ conversation: inGeneral(limited.chat) }));
    if (paused.status !== 'sent') expect(paused).toMatchObject({ status: 'rate_limited', scope: 'platform' });
    await limited.chat.say(ALICE, GENERAL, '/help');
    const { reply } = await limited.next('command');
    const answer = outgoing({ audience: 'private', person: identityOf(ALICE), reply: reply! });
    expect(await limited.messenger.show(answer)).toMatchObject({ status: 'sent' });
    await limited.stop();
  });
});

test('M1: what is over a limit is refused with 50035 and the path of the field', async () => {
  const body = JSON.stringify({
    content: 'x'.repeat(2001),
    components: [{ type: 1, components: [{ type: 2, style: 1, label: 'a', custom_id: 'x'.repeat(101) }] }],
  });
  const response = await wire(`/channels/${GENERAL}/messages`, { method: 'POST', body });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    code: 50035,
    errors: {
      content: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH' }] },
      components: {
        0: { components: { 0: { custom_id: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH' }] } } } },
      },
    },
  });
});

describe('R1: a reaction', () => {
  test('to a message that was never cached names its author, from the event or by asking', async () => {
    await place.chat.say(BOB, GENERAL, 'a joke');
    const message = place.chat.messages(ALICE, GENERAL).at(-1)!;
    for (const named of [true, false]) {
      place.chat.nameReactionAuthors(named);
      const before = place.events.length;
      await place.chat.react(ALICE, GENERAL, message.id, named ? '🪙' : '☕', true);
      expect((await place.next('reaction', before)).author).toMatchObject({ identity: identityOf(BOB) });
    }
    place.chat.nameReactionAuthors(true);
  });
});

describe('D1: a person who takes no direct messages', () => {
  test('is unreachable after one try, also where a private word had nowhere else to go', async () => {
    place.chat.setReachable(BOB, false);
    const count = counting(POST);
    for (const audience of ['direct', 'private', 'home'] as const)
      expect(await place.messenger.show(outgoing({ audience, person: identityOf(BOB) }))).toMatchObject({
        status: 'unreachable',
        reason: expect.stringContaining('50007'),
      });
    expect(count()).toBe(0);
    place.chat.setReachable(BOB, true);
  });

  test('and one whom Discord does not know', async () => {
    const result = await place.messenger.show(outgoing({ audience: 'direct', person: identityOf('1') }));
    expect(result).toMatchObject({ status: 'unreachable' });
  });
});

test('a channel that is closed to the bot is forbidden, and so is one that does not exist', async () => {
  place.chat.setBotAccess(GENERAL, false);
  expect(await place.messenger.show(outgoing())).toMatchObject({ status: 'forbidden' });
  place.chat.setBotAccess(GENERAL, true);
  const conversation = { ...inGeneral(place.chat), channel: '399999999999999999' };
  expect(await place.messenger.show(outgoing({ conversation }))).toMatchObject({ status: 'forbidden' });
});

test('X1: only those are notified whom a card names for it', async () => {
  const lines: Span[][] = [
    [
      { type: 'person', name: 'Bob', identities: [identityOf(BOB)], notify: true },
      { type: 'text', text: ` <@${ALICE}> @everyone` },
    ],
  ];
  const card = cardOf({ title: 'Ping', lines });
  expect(place.chat.pings(refOf(await place.messenger.show(outgoing({ card }))).message)).toEqual([BOB]);
  const quiet = refOf(await place.messenger.show(outgoing({ card: cardOf({ title: '@everyone' }) })));
  expect(place.chat.pings(quiet.message)).toEqual([]);
});

test('B1: what other bots write and react does nothing', async () => {
  const before = place.events.length;
  const id = place.chat.otherBotSays(GENERAL, '/pay @bob 5');
  place.chat.otherBotReacts(GENERAL, id, '🪙');
  await place.chat.say(ALICE, GENERAL, '/help');
  await place.next('command', before);
  expect(place.events.slice(before)).toHaveLength(1);
});

describe('P1: what the bot asks for', () => {
  test('is no privileged intent, and what people write in a channel does not reach it', async () => {
    const before = place.events.length;
    await place.chat.say(ALICE, GENERAL, 'nobody listens');
    await place.chat.say(ALICE, GENERAL, '/help');
    await place.next('command', before);
    expect(place.events.slice(before)).toHaveLength(1);
  });

  test('a token that Discord does not know is told at start, with what to do', async () => {
    const { adapter, messenger } = process(place.chat, 'wrong');
    await expect(adapter.start(async () => ({ fresh: true }))).rejects.toThrow(/DISCORD_TOKEN.*Reset Token/);
    expect(adapter.ready()).toBe(false);
    expect(await messenger.show(outgoing())).toMatchObject({
      status: 'unknown',
      reason: expect.stringContaining('DISCORD_TOKEN'),
    });
  });

  test('an address where nobody answers is told at start', async () => {
    const nowhere = createDiscordAdapter({ token: TOKEN, apiUrl: 'http://127.0.0.1:9/api', log });
    await expect(nowhere.start(async () => ({ fresh: true }))).rejects.toThrow(
      /cannot be reached.*DISCORD_API_URL/,
    );
  }, 60_000);
});

describe('C1: the commands', () => {
  test('are registered at the first start, and left alone at the next', async () => {
    const put = counting('PUT /applications/:id/commands');
    const second = process(place.chat);
    await second.adapter.start(async () => ({ fresh: true }));
    expect(put()).toBe(0);
    await second.adapter.stop();
    expect(place.chat.commands(ALICE, GENERAL).map(({ name }) => name)).toEqual(
      COMMANDS.flatMap(({ name, subcommands }) => subcommands?.map((sub) => `${name} ${sub.name}`) ?? [name]),
    );
  });

  test('have words in the language of the person, and the bank is not offered to everybody', async () => {
    const names = place.chat.commands(BOB, GENERAL).map(({ name }) => name);
    expect(names).not.toContain('bank fund');
    const [english, german] = [ALICE, BOB].map((user) => place.chat.commands(user, GENERAL)[0]!.description);
    expect(german).not.toBe(english);
  });

  test('that are typed as a line become options, for people of other chats too', async () => {
    const typed = async (line: string) => {
      const before = place.events.length;
      await place.chat.say(ALICE, GENERAL, line);
      const { args } = await place.next('command', before);
      return args
        .map((argument) => (argument.type === 'text' ? argument.text : `<${argument.name}>`))
        .join('');
    };
    expect(await typed('/pay @bob 5 for lunch')).toBe('<Bob> 5 for lunch');
    expect(await typed('/pay 5 EUR to @bob')).toBe('<Bob> 5 EUR');
    expect(await typed('/pay person:@bob amount:5 memo:for two @alice')).toMatch(/^<Bob> 5 for for two </);
    expect(await typed('/pay @carol@slack 3 for coffee')).toBe('@carol@slack 3 for coffee');
    expect(await typed('/pay @bob @alice 6 total')).toBe(`<Bob><${ALICE}> total 6`);
    expect(await typed('/pay @bob -5')).toBe('<Bob> -5');
    expect(await typed('/bank fund @bob 100')).toBe('fund <Bob> 100');
    expect(await typed('/link ABC-123')).toBe('ABC-123');
  });
});

test('C1: a base address may end in a slash or in the version', async () => {
  for (const apiUrl of [`${place.chat.apiUrl}/`, `${place.chat.apiUrl}/v10`]) {
    const messenger = createDiscordMessenger({ token: TOKEN, apiUrl, log });
    expect(await messenger.show(outgoing())).toMatchObject({ status: 'sent' });
  }
});
