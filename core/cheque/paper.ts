/** The paper of a cheque: made for whoever wrote it, and kept nowhere. */
import { assetOf } from '../asset-book.ts';
import type { PressedIntent } from '../capability.ts';
import type { NoticeAction } from '../common.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { loadPeople, viewOf } from '../identity/index.ts';
import type { Pressed } from '../intents/types.ts';
import { money } from '../money.ts';
import type { NoticeOf } from '../notices.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { dayThere } from '../time-zone.ts';
import { type Cheque, findCheques, lockCheques } from './cheque.ts';
import { newSecret, secretHash } from './number.ts';

const statement = {
  put: sqlFile(import.meta.url, './sql/put_paper.sql'),
  printed: sqlFile(import.meta.url, './sql/printed.sql'),
  buttons: sqlFile(import.meta.url, './sql/buttons.sql'),
};

type Paper = NoticeOf<'cheque_paper'>;

/** The buttons of open cheques, by their ids. */
export async function buttonsOf(
  sql: Queryable,
  cheques: readonly bigint[],
): Promise<Map<bigint, NoticeAction<'cheque_stop' | 'cheque_print'>[]>> {
  type Row = { subject: bigint; kind: 'cheque_stop' | 'cheque_print'; key: string };
  const rows = await run<Row>(sql, statement.buttons, [cheques]);
  return new Map(
    cheques.map((id) => [
      id,
      (['cheque_print', 'cheque_stop'] as const).flatMap((action) =>
        rows
          .filter(({ subject, kind }) => subject === id && kind === action)
          .map(({ key }) => ({ action, intent: key })),
      ),
    ]),
  );
}

/**
 * One more paper for an event. The event that wrote the cheque, or that had it printed last, may come again before anybody saw its paper: then
 * both of its papers are good. `isNew`: of an event that has it printed, so that what others printed is void. No secret where that is no more
 * possible.
 */
export async function paperAgain(
  context: Context,
  id: bigint,
  { key, anew, isNew = false }: { key: string; anew: boolean; isNew?: boolean },
): Promise<Paper> {
  const secret = await inTransaction(context.sql, async (sql) => {
    const cheque = (await lockCheques(sql, [id])).get(id)!;
    const now = context.clock.now();
    if (cheque.state !== 'open' || cheque.expires_at <= now) return null;
    // An event that comes again makes nothing void that was printed since.
    const [printed] = await run(sql, statement.printed, [id, key]);
    if (cheque.paper_key !== key && (printed || !isNew)) return null;
    const made = newSecret();
    await run(sql, statement.put, [id, key, secretHash(made), now]);
    return made;
  });
  return paperNotice(context, id, { secret, anew });
}

/** The kernel lets nobody but the writer press it. What has ended is printed no more. */
export async function pressPrint(context: Context, press: PressedIntent): Promise<Result<Pressed>> {
  const { subject, origin } = press;
  const find = async () => (await findCheques(context.sql, { ids: [subject!] }))[0]!;
  const isOpen = ({ state, expires_at }: Cheque) => state === 'open' && expires_at > context.clock.now();
  const before = await find();
  if (isOpen(before)) {
    const { payee, amount, asset, memo } = before;
    // Its paper is as good as its money, and would be whoever's who only has its writer's chat.
    const payees = payee === null ? [] : [payee];
    const spending = { payees, amount: BigInt(amount), asset, memo, seen: true, taken: true } as const;
    const asked = await context.guard.press(press, spending);
    if (asked) return ok(asked);
  }
  const paper = await paperAgain(context, subject!, { key: origin.key, anew: true, isNew: true });
  const now = await find();
  if (paper.secret !== null || isOpen(now)) return ok({ private: paper });
  return refuse('cheque_ended', { state: now.state === 'open' ? 'expired' : now.state, yours: false });
}

export async function paperNotice(
  context: Context,
  id: bigint,
  { secret, anew }: { secret: string | null; anew: boolean },
): Promise<Paper> {
  const { sql, ledger, zone } = context;
  const cheque = (await findCheques(sql, { ids: [id] }))[0]!;
  const people = await loadPeople(sql, [cheque.writer, ...(cheque.payee === null ? [] : [cheque.payee])]);
  const writer = people.get(cheque.writer)!;
  const asset = assetOf(context, cheque);
  const wallet = await ledger.account(sql, { owner: writer.public_id, asset: asset.code, purpose: 'wallet' });
  const isOpen = cheque.state === 'open';
  return {
    kind: 'cheque_paper',
    reference: cheque.reference,
    writer: viewOf(writer),
    payee: cheque.payee === null ? null : viewOf(people.get(cheque.payee)!),
    amount: money(BigInt(cheque.amount), asset),
    memo: cheque.memo,
    at: cheque.created_at.toISOString(),
    day: dayThere(zone, cheque.created_at),
    last_day: cheque.last_day,
    secret,
    anew,
    balance: money(wallet?.balance ?? 0n, asset),
    actions: isOpen ? (await buttonsOf(sql, [id])).get(id)! : [],
  };
}
