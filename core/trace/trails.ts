/**
 * What each capability kept of its own: one statement per capability, in a .sql file, that finds its records by their references ($1) or by
 * the idempotency keys of the events that made them ($2), and gives a row for every step of their lives, as {@link TrailRow} has it.
 * With it, all the rest is found: the events, the ledger's transfers, the nudges, the messages.
 */
import { sqlFile } from '../db/index.ts';

export const trails: readonly string[] = ['pay', 'bank', 'link'].map((name) =>
  sqlFile(import.meta.url, `./sql/${name}.sql`),
);
