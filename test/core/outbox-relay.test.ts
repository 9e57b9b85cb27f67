import { expect, test, vi } from 'vitest';
import type { Topic } from '../../core/capability.ts';
import type { Queryable } from '../../core/db/index.ts';
import type { OutboxRow } from '../../core/index.ts';
import { addDelivery, createOutbox } from '../../core/outbox/index.ts';
import { freshDatabase } from '../support/database.ts';

const addOutbox = (sql: Queryable, row: { topic: string; subject?: bigint; lane?: string }) =>
  sql`insert into outbox (topic, subject, lane) values (${row.topic}, ${row.subject ?? null}, ${row.lane ?? null})`;

const none = new Map<string, Topic>();

const published = (): { rows: OutboxRow[]; publish: (rows: OutboxRow[]) => Promise<void> } => {
  const rows: OutboxRow[] = [];
  return { rows, publish: async (batch) => void rows.push(...batch) };
};

test('a nudge exists if and only if its database transaction committed', async () => {
  const { sql } = await freshDatabase();
  const outbox = createOutbox(sql, none);
  await sql.begin((transaction) => addOutbox(transaction, { topic: 'settle', subject: 7n }));
  await sql
    .begin(async (transaction) => {
      await addOutbox(transaction, { topic: 'settle', subject: 8n });
      throw new Error('no');
    })
    .catch(() => {});

  const { rows, publish } = published();
  expect(await outbox.relay(10, publish)).toBe(1);
  expect(rows).toEqual([{ id: 1n, topic: 'settle', subject: 7n }]);
  expect(await outbox.relay(10, publish)).toBe(0);
});

test('several relays at once publish every nudge exactly once', async () => {
  const database = await freshDatabase();
  for (let subject = 1n; subject <= 200n; subject++)
    await addOutbox(database.sql, { topic: 'settle', subject });
  const { rows, publish } = published();
  const relays = [database.sql, database.connect(), database.connect()].map((sql) => createOutbox(sql, none));
  await Promise.all(
    relays.map(async (relay) => {
      while ((await relay.relay(7, publish)) > 0);
    }),
  );
  expect(new Set(rows.map((row) => row.id)).size).toBe(200);
  expect(rows).toHaveLength(200);
});

test('what could not be published is published later', async () => {
  const { sql } = await freshDatabase();
  const outbox = createOutbox(sql, none);
  await addOutbox(sql, { topic: 'deliver', lane: 'discord::C1' });
  await expect(outbox.relay(10, () => Promise.reject(new Error('queue is down')))).rejects.toThrow('queue');
  const { rows, publish } = published();
  await outbox.relay(10, publish);
  expect(rows).toEqual([{ id: 1n, topic: 'deliver', lane: 'discord::C1' }]);
});

test('a relay whose connection is cut while it publishes loses nothing', async () => {
  const database = await freshDatabase();
  await addOutbox(database.sql, { topic: 'settle', subject: 1n });
  const doomed = database.connect({ max: 1, applicationName: 'doomed' });
  const cut = createOutbox(doomed, none).relay(10, async () => {
    await database.owner`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'doomed'`;
  });
  await expect(cut).rejects.toThrow();
  const { rows, publish } = published();
  await createOutbox(database.sql, none).relay(10, publish);
  expect(rows).toHaveLength(1);
});

test('a listener hears of nudges, also after its connection was cut', async () => {
  const database = await freshDatabase();
  const listening = database.connect({ applicationName: 'listening' });
  const heard = vi.fn();
  const stop = await createOutbox(listening, none).onReady(heard);
  heard.mockClear();
  await addOutbox(database.sql, { topic: 'settle', subject: 1n });
  await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(1), 20_000);

  heard.mockClear();
  await database.owner`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'listening'`;
  await vi.waitFor(() => expect(heard).toHaveBeenCalled(), 20_000);
  heard.mockClear();
  await addOutbox(database.sql, { topic: 'settle', subject: 2n });
  await vi.waitFor(() => expect(heard).toHaveBeenCalled(), 20_000);
  await stop();
});

test('many nudges of one database transaction are one notification', async () => {
  const database = await freshDatabase();
  const heard = vi.fn();
  const stop = await createOutbox(database.connect(), none).onReady(heard);
  heard.mockClear();
  await database.sql.begin(async (transaction) => {
    for (let subject = 1n; subject <= 5n; subject++)
      await addOutbox(transaction, { topic: 'settle', subject });
  });
  await database.sql`select pg_notify('tuppence_outbox', 'the end')`;
  await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(2), 20_000);
  await stop();
});

test('the sweep finds payments and lanes whose nudge was lost, once each', async () => {
  const { sql } = await freshDatabase();
  const outbox = createOutbox(
    sql,
    new Map([['settle', { handle: async () => {}, lost: async () => [1n, 2n] }]]),
  );
  await addDelivery(
    sql,
    {
      audience: 'direct',
      person: { platform: 'slack', tenant: 'T1', user: 'U1' },
      subject: { kind: 'notice', notice: { kind: 'help', commands: [], operator: false, about: null } },
      locale: 'en',
    },
    { now: true },
  );
  expect(await outbox.sweep(0)).toBe(3);
  expect(await outbox.sweep(0)).toBe(0);
  const { rows, publish } = published();
  await outbox.relay(10, publish);
  expect(rows.map(({ id: _, ...row }) => row)).toEqual([
    { topic: 'settle', subject: 1n },
    { topic: 'settle', subject: 2n },
    { topic: 'deliver', lane: 'direct:slack:T1:U1' },
  ]);
  expect(await outbox.sweep(60_000)).toBe(2);
});

test('the sweep forgets handled events after a week and published nudges after a day, and nothing younger', async () => {
  const { sql } = await freshDatabase();
  await sql`insert into inbox (platform, dedupe_key, event, due_at, handled_at) values
    ('slack', 'old', '{}', now(), now() - interval '8 days'),
    ('slack', 'young', '{}', now(), now() - interval '6 days'),
    ('slack', 'waiting', '{}', now(), null)`;
  await sql`insert into outbox (topic, subject, published_at) values
    ('settle', 1, now() - interval '2 days'), ('settle', 2, now() - interval '1 hour')`;
  await createOutbox(sql, none).sweep(60_000);
  expect(await sql`select dedupe_key from inbox order by 1`).toEqual([
    { dedupe_key: 'waiting' },
    { dedupe_key: 'young' },
  ]);
  expect(await sql`select subject from outbox`).toEqual([{ subject: 2n }]);
});
