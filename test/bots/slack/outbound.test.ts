/** The rows of the design that concern the way out, through the real WebClient. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { preview } from '../../../bots/playground/state.ts';
import type { OutgoingCard } from '../../../bots/shared/adapter.ts';
import type { InboundEvent } from '../../../bots/shared/event.ts';
import { createSlackMessenger } from '../../../bots/slack/index.ts';
import type { ReplyContext } from '../../../core/index.ts';
import { atOneInstant } from '../../support/clock.ts';
import { cardOf, messageText, until } from '../shared/contract-support.ts';
import { GENERAL, identityOf, inChannel, log, type SlackSetup, slackSetup, TOKENS } from './harness.ts';

let setup: SlackSetup;
let events: InboundEvent[];
let serial = 0;

async function started(more: Parameters<typeof slackSetup>[1] = {}): Promise<void> {
  setup = await slackSetup('socket', more);
  events = [];
  await setup.adapter.start(async (event) => {
    events.push(event);
    return { fresh: true };
  });
}
beforeEach(() => started());
afterEach(() => setup.stop());

const outgoing = (title: string, more: Partial<OutgoingCard> = {}): OutgoingCard => {
  serial += 1;
  return {
    id: `delivery-${serial}`,
    audience: 'conversation',
    conversation: inChannel(GENERAL),
    person: identityOf('U0ALICE'),
    card: cardOf({ title }),
    ...more,
  };
};
const show = (message: OutgoingCard) => setup.messenger.show(message);
const seen = (user: string, channel: string) => setup.chat.messages(user, channel).map(messageText);
const titles = (user: string, channel: string) => seen(user, channel).map((text) => text.trim());

/** Alice types a command there; its way to be answered. */
async function replyTo(channel: string, text = '/balance'): Promise<ReplyContext> {
  const before = events.length;
  await setup.chat.say('U0ALICE', channel, text);
  await until(() => events.length > before, 'the command');
  return events.at(-1)!.reply!;
}

const calls = (method: string): { count: number } => {
  const counter = { count: 0 };
  setup.chat.onCall((call) => {
    if (call.method === method) counter.count += 1;
  });
  return counter;
};

describe('a file that is for one person', () => {
  const file = { name: 'statement.pdf', media_type: 'application/pdf', bytes: Buffer.from('%PDF-') };
  const statement = { card: { ...cardOf({ title: 'Statement for October & more' }), file } };
  const fileElsewhere = 'The file is in our own chat.';
  const ours = () => setup.chat.channels('U0ALICE').find(({ kind }) => kind === 'direct')!.id;

  it('is called by its title in the direct conversation, and where it was asked for stands where it went', async () => {
    const reply = await replyTo(GENERAL);
    const sent = await show(outgoing('', { audience: 'private', reply, fileElsewhere, ...statement }));
    expect(sent).toMatchObject({ status: 'sent' });
    expect(titles('U0ALICE', GENERAL).join()).toContain(fileElsewhere);
    const [alone] = setup.chat.messages('U0ALICE', ours());
    expect(alone!.files).toMatchObject([{ name: 'statement.pdf' }]);
    expect(preview(alone!)).toBe('Statement for October & more');
  });

  it('where the card comes along has no need of either, and peeks out by its name', async () => {
    const conversation = { ...inChannel(ours()), kind: 'direct' as const };
    const reply = await replyTo(ours());
    for (const more of [
      { audience: 'private' as const, reply, conversation },
      { audience: 'direct' as const },
    ])
      await show(outgoing('', { fileElsewhere, ...statement, ...more }));
    expect(titles('U0ALICE', ours()).join()).not.toContain(fileElsewhere);
    const alone = setup.chat.messages('U0ALICE', ours()).filter(({ files }) => files);
    expect(alone.map(preview)).toEqual(['statement.pdf', 'statement.pdf']);
  });
});

