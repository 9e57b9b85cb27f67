/** What is said on the cards of payments whose payer gave another asset. */
import type { PersonView } from '../common.ts';
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import type { NoticeOf } from '../notices.ts';
import { amountsOf, type Quote } from './quote.ts';

const receiptsText = sqlFile(import.meta.url, './sql/receipts.sql');

/** `order`: its reference. */
type Row = Quote & { order: string; payer: PersonView };

export async function receiptsOf(
  context: Context,
  sql: Queryable,
  orders: readonly string[],
): Promise<Map<string, NoticeOf<'exchange_receipt'>>> {
  if (!context.rates) return new Map();
  const rows = await run<Row>(sql, receiptsText, [orders]);
  return new Map(
    rows.map(({ order, payer, ...quote }) => [
      order,
      { kind: 'exchange_receipt', payer, ...amountsOf(context, quote) },
    ]),
  );
}
