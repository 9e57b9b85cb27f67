import { describe, expect, test } from 'vitest';
import { createInbox, type Log } from '../../core/outbox/index.ts';
import { freshDatabase } from '../support/database.ts';

const database = await freshDatabase();
const { sql } = database;

const recordingLog = (): Log & { errors: object[] } => {
  const errors: object[] = [];
  return { errors, info: () => {}, warn: () => {}, error: (fields) => void errors.push(fields) };
};

/** The process that has these events dies: its leases run out. */
const expireLeases = () => sql`update inbox set due_at = clock_timestamp() where handled_at is null`;

describe('the inbox', () => {
  test('keeps an event once, however many processes put it at the same moment', async () => {
    const inboxes = [createInbox(sql), createInbox(database.connect())];
    const puts = await Promise.all(
      Array.from({ length: 20 }, (_, index) => inboxes[index % 2]!.put('slack', 'Ev1', { number: index })),
    );
    expect(puts.filter((put) => put.fresh)).toHaveLength(1);
    expect(new Set(puts.map((put) => put.id)).size).toBe(1);
  });

  test('takes the same key on another platform for another event', async () => {
    const inbox = createInbox(sql);
    expect((await inbox.put('discord', 'same', {})).fresh).toBe(true);
    expect((await inbox.put('telegram', 'same', {})).fresh).toBe(true);
  });

  test('gives nobody an event that the process which put it is handling', async () => {
    const inbox = createInbox(sql);
    const { id } = await inbox.put('slack', 'leased', {});
    expect((await inbox.claim(100)).map((event) => event.id)).not.toContain(id);
    await inbox.done(id);
  });

  test('gives an event whose process died to exactly one other', async () => {
    const inbox = createInbox(sql);
    const { id } = await inbox.put('slack', 'orphan', { hello: 'world' });
    await expireLeases();
    const claims = await Promise.all(Array.from({ length: 8 }, () => inbox.claim(100)));
    const found = claims.flat().filter((event) => event.id === id);
    expect(found).toEqual([{ id, event: { hello: 'world' }, attempts: 2 }]);
    await inbox.done(id);
    await expireLeases();
    expect((await inbox.claim(100)).map((event) => event.id)).not.toContain(id);
    expect((await inbox.put('slack', 'orphan', {})).fresh).toBe(false);
  });

  test('keeps an event that was put off until its time', async () => {
    const inbox = createInbox(sql);
    const { id } = await inbox.put('slack', 'put off', {});
    await inbox.later(id, 3_600_000, 'the database is busy');
    expect((await inbox.claim(100)).map((event) => event.id)).not.toContain(id);
    await inbox.later(id, 0, 'now');
    expect((await inbox.claim(100)).map((event) => event.id)).toContain(id);
  });

  test('gives up, loudly, what ten tries could not handle', async () => {
    const log = recordingLog();
    const inbox = createInbox(sql, { log });
    const { id } = await inbox.put('slack', 'hopeless', {});
    for (let tries = 1; tries <= 10; tries++) {
      await inbox.later(id, 0, 'no luck');
      await inbox.claim(100);
    }
    expect(log.errors).toEqual([
      { platform: 'slack', dedupe_key: 'hopeless', attempts: 10, reason: 'no luck' },
    ]);
    expect(await sql`select failure from inbox where id = ${id} and handled_at is not null`).toEqual([
      { failure: 'no luck' },
    ]);
  });

  test('counts no try that the platform had enough of, and gives up after a day', async () => {
    const log = recordingLog();
    const inbox = createInbox(sql, { log });
    const { id } = await inbox.put('slack', 'patient', {});
    const attempts = async () =>
      (await inbox.claim(100)).flatMap((event) => (event.id === id ? [event.attempts] : []));
    for (let tries = 1; tries <= 12; tries++) {
      await inbox.later(id, 0, 'rate limited', { counts: false });
      expect(await attempts()).toEqual([1]);
    }
    await inbox.later(id, 0, 'no luck');
    expect(await attempts()).toEqual([2]);
    await database.owner`update inbox set received_at = received_at - interval '25 hours' where id = ${id}`;
    await inbox.later(id, 0, 'rate limited', { counts: false });
    expect(await attempts()).toEqual([]);
    expect(log.errors).toMatchObject([{ dedupe_key: 'patient', reason: 'rate limited' }]);
  });

  test('gives up an event that kills every process which handles it', async () => {
    const log = recordingLog();
    const inbox = createInbox(sql, { log });
    const { id } = await inbox.put('slack', 'poison', {});
    for (let tries = 0; tries < 12; tries++) {
      await expireLeases();
      await inbox.claim(100);
    }
    expect(log.errors).toContainEqual(expect.objectContaining({ dedupe_key: 'poison', attempts: 10 }));
    await expireLeases();
    expect((await inbox.claim(100)).map((event) => event.id)).not.toContain(id);
  });

  test('keeps text with NUL and broken surrogates, made harmless', async () => {
    const inbox = createInbox(sql);
    await inbox.put('telegram', 'nul\0', { 'k\0': ['a\0b', 'x\ud800y', '💸'] });
    const [row] = await sql<{ event: unknown }[]>`select event from inbox where dedupe_key = ${'nul\ufffd'}`;
    expect(row?.event).toEqual({ 'k\ufffd': ['a\ufffdb', 'x\ufffdy', '💸'] });
  });
});
