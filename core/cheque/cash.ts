/** `/cash`: what was typed of a paper, and what comes of it. */
import { assetOf } from '../asset-book.ts';
import type { Context } from '../context.ts';
import { inTransaction } from '../db/index.ts';
import { loadPeople, lockPeople, personOf, viewOf } from '../identity/index.ts';
import { money } from '../money.ts';
import type { NoticeOf } from '../notices.ts';
import { ok, type Refusal, type Result, refuse } from '../refusals.ts';
import { clip } from '../text.ts';
import { type Cheque, findCheques } from './cheque.ts';
import type { EndCheque } from './end.ts';
import { readNumber, readSecret } from './number.ts';
import { tried } from './try.ts';
import type { CashRequest } from './types.ts';

type Cashed = NoticeOf<'cheque_cashed'>;

const shown_characters_max = 40;

export async function cash(
  context: Context,
  endCheque: EndCheque,
  { casher: identity, number, secret, key }: CashRequest,
): Promise<Result<Cashed>> {
  const casher = await personOf(context, identity);
  const before = await cashedBefore(context, casher.id, key);
  if (before) return before;
  const read = readPaper(number, secret);
  if (!read.ok) return read;
  const { reference } = read.value;
  const [cheque] = await findCheques(context.sql, { reference });
  if (!cheque)
    return { ok: false, refusal: await guessed(context, { ...read.value, casher: casher.id, key }) };
  const ended = await endCheque({
    cheque: cheque.id,
    how: 'cashed',
    secret: read.value.secret,
    casher: casher.id,
    key,
  });
  // Whoever handles the same event at the same time was faster.
  if (!ended.ok) return (await cashedBefore(context, casher.id, key)) ?? ended;
  return ok(await receiptOf(context, ended.value!));
}

/** The same event again hears what it did, though its secret is not known any more. */
async function cashedBefore(context: Context, casher: bigint, key: string): Promise<Result<Cashed> | null> {
  const [cheque] = await findCheques(context.sql, { ended_key: key });
  if (!cheque) return null;
  const self = (await loadPeople(context.sql, [casher])).get(casher)!;
  return cheque.casher === self.id ? ok(await receiptOf(context, cheque)) : refuse('idempotency_key_reused');
}

function readPaper(
  number: string | null,
  secret: string | null,
): Result<{ reference: string; secret: string }> {
  if (number === null) return refuse('cheque_secret_forgotten');
  const reference = readNumber(number);
  if (reference === null)
    return refuse('cheque_number_invalid', { text: clip(number.trim(), shown_characters_max) });
  if (secret === null) return refuse('cheque_secret_forgotten');
  const read = readSecret(secret);
  return read === null ? refuse('cheque_secret_invalid') : ok({ reference, secret: read });
}

/** Nobody wrote this number; whoever guesses numbers is counted all the same. */
const guessed = (
  context: Context,
  guess: { reference: string; secret: string; casher: bigint; key: string },
): Promise<Refusal> =>
  inTransaction(context.sql, async (sql) => {
    const casher = (await lockPeople(sql, [guess.casher], 'update')).get(guess.casher)!;
    return (await tried(context, sql, guess, { cheque: null, casher, writer: null }))!;
  });

async function receiptOf(context: Context, cheque: Cheque): Promise<Cashed> {
  const { sql, ledger } = context;
  const people = await loadPeople(sql, [cheque.writer, cheque.casher!]);
  const asset = assetOf(context, cheque);
  const owner = people.get(cheque.casher!)!.public_id;
  const wallet = await ledger.account(sql, { owner, asset: asset.code, purpose: 'wallet' });
  return {
    kind: 'cheque_cashed',
    reference: cheque.reference,
    writer: viewOf(people.get(cheque.writer)!),
    amount: money(BigInt(cheque.amount), asset),
    memo: cheque.memo,
    balance: money(wallet?.balance ?? 0n, asset),
  };
}
