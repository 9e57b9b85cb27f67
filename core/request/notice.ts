/** Requests as they are shown, written from what is true at the moment of showing them. */

import type { NoticeAction, PersonView } from '../common.ts';
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { type Asset, type Money, money } from '../money.ts';
import type { NoticeOf } from '../notices.ts';
import type { Conversation } from '../ports/chat.ts';
import { seesCard } from '../tell.ts';
import { lineState, requestState, type Standing } from './rules.ts';
import type { RequestAction, RequestItem } from './types.ts';

const statement = {
  views: sqlFile(import.meta.url, './sql/views.sql'),
  list: sqlFile(import.meta.url, './sql/list.sql'),
};

type Button = `request_${RequestAction | 'show'}`;
type Texts = 'amount' | 'paid' | 'under_way' | 'given_back' | 'remaining';

interface LineView extends Pick<Standing, 'state'>, Record<Texts, string> {
  position: number;
  payer: PersonView | null;
}

interface View {
  reference: string;
  asset: string;
  memo: string | null;
  created_at: Date;
  expires_at: Date;
  conversation: Conversation;
  asker: PersonView;
  lines: LineView[];
  buttons: Record<Button, string>;
}

/** Of which part a notice speaks, and what its reader can do about it. */
interface Aspect {
  /** One share alone. */
  position?: number;
  to?: 'asker' | 'payer';
  reminder?: true;
}

/** How many requests of each side a list has. */
const listed_max = 25;

/** In the order of the references. Throws for one that no request has. */
async function viewsOf(sql: Queryable, references: readonly string[]): Promise<View[]> {
  const rows = await run<View>(sql, statement.views, [[...new Set(references)]]);
  const found = new Map(rows.map((row) => [row.reference, row]));
  return references.map((reference) => {
    const view = found.get(reference);
    if (!view) throw new Error(`No request ${reference}`);
    return view;
  });
}

/** The card in the conversation. */
export async function requestNotices(
  context: Context,
  sql: Queryable,
  references: readonly string[],
): Promise<NoticeOf<'request'>[]> {
  return (await viewsOf(sql, references)).map((view) => noticeFrom(context, view, {}));
}

/** One's own part, by `<reference>/<position>`. */
export async function shareNotices(
  context: Context,
  sql: Queryable,
  ids: readonly string[],
  reminder?: true,
): Promise<NoticeOf<'request'>[]> {
  const parts = ids.map((id) => id.split('/') as [string, string]);
  const views = await viewsOf(
    sql,
    parts.map(([reference]) => reference),
  );
  return views.map((view, index) =>
    noticeFrom(context, view, {
      position: Number(parts[index]![1]),
      to: 'payer',
      ...(reminder && { reminder }),
    }),
  );
}

/** For one who takes part: all of it to the asker, their own part to whoever is asked. Null for everybody else. */
export async function noticeFor(
  context: Context,
  sql: Queryable,
  reference: string,
  person: PersonView,
): Promise<NoticeOf<'request'> | null> {
  const [view] = await viewsOf(sql, [reference]);
  if (view!.asker.id === person.id) return noticeFrom(context, view!, { to: 'asker' });
  const own = view!.lines.find(({ payer }) => payer?.id === person.id);
  return own ? noticeFrom(context, view!, { to: 'payer', position: own.position }) : null;
}

