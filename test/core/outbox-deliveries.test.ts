import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type {
  Conversation,
  Identity,
  MessageRef,
  Messenger,
  Notice,
  Outgoing,
  SendResult,
} from '../../core/index.ts';
import {
  addDelivery,
  createDeliveries,
  createOutbox,
  followDelivery,
  type Log,
  type NoticeOf,
  reviseDelivery,
  reviveDeliveries,
  type Subject,
  takeMissed,
} from '../../core/outbox/index.ts';
import { freshDatabase } from '../support/database.ts';

const database = await freshDatabase();
const { sql, owner } = database;

const channel: Conversation = {
  platform: 'discord',
  tenant: '',
  community: 'G1',
  channel: 'C1',
  kind: 'group',
};
const bob: Identity = { platform: 'slack', tenant: 'T1', user: 'U1' };
const LANE = 'discord::C1';
const BOBS_LANE = 'direct:slack:T1:U1';

const text = (value: string): Subject => ({
  kind: 'notice',
  notice: { kind: 'choose_amount', text: value, actions: [] },
});
const textOf = (message: Outgoing): string =>
  message.notice.kind === 'choose_amount' ? message.notice.text : message.notice.kind;

/** Payments in this test are a text that changes. */
const states = new Map<string, string>();
const noticeNow = async (subject: Subject): Promise<Notice> =>
  'notice' in subject
    ? subject.notice
    : { kind: 'choose_amount', text: states.get(subject.id) ?? 'none', actions: [] };

const noticeOf: NoticeOf = (_sql, subject) => noticeNow(subject);

/** A chat that remembers what is visible, and answers as it is told. */
const createChat = () => {
  const shown: Outgoing[] = [];
  const visible = new Map<string, string>();
  const answers: (SendResult | ((message: Outgoing) => Promise<SendResult | undefined>))[] = [];
  const post = (message: Outgoing): SendResult => {
    const ref: MessageRef = message.previous ?? {
      platform: message.conversation?.platform ?? message.person!.platform,
      channel: 'C',
      message: message.id,
    };
    visible.set(ref.message, textOf(message));
    return { status: 'sent', ref };
  };
  const messenger: Messenger = {
    async show(message) {
      shown.push(message);
      const answer = answers.shift();
      if (typeof answer === 'function') return (await answer(message)) ?? post(message);
      return answer ?? post(message);
    },
  };
  return { shown, visible, answers, messenger, texts: () => shown.map(textOf) };
};

const recordingLog = (): Log & { errors: object[] } => {
  const errors: object[] = [];
  return { errors, info: () => {}, warn: () => {}, error: (fields) => void errors.push(fields) };
};

const inChannel = (subject: Subject) =>
  addDelivery(sql, { audience: 'conversation', conversation: channel, subject, locale: 'en' });
const toBob = (subject: Subject) =>
  addDelivery(sql, { audience: 'direct', person: bob, subject, locale: 'en' });

/** The waits that platforms and back-offs asked for are over. */
const passTime = async () => {
  await owner`update delivery set not_before = clock_timestamp()`;
  await owner`update lane set not_before = null`;
};
/** Whoever had a lease is dead. */
const expireLeases = async () => {
  await owner`update delivery set lease_until = clock_timestamp() where lease_until is not null`;
  await owner`update lane set lease_until = clock_timestamp() where lease_until is not null`;
};
const stateOf = async (id: bigint) => {
  const [row] = await sql<{ state: string; attempts: number; failure: string | null }[]>`
    select state, attempts, failure from delivery where id = ${id}`;
  return row!;
};

beforeEach(async () => {
  await owner`delete from delivery`;
  await owner`delete from lane`;
  await owner`delete from outbox`;
});

