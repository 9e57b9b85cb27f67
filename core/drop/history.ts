/** What the transfers of drops were for, in somebody's history. */
import type { HistoryView } from '../capability.ts';
import { run, sqlFile } from '../db/index.ts';

const historyText = sqlFile(import.meta.url, './sql/history.sql');

interface Row {
  transfer: bigint;
  reference: string;
  memo: string | null;
  counterparty: bigint | null;
}

/** Who gave what was taken; of what went into a drop or came back there is nobody on the other side yet. */
export const dropHistory: HistoryView = async (sql, lines) => {
  const rows = await run<Row>(sql, historyText, [lines.map(({ transfer }) => transfer)]);
  return rows.map(({ counterparty, ...details }) => ({
    ...details,
    ...(counterparty !== null && { counterparty }),
  }));
};
