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

describe('a file is whatever a person sends, with its command as the caption or in an answer', () => {
  const chat = { id: 612345678, type: 'private' as const, first_name: 'Alice' };
  const from = { id: 612345678, is_bot: false, first_name: 'Alice' };
  const message = (id: number, more: object) => ({
    message_id: id,
    date: 1_700_000_000,
    chat,
    from,
    ...more,
  });
  const caption = {
    caption: '/paywall 5 Sunset',
    caption_entities: [{ type: 'bot_command', offset: 0, length: 8 }],
  };
  const text = { text: caption.caption, entities: caption.caption_entities };
  const decoded = (more: object) =>
    decodeUpdate({ update_id: 1, message: message(7, more) } as unknown as Update, decoding);
  const known = (id: string) => ({ file_id: id, file_unique_id: id, file_size: 1000 });
  const size = (id: string, width: number) => ({ ...known(id), width, height: width });
  const moving = { width: 640, height: 320, duration: 3 };

  const sent: [string, object, object][] = [
    // Whatever the order of its sizes.
    [
      'photo',
      { photo: [size('s', 90), size('l', 1280), size('m', 320)] },
      { name: 'photo.jpg', media_type: 'image/jpeg', reference: 'l', shown_as: 'photo', reusable: true },
    ],
    [
      'video',
      { video: { ...known('v'), ...moving } },
      { name: 'video.mp4', media_type: 'video/mp4', reference: 'v', shown_as: 'video', reusable: true },
    ],
    [
      'video with a name',
      { video: { ...known('v'), ...moving, file_name: 'a.mov', mime_type: 'video/quicktime' } },
      { name: 'a.mov', media_type: 'video/quicktime', shown_as: 'video' },
    ],
    [
      'animation, which is a document, too',
      { animation: { ...known('a'), ...moving }, document: known('a') },
      { name: 'animation.mp4', media_type: 'video/mp4', shown_as: 'animation', reusable: true },
    ],
    [
      'audio',
      { audio: { ...known('m'), duration: 3 } },
      { name: 'audio.mp3', media_type: 'audio/mpeg', shown_as: 'audio', reusable: true },
    ],
    [
      'voice',
      { voice: { ...known('o'), duration: 3, mime_type: 'audio/ogg' } },
      { name: 'voice.ogg', media_type: 'audio/ogg', shown_as: 'voice', reusable: true },
    ],
    [
      'document',
      { document: { ...known('d'), file_name: 'a.pdf', mime_type: 'application/pdf' } },
      { name: 'a.pdf', media_type: 'application/pdf', reference: 'd', reusable: true },
    ],
  ];
  const note = { video_note: { ...known('n'), length: 240, duration: 3 } };

  test.each(sent)('%s', (_, file, expected) => {
    const events = decoded({ ...file, ...caption });
    expect(events).toMatchObject([
      { kind: 'command', name: 'paywall', file: { size_bytes: 1000, ...expected } },
    ]);
    expect(inboundEventSchema.parse(events[0])).toEqual(events[0]);
    const answering = decoded({ ...text, reply_to_message: message(6, file) });
    expect(answering).toMatchObject([{ kind: 'command', replyToFile: { size_bytes: 1000, ...expected } }]);
    expect(answering[0]).not.toHaveProperty('file');
  });

  test('a video note, which has no caption and cannot be sent with one by its id', () => {
    const [answering] = decoded({ ...text, reply_to_message: message(6, note) });
    expect(answering).toMatchObject({ replyToFile: { name: 'video.mp4', shown_as: 'video' } });
    expect(answering).not.toHaveProperty('replyToFile.reusable');
  });

  test('one of an album says that it is one of several', () => {
    expect(decoded({ ...sent[0]![1], ...caption, media_group_id: '9' })).toMatchObject([
      { file: { ofSeveral: true } },
    ]);
  });

  test('with other words it is nothing, and without any', () => {
    expect(decoded({ ...sent[0]![1], caption: 'look at that' })).toEqual([]);
    expect(decoded(sent[0]![1])).toEqual([]);
    expect(decoded(note)).toEqual([]);
  });
});