describe('draining a lane', () => {
  test('shows what is due in the order in which it was written, once', async () => {
    const chat = createChat();
    for (const value of ['one', 'two', 'three']) await inChannel(text(value));
    await toBob(text('elsewhere'));
    const deliveries = createDeliveries(sql, noticeNow);
    expect(await deliveries.drain(chat.messenger, LANE)).toBeNull();
    expect(await deliveries.drain(chat.messenger, LANE)).toBeNull();
    expect(chat.texts()).toEqual(['one', 'two', 'three']);
  });

  test('by two processes at once shows everything once, in order', async () => {
    const chat = createChat();
    const processes = [createDeliveries(sql, noticeNow), createDeliveries(database.connect(), noticeNow)];
    const texts = Array.from({ length: 30 }, (_, index) => `message ${index}`);
    for (const value of texts) {
      await inChannel(text(value));
      void processes[0]!.drain(chat.messenger, LANE);
      void processes[1]!.drain(chat.messenger, LANE);
    }
    await vi.waitFor(() => expect(chat.visible.size).toBe(30), 20_000);
    expect(chat.texts()).toEqual(texts);
    await vi.waitFor(async () => {
      expect(await sql`select from lane where holder is not null`).toHaveLength(0);
    }, 20_000);
  });

  test('leaves a lane that another process has to it, which shows what came meanwhile before it lets go', async () => {
    const chat = createChat();
    await inChannel(text('first'));
    const first = createDeliveries(sql, noticeNow);
    const second = createDeliveries(database.connect(), noticeNow);
    chat.answers.push(async () => {
      await inChannel(text('second'));
      expect(await second.drain(chat.messenger, LANE)).toBeNull();
      expect(chat.texts()).toEqual(['first']);
      return undefined;
    });
    await first.drain(chat.messenger, LANE);
    expect(chat.texts()).toEqual(['first', 'second']);
  });

  test('row 11: whose process died while showing is carried on by another, who looks first for what may have been posted', async () => {
    const chat = createChat();
    const id = await inChannel(text('survivor'));
    const dying = createDeliveries(database.connect(), noticeNow);
    let die: () => void = () => {};
    chat.answers.push(() => new Promise<SendResult>((_, reject) => (die = () => reject(new Error('dead')))));
    const lost = dying.drain(chat.messenger, LANE);
    await vi.waitFor(() => expect(chat.shown).toHaveLength(1), 20_000);

    const heir = createDeliveries(sql, noticeNow);
    expect(await heir.drain(chat.messenger, LANE)).toBeNull();
    expect(chat.shown).toHaveLength(1);
    await expireLeases();
    await owner`delete from outbox`;
    const outbox = createOutbox(sql, new Map());
    expect(await outbox.sweep(0)).toBe(1);
    expect(await heir.drain(chat.messenger, LANE)).toBeNull();
    expect(chat.texts()).toEqual(['survivor', 'survivor']);
    expect(chat.shown.map((message) => message.reconcile)).toEqual([undefined, true]);
    expect(new Set(chat.shown.map((message) => message.id)).size).toBe(1);
    die();
    await lost;
    expect((await stateOf(id)).state).toBe('shown');
  });

  test('waits as long as the platform asks, and then goes on', async () => {
    const chat = createChat();
    chat.answers.push({ status: 'rate_limited', retry_after_ms: 60_000, scope: 'conversation' });
    await inChannel(text('one'));
    await inChannel(text('two'));
    const other = await addDelivery(sql, {
      audience: 'conversation',
      conversation: { ...channel, channel: 'C2' },
      subject: text('other channel'),
      locale: 'en',
    });
    const deliveries = createDeliveries(sql, noticeNow);
    const wait_ms = await deliveries.drain(chat.messenger, LANE);
    expect(wait_ms).toBeGreaterThan(30_000);
    expect(wait_ms).toBeLessThanOrEqual(60_000);
    expect(chat.texts()).toEqual(['one']);
    await deliveries.drain(chat.messenger, 'discord::C2');
    expect((await stateOf(other)).state).toBe('shown');
    await passTime();
    expect(await deliveries.drain(chat.messenger, LANE)).toBeNull();
    expect(chat.texts()).toEqual(['one', 'other channel', 'one', 'two']);
  });

  test('of a platform that asks for quiet everywhere stops all its lanes, and no other platform', async () => {
    const chat = createChat();
    chat.answers.push({ status: 'rate_limited', retry_after_ms: 60_000, scope: 'platform' });
    await inChannel(text('one'));
    const conversation = { ...channel, channel: 'C2' };
    await addDelivery(sql, { audience: 'conversation', conversation, subject: text('two'), locale: 'en' });
    await toBob(text('on slack'));
    const deliveries = createDeliveries(sql, noticeNow);
    expect(await deliveries.drain(chat.messenger, LANE)).toBeGreaterThan(0);
    expect(await deliveries.drain(chat.messenger, 'discord::C2')).toBeGreaterThan(0);
    expect(await deliveries.drain(chat.messenger, BOBS_LANE)).toBeNull();
    expect(chat.texts()).toEqual(['one', 'on slack']);
  });
});

