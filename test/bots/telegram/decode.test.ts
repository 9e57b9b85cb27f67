/** Updates in the shapes that Telegram records (test/fixtures/telegram) → events, or nothing. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Update } from 'telegraf/types';
import { describe, expect, test } from 'vitest';
import { type InboundEvent, inboundEventSchema } from '../../../bots/shared/event.ts';
import { type Decoding, decodeUpdate } from '../../../bots/telegram/decode.ts';

const folder = new URL('../../fixtures/telegram/', import.meta.url);
const fixture = (name: string): Update =>
  JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Update;

const person = (user: string, name: string) => ({
  type: 'person' as const,
  identity: { platform: 'telegram' as const, tenant: '', user },
  name,
});
const decoding: Decoding = {
  bot: { id: '7000000001', username: 'TuppenceBot' },
  now: new Date('2026-11-22T21:00:00Z'),
  author: person('612345679', 'Bob'),
};
const decode = (name: string): InboundEvent[] => decodeUpdate(fixture(name), decoding);

/** The fixture, and what must come of it: each event's own fields. */
const cases: [string, Partial<Record<string, unknown>>[]][] = [
  [
    'chosen-inline-result',
    [
      {
        kind: 'chosen',
        dedupeKey: '7000000001:chosen:AgAAAGQAAAB7',
        result: 'request:0',
        text: 'request 5 pizza',
        message: { platform: 'telegram', channel: 'inline', message: 'AgAAAGQAAAB7' },
      },
    ],
  ],
  // Where the message is, nobody tells: what else is said goes to the presser's own chat.
  [
    'callback-query-inline',
    [
      {
        kind: 'action',
        conversation: {
          platform: 'telegram',
          tenant: '',
          community: '',
          channel: '612345679',
          kind: 'direct',
        },
        message: { platform: 'telegram', channel: 'inline', message: 'AgAAAGQAAAB7' },
      },
    ],
  ],
  [
    'command-in-group',
    [
      {
        kind: 'command',
        name: 'pay',
        dedupeKey: '7000000001:-1001234567890:1201',
        args: [
          { type: 'text', text: '5 🎂👩‍👩‍👧 @bob_b and' },
          person('612345679', 'Bob'),
          { type: 'text', text: 'for 🍕' },
        ],
        actor: {
          identity: { platform: 'telegram', tenant: '', user: '512345678' },
          name: 'Alice Archer',
          handle: 'alice_a',
          locale: 'de',
        },
        conversation: {
          platform: 'telegram',
          tenant: '',
          community: '-1001234567890',
          channel: '-1001234567890',
          kind: 'group',
        },
      },
    ],
  ],
  [
    'command-in-private',
    [
      {
        kind: 'command',
        name: 'balance',
        args: [],
        conversation: {
          platform: 'telegram',
          tenant: '',
          community: '',
          channel: '512345678',
          kind: 'direct',
        },
      },
    ],
  ],
  [
    'start-with-payload',
    [{ kind: 'command', name: 'start', args: [{ type: 'text', text: 'link_ABCD2345' }] }],
  ],
  ['command-as-reply', [{ kind: 'command', name: 'pay', replyTo: person('612345679', 'Bob') }]],
  ['direct-message', [{ kind: 'message', text: 'hello there' }]],
  [
    'callback-query',
    [
      {
        kind: 'action',
        intent: 'i_0123456789',
        dedupeKey: '7000000001:press:2200345678901234567',
        message: { platform: 'telegram', channel: '-1001234567890', message: '1202' },
      },
    ],
  ],
  ['callback-query-inaccessible', [{ kind: 'action', intent: 'i_0123456789' }]],
  [
    'reaction-changed',
    [
      { kind: 'reaction', emoji: '👍', added: false, author: person('612345679', 'Bob') },
      { kind: 'reaction', emoji: '🔥', added: true },
      { kind: 'reaction', emoji: 'custom:5368324170671202286', added: true },
    ],
  ],
  ['unblocked', [{ kind: 'reachable' }]],
  ...[
    'blocked',
    'edited',
    'forwarded',
    'via-bot',
    'by-a-bot',
    'by-anonymous-admin',
    'channel-post',
    'auto-forward',
    'for-another-bot',
    'quoted',
    'migrated',
    'unknown-in-group',
    'command-inside-text',
    'joined',
    'reaction-anonymous',
  ].map((name): [string, []] => [name, []]),
];

