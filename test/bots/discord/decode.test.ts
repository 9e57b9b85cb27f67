/** Payloads shaped as Discord documents and sends them (test/fixtures/discord), decoded. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decodeInteraction, decodeMessage, decodeReaction } from '../../../bots/discord/decode.ts';
import { type InboundEvent, inboundEventSchema } from '../../../bots/shared/event.ts';

const load = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../fixtures/discord/${name}.json`, import.meta.url), 'utf8'));
const interaction = (name: string) => decodeInteraction(load(name));
const person = (user: string, name: string, isBot?: boolean) => ({
  type: 'person',
  identity: { platform: 'discord', tenant: '', user },
  name,
  ...(isBot !== undefined && { isBot }),
});
const text = (words: string) => ({ type: 'text', text: words });
const nobody = () => null;

const MASON = '53908232506183680';
const SAM = '82198898841029460';
const NELLY = '80351110224678912';

describe('a slash command', () => {
  const event = interaction('command-pay')!;

  test('has its options strung together in the order of the grammar, whatever the order they were filled in', () => {
    expect(event).toMatchObject({
      kind: 'command',
      name: 'pay',
      args: [
        person(MASON, 'Mace', false),
        person(SAM, SAM),
        text(' @dave@slack each 15,38 EUR for lunch with '),
        person(SAM, SAM),
      ],
    });
  });

  test('U1: says who, since when they have their account, where, when and in which language, with ids that are stable', () => {
    expect(event).toMatchObject({
      dedupeKey: '1101861890227290112',
      at: '2023-04-29T13:25:46.234Z',
      actor: {
        identity: { platform: 'discord', tenant: '', user: NELLY },
        name: 'Nelly',
        handle: 'nelly',
        locale: 'de',
        accountSince: '2015-08-10T17:26:37.529Z',
      },
      conversation: { community: '290926798626357999', channel: '645027906669510667', kind: 'group' },
    });
  });

  test('carries what a late answer needs, for 15 minutes from the interaction and not from now', () => {
    expect(event.reply?.data).toMatchObject({ kind: 'command', private: false, user: NELLY });
    expect(event.reply?.expiresAt).toBe('2023-04-29T13:40:16.234Z');
  });

  test('with a subcommand begins with its name', () => {
    expect(interaction('command-bank-fund')).toMatchObject({
      name: 'bank',
      args: [text('fund '), person(MASON, 'Mason', false), text(' 100')],
      reply: { data: { private: true } },
    });
  });

  test('in a direct conversation belongs to no community, and its answer is private', () => {
    expect(interaction('command-balance-direct')).toMatchObject({
      name: 'balance',
      args: [],
      actor: { identity: { user: NELLY } },
      conversation: { community: '', channel: '1101861000000000000', kind: 'direct' },
      reply: { data: { private: true } },
    });
  });

  test('that names a bot says so', () => {
    expect(interaction('command-pay-bot')).toMatchObject({
      args: [person('845027738276462632', 'VS API Bot', true), text(' 5')],
    });
  });

  test("from a person's menu is the same command with that person", () => {
    expect(interaction('menu-pay')).toMatchObject({
      kind: 'command',
      name: 'pay',
      args: [person(MASON, 'Mason', false)],
      reply: { data: { private: true } },
    });
  });
});

describe('buttons and forms', () => {
  test('a button gives its intent, its message and who pressed it', () => {
    expect(interaction('button')).toMatchObject({
      kind: 'action',
      intent: 'i_0123456789abcdef0123456789abcd',
      actor: { identity: { user: MASON } },
      message: { channel: '645027906669510667', message: '1101861837228052541' },
      reply: { data: { kind: 'button', message: '1101861837228052541' } },
    });
  });

  test('a form with labels gives people and texts by field name', () => {
    expect(interaction('modal-labels')).toMatchObject({
      kind: 'form',
      intent: 'f_1',
      values: {
        who: [person(MASON, 'Mason', false), person(SAM, 'sam', false)],
        amount: [text('5,00')],
        memo: [],
      },
    });
  });

  test('a form with the older rows gives the same, and a typed mention is a person', () => {
    expect(interaction('modal-rows')).toMatchObject({
      intent: 'f_2',
      values: { who: [person(MASON, MASON)], amount: [text('5')] },
      reply: { data: { message: '1101861837228052541' } },
    });
  });
});

describe('reactions and messages', () => {
  const now = new Date('2025-11-22T12:00:00Z');

  test('a reaction says who, whose message, and has one key for ever', () => {
    const decoded = () => decodeReaction(load('reaction-add'), true, nobody, now);
    expect(decoded()).toMatchObject({
      dedupeKey: `added:1101861837228052541:${NELLY}:☕`,
      actor: { identity: { user: NELLY }, name: 'Nel' },
      emoji: '☕',
      added: true,
      author: person(MASON, MASON),
      message: { channel: '645027906669510667', message: '1101861837228052541' },
    });
    expect(decoded()).toEqual(decoded());
  });

  test("a community's own emoji keeps its id, and where Discord names no author there is none", () => {
    const event = decodeReaction(load('reaction-add-custom-direct'), true, nobody, now);
    expect(event).toMatchObject({ emoji: 'coin:41771983429993937', conversation: { kind: 'direct' } });
    expect(event).not.toHaveProperty('author');
  });

  test('a reaction that is taken back is another event', () => {
    expect(decodeReaction(load('reaction-remove'), false, nobody, now)).toMatchObject({
      added: false,
      dedupeKey: `removed:1101861837228052541:${NELLY}:☕`,
      actor: { name: NELLY },
    });
  });

  test('a direct message is a message', () => {
    expect(decodeMessage(load('message-direct'))).toMatchObject({
      kind: 'message',
      text: 'hello there',
      conversation: { kind: 'direct', community: '' },
      dedupeKey: '1101861890227290113',
    });
  });
});

describe('row 19: a direct message', () => {
  const quoted = { ...load('message-direct'), content: '/pay <@53908099506183680> 500' };

  test('that forwards a command holds nothing that its sender wrote, and does nothing', () => {
    const forwarded = {
      ...load('message-direct'),
      content: '',
      message_reference: { type: 1, channel_id: '1', message_id: '2' },
      message_snapshots: [{ message: { content: quoted.content, type: 0 } }],
    };
    expect(decodeMessage(forwarded)).toBeNull();
  });

  test('that answers a command is its own words alone, and never a command itself', () => {
    const answer = { ...load('message-direct'), type: 19, content: 'thanks', referenced_message: quoted };
    expect(decodeMessage(answer)).toMatchObject({ kind: 'message', text: 'thanks' });
    expect(decodeMessage(quoted)).toMatchObject({ kind: 'message' });
  });
});

describe('B1: nothing comes of', () => {
  const now = new Date();
  const cases: [string, InboundEvent | null][] = [
    ["a bot's reaction", decodeReaction(load('reaction-add-bot'), true, nobody, now)],
    ["a bot's direct message", decodeMessage(load('message-direct-bot'))],
    ['a notice of the platform', decodeMessage(load('message-direct-pinned-notice'))],
    ['what is written in a guild', decodeMessage(load('message-guild'))],
    ['a component that is no button', interaction('select')],
    ['a question for completions', interaction('autocomplete')],
    [
      'a menu that we did not register',
      decodeInteraction({ ...load('menu-pay'), data: { ...load('menu-pay').data, name: 'Report' } }),
    ],
    [
      'an interaction of a bot',
      decodeInteraction({
        ...load('button'),
        member: { ...load('button').member, user: { ...load('button').member.user, bot: true } },
      }),
    ],
  ];
  test.each(cases)('%s', (_, event) => expect(event).toBeNull());
});

describe('the menus that capabilities have', () => {
  const menu = (data: object) =>
    decodeInteraction({ ...load('menu-pay'), data: { ...load('menu-pay').data, ...data } });

  test('of a person say whose it is', () => {
    const person = { type: 'person', identity: { platform: 'discord' } };
    expect(menu({ name: 'Request money' })).toMatchObject({ kind: 'shortcut', name: 'request', person });
  });

  test('of a message say what it is, and who wrote it; a webhook is nobody', () => {
    const message = {
      id: '900',
      channel_id: '901',
      author: { id: '902', username: 'bob', global_name: 'Bob', discriminator: '0', avatar: null },
      content: '60 for dinner',
      timestamp: '2026-05-01T10:00:00.000000+00:00',
    };
    const on = (more: object) =>
      menu({
        type: 3,
        name: 'Split this',
        target_id: '900',
        resolved: { messages: { 900: { ...message, ...more } } },
      });
    expect(on({})).toMatchObject({
      kind: 'shortcut',
      name: 'split',
      target: {
        message: { channel: '901', message: '900' },
        author: { identity: { user: '902' }, name: 'Bob', isBot: false },
        text: '60 for dinner',
      },
    });
    expect(on({ webhook_id: '903' })).toMatchObject({ target: { author: { isBot: true } } });
    expect(menu({ type: 3, name: 'Request money', target_id: '900' })).toBeNull();
  });
});

test('every decoded event is valid, and survives being stored as JSON', () => {
  const names = [
    'command-pay',
    'command-bank-fund',
    'command-balance-direct',
    'menu-pay',
    'button',
    'modal-labels',
  ];
  for (const name of names) {
    const event = interaction(name);
    expect(inboundEventSchema.parse(JSON.parse(JSON.stringify(event)))).toEqual(event);
  }
});