describe('A2: response_urls', () => {
  it('after five uses the sixth private answer comes all the same, in place', async () => {
    const reply = await replyTo(GENERAL);
    for (let use = 1; use <= 7; use += 1) {
      const result = await show(outgoing(`use ${use}`, { audience: 'private', reply }));
      const via = use <= 5 ? 'response_url' : 'ephemeral';
      expect(result).toMatchObject({ status: 'sent', ref: { data: { via } } });
    }
    expect(titles('U0ALICE', GENERAL)).toHaveLength(7);
    expect(titles('U0BOB', GENERAL)).toEqual([]);
  });

  it('after their end a private answer goes in place, or by direct message where we are not, and says so', async () => {
    const reply = await replyTo(GENERAL);
    setup.chat.expireReplies();
    expect(await show(outgoing('late', { audience: 'private', reply }))).toMatchObject({
      status: 'sent',
      ref: { data: { via: 'ephemeral' } },
    });
    const elsewhere = outgoing('elsewhere', {
      audience: 'private',
      reply,
      conversation: inChannel('D0PEOPLE'),
    });
    expect(await show(elsewhere)).toMatchObject({
      status: 'sent',
      degraded: 'direct',
      ref: { channel: 'D0U0ALICE' },
    });
    expect(titles('U0ALICE', 'D0U0ALICE')).toEqual(['elsewhere']);
  });

  it('somebody else’s way to be answered is not used for a private message', async () => {
    const reply = await replyTo(GENERAL);
    const toBob = outgoing('for Bob', { audience: 'private', person: identityOf('U0BOB'), reply });
    expect(await show(toBob)).toMatchObject({ status: 'sent', ref: { data: { via: 'ephemeral' } } });
    expect(titles('U0ALICE', GENERAL)).toEqual([]);
    expect(titles('U0BOB', GENERAL)).toEqual(['for Bob']);
  });

  it('a private message never appears in somebody else’s direct conversation', async () => {
    const conversation = { ...inChannel('D0U0BOB'), community: '', kind: 'direct' as const };
    const result = await show(outgoing('for Alice', { audience: 'private', conversation }));
    expect(result).toMatchObject({ status: 'sent', ref: { channel: 'D0U0ALICE' } });
    expect(titles('U0BOB', 'D0U0BOB')).toEqual([]);
  });

  it('where the app is not, the card appears by the response_url, and its next state is posted anew', async () => {
    for (const channel of ['C0SECRET', 'D0PEOPLE']) {
      const reply = await replyTo(channel, '/pay @bob 5');
      const conversation = inChannel(channel);
      const pending = await show(outgoing('pending', { conversation, reply }));
      expect(pending).toMatchObject({
        status: 'sent',
        ref: { channel, message: '', data: { via: 'response_url' } },
      });
      if (pending.status !== 'sent') return;
      const receipt = outgoing('receipt', { conversation, reply, previous: pending.ref });
      expect(await show(receipt)).toMatchObject({ status: 'sent', ref: { data: { via: 'response_url' } } });
      expect(titles('U0BOB', channel)).toEqual(['pending', 'receipt']);
      setup.chat.expireReplies();
      expect(
        await show({ ...receipt, reply: { ...reply, expiresAt: new Date(0).toISOString() } }),
      ).toMatchObject({ status: 'expired' });
      expect(await show(outgoing('again', { conversation }))).toMatchObject({ status: 'forbidden' });
    }
  });

  it('in a public channel without the app the card is posted as a message', async () => {
    const reply = await replyTo('C0PUBLIC', '/pay @bob 5');
    const sent = await show(outgoing('public', { conversation: inChannel('C0PUBLIC'), reply }));
    expect(sent).toMatchObject({
      status: 'sent',
      ref: { channel: 'C0PUBLIC', message: expect.stringMatching(/^\d+\.\d{6}$/) },
    });
  });
});

