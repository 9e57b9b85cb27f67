/** What else its seller does about a post: withdrawing it, and offering it once more elsewhere. */
import type { Shown } from '../common.ts';
import { type Context, DEFAULT_LOCALE } from '../context.ts';
import { inTransaction, run, sqlFile } from '../db/index.ts';
import { advisoryLock, lockPeople } from '../identity/index.ts';
import { addDelivery } from '../outbox/index.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { found, lockPosts, reviseCreator, revisePost } from './post.ts';
import type { PaywallAct } from './types.ts';

const statement = {
  withdraw: sqlFile(import.meta.url, './sql/withdraw.sql'),
  findMessage: sqlFile(import.meta.url, './sql/find_message.sql'),
  putMessage: sqlFile(import.meta.url, './sql/put_message.sql'),
};

/** By its seller. A payment that was placed before is carried out: whoever is first under the lock. */
export const withdraw = (
  context: Context,
  { post: id, by, key }: { post: bigint; by: bigint; key: string },
): Promise<Result<Shown>> =>
  inTransaction(context.sql, async (sql): Promise<Result<Shown>> => {
    const post = (await lockPosts(sql, [id]))[0]!;
    if (post.seller !== by) return refuse('paywall_not_yours');
    const { reference, delivery, withdrawn_key } = post;
    if (withdrawn_key !== null && withdrawn_key !== key) return refuse('paywall_withdrawn');
    if (withdrawn_key === null) {
      await run(sql, statement.withdraw, [id, key, context.clock.now()]);
      await revisePost(sql, post);
      await reviseCreator(sql, post);
    }
    return ok({ reference, delivery });
  });

/** By its seller: another card, in the conversation where they are. */
export async function share(context: Context, { by, reference, origin }: PaywallAct): Promise<Result<Shown>> {
  const asked = await found(context, by, reference);
  if (!asked.ok) return asked;
  const { post: id, person } = asked.value;
  const { key, conversation, reply } = origin;
  return inTransaction(context.sql, async (sql): Promise<Result<Shown>> => {
    await advisoryLock(sql, `paywall:${key}`);
    const [before] = await run<Shown>(sql, statement.findMessage, [key]);
    if (before) return ok({ reference: before.reference, delivery: before.delivery });
    const seller = (await lockPeople(sql, [person.id], 'share')).get(person.id)!;
    const post = (await lockPosts(sql, [id]))[0]!;
    if (post.seller !== seller.id) return refuse('paywall_not_yours');
    if (post.withdrawn_key !== null) return refuse('paywall_withdrawn');
    if (seller.frozen) return refuse('account_frozen');
    const card = {
      audience: 'conversation',
      conversation,
      person: by,
      locale: person.locale ?? DEFAULT_LOCALE,
      subject: { kind: 'paywall', id: reference },
      ...(reply && { reply }),
    } as const;
    const delivery = await addDelivery(sql, card, { now: true });
    await run(sql, statement.putMessage, [id, delivery, key]);
    return ok({ reference, delivery });
  });
}
