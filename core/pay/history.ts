/** What the transfers of payments were for, in somebody's history. */
import type { HistoryDetails, HistoryView } from '../capability.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';

const historyText = sqlFile(import.meta.url, './sql/history.sql');

interface Row {
  transfer: bigint;
  reference: string;
  memo: string | null;
  payer: bigint;
  payee: bigint;
}

/** What came back to the payer came back from the payee. */
async function detailsOf(
  sql: Queryable,
  lines: Parameters<HistoryView>[1],
  isOfPayer: (isOutgoing: boolean) => boolean,
): Promise<HistoryDetails[]> {
  const transfers = lines.map(({ transfer }) => transfer);
  const rows = await run<Row>(sql, historyText, [transfers]);
  const outgoing = new Map(lines.map(({ transfer, isOutgoing }) => [transfer, isOutgoing]));
  return rows.map(({ transfer, reference, memo, payer, payee }) => ({
    transfer,
    reference,
    memo,
    counterparty: isOfPayer(outgoing.get(transfer)!) ? payee : payer,
  }));
}

export const payHistory: Readonly<Record<string, HistoryView>> = {
  pay: (sql, lines) => detailsOf(sql, lines, (isOutgoing) => isOutgoing),
  claim: (sql, lines) => detailsOf(sql, lines, (isOutgoing) => isOutgoing),
  return: (sql, lines) => detailsOf(sql, lines, () => true),
};