describe('a message', () => {
  test('shows the newest state by an edit, never an older one after it', async () => {
    const chat = createChat();
    states.set('9', 'pending');
    const id = await inChannel({ kind: 'payment', id: '9' });
    const deliveries = createDeliveries(sql, noticeNow);
    await deliveries.drain(chat.messenger, LANE);
    for (const state of ['claimable', 'settled']) {
      states.set('9', state);
      await reviseDelivery(sql, id);
    }
    await deliveries.drain(chat.messenger, LANE);
    expect(chat.texts()).toEqual(['pending', 'settled']);
    expect([...chat.visible.values()]).toEqual(['settled']);
    expect(chat.shown[1]!.previous?.message).toBe(chat.shown[0]!.id);
  });

  test('that is revised a hundred times in a second is edited a few times, and ends with the newest state', async () => {
    const chat = createChat();
    const id = await inChannel({ kind: 'payment', id: 'tally' });
    const deliveries = createDeliveries(sql, noticeNow);
    const since_ms = Date.now();
    for (let count = 1; count <= 100; count += 1) {
      states.set('tally', String(count));
      await reviseDelivery(sql, id);
      await deliveries.drain(chat.messenger, LANE);
    }
    for (let wait_ms: number | null = 0; wait_ms !== null; ) {
      await sleep(wait_ms);
      wait_ms = await deliveries.drain(chat.messenger, LANE);
    }
    const seconds = Math.ceil((Date.now() - since_ms) / 1000);
    expect(chat.shown.length).toBeLessThanOrEqual(5 + seconds);
    expect([...chat.visible.values()]).toEqual(['100']);
  });

  test('that the platform slows down is edited once when it may be, whatever happened meanwhile', async () => {
    const chat = createChat();
    const id = await inChannel({ kind: 'payment', id: 'slow' });
    const deliveries = createDeliveries(sql, noticeNow);
    await deliveries.drain(chat.messenger, LANE);
    chat.answers.push({ status: 'rate_limited', retry_after_ms: 60_000, scope: 'conversation' });
    for (let count = 1; count <= 100; count += 1) {
      states.set('slow', String(count));
      await reviseDelivery(sql, id);
      await deliveries.drain(chat.messenger, LANE);
    }
    expect(chat.shown).toHaveLength(2);
    await passTime();
    expect(await deliveries.drain(chat.messenger, LANE)).toBeNull();
    expect(chat.texts()).toEqual(['none', '1', '100']);
  });

  test('that follows another is shown again whenever that one is', async () => {
    const chat = createChat();
    states.set('request', 'open');
    const follower = await toBob({ kind: 'payment', id: 'request' });
    const followed = await inChannel(text('the payment'));
    const deliveries = createDeliveries(sql, noticeNow);
    await deliveries.drain(chat.messenger, BOBS_LANE);
    await followDelivery(sql, { follower, followed });
    states.set('request', 'paid');
    await reviseDelivery(sql, followed);
    await deliveries.drain(chat.messenger, BOBS_LANE);
    expect(chat.texts()).toEqual(['open', 'paid']);
    expect(chat.visible.size).toBe(1);
  });

  test('that is there already is edited, and one about another goes with it', async () => {
    const chat = createChat();
    const [there, about] = ['sent by somebody', 'the tipped one'].map(
      (message): MessageRef => ({ platform: 'discord', channel: 'C', message }),
    );
    const conversation = { audience: 'conversation', conversation: channel, locale: 'en' } as const;
    await addDelivery(sql, { ...conversation, subject: text('edited'), message: there! });
    await addDelivery(sql, { ...conversation, subject: text('a tally'), about: about! });
    await createDeliveries(sql, noticeNow).drain(chat.messenger, LANE);
    expect(chat.shown).toMatchObject([{ previous: there }, { about }]);
  });

  test('that is revised while it is shown is shown again', async () => {
    const chat = createChat();
    states.set('10', 'pending');
    const id = await addDelivery(
      sql,
      {
        audience: 'conversation',
        conversation: channel,
        subject: { kind: 'payment', id: '10' },
        locale: 'en',
      },
      { now: true },
    );
    expect(await sql`select from outbox`).toHaveLength(0);
    const deliveries = createDeliveries(sql, noticeNow);
    const worker = createDeliveries(database.connect(), noticeNow);
    chat.answers.push(async () => {
      states.set('10', 'settled');
      await reviseDelivery(sql, id);
      // The worker comes by while the command has the message: it has to leave it.
      expect(await worker.drain(chat.messenger, LANE)).toBeGreaterThan(0);
      return undefined;
    });
    await deliveries.show(chat.messenger, id);
    expect(chat.texts()).toEqual(['pending', 'settled']);
    expect(chat.visible.size).toBe(1);
  });

  test('that a stalled process shows late is brought back to the newest state', async () => {
    const chat = createChat();
    states.set('11', 'pending');
    const id = await inChannel({ kind: 'payment', id: '11' });
    const deliveries = createDeliveries(sql, noticeNow);
    await deliveries.drain(chat.messenger, LANE);
    let finish: () => void = () => {};
    chat.answers.push(() => new Promise((resolve) => (finish = () => resolve(undefined))));
    await reviseDelivery(sql, id);
    const stalled = createDeliveries(database.connect(), noticeNow).drain(chat.messenger, LANE);
    await vi.waitFor(() => expect(chat.shown).toHaveLength(2), 20_000);

    await expireLeases();
    states.set('11', 'settled');
    await reviseDelivery(sql, id);
    await deliveries.drain(chat.messenger, LANE);
    expect([...chat.visible.values()]).toEqual(['settled']);
    finish();
    await stalled;
    expect([...chat.visible.values()]).toEqual(['pending']);
    await deliveries.drain(chat.messenger, LANE);
    expect([...chat.visible.values()]).toEqual(['settled']);
  });

  test('shown at once, but rate-limited, is left to the workers', async () => {
    const chat = createChat();
    chat.answers.push({ status: 'rate_limited', retry_after_ms: 50, scope: 'conversation' });
    const id = await addDelivery(
      sql,
      { audience: 'conversation', conversation: channel, subject: text('ack'), locale: 'en' },
      { now: true },
    );
    const deliveries = createDeliveries(sql, noticeNow);
    await deliveries.show(chat.messenger, id);
    expect(await sql`select topic, lane from outbox`).toEqual([{ topic: 'deliver', lane: LANE }]);
    await passTime();
    await deliveries.drain(chat.messenger, LANE);
    expect([...chat.visible.values()]).toEqual(['ack']);
  });

  test('with an unknown outcome is reconciled later, with growing waits', async () => {
    const chat = createChat();
    const id = await inChannel(text('lost answer'));
    const deliveries = createDeliveries(sql, noticeNow);
    const waits: number[] = [];
    for (let tries = 0; tries < 4; tries++) {
      chat.answers.push({ status: 'unknown', reason: 'reset' });
      waits.push((await deliveries.drain(chat.messenger, LANE))!);
      await passTime();
    }
    await deliveries.drain(chat.messenger, LANE);
    expect(waits.every((wait, index) => wait > (waits[index - 1] ?? 0))).toBe(true);
    expect(chat.shown.map((message) => message.reconcile)).toEqual([undefined, true, true, true, true]);
    expect(new Set(chat.shown.map((message) => message.id)).size).toBe(1);
    expect(await stateOf(id)).toEqual({ state: 'shown', attempts: 0, failure: null });
  });

  test('whose messenger throws or hangs is tried again, as if nobody had answered', async () => {
    const chat = createChat();
    const id = await inChannel(text('stubborn'));
    const deliveries = createDeliveries(sql, noticeNow, { timeout_ms: 20 });
    chat.answers.push(() => Promise.reject(new Error('bug')));
    await deliveries.drain(chat.messenger, LANE);
    await passTime();
    chat.answers.push(() => new Promise(() => {}));
    await deliveries.drain(chat.messenger, LANE);
    expect((await stateOf(id)).failure).toMatch(/no answer in 20 ms/);
    await passTime();
    await deliveries.drain(chat.messenger, LANE);
    expect((await stateOf(id)).state).toBe('shown');
  });

  test('that is gone is posted anew under another id, after its reply context was tried without', async () => {
    const chat = createChat();
    const reply = {
      platform: 'discord' as const,
      expiresAt: new Date(Date.now() + 60_000).toISOString(),
      data: {},
    };
    const id = await addDelivery(sql, {
      audience: 'conversation',
      conversation: channel,
      subject: text('card'),
      locale: 'en',
      reply,
    });
    const deliveries = createDeliveries(sql, noticeNow);
    await deliveries.drain(chat.messenger, LANE);
    await reviseDelivery(sql, id);
    chat.answers.push({ status: 'expired', reason: 'token' }, { status: 'expired', reason: 'message' });
    await deliveries.drain(chat.messenger, LANE);
    const [first, second, third, fourth] = chat.shown;
    expect([first, second, third, fourth].map((message) => [!!message?.reply, !!message?.previous])).toEqual([
      [true, false],
      [true, true],
      [false, true],
      [false, false],
    ]);
    expect(fourth!.id).not.toBe(first!.id);
    expect((await stateOf(id)).state).toBe('shown');
  });

  test('with a reply context past its time is shown without it', async () => {
    const chat = createChat();
    const reply = { platform: 'discord' as const, expiresAt: new Date(0).toISOString(), data: {} };
    await addDelivery(sql, {
      audience: 'conversation',
      conversation: channel,
      subject: text('late'),
      locale: 'en',
      reply,
    });
    await createDeliveries(sql, noticeNow).drain(chat.messenger, LANE);
    expect(chat.shown[0]!.reply).toBeUndefined();
  });

  test('that the platform will never take is given up and said so, and does not stop the next', async () => {
    const chat = createChat();
    const log = recordingLog();
    chat.answers.push({ status: 'invalid', reason: 'too long' });
    const id = await inChannel(text('invalid'));
    await inChannel(text('next'));
    await createDeliveries(sql, noticeNow, { log }).drain(chat.messenger, LANE);
    expect((await stateOf(id)).state).toBe('given_up');
    expect(log.errors).toHaveLength(1);
    expect([...chat.visible.values()]).toEqual(['next']);
  });

  test('that nobody could take for a day is given up', async () => {
    const chat = createChat();
    const log = recordingLog();
    const id = await inChannel(text('old'));
    await owner`update delivery set due_since = now() - interval '25 hours'`;
    chat.answers.push({ status: 'unknown', reason: 'still down' });
    await createDeliveries(sql, noticeNow, { log }).drain(chat.messenger, LANE);
    expect((await stateOf(id)).state).toBe('given_up');
    expect(log.errors).toHaveLength(1);
  });
});

