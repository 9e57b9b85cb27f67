/** The card of a split, and somebody's list of those that are open: written from what is true at the moment of showing it. */
import type { NoticeAction, PersonView } from '../common.ts';
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { type Asset, money } from '../money.ts';
import type { NoticeOf } from '../notices.ts';
import type { Identity } from '../ports/chat.ts';
import { isFixed } from './rules.ts';
import type { ShareState, SplitAction, SplitEntry, SplitMode, SplitShare, SplitState } from './types.ts';

const statement = {
  views: sqlFile(import.meta.url, './sql/split_views.sql'),
  open: sqlFile(import.meta.url, './sql/open_splits.sql'),
};

/** As many as a card shows. */
const entries_max = 10;

interface View {
  reference: string;
  asset: string;
  total: string;
  mode: SplitMode;
  memo: string | null;
  state: Exclude<SplitState, 'settled'>;
  created_at: Date;
  expires_at: Date;
  owner: PersonView;
  shares: { person: PersonView; amount: string; weight: string; state: ShareState }[];
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
  const shares = view.shares.map((share) => ({ ...share, amount: money(BigInt(share.amount), asset) }));
  const state = stateOf(view.state, shares);
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
    actions: actionsOf(state, view.mode, shares).map((action) => ({ action, intent: view.buttons[action] })),
  };
}

/** It closes itself: who owes how much stands, and all of it is paid. */
const stateOf = (state: View['state'], shares: readonly SplitShare[]): SplitState =>
  state === 'locked' && shares.every((share) => share.state === 'own' || share.state === 'paid')
    ? 'settled'
    : state;

/** What may still be done, as far as it is the same for everybody. */
function actionsOf(state: SplitState, mode: SplitMode, shares: readonly SplitShare[]): SplitAction[] {
  if (state !== 'open' && state !== 'locked') return [];
  const has = (...states: ShareState[]) => shares.some((share) => states.includes(share.state));
  const isOpen = state === 'open';
  return [
    ...(has('open') ? (['split_pay'] as const) : []),
    ...(isOpen && !isFixed(mode) ? (['split_join'] as const) : []),
    ...(isOpen ? (['split_leave'] as const) : []),
    ...(isOpen && has('open') ? (['split_lock'] as const) : []),
    ...(has('pending', 'paid') ? [] : (['split_cancel'] as const)),
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
    pay_button: string;
  }
  const person = await context.known(identity);
  const rows = person ? await run<Row>(context.sql, statement.open, [person.id, entries_max]) : [];
  const inAsset = (minor: string, asset: Asset) => (minor === '0' ? null : money(BigInt(minor), asset));
  const entries = rows.map((row): SplitEntry => {
    const asset = context.assets.find(row.asset)!;
    return {
      reference: row.reference,
      owner: row.owner,
      memo: row.memo,
      total: money(BigInt(row.total), asset),
      owes: row.is_owner ? null : inAsset(row.owes, asset),
      missing: row.is_owner ? inAsset(row.missing, asset) : null,
      at: row.created_at.toISOString(),
    };
  });
  const actions = entries.flatMap(({ owes }, at): NoticeAction<'split_pay'>[] =>
    owes ? [{ action: 'split_pay', intent: rows[at]!.pay_button, amount: owes }] : [],
  );
  return { kind: 'split_list', entries, actions };
}