describe('O1: outcomes that nobody knows', () => {
  it('a lost answer is not tried again by the SDK, and is found afterwards in channels, threads and direct messages', async () => {
    await setup.chat.say('U0BOB', GENERAL, 'a thread');
    const thread = setup.chat.messages('U0BOB', GENERAL)[0]!.id;
    const places: Partial<OutgoingCard>[] = [
      {},
      { conversation: { ...inChannel(GENERAL), thread } },
      { audience: 'direct' },
    ];
    for (const [at, place] of places.entries()) {
      const posted = calls('chat.postMessage');
      const message = outgoing(`lost ${at}`, place);
      setup.chat.faults.loseResponse('chat.postMessage', 1);
      expect(await show(message)).toMatchObject({ status: 'unknown' });
      expect(posted.count).toBe(1);
      const found = await show({ ...message, reconcile: true, card: cardOf({ title: `found ${at}` }) });
      expect(found).toMatchObject({ status: 'sent' });
      expect(posted.count).toBe(1);
      if (found.status !== 'sent') return;
      const all = [...titles('U0ALICE', GENERAL), ...titles('U0ALICE', 'D0U0ALICE')];
      expect(all.filter((title) => title.includes(String(at)))).toEqual([`found ${at}`]);
    }
  });

  it('a try that never arrived is posted when it is reconciled', async () => {
    const message = outgoing('once');
    setup.chat.faults.fail('chat.postMessage', 1, 500);
    expect(await show(message)).toMatchObject({ status: 'unknown' });
    expect(await show({ ...message, reconcile: true })).toMatchObject({ status: 'sent' });
    expect(titles('U0BOB', GENERAL)).toEqual(['once']);
  });

  it('nothing is posted while it cannot be looked for', async () => {
    const message = outgoing('careful', { reconcile: true });
    setup.chat.faults.fail('conversations.history', 1, 503);
    expect(await show(message)).toMatchObject({ status: 'unknown' });
    expect(titles('U0BOB', GENERAL)).toEqual([]);
  });

  it('server errors, a dead socket and a lost answer of a response_url are unknown', async () => {
    const reply = await replyTo(GENERAL);
    setup.chat.faults.fail('response_url', 1, 502);
    expect(await show(outgoing('a', { audience: 'private', reply }))).toMatchObject({ status: 'unknown' });
    setup.chat.faults.loseResponse('response_url', 1);
    expect(await show(outgoing('b', { audience: 'private', reply }))).toMatchObject({ status: 'unknown' });
    const { botToken } = TOKENS;
    const nowhere = createSlackMessenger({ botToken, apiUrl: 'http://127.0.0.1:9/api/', log });
    expect(await nowhere.show(outgoing('c'))).toMatchObject({ status: 'unknown' });
  });

  it('an edit whose answer was lost is repeated without harm', async () => {
    const first = await show(outgoing('first'));
    if (first.status !== 'sent') throw new Error('not sent');
    const edit = outgoing('second', { previous: first.ref });
    setup.chat.faults.loseResponse('chat.update', 1);
    expect(await show(edit)).toMatchObject({ status: 'unknown' });
    expect(await show({ ...edit, reconcile: true })).toEqual(first);
    expect(titles('U0BOB', GENERAL)).toEqual(['second']);
  });
});

describe('L1: rate limits', () => {
  it('more than a burst in one channel is told to wait, as Slack says, and the next channel is not', async () => {
    await setup.stop();
    await started({ rateLimits: true });
    const post = (_: unknown, at: number) => show(outgoing(`burst ${at}`));
    const results = await atOneInstant(() => Promise.all(Array.from({ length: 20 }, post)));
    const limited = results.filter(({ status }) => status === 'rate_limited');
    expect(limited.length).toBeGreaterThan(0);
    expect(limited[0]).toEqual({ status: 'rate_limited', retry_after_ms: 1000, scope: 'conversation' });
    expect(titles('U0BOB', GENERAL)).toHaveLength(20 - limited.length);
    expect(await show(outgoing('direct', { audience: 'direct' }))).toMatchObject({ status: 'sent' });
  });

  it('a limit on an edit or a response_url is told too', async () => {
    const first = await show(outgoing('first'));
    if (first.status !== 'sent') throw new Error('not sent');
    setup.chat.faults.rateLimit('chat.update', 1, 7000);
    expect(await show(outgoing('x', { previous: first.ref }))).toEqual({
      status: 'rate_limited',
      retry_after_ms: 7000,
      scope: 'platform',
    });
    const reply = await replyTo(GENERAL);
    setup.chat.faults.rateLimit('response_url', 1, 2000);
    expect(await show(outgoing('y', { audience: 'private', reply }))).toMatchObject({ retry_after_ms: 2000 });
  });
});

