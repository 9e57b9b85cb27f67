/** What could not be told to somebody, told now that they are here: by messages of their own, which are kept until they are shown. */
import { withBalancesNow } from '../balance-now.ts';
import type { Origin } from '../common.ts';
import type { Context } from '../context.ts';
import { inTransaction } from '../db/index.ts';
import type { Notice } from '../notices.ts';
import { addDeliveries, type NewDelivery, takeMissed } from '../outbox/index.ts';
import type { Identity } from '../ports/chat.ts';

/** A message has room for so many. */
const noticesOfMessage_max = 10;

export type MissedPlace = Omit<Origin, 'key'> & { locale: string };

/** Returns the messages, which are to be shown at once. What cannot be shown even now is missed again. */
export async function tellMissed(
  context: Context,
  identity: Identity,
  place: MissedPlace,
): Promise<bigint[]> {
  const known = await context.known(identity);
  if (!known?.missed) return [];
  return inTransaction(context.sql, async (sql) => {
    const missed = (await takeMissed(sql, known.identities, context.noticeOf)).flatMap(single);
    const notices = await withBalancesNow(
      context,
      sql,
      missed.map((notice) => ({ owner: known.public_id, notice })),
    );
    const messages: NewDelivery[] = [];
    for (let from = 0; from < notices.length; from += noticesOfMessage_max) {
      const notice: Notice = { kind: 'missed', notices: notices.slice(from, from + noticesOfMessage_max) };
      messages.push({ ...place, audience: 'private', person: identity, subject: { kind: 'notice', notice } });
    }
    return addDeliveries(sql, messages, { now: true });
  });
}

/** What came together, or was missed before, comes one by one: each has its own line. */
const single = (notice: Notice): Notice[] =>
  notice.kind === 'missed' || notice.kind === 'alerts' ? notice.notices.flatMap(single) : [notice];
