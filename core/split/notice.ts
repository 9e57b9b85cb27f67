/** The card of a split, and somebody's list of those that are open: written from what is true at the moment of showing it. */
import type { NoticeAction, PersonView } from '../common.ts';
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { type Asset, money } from '../money.ts';
import type { NoticeOf } from '../notices.ts';
import type { Identity } from '../ports/chat.ts';
import { isFixed, mayCallOff } from './rules.ts';
import type { ShareState, SplitAction, SplitEntry, SplitMode, SplitShare, SplitState } from './types.ts';

const statement = {
  views: sqlFile(import.meta.url, './sql/split_views.sql'),
  open: sqlFile(import.meta.url, './sql/open_splits.sql'),
};

/** As many as a card shows. */
const entries_max = 10;

interface ShareView {
  person: PersonView;
  amount: string;
  weight: string;
  state: ShareState;
  remaining: string;
  given_back: string;
}

interface View {
  reference: string;
  asset: string;
  total: string;
  mode: SplitMode;
  memo: string | null;
  state: Exclude<SplitState, 'settled'>;
  ended_at: Date | null;
  created_at: Date;
  expires_at: Date;
  owner: PersonView;
  shares: ShareView[];
  buttons: Record<SplitAction, string>;
}

/** In the order of the references. Throws for one that no split has. */
export async function splitNotices(
  context: Context,
  sql: Queryable,
  references: readonly string[],
): Promise<NoticeOf<'split'>[]> {
  const views = await run<View>(sql, statement.views, [references]);
  const found = new Map(views.map((view) => [view.reference, view]));
  return references.map((reference) => {
    const view = found.get(reference);
    if (!view) throw new Error(`No split ${reference}`);
    return noticeFrom(context, view);
  });
}

function noticeFrom({ assets }: Context, view: View): NoticeOf<'split'> {
  const asset = assets.find(view.asset)!;
  const shares = view.shares.map((share) => ({
    ...share,
    amount: money(BigInt(share.amount), asset),
    remaining: money(BigInt(share.remaining), asset),
    given_back: inAsset(share.given_back, asset),
  }));
  const state = stateOf(view, shares);
  return {
    kind: 'split',
    reference: view.reference,
    owner: view.owner,
    mode: view.mode,
    total: money(BigInt(view.total), asset),
    memo: view.memo,
    state,
    shares,
    at: view.created_at.toISOString(),
    expires_at: view.expires_at.toISOString(),
    actions: actionsOf(state, view).map((action) => ({ action, intent: view.buttons[action] })),
  };
}

const inAsset = (minor: string, asset: Asset) => (minor === '0' ? null : money(BigInt(minor), asset));

/** It closes itself: who owes how much stands, and all of it is paid. What is given back when its time was over is not asked for again. */
function stateOf({ state, ended_at }: View, shares: readonly SplitShare[]): SplitState {
  if (state !== 'locked') return state;
  if (shares.every((share) => share.state === 'own' || share.state === 'paid')) return 'settled';
  return ended_at === null ? 'locked' : 'expired';
}

/** What may still be done, as far as it is the same for everybody. */
function actionsOf(state: SplitState, { mode, shares }: View): SplitAction[] {
  if (state !== 'open' && state !== 'locked') return [];
  const isUnpaid = shares.some((share) => share.state === 'open');
  const isOpen = state === 'open';
  return [
    ...(isUnpaid ? (['split_pay'] as const) : []),
    ...(isOpen && !isFixed(mode) ? (['split_join'] as const) : []),
    ...(isOpen ? (['split_leave'] as const) : []),
    ...(isOpen && isUnpaid ? (['split_lock'] as const) : []),
    ...(mayCallOff(shares.map((share) => ({ ...share, given_back: BigInt(share.given_back) })))
      ? (['split_cancel'] as const)
      : []),
  ];
}

/** The newest first. A person is whoever they have turned out to be. */
export async function openSplits(context: Context, identity: Identity): Promise<NoticeOf<'split_list'>> {
  interface Row {
    reference: string;
    asset: string;
    total: string;
    memo: string | null;
    created_at: Date;
    owner: PersonView;
    is_owner: boolean;
    owes: string;
    missing: string;
    given_back: string;
    pay_button: string;
  }
  const person = await context.known(identity);
  const rows = person ? await run<Row>(context.sql, statement.open, [person.id, entries_max]) : [];
  const entries = rows.map((row): SplitEntry => {
    const asset = context.assets.find(row.asset)!;
    return {
      reference: row.reference,
      owner: row.owner,
      memo: row.memo,
      total: money(BigInt(row.total), asset),
      owes: row.is_owner ? null : inAsset(row.owes, asset),
      missing: row.is_owner ? inAsset(row.missing, asset) : null,
      given_back: inAsset(row.given_back, asset),
      at: row.created_at.toISOString(),
    };
  });
  const actions = entries.flatMap(({ owes }, at): NoticeAction<'split_pay'>[] =>
    owes ? [{ action: 'split_pay', intent: rows[at]!.pay_button, amount: owes }] : [],
  );
  return { kind: 'split_list', entries, actions };
}