describe('what cannot be sent', () => {
  it('M1: a message beyond the limits is invalid, a bug of ours', async () => {
    const fields = Array.from({ length: 11 }, () => ({
      label: 'a',
      value: [{ type: 'text' as const, text: 'b' }],
    }));
    expect(await show(outgoing('x', { card: cardOf({ title: 'x', fields }) }))).toMatchObject({
      status: 'invalid',
      reason: 'invalid_blocks',
    });
  });

  it('D1: whoever takes no direct message is unreachable, also after the conversation was known', async () => {
    const message = outgoing('hello', { audience: 'direct', person: identityOf('U0BOB') });
    expect(await show(message)).toMatchObject({ status: 'sent' });
    setup.chat.setReachable('U0BOB', false);
    expect(await show(message)).toMatchObject({ status: 'unreachable' });
    expect(await show(message)).toMatchObject({ status: 'unreachable', reason: 'user_disabled' });
    for (const user of ['U0TUPPENCEAPP', 'U0NOBODY'])
      expect(await show(outgoing('x', { audience: 'direct', person: identityOf(user) }))).toMatchObject({
        status: 'unreachable',
      });
  });

  it('U1: a person of another workspace is unreachable, even with an id that exists here', async () => {
    const person = { ...identityOf('U0BOB'), tenant: 'T9999' };
    for (const audience of ['direct', 'private', 'home'] as const)
      expect(await show(outgoing('x', { audience, person }))).toMatchObject({ status: 'unreachable' });
    expect(titles('U0BOB', 'D0U0BOB')).toEqual([]);
  });

  it('a message that is gone has expired', async () => {
    const previous = { platform: 'slack' as const, channel: GENERAL, message: '1.000001' };
    expect(await show(outgoing('x', { previous }))).toMatchObject({
      status: 'expired',
      reason: 'message_not_found',
    });
  });

  it('a form’s trigger opens one form, within its time', async () => {
    const form = { title: 'Send', intent: 'f_1', submit: 'Send', fields: [] };
    const reply = await replyTo(GENERAL, '/pay');
    expect(await setup.messenger.open(reply, form)).toMatchObject({ status: 'sent' });
    expect(await setup.messenger.open(reply, form)).toMatchObject({
      status: 'expired',
      reason: 'exchanged_trigger_id',
    });
    const late = await replyTo(GENERAL, '/pay');
    setup.chat.expireReplies();
    expect(await setup.messenger.open(late, form)).toMatchObject({
      status: 'expired',
      reason: 'expired_trigger_id',
    });
  });
});

