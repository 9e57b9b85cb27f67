/** Paid posts: offered with a teaser, unlocked by paying, and from then on theirs who paid. */
import type { Services } from '../api.ts';
import type { Capability } from '../capability.ts';
import type { Context } from '../context.ts';
import { run, sqlFile } from '../db/index.ts';
import { ok, type Result } from '../refusals.ts';
import { askedNotices } from './back.ts';
import { share, withdraw } from './end.ts';
import { paywallList, postNotices, purchaseNotices } from './notice.ts';
import { edit, findOffer, offer } from './offer.ts';
import { found } from './post.ts';
import { draftOf, openPost, paywallPresses } from './presses.ts';
import type { PaywallService } from './types.ts';
import { POST, postPayable, unlock } from './unlock.ts';

const fileText = sqlFile(import.meta.url, './sql/file.sql');

export function createPaywall(context: Context, pay: Services['pay']): Capability<PaywallService> {
  const service = serviceOf(context, pay);
  return {
    service,
    presses: paywallPresses(context, pay),
    subjects: {
      paywall: (sql, references) => postNotices(context, sql, references),
      paywall_content: (sql, references) => purchaseNotices(context, sql, references),
      paywall_back: (sql, references) => askedNotices(context, sql, references),
    },
    payables: { [POST]: postPayable(context) },
    home: async (identity) => {
      const list = await service.list(identity);
      return list.offers.length + list.has.length > 0 ? [list] : [];
    },
    verify: new URL('./verify/', import.meta.url),
    trail: sqlFile(import.meta.url, './sql/trail.sql'),
  };
}

function serviceOf(context: Context, pay: Services['pay']): PaywallService {
  /** What somebody does about a post, by its reference. */
  const about = async <T>(
    { by, reference }: { by: Parameters<typeof found>[1]; reference: string },
    work: (post: bigint, person: bigint) => Promise<Result<T>>,
  ): Promise<Result<T>> => {
    const asked = await found(context, by, reference);
    return asked.ok ? work(asked.value.post, asked.value.person.id) : asked;
  };
  return {
    offer: (request) => offer(context, request),
    offered: (key) => findOffer(context, key),
    edit: (request) => edit(context, request),
    withdraw: (act) => about(act, (post, by) => withdraw(context, { post, by, key: act.origin.key })),
    share: (act) => share(context, act),
    unlock: (act) =>
      about(act, (post, id) => {
        const { by: identity, origin } = act;
        return unlock(context, pay, { post, by: { id }, identity, origin, price: null });
      }),
    open: (by, reference) =>
      about({ by, reference }, async (post, person) => ok(await openPost(context, post, person))),
    draft: (by, reference) => about({ by, reference }, (post, person) => draftOf(context, post, person)),
    list: async (identity) => paywallList(context, context.sql, await context.known(identity)),
    async file(id) {
      const [row] = await run<{ bytes: Uint8Array }>(context.sql, fileText, [BigInt(id)]);
      return row?.bytes ?? null;
    },
  };
}
