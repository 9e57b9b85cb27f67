/** The outbox: nudges to the workers, written with the money, published afterwards, and swept when one was lost. */
import type { Core, OutboxRow } from '../api.ts';
import { inTransaction, type Queryable, run, type Sql, sqlFile } from '../db/index.ts';

/** Notified when a database transaction that wrote nudges commits. */
const CHANNEL = 'tuppence_outbox';

const read = (name: string): string => sqlFile(import.meta.url, `./sql/${name}.sql`);
const statements = {
  take: read('relay_take'),
  mark: read('relay_mark'),
  sweepSettlements: read('sweep_settlements'),
  sweepLanes: read('sweep_lanes'),
  prune: read('prune'),
};

export interface OutboxOptions {
  /** Payments that have been authorized for longer than this and are not settled. */
  unsettled: (sql: Queryable, olderThan_ms: number) => Promise<bigint[]>;
}

interface NudgeRow {
  id: bigint;
  topic: OutboxRow['topic'];
  payment: bigint | null;
  lane: string | null;
}

const toRow = ({ id, topic, payment, lane }: NudgeRow): OutboxRow =>
  topic === 'settle' ? { id, topic, payment: payment! } : { id, topic, lane: lane! };

export const createOutbox = (sql: Sql, { unsettled }: OutboxOptions): Core['outbox'] => ({
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

  async sweep(olderThan_ms) {
    const age_ms = Math.round(olderThan_ms);
    const payments = await unsettled(sql, age_ms);
    const settlements = payments.length > 0 ? await run(sql, statements.sweepSettlements, [payments]) : [];
    const lanes = await run(sql, statements.sweepLanes, [age_ms]);
    await run(sql, statements.prune);
    return settlements.length + lanes.length;
  },
});
