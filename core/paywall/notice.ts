/** Posts as they are shown: to everybody without what is behind them, and what is behind them to whoever may see it. */
import type { NoticeAction, PersonView } from '../common.ts';
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { type Asset, type Money, money } from '../money.ts';
import type { NoticeOf } from '../notices.ts';
import { askRefusal, askUntil, linkOf } from './rules.ts';
import type { PaywallAction, PaywallContent, PaywallItem, PaywallNotice, PaywallOffer } from './types.ts';

const statement = {
  views: sqlFile(import.meta.url, './sql/views.sql'),
  takings: sqlFile(import.meta.url, './sql/takings.sql'),
  list: sqlFile(import.meta.url, './sql/list.sql'),
  allTakings: sqlFile(import.meta.url, './sql/all_takings.sql'),
  purchases: sqlFile(import.meta.url, './sql/purchases.sql'),
  ownPurchase: sqlFile(import.meta.url, './sql/own_purchase.sql'),
};

interface View {
  reference: string;
  asset: string;
  price: string;
  title: string | null;
  teaser: string | null;
  content: string | null;
  withdrawn: boolean;
  file: PaywallContent['file'];
  seller: PersonView;
  unlocked: number;
  /** The button that says the price of today. */
  unlock: string;
  buttons: Record<'paywall_show' | 'paywall_open' | 'paywall_edit' | 'paywall_withdraw', string>;
}

/** How many of each side a list has, and how many buyers a post names. */
const listed_max = 25;
const buyers_max = 10;

/** In the order of the references. Throws for one that no post has. */
async function viewsOf(sql: Queryable, references: readonly string[]): Promise<View[]> {
  if (references.length === 0) return [];
  const rows = await run<View>(sql, statement.views, [[...new Set(references)]]);
  const known = new Map(rows.map((row) => [row.reference, row]));
  return references.map((reference) => {
    const view = known.get(reference);
    if (!view) throw new Error(`No paid post ${reference}`);
    return view;
  });
}

const priceOf = ({ assets }: Context, { price, asset }: View): Money =>
  money(BigInt(price), assets.find(asset)!);

/** The card in the conversation. */
export async function postNotices(
  context: Context,
  sql: Queryable,
  references: readonly string[],
): Promise<NoticeOf<'paywall'>[]> {
  return (await viewsOf(sql, references)).map((view) => cardOf(context, view, ['unlock', 'show']));
}

function cardOf(context: Context, view: View, actions: readonly PaywallAction[]): NoticeOf<'paywall'> {
  const { reference, seller, title, teaser, content, file, unlocked, withdrawn, buttons } = view;
  const isLink = linkOf(content) !== null;
  const keys = { ...buttons, paywall_unlock: view.unlock };
  const shown = withdrawn ? actions.filter((action) => action === 'show') : actions;
  return {
    kind: 'paywall',
    reference,
    seller,
    title,
    teaser,
    price: priceOf(context, view),
    contains: {
      text: content !== null && !isLink,
      link: isLink,
      file: file && { name: file.name, size_bytes: file.size_bytes, shown_as: file.shown_as },
    },
    unlocked,
    withdrawn,
    actions: shown.map(
      (action): NoticeAction<PaywallAction> => ({ action, intent: keys[`paywall_${action}`] }),
    ),
  };
}

/** To somebody who has not unlocked it, by themselves. */
export async function offerOf(
  context: Context,
  sql: Queryable,
  reference: string,
): Promise<NoticeOf<'paywall'>> {
  return cardOf(context, (await viewsOf(sql, [reference]))[0]!, ['unlock']);
}

/** To its seller, by themselves. */
export async function sellersCard(
  context: Context,
  sql: Queryable,
  reference: string,
): Promise<NoticeOf<'paywall'>> {
  const [view] = await viewsOf(sql, [reference]);
  const [takings] = await run<{ taken: string; buyers: PersonView[] }>(sql, statement.takings, [
    [reference],
    buyers_max,
  ]);
  const taken = money(BigInt(takings!.taken), context.assets.find(view!.asset)!);
  return {
    ...cardOf(context, view!, ['show', 'edit', 'withdraw']),
    takings: { taken, buyers: takings!.buyers },
  };
}

