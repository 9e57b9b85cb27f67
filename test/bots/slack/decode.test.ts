/** Payloads in the shapes that Slack documents (test/fixtures/slack), and hostile ones. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inboundEventSchema } from '../../../bots/shared/event.ts';
import { decode } from '../../../bots/slack/decode.ts';
import { escapeText, slashArguments } from '../../../bots/slack/text.ts';

const context = { team: 'T0001', botUser: 'UAJ2RU415', now: new Date('2026-01-01T00:00:00Z') };
// biome-ignore lint/suspicious/noExplicitAny: a recorded payload, changed by the tests
const fixture = (name: string): any =>
  JSON.parse(readFileSync(new URL(`../../fixtures/slack/${name}.json`, import.meta.url), 'utf8'));
const decoded = (body: unknown) => {
  const result = decode(body, context);
  if (result.is !== 'event') throw new Error(JSON.stringify(result));
  return inboundEventSchema.parse(result.event);
};
const person = (user: string, name = user) => ({
  type: 'person',
  identity: { platform: 'slack', tenant: 'T0001', user },
  name,
});
const text = (words: string) => ({ type: 'text', text: words });

describe('a slash command', () => {
  it('U1: is a command with its people, its text unescaped once, and two ways to answer', () => {
    const event = decoded(fixture('slash_pay'));
    expect(event).toMatchObject({
      kind: 'command',
      name: 'pay',
      dedupeKey: 'command:13345224609.738474920.8088930838d88f008e0',
      actor: { identity: { platform: 'slack', tenant: 'T0001', user: 'U2147483697' }, handle: 'steve' },
      conversation: { community: 'T0001', channel: 'C2147483705', kind: 'group' },
      args: [person('U1234', 'bob'), text(' 5 for tea & <cake>')],
      reply: {
        expiresAt: '2026-01-01T00:30:00.000Z',
        data: {
          user: 'U2147483697',
          responseUrl: 'https://hooks.slack.com/commands/T0001/1234/5678',
          triggerId: '13345224609.738474920.8088930838d88f008e0',
        },
      },
    });
  });

  it.each([
    ['<@U1|bob> 5', [person('U1', 'bob'), text(' 5')]],
    ['5 <@W9> <@U2|x>', [text('5 '), person('W9'), person('U2', 'x')]],
    ['@bob 5', [text('@bob 5')]],
    ['@carol@slack 5', [text('@carol@slack 5')]],
    ['&lt;@U1|bob&gt; 5', [text('<@U1|bob> 5')]],
    ['5 for &amp;lt; &amp;amp;', [text('5 for &lt; &amp;')]],
    ['5 for <#C1|general> <!here> <!subteam^S1|@team>', [text('5 for #general @here @team')]],
    ['5 for <https://example.org/?a=1&amp;b=2>', [text('5 for https://example.org/?a=1&b=2')]],
    ['5 for <https://example.org|look>', [text('5 for look')]],
    ['5 for <@U1|bob>’s cake', [text('5 for '), person('U1', 'bob'), text('’s cake')]],
    ['<@u1|bob> <@U1 5', [text('bob <@U1 5')]],
    ['', []],
    ['   ', []],
  ])('reads %j', (typed, args) => {
    expect(slashArguments(typed, 'T0001')).toEqual(args);
  });

  it('unescapes what Slack escapes, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        const args = slashArguments(escapeText(typed), 'T0001');
        expect(args).toEqual(typed.trim() === '' ? [] : [text(typed)]);
      }),
    );
  });
});

describe('interactions', () => {
  it('row 12: a pressed button carries its intent, and is the same press however often it arrives', () => {
    const event = decoded(fixture('block_actions'));
    expect(event).toMatchObject({
      kind: 'action',
      intent: 'i_0123456789abcdef',
      at: '2019-01-25T14:26:57.840Z',
      conversation: { channel: 'C2147483705', thread: '1548261230.000100', kind: 'group' },
      message: { channel: 'C2147483705', message: '1548261231.000200' },
    });
    const again = { ...fixture('block_actions'), trigger_id: '999.1' };
    expect(decoded(again).dedupeKey).toBe(event.dedupeKey);
    const anew = fixture('block_actions');
    anew.actions[0].action_ts = '1548426418.000000';
    expect(decoded(anew).dedupeKey).not.toBe(event.dedupeKey);
  });

  it('a link button, and a button of anybody else’s, do nothing', () => {
    for (const change of [
      { action_id: 'link_0' },
      { action_id: 'other' },
      { value: undefined },
      { value: 'x'.repeat(65) },
    ]) {
      const body = fixture('block_actions');
      Object.assign(body.actions[0], change);
      expect(decode(body, context)).toMatchObject({ is: 'ignored' });
    }
  });

  it('a button on the home page belongs to the direct conversation', () => {
    const { channel: _, message: __, response_url: ___, ...body } = fixture('block_actions');
    body.container = { type: 'view', view_id: 'V1' };
    expect(decoded(body).conversation).toMatchObject({
      kind: 'direct',
      community: '',
      channel: 'U2147483697',
    });
  });

  it('a submitted form gives its values by name, people as people, and goes where it was opened', () => {
    expect(decoded(fixture('view_submission'))).toMatchObject({
      kind: 'form',
      dedupeKey: 'form:VNHU13V36:156663117.cd33ad1f',
      intent: 'f_0123456789abcdef',
      conversation: { channel: 'C2147483705', community: 'T0001', kind: 'group' },
      values: { who: [person('U1234'), person('U5678')], amount: [text('5 & <6>')], memo: [] },
      reply: { data: { responseUrl: 'https://hooks.slack.com/commands/T0001/1/2' } },
    });
  });

  it('a file of a form is named by what Slack says of it, and what it does not say is nothing', () => {
    const body = fixture('view_submission');
    const chosen = (file: object) => {
      body.view.state.values.file = { value: { type: 'file_input', files: [file] } };
      return decoded(body);
    };
    const url_private_download = 'https://files.slack.com/files-pri/T0001-F1/download/trip.csv';
    expect(
      chosen({ id: 'F1', name: 'trip.csv', mimetype: 'text/csv', size: 7, url_private_download }),
    ).toMatchObject({
      values: { file: [] },
      files: {
        file: { name: 'trip.csv', media_type: 'text/csv', size_bytes: 7, reference: url_private_download },
      },
    });
    expect(chosen({ id: 'F1' })).toMatchObject({
      files: { file: { name: '', media_type: '', size_bytes: 0, reference: '' } },
    });
    body.view.state.values.file = { value: { type: 'file_input', files: [] } };
    expect(decoded(body)).not.toHaveProperty('files');
  });

  it('a form that is not ours does nothing', () => {
    for (const private_metadata of ['', '{}', 'null', '{"v":1}']) {
      const body = fixture('view_submission');
      body.view.private_metadata = private_metadata;
      expect(decode(body, context)).toMatchObject({ is: 'ignored' });
    }
  });

  it('"Send money" is the command pay without arguments, in the direct conversation', () => {
    expect(decoded(fixture('shortcut'))).toMatchObject({
      kind: 'command',
      name: 'pay',
      args: [],
      conversation: { kind: 'direct', community: '' },
    });
  });
});

describe('events', () => {
  it('a direct message is plain text', () => {
    expect(decoded(fixture('message_im'))).toMatchObject({
      kind: 'message',
      dedupeKey: 'event:Ev0PV52K25',
      text: 'ask @bob about <b> &amp;',
      conversation: { kind: 'direct', channel: 'D024BE91L' },
    });
  });

  it('a reaction names the author of the message', () => {
    expect(decoded(fixture('reaction_added'))).toMatchObject({
      kind: 'reaction',
      emoji: '🪙',
      added: true,
      author: person('U1234'),
      message: { channel: 'C2147483705', message: '1360782400.498405' },
    });
  });

  it('R2: a reaction to what a webhook wrote names nobody', () => {
    const body = fixture('reaction_added');
    delete body.event.item_user;
    expect(decoded(body)).not.toHaveProperty('author');
  });

  it('the home tab, opened, is an event; another tab is not', () => {
    expect(decoded(fixture('app_home_opened'))).toMatchObject({
      kind: 'home',
      conversation: { channel: 'D024BE91L' },
    });
    const body = fixture('app_home_opened');
    body.event.tab = 'messages';
    expect(decode(body, context)).toMatchObject({ is: 'ignored' });
  });

  it('B1, E1: bots, edits, deletions and our own messages do nothing', () => {
    const own = fixture('message_im');
    own.event.user = context.botUser;
    const reacted = fixture('reaction_added');
    reacted.event.user = context.botUser;
    const deleted = fixture('message_changed');
    deleted.event.subtype = 'message_deleted';
    const slackbot = fixture('message_im');
    slackbot.event.user = 'USLACKBOT';
    const edited = fixture('message_im');
    edited.event.edited = { user: 'U2147483697', ts: '1' };
    for (const body of [
      fixture('message_changed'),
      fixture('message_from_bot'),
      own,
      reacted,
      deleted,
      slackbot,
      edited,
    ])
      expect(decode(body, context)).toMatchObject({ is: 'ignored' });
  });
});

describe('row 19: a direct message', () => {
  const shared = { is_share: true, is_msg_unfurl: true, author_id: 'U1', text: '/pay <@U1234> 500' };

  it('that forwards a command holds nothing that its sender wrote, and does nothing', () => {
    const body = fixture('message_im');
    Object.assign(body.event, { text: '', attachments: [shared] });
    expect(decode(body, context)).toMatchObject({ is: 'ignored' });
  });

  it('that quotes a command is its own words alone, and never a command itself', () => {
    const body = fixture('message_im');
    Object.assign(body.event, { text: 'look', attachments: [shared] });
    expect(decoded(body)).toMatchObject({ kind: 'message', text: 'look' });
    body.event.text = '/pay <@U1234> 500';
    expect(decoded(body)).toMatchObject({ kind: 'message' });
  });
});

describe('row 21: another workspace', () => {
  it.each([
    'slash_pay',
    'block_actions',
    'view_submission',
    'shortcut',
    'message_action',
    'message_im',
    'reaction_added',
  ])('a %s of it is refused', (name) => {
    expect(decode(fixture(name), { ...context, team: 'T9999' })).toEqual({ is: 'wrong_tenant' });
  });

  it('somebody whose home is elsewhere is not served', () => {
    const body = fixture('block_actions');
    body.user.team_id = 'T9999';
    expect(decode(body, context)).toEqual({ is: 'wrong_tenant' });
  });
});

it('a shortcut is what its capability calls it; on a message it knows the message and who wrote it', () => {
  expect(decode({ ...fixture('shortcut'), callback_id: 'request' }, context)).toMatchObject({
    event: { kind: 'shortcut', name: 'request', conversation: { kind: 'direct' } },
  });
  expect(decode(fixture('message_action'), context)).toMatchObject({
    event: {
      kind: 'shortcut',
      name: 'split',
      conversation: { channel: 'C0GENERAL', kind: 'group' },
      target: {
        message: { channel: 'C0GENERAL', message: '1700000000.000100' },
        author: { identity: { user: 'U0BOB' } },
        at: '2023-11-14T22:13:20.000Z',
      },
    },
  });
  // Slack has no menu of a person: theirs is in the menu of what they wrote.
  for (const [callback_id, name] of [
    ['request_message', 'request'],
    ['send_money_message', 'pay'],
  ])
    expect(decode({ ...fixture('message_action'), callback_id }, context)).toMatchObject({
      event: { kind: 'shortcut', name, person: { identity: { user: 'U0BOB' } } },
    });
  for (const callback_id of ['split', 'nothing', 'request', 'drop_global'])
    expect(decode({ ...fixture('message_action'), callback_id }, context).is).toBe('ignored');
});

it('whatever arrives is decoded into a valid event, or into nothing, and never throws', () => {
  const names = ['slash_pay', 'block_actions', 'view_submission', 'shortcut', 'message_im', 'reaction_added'];
  fc.assert(
    fc.property(
      fc.constantFrom(...names),
      fc.oneof(fc.jsonValue(), fc.constant('1e999'), fc.constant(1e300)),
      fc.nat(),
      (name, junk, at) => {
        const body = fixture(name);
        const spots: [Record<string, unknown>, string][] = [];
        const visit = (value: unknown) => {
          if (typeof value !== 'object' || value === null) return;
          for (const key of Object.keys(value)) {
            spots.push([value as Record<string, unknown>, key]);
            visit((value as Record<string, unknown>)[key]);
          }
        };
        visit(body);
        const [holder, key] = spots[at % spots.length]!;
        holder[key] = junk;
        const result = decode(body, context);
        if (result.is === 'event') inboundEventSchema.parse(result.event);
      },
    ),
    { numRuns: 500 },
  );
});
