/** Cheques: money on paper, for where there is no chat. */
import type { Capability, HistoryView } from '../capability.ts';
import type { Context } from '../context.ts';
import { run, sqlFile } from '../db/index.ts';
import { createWrite, pressAmount, pressConfirmed } from './ask.ts';
import { cash } from './cash.ts';
import { createEndCheque } from './end.ts';
import { list } from './list.ts';
import { pressPrint } from './paper.ts';
import { expireDue, pressStop, stop } from './stop.ts';
import type { ChequeService } from './types.ts';

const historyText = sqlFile(import.meta.url, './sql/history.sql');

const paidText = sqlFile(import.meta.url, './sql/paid_before.sql');

const history: HistoryView = async (sql, lines) => {
  type Row = { transfer: bigint; reference: string; memo: string | null; counterparty: bigint | null };
  const rows = await run<Row>(sql, historyText, [lines.map(({ transfer }) => transfer)]);
  return rows.map(({ counterparty, ...details }) => ({
    ...details,
    ...(counterparty !== null && { counterparty }),
  }));
};

export function createCheque(context: Context): Capability<ChequeService> {
  const endCheque = createEndCheque(context);
  const service: ChequeService = {
    write: createWrite(context),
    list: (writer, number) => list(context, writer, number),
    cash: (request) => cash(context, endCheque, request),
    stop: (writer, number, key) => stop(context, endCheque, writer, number, key),
    expireDue: (limit) => expireDue(context, endCheque, limit),
  };
  return {
    service,
    presses: {
      cheque_amount: (press) => pressAmount(context, press),
      cheque_confirmed: (press) => pressConfirmed(context, press),
      cheque_stop: (press) => pressStop(context, endCheque, press),
      cheque_print: (press) => pressPrint(context, press),
    },
    schedules: { expire_cheques: { every_ms: 60_000, run: service.expireDue } },
    async home(identity) {
      const known = await context.known(identity);
      const listed = known && (await list(context, identity, null));
      return listed?.ok && listed.value.cheques.some(({ state }) => state === 'open') ? [listed.value] : [];
    },
    async acquainted(writer, people) {
      const rows = await run<{ casher: bigint }>(context.sql, paidText, [writer, people]);
      return rows.map(({ casher }) => casher);
    },
    history: { cheque: history, cheque_cash: history, cheque_return: history },
    verify: new URL('./verify/', import.meta.url),
    trail: sqlFile(import.meta.url, './sql/trail.sql'),
  };
}
