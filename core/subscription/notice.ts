/** What creators offer, and what people have subscribed to, as they are shown. */
import type { PersonView } from '../common.ts';
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { money } from '../money.ts';
import type { NoticeOf } from '../notices.ts';
import { grace_ms } from './rules.ts';
import type { SubscriptionItem, SubscriptionState } from './types.ts';

const statement = {
  creators: sqlFile(import.meta.url, './sql/creator_views.sql'),
  earned: sqlFile(import.meta.url, './sql/earned.sql'),
  views: sqlFile(import.meta.url, './sql/views.sql'),
  list: sqlFile(import.meta.url, './sql/list.sql'),
  receipts: sqlFile(import.meta.url, './sql/receipts.sql'),
};

const listed_max = 25;

interface CreatorView {
  id: string;
  creator: PersonView;
  sells: boolean;
  tiers: { name: string | null; price: string; asset: string; start: string; close: string }[];
}

/** The card in a conversation, by the creator's public id. */
export async function creatorNotices(
  context: Context,
  sql: Queryable,
  ids: readonly string[],
): Promise<NoticeOf<'creator'>[]> {
  const rows = await run<CreatorView>(sql, statement.creators, [ids]);
  return ids.map((id) => creatorNotice(context, rows.find((row) => row.id === id)!, 'start'));
}

const creatorNotice = (
  { assets }: Context,
  { creator, sells, tiers }: CreatorView,
  button: 'start' | 'close',
): NoticeOf<'creator'> => ({
  kind: 'creator',
  creator,
  sells,
  tiers: tiers.map(({ name, price, asset, [button]: intent }) => ({
    name,
    price: money(BigInt(price), assets.find(asset)!),
    intent,
  })),
});

/** To a creator, by themselves. */
export async function ownNotice(
  context: Context,
  sql: Queryable,
  { id, public_id }: { id: bigint; public_id: string },
): Promise<NoticeOf<'creator'>> {
  const [row] = await run<CreatorView>(sql, statement.creators, [[public_id]]);
  type Earned = { asset: string; earned: string; subscribers: number };
  const earned = await run<Earned>(sql, statement.earned, [id]);
  return {
    ...creatorNotice(context, row!, 'close'),
    own: {
      subscribers: earned[0]?.subscribers ?? 0,
      earned: earned.flatMap((one) =>
        one.earned === '0' ? [] : [money(BigInt(one.earned), context.assets.find(one.asset)!)],
      ),
    },
  };
}

interface View {
  id: bigint;
  reference: string;
  state: SubscriptionState;
  next_at: Date;
  asset: string;
  price: string;
  name: string | null;
  creator: PersonView;
  due: Date | null;
  cancel: string;
}

/** In the order of the ids. */
export async function subscriptionItems(
  context: Context,
  sql: Queryable,
  ids: readonly bigint[],
): Promise<SubscriptionItem[]> {
  const rows = await run<View>(sql, statement.views, [ids]);
  return ids.map((id) => itemOf(context, rows.find((row) => row.id === id)!));
}

const itemOf = (
  { assets }: Context,
  { reference, creator, name, price, asset, state, next_at, due, cancel }: View,
): SubscriptionItem => ({
  reference,
  creator,
  name,
  price: money(BigInt(price), assets.find(asset)!),
  state,
  until: next_at.toISOString(),
  tried_until: due && new Date(due.getTime() + grace_ms).toISOString(),
  actions: state === 'active' ? [{ action: 'cancel', intent: cancel }] : [],
});

export async function subscriptionList(
  context: Context,
  sql: Queryable,
  person: { id: bigint } | null,
): Promise<NoticeOf<'subscriptions'>> {
  const rows = person ? await run<{ id: bigint }>(sql, statement.list, [person.id, listed_max]) : [];
  const ids = rows.map(({ id }) => id);
  return { kind: 'subscriptions', items: await subscriptionItems(context, sql, ids) };
}

/** What is said on the cards of payments that paid for a month, and on the creator's notes of them: that it is no payment of once. */
export async function receiptsOf(
  { assets }: Context,
  sql: Queryable,
  orders: readonly string[],
): Promise<Map<string, NoticeOf<'subscription_receipt'>>> {
  type Row = {
    payment: string;
    reference: string;
    ends_at: Date;
    renews: boolean;
    price: string;
    asset: string;
  };
  const rows = await run<Row>(sql, statement.receipts, [orders]);
  return new Map(
    rows.map(({ payment, reference, ends_at, renews, price: minor, asset }) => {
      const price = money(BigInt(minor), assets.find(asset)!);
      const until = ends_at.toISOString();
      return [payment, { kind: 'subscription_receipt', reference, price, until, renews }];
    }),
  );
}