describe('a person who cannot be written to', () => {
  test('is told at their next contact, once, in the newest state', async () => {
    const chat = createChat();
    chat.answers.push(
      { status: 'unreachable', reason: 'blocked' },
      { status: 'forbidden', reason: 'not in workspace' },
    );
    states.set('12', 'pending');
    const id = await toBob({ kind: 'payment', id: '12' });
    await toBob(text('second'));
    const deliveries = createDeliveries(sql, noticeNow);
    expect(await deliveries.drain(chat.messenger, BOBS_LANE)).toBeNull();
    states.set('12', 'settled');
    await reviseDelivery(sql, id);
    expect(await deliveries.drain(chat.messenger, BOBS_LANE)).toBeNull();
    expect(chat.shown).toHaveLength(2);

    const given = await Promise.all(Array.from({ length: 4 }, () => takeMissed(sql, [bob], noticeOf)));
    expect(given.filter((notices) => notices.length > 0)).toEqual([
      [
        { kind: 'choose_amount', text: 'settled', actions: [] },
        { kind: 'choose_amount', text: 'second', actions: [] },
      ],
    ]);
    expect(await takeMissed(sql, [bob], noticeOf)).toEqual([]);
  });

  test.each([
    ['is reachable no more once one is refused', true, { status: 'unreachable', reason: 'blocked' }, [false]],
    ['was known to be out of reach, and still is', false, { status: 'unreachable', reason: 'blocked' }, []],
    ['is in reach again once one goes through', false, undefined, [true]],
    ['was in reach, and still is', true, undefined, []],
    ['says nothing of it while nobody knows', true, { status: 'unknown', reason: 'timeout' }, []],
  ] as const)('%s', async (_, reachable, answer, expected) => {
    const chat = createChat();
    if (answer) chat.answers.push(answer);
    await toBob(text('a word'));
    const told: boolean[] = [];
    const deliveries = createDeliveries(sql, noticeNow, {
      readerOf: async () => ({ locale: null, told_locale: null, zone: null, reachable }),
      reached: async (_who, goesThrough) => void told.push(goesThrough),
    });
    await deliveries.drain(chat.messenger, BOBS_LANE);
    expect(told).toEqual(expected);
    await takeMissed(sql, [bob], noticeOf);
  });

  test('is told by what they chose and what their chat says now', async () => {
    const messages: Outgoing[] = [];
    await toBob(text('a word'));
    const deliveries = createDeliveries(sql, noticeNow, {
      readerOf: async () => ({ locale: 'de', told_locale: 'en-GB', zone: null, reachable: true }),
    });
    const show: Messenger['show'] = async (message) => {
      messages.push(message);
      return { status: 'sent', ref: { platform: 'slack', channel: 'D1', message: '1' } };
    };
    await deliveries.drain({ show }, BOBS_LANE);
    expect(messages).toMatchObject([{ locale: 'de', toldLocale: 'en-GB' }]);
  });

  test('keeps what a contact whose database transaction failed would have been told', async () => {
    const chat = createChat();
    chat.answers.push({ status: 'unreachable', reason: 'blocked' });
    await toBob(text('still here'));
    await createDeliveries(sql, noticeNow).drain(chat.messenger, BOBS_LANE);
    await sql
      .begin(async (transaction) => {
        expect(await takeMissed(transaction, [bob], noticeOf)).toHaveLength(1);
        throw new Error('killed');
      })
      .catch(() => {});
    expect(await takeMissed(sql, [bob], noticeOf)).toHaveLength(1);
  });

  test('gets it by message when they can be written to again', async () => {
    const chat = createChat();
    chat.answers.push({ status: 'unreachable', reason: 'never started' });
    await toBob(text('hello again'));
    const deliveries = createDeliveries(sql, noticeNow);
    await deliveries.drain(chat.messenger, BOBS_LANE);
    await owner`delete from outbox`;
    expect(await reviveDeliveries(sql, [bob])).toBe(1);
    expect(await sql`select lane from outbox`).toEqual([{ lane: BOBS_LANE }]);
    await deliveries.drain(chat.messenger, BOBS_LANE);
    expect([...chat.visible.values()]).toEqual(['hello again']);
    expect(await takeMissed(sql, [bob], noticeOf)).toEqual([]);
  });
});

test('a connection that is cut in the middle of a drain loses no message', async () => {
  const chat = createChat();
  for (const value of ['one', 'two', 'three']) await inChannel(text(value));
  const doomed = database.connect({ max: 1, applicationName: 'doomed' });
  chat.answers.push(async () => {
    await owner`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'doomed'`;
    return undefined;
  });
  await createDeliveries(doomed, noticeNow)
    .drain(chat.messenger, LANE)
    .catch(() => {});
  await expireLeases();
  await createDeliveries(sql, noticeNow).drain(chat.messenger, LANE);
  expect([...chat.visible.values()]).toEqual(['one', 'two', 'three']);
});