/** What is behind it. Whether its reader may see it is decided before. */
export async function contentOf(
  context: Context,
  sql: Queryable,
  reference: string,
  paid?: { amount: string; asset: string; back: string | null; until: Date },
): Promise<NoticeOf<'paywall_content'>> {
  const [view] = await viewsOf(sql, [reference]);
  const { seller, title, content, file } = view!;
  const link = linkOf(content);
  return {
    kind: 'paywall_content',
    reference,
    seller,
    title,
    text: link === null ? content : null,
    link,
    file,
    actions: paid?.back ? [{ action: 'back', intent: paid.back }] : [],
    ...(paid?.back && { back_until: paid.until.toISOString() }),
    ...(paid && { paid: money(BigInt(paid.amount), context.assets.find(paid.asset)!) }),
  };
}

/** As {@link contentOf}, to somebody who may have paid for it: with what they paid, and with what they may ask for still. */
export async function contentFor(
  context: Context,
  sql: Queryable,
  { id, reference }: { id: bigint; reference: string },
  person: bigint,
): Promise<PaywallNotice> {
  const [own] = await run<{ reference: string }>(sql, statement.ownPurchase, [id, person]);
  return own
    ? (await purchaseNotices(context, sql, [own.reference]))[0]!
    : contentOf(context, sql, reference);
}

/** What somebody gets for a payment, by the reference of its order: nothing any more, where all of it was given back before it was shown. */
export async function purchaseNotices(
  context: Context,
  sql: Queryable,
  references: readonly string[],
): Promise<PaywallNotice[]> {
  interface Row {
    reference: string;
    post: string;
    asset: string;
    amount: string;
    refunded: string;
    entitles: boolean;
    settled_at: Date;
    asked: boolean;
    back: string | null;
  }
  const rows = await run<Row>(sql, statement.purchases, [references]);
  const now = context.clock.now();
  const known = new Map(rows.map((row) => [row.reference, row]));
  return Promise.all(
    references.map(async (reference): Promise<PaywallNotice> => {
      const { post, entitles, amount, asset, back, ...row } = known.get(reference)!;
      const standing = { ...row, refunded: BigInt(row.refunded) };
      const refusal = askRefusal(standing, { now, payment: reference, asset: context.assets.find(asset)! });
      const content = await contentOf(context, sql, post, {
        amount,
        asset,
        back: refusal ? null : back,
        until: askUntil(row.settled_at),
      });
      return entitles ? content : { kind: 'paywall_refunded', reference: post, title: content.title };
    }),
  );
}

/** What somebody offers, with what they took, and what they have unlocked. */
export async function paywallList(
  context: Context,
  sql: Queryable,
  person: { id: bigint } | null,
): Promise<NoticeOf<'paywalls'>> {
  if (person === null) return { kind: 'paywalls', offers: [], takings: [], has: [] };
  type Row = { reference: string; side: 'offers' | 'has' };
  const rows = await run<Row>(sql, statement.list, [person.id, listed_max]);
  const views = await viewsOf(
    sql,
    rows.map(({ reference }) => reference),
  );
  const of = (side: Row['side']) => views.filter((_, index) => rows[index]!.side === side);
  const own = of('offers');
  type Taken = { reference: string; taken: string };
  const taken = await run<Taken>(sql, statement.takings, [own.map(({ reference }) => reference), 0]);
  const takenOf = new Map(taken.map((row) => [row.reference, row.taken]));
  const all = await run<{ asset: string; taken: string }>(sql, statement.allTakings, [person.id]);
  const assetOf = (code: string): Asset => context.assets.find(code)!;
  return {
    kind: 'paywalls',
    offers: own.map(
      (view): PaywallOffer => ({
        reference: view.reference,
        title: view.title,
        price: priceOf(context, view),
        unlocked: view.unlocked,
        taken: money(BigInt(takenOf.get(view.reference)!), assetOf(view.asset)),
        withdrawn: view.withdrawn,
        intent: view.buttons.paywall_open,
      }),
    ),
    takings: all.map((row) => money(BigInt(row.taken), assetOf(row.asset))),
    has: of('has').map(
      ({ reference, title, seller, buttons }): PaywallItem => ({
        reference,
        title,
        seller,
        intent: buttons.paywall_show,
      }),
    ),
  };
}
