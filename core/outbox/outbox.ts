/** The outbox: nudges to the workers, written with the money, published afterwards, and swept when one was lost. */
import type { Core, OutboxRow } from '../api.ts';
import type { Topic } from '../capability.ts';
import { inTransaction, run, type Sql, sqlFile } from '../db/index.ts';
import { nudge } from './write.ts';

/** Notified when a database transaction that wrote nudges commits. */
const CHANNEL = 'tuppence_outbox';

const read = (name: string): string => sqlFile(import.meta.url, `./sql/${name}.sql`);
const statements = {
  take: read('relay_take'),
  mark: read('relay_mark'),
  sweepLanes: read('sweep_lanes'),
  prune: read('prune'),
};

interface NudgeRow {
  id: bigint;
  topic: string;
  subject: bigint | null;
  lane: string | null;
}

const toRow = ({ id, topic, subject, lane }: NudgeRow): OutboxRow =>
  lane === null ? { id, topic, subject: subject! } : { id, topic: 'deliver', lane };

export const createOutbox = (sql: Sql, topics: ReadonlyMap<string, Topic>): Core['outbox'] => ({
  async relay(limit, publish) {
    return inTransaction(sql, async (transaction) => {
      const rows = await run<NudgeRow>(transaction, statements.take, [limit]);
      if (rows.length === 0) return 0;
      // A throw, or a crash before the commit, publishes them again: the row's id makes that harmless.
      await publish(rows.map(toRow));
      await run(transaction, statements.mark, [rows.map(({ id }) => id)]);
      return rows.length;
    });
  },

  async onReady(listener) {
    // Also after every reconnection, because what was notified in between is lost.
    const { unlisten } = await sql.listen(CHANNEL, () => listener(), listener);
    return unlisten;
  },

  async handle(topic, subjects) {
    const registered = topics.get(topic);
    if (!registered) throw new Error(`No capability has the topic ${topic}`);
    await registered.handle(subjects);
  },

  async sweep(olderThan_ms) {
    const age_ms = Math.round(olderThan_ms);
    let found = 0;
    for (const [topic, { lost }] of topics)
      if (lost) found += await nudge(sql, topic, await lost(sql, age_ms));
    const lanes = await run(sql, statements.sweepLanes, [age_ms]);
    await run(sql, statements.prune);
    return found + lanes.length;
  },
});
