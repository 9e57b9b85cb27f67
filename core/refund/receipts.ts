/** What is said on the cards of payments that have settled. */
import type { PersonView } from '../common.ts';
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { money } from '../money.ts';
import type { NoticeOf } from '../notices.ts';

const receiptsText = sqlFile(import.meta.url, './sql/receipts.sql');

interface Row {
  reference: string;
  asset: string;
  intent: string | null;
  refunds: { payee: PersonView; paid: string; refunded: string }[] | null;
}

export async function receiptsOf(
  { assets }: Context,
  sql: Queryable,
  orders: readonly string[],
): Promise<Map<string, NoticeOf<'receipt'>>> {
  const rows = await run<Row>(sql, receiptsText, [orders]);
  return new Map(
    rows.map(({ reference, asset: code, intent, refunds }) => {
      const asset = assets.find(code)!;
      const notice = {
        kind: 'receipt',
        refunds: (refunds ?? []).map(({ payee, paid, refunded }) => ({
          payee,
          paid: money(BigInt(paid), asset),
          refunded: money(BigInt(refunded), asset),
        })),
        actions: intent === null ? [] : [{ action: 'receipt', intent }],
      } satisfies NoticeOf<'receipt'>;
      return [reference, notice];
    }),
  );
}