it('a form that was opened anywhere is answered there, and its private answers come in place', async () => {
  const reply = await replyTo('D0PEOPLE', '/pay');
  const form = {
    title: 'Send money',
    intent: 'f_2',
    submit: 'Send',
    fields: [
      {
        name: 'who',
        label: 'To',
        kind: 'people' as const,
        values: ['U0BOB'],
        required: true,
        peopleMax: 10,
      },
      { name: 'amount', label: 'Amount', kind: 'text' as const, required: true, charactersMax: 20 },
    ],
  };
  expect(await setup.messenger.open(reply, form)).toMatchObject({ status: 'sent' });
  const shown = setup.chat.form('U0ALICE')!;
  expect(shown.fields[0]!.select!.chosen).toEqual(['U0BOB']);
  await setup.chat.submitForm('U0ALICE', shown.id, { who: ['U0BOB'], amount: '5 & 6' });
  const event = await until(() => events.find(({ kind }) => kind === 'form'), 'the form');
  expect(event).toMatchObject({
    conversation: { channel: 'D0PEOPLE', kind: 'group' },
    values: { who: [{ name: 'Bob', identity: identityOf('U0BOB') }], amount: [{ text: '5 & 6' }] },
  });
  const refused = outgoing('refused', {
    audience: 'private',
    conversation: event.conversation,
    reply: event.reply!,
  });
  expect(await show(refused)).toMatchObject({ status: 'sent', ref: { data: { via: 'response_url' } } });
  expect(titles('U0ALICE', 'D0PEOPLE')).toEqual(['refused']);
  expect(titles('U0BOB', 'D0PEOPLE')).toEqual([]);
});

it('a file that was chosen in a form is named by the event, and fetched from Slack alone with the bot’s token', async () => {
  const reply = await replyTo(GENERAL, '/tab');
  const fields = [
    { name: 'file', label: 'File', kind: 'file' as const, required: true, extensions: ['csv'] },
  ];
  const form = { title: 'Import', intent: 'f_3', submit: 'Import', fields };
  expect(await setup.messenger.open(reply, form)).toMatchObject({ status: 'sent' });
  const shown = setup.chat.form('U0ALICE')!;
  expect(shown.fields).toMatchObject([{ kind: 'file', required: true, extensions: ['csv'] }]);
  await setup.chat.submitForm('U0ALICE', shown.id, {});
  expect(setup.chat.form('U0ALICE')!.errors).toEqual({ file: 'Please fill this in.' });
  const trip = { name: 'trip.csv', media_type: 'text/csv', text: 'für a,b' };
  await setup.chat.submitForm('U0ALICE', shown.id, {}, { file: trip });
  const event = await until(() => events.find(({ kind }) => kind === 'form'), 'the form');
  if (event.kind !== 'form') throw new Error('not a form');
  const file = event.files!.file!;
  expect(file).toMatchObject({ name: 'trip.csv', media_type: 'text/csv', size_bytes: 8 });
  expect(JSON.stringify(event)).not.toContain('für');
  expect(event.submission).toMatch(/./);
  expect(await setup.messenger.fetchFile!(file.reference, 100)).toEqual({
    status: 'fetched',
    bytes: Buffer.from('für a,b'),
  });
  // Slack answers whoever has no such token with its sign-in page, by a redirect.
  const stranger = createSlackMessenger({ botToken: 'xoxb-other', apiUrl: `${setup.chat.apiUrl}`, log });
  expect(await stranger.fetchFile!(file.reference, 100)).toMatchObject({ status: 'gone' });
  for (const elsewhere of ['https://files.slack.com.evil.example/x', 'http://127.0.0.1:1/x', 'file:///x', ''])
    expect(await setup.messenger.fetchFile!(elsewhere, 100)).toMatchObject({ status: 'gone' });
});

it('a button on the home page is pressed from the direct conversation', async () => {
  const buttons = [{ label: 'Link', style: 'plain' as const, press: { intent: 'i_home' } }];
  await show(outgoing('Home', { audience: 'home', card: cardOf({ title: 'Home', buttons }) }));
  const home = setup.chat.home('U0ALICE')!;
  await setup.chat.press('U0ALICE', home.channel, home.id, home.buttons[0]![0]!.id);
  const event = await until(() => events.find(({ kind }) => kind === 'action'), 'the press');
  expect(event).toMatchObject({ intent: 'i_home', conversation: { kind: 'direct', channel: 'D0U0ALICE' } });
  const answer = outgoing('private', {
    audience: 'private',
    conversation: event.conversation,
    reply: event.reply!,
  });
  expect(await show(answer)).toMatchObject({ status: 'sent', ref: { channel: 'D0U0ALICE' } });
});