function noticeFrom({ assets }: Context, view: View, aspect: Aspect): NoticeOf<'request'> {
  const asset = assets.find(view.asset)!;
  const shown = view.lines.filter(({ position }) => position === (aspect.position ?? position));
  const standings = shown.map(standingOf);
  const sum = (of: Texts) => standings.reduce((total, standing) => total + standing[of], 0n);
  const lines = shown.map(({ payer }, index) => {
    const standing = standings[index]!;
    const amounts = {
      amount: money(standing.amount, asset),
      paid: money(standing.paid, asset),
      given_back: orNull(standing.given_back, asset),
    };
    return { payer, ...amounts, state: lineState(standing) };
  });
  const { to, reminder } = aspect;
  return {
    kind: 'request',
    reference: view.reference,
    asker: view.asker,
    lines,
    total: money(sum('amount'), asset),
    paid: money(sum('paid'), asset),
    given_back: orNull(sum('given_back'), asset),
    remaining: money(
      standings.reduce((total, { state, remaining }) => total + (state === 'open' ? remaining : 0n), 0n),
      asset,
    ),
    memo: view.memo,
    state: requestState(standings.map((standing) => ({ state: lineState(standing), paid: standing.paid }))),
    at: view.created_at.toISOString(),
    expires_at: view.expires_at.toISOString(),
    actions: actionsOf(view, shown, to),
    ...(to && { to }),
    ...(reminder && { reminder }),
  };
}

const orNull = (minor: bigint, asset: Asset): Money | null => (minor === 0n ? null : money(minor, asset));

const standingOf = ({ state, ...texts }: LineView): Standing => ({
  state,
  amount: BigInt(texts.amount),
  paid: BigInt(texts.paid),
  under_way: BigInt(texts.under_way),
  given_back: BigInt(texts.given_back),
  remaining: BigInt(texts.remaining),
});

/** While there is something left to pay. In a conversation where nobody who is asked sees the card, the asker's alone. */
function actionsOf(
  { buttons, conversation }: View,
  lines: readonly LineView[],
  to: Aspect['to'],
): NoticeAction<RequestAction>[] {
  const unpaid = lines.filter(({ state, remaining }) => state === 'open' && remaining !== '0');
  if (unpaid.length === 0) return [];
  const named = unpaid.some(({ payer }) => payer !== null);
  const payHere = unpaid.some(({ payer }) => payer === null || seesCard(payer, conversation));
  const paying = named ? (['pay', 'pay_part', 'decline'] as const) : (['pay', 'pay_part'] as const);
  const asking = named ? (['remind', 'cancel'] as const) : (['cancel'] as const);
  const forBoth = payHere ? [...paying, 'cancel' as const] : asking;
  const actions: readonly RequestAction[] = to === 'payer' ? paying : to === 'asker' ? asking : forBoth;
  return actions.map((action) => ({ action, intent: buttons[`request_${action}`] }));
}

/** What a person owes and is owed. */
export async function requestList(
  context: Context,
  sql: Queryable,
  person: { id: bigint; public_id: string } | null,
): Promise<NoticeOf<'requests'>> {
  const rows = person
    ? await run<{ reference: string; side: 'owes' | 'owed' }>(sql, statement.list, [person.id, listed_max])
    : [];
  const views = await viewsOf(
    sql,
    rows.map(({ reference }) => reference),
  );
  const items = rows.map(({ side }, index) => ({
    side,
    item: itemOf(context, views[index]!, side === 'owes' ? person!.public_id : null),
  }));
  const of = (side: 'owes' | 'owed') => items.flatMap((one) => (one.side === side ? [one.item] : []));
  return { kind: 'requests', owes: of('owes'), owed: of('owed') };
}

/** `payer`: of their own part. */
function itemOf({ assets }: Context, view: View, payer: string | null): RequestItem {
  const lines = view.lines.filter(
    (line) => line.state === 'open' && line.remaining !== '0' && (payer === null || line.payer?.id === payer),
  );
  const asset = assets.find(view.asset)!;
  const sum = (of: 'remaining' | 'given_back') => lines.reduce((total, line) => total + BigInt(line[of]), 0n);
  return {
    reference: view.reference,
    people: payer === null ? lines.flatMap((line) => line.payer ?? []) : [view.asker],
    remaining: money(sum('remaining'), asset),
    given_back: orNull(sum('given_back'), asset),
    memo: view.memo,
    expires_at: view.expires_at.toISOString(),
    intent: view.buttons.request_show,
  };
}