describe('B1, E1, R3, row 19: an update becomes exactly the events that a person meant', () => {
  test.each(cases)('%s', (name, expected) => {
    const events = decode(name);
    expect(events).toMatchObject(expected);
    expect(events).toHaveLength(expected.length);
    for (const event of events) expect(inboundEventSchema.parse(event)).toEqual(event);
    expect(new Set(events.map(({ dedupeKey }) => dedupeKey)).size).toBe(events.length);
  });

  test('every recorded shape has its row here', () => {
    const files = readdirSync(folder).map((file) => file.replace('.json', ''));
    expect(files.sort()).toEqual([...cases.map(([name]) => name), 'command-in-topic'].sort());
  });
});

test('in a topic, the service message that opened it is nobody to be paid', () => {
  const [event] = decode('command-in-topic');
  expect(event).toMatchObject({ kind: 'command', name: 'pay', conversation: { thread: '40' } });
  expect(event).not.toHaveProperty('replyTo');
});

test('B1: a mention of the bot itself is a person that is a bot, not a handle to be claimed', () => {
  const text = '/pay @TUPPENCEBOT 5';
  const update = structuredClone(fixture('command-in-private')) as Update.MessageUpdate;
  Object.assign(update.message, {
    text,
    entities: [
      { type: 'bot_command', offset: 0, length: 4 },
      { type: 'mention', offset: 5, length: 12 },
    ],
  });
  expect(decodeUpdate(update, decoding)).toMatchObject([
    {
      args: [
        { type: 'person', isBot: true, identity: { user: '7000000001' } },
        { type: 'text', text: '5' },
      ],
    },
  ]);
});

test('row 20: what PostgreSQL cannot store is not in an event: NUL and halves of surrogate pairs', () => {
  const update = structuredClone(fixture('command-in-private')) as Update.MessageUpdate;
  Object.assign(update.message, { text: '/balance a\0b\ud83dc' });
  Object.assign(update.message.from, { first_name: '\ud800', last_name: undefined, username: undefined });
  expect(decodeUpdate(update, decoding)).toMatchObject([
    { args: [{ type: 'text', text: 'abc' }], actor: { name: '512345678' } },
  ]);
});

test('a name is never empty: the username or the id stands in', () => {
  const update = structuredClone(fixture('command-in-private')) as Update.MessageUpdate;
  Object.assign(update.message.from, { first_name: ' ', last_name: undefined });
  expect(decodeUpdate(update, decoding)).toMatchObject([{ actor: { name: '@alice_a' } }]);
});

test.each(['command-in-group', 'reaction-changed', 'unblocked'])(
  'row 12: %s has the same keys under another update id, for those begin anew after a silence',
  (name) => {
    const keysOf = (update: Update) => decodeUpdate(update, decoding).map(({ dedupeKey }) => dedupeKey);
    expect(keysOf({ ...fixture(name), update_id: 999 })).toEqual(keysOf(fixture(name)));
  },
);

test('another message under an update id that was there before is another event', () => {
  const update = structuredClone(fixture('command-in-group')) as Update.MessageUpdate;
  update.message.message_id += 1;
  const [first, second] = [decode('command-in-group'), decodeUpdate(update, decoding)];
  expect(first[0]!.dedupeKey).not.toBe(second[0]!.dedupeKey);
});

test('somebody without a username is said to have none', () => {
  const update = structuredClone(fixture('command-in-private')) as Update.MessageUpdate;
  Object.assign(update.message.from, { username: undefined });
  expect(decodeUpdate(update, decoding)).toMatchObject([{ actor: { handle: null } }]);
});

test('row 12: the same press has the same key under another update id', () => {
  const first = fixture('callback-query');
  const [a] = decodeUpdate(first, decoding);
  const [b] = decodeUpdate({ ...first, update_id: 999 } as Update, decoding);
  expect(a!.dedupeKey).toBe(b!.dedupeKey);
});

test('what was sent inline without an id to edit it by is nothing', () => {
  const update = structuredClone(fixture('chosen-inline-result')) as Update.ChosenInlineResultUpdate;
  Object.assign(update.chosen_inline_result, { inline_message_id: undefined });
  expect(decodeUpdate(update, decoding)).toEqual([]);
});

test('row 13: a press whose data nobody of ours can have written is nothing', () => {
  const update = structuredClone(fixture('callback-query')) as Update.CallbackQueryUpdate;
  Object.assign(update.callback_query, { data: 'x'.repeat(65) });
  expect(decodeUpdate(update, decoding)).toEqual([]);
});
