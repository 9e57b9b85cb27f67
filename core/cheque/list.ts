/** What somebody has written, and what became of it. */
import { assetOf } from '../asset-book.ts';
import type { PersonView } from '../common.ts';
import type { Context } from '../context.ts';
import { run, sqlFile } from '../db/index.ts';
import { personOf } from '../identity/index.ts';
import { money } from '../money.ts';
import type { NoticeOf } from '../notices.ts';
import type { Identity } from '../ports/chat.ts';
import { ok, type Result } from '../refusals.ts';
import { buttonsOf } from './paper.ts';
import { ownCheque } from './stop.ts';
import type { ChequeState } from './types.ts';

const viewsText = sqlFile(import.meta.url, './sql/views.sql');

/** As many as a card can show. */
const listed_max = 10;

interface Row {
  id: bigint;
  reference: string;
  asset: string;
  amount: string;
  memo: string | null;
  state: ChequeState;
  at: Date;
  last_day: string;
  payee: PersonView | null;
  casher: PersonView | null;
  /** Of all, with those that are not listed. */
  count: number;
}

export async function list(
  context: Context,
  writer: Identity,
  number: string | null,
): Promise<Result<NoticeOf<'cheques'>>> {
  const one = number === null ? null : await ownCheque(context, writer, number);
  if (one && !one.ok) return one;
  const { sql } = context;
  const { id } = await personOf(context, writer);
  const rows = await run<Row>(sql, viewsText, [id, one?.value.reference ?? null, listed_max]);
  const open = rows.filter(({ state }) => state === 'open');
  const buttons = await buttonsOf(
    sql,
    open.map((row) => row.id),
  );
  return ok({
    kind: 'cheques',
    cheques: rows.map(({ id: _, asset: __, amount, at, count: ___, ...row }, index) => ({
      ...row,
      amount: money(BigInt(amount), assetOf(context, rows[index]!)),
      at: at.toISOString(),
    })),
    more: (rows[0]?.count ?? 0) - rows.length,
    // One by itself may be printed anew; of several there is room for stopping only.
    actions: open.flatMap((row) =>
      buttons
        .get(row.id)!
        .filter(({ action }) => action === 'cheque_stop' || rows.length === 1)
        .map((button) => ({ ...button, reference: row.reference })),
    ),
  });
}
