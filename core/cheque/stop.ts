/** A cheque goes back to its writer: because they stop it, or because its time is over. */
import { assetOf } from '../asset-book.ts';
import type { PressedIntent } from '../capability.ts';
import type { Context } from '../context.ts';
import { run, sqlFile } from '../db/index.ts';
import { loadPeople, personOf } from '../identity/index.ts';
import type { Pressed } from '../intents/types.ts';
import { money } from '../money.ts';
import type { NoticeOf } from '../notices.ts';
import { limits } from '../policy/limits.ts';
import type { Identity } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { clip } from '../text.ts';
import { type Cheque, findCheques } from './cheque.ts';
import type { EndCheque } from './end.ts';
import { readNumber } from './number.ts';

const statement = {
  due: sqlFile(import.meta.url, './sql/due.sql'),
  forget: sqlFile(import.meta.url, './sql/forget_tries.sql'),
};

const shown_characters_max = 40;
const together_max = 100;

type Ended = NoticeOf<'cheque_ended'>;

/** One of somebody's own, by what they typed of its number. Of others' they do not hear whether there is one. */
export async function ownCheque(
  context: Context,
  identity: Identity,
  number: string,
): Promise<Result<Cheque>> {
  const reference = readNumber(number);
  if (reference === null)
    return refuse('cheque_number_invalid', { text: clip(number.trim(), shown_characters_max) });
  const { id } = await personOf(context, identity);
  const [cheque] = await findCheques(context.sql, { reference });
  return cheque?.writer === id ? ok(cheque) : refuse('cheque_unknown', { number: reference });
}

export async function stop(
  context: Context,
  endCheque: EndCheque,
  writer: Identity,
  number: string,
  key: string,
): Promise<Result<Ended>> {
  const cheque = await ownCheque(context, writer, number);
  return cheque.ok ? stopCheque(context, endCheque, cheque.value.id, key) : cheque;
}

/** The kernel lets nobody but the writer press it. */
export async function pressStop(
  context: Context,
  endCheque: EndCheque,
  { subject, origin }: PressedIntent,
): Promise<Result<Pressed>> {
  const ended = await stopCheque(context, endCheque, subject!, origin.key);
  return ended.ok ? ok({ in_place: ended.value }) : ended;
}

async function stopCheque(
  context: Context,
  endCheque: EndCheque,
  id: bigint,
  key: string,
): Promise<Result<Ended>> {
  const ended = await endCheque({ cheque: id, how: 'stopped', key });
  if (!ended.ok) return ended;
  // Somebody was faster: this very event before, whoever cashed it, or time.
  const cheque = ended.value ?? (await findCheques(context.sql, { ids: [id] }))[0]!;
  if (cheque.state !== 'stopped' || cheque.ended_key !== key)
    return refuse('cheque_ended', { state: cheque.state as 'cashed' | 'expired' | 'stopped', yours: false });
  return ok(await endedNotice(context, cheque));
}

async function endedNotice(context: Context, cheque: Cheque): Promise<Ended> {
  const { sql, ledger } = context;
  const asset = assetOf(context, cheque);
  const owner = (await loadPeople(sql, [cheque.writer])).get(cheque.writer)!.public_id;
  const wallet = await ledger.account(sql, { owner, asset: asset.code, purpose: 'wallet' });
  return {
    kind: 'cheque_ended',
    reference: cheque.reference,
    state: 'stopped',
    amount: money(BigInt(cheque.amount), asset),
    balance: money(wallet?.balance ?? 0n, asset),
  };
}

/** One that fails is logged, and does not hold up the others. Wrong secrets that count no more are forgotten beside. */
export async function expireDue(context: Context, endCheque: EndCheque, limit: number): Promise<number> {
  const { sql, clock, log } = context;
  await run(sql, statement.forget, [new Date(clock.now().getTime() - limits.cheque.tryMinutes * 60_000)]);
  const tried: bigint[] = [];
  let ended = 0;
  while (ended < limit) {
    const wanted = Math.min(limit - ended, together_max);
    const due = await run<{ id: bigint }>(sql, statement.due, [clock.now(), wanted, tried]);
    if (due.length === 0) break;
    tried.push(...due.map(({ id }) => id));
    const ends = due.map(({ id }) =>
      endCheque({ cheque: id, how: 'expired' }).catch((err: unknown) => {
        log.error({ err, cheque: id.toString() }, 'a cheque whose time is over could not be ended');
        return ok(null);
      }),
    );
    ended += (await Promise.all(ends)).filter((one) => one.ok && one.value !== null).length;
  }
  return ended;
}
