/** The card of a drop, written from what is true at the moment of showing it. */
import { assetOf } from '../asset-book.ts';
import type { NoticeAction, PersonView } from '../common.ts';
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { money } from '../money.ts';
import type { NoticeOf } from '../notices.ts';
import type { DropClaim, DropMode, DropState } from './types.ts';

const viewText = sqlFile(import.meta.url, './sql/drop_views.sql');

interface DropView {
  reference: string;
  asset: string;
  total: string;
  left: string;
  mode: DropMode;
  shares: number;
  memo: string | null;
  state: DropState;
  created_at: Date;
  expires_at: Date;
  giver: PersonView;
  claims: { person: PersonView; amount: string }[];
  buttons: Record<'drop_claim' | 'drop_cancel', string>;
}

/** In the order of the references. Throws for one that no drop has. */
export async function dropNotices(
  context: Context,
  sql: Queryable,
  references: readonly string[],
): Promise<NoticeOf<'drop'>[]> {
  const drops = await run<DropView>(sql, viewText, [references]);
  const found = new Map(drops.map((drop) => [drop.reference, drop]));
  return references.map((reference) => {
    const drop = found.get(reference);
    if (!drop) throw new Error(`No drop ${reference}`);
    return noticeFrom(context, drop);
  });
}

function noticeFrom(context: Context, drop: DropView): NoticeOf<'drop'> {
  const { reference, giver, mode, shares, memo, state } = drop;
  const asset = assetOf(context, drop);
  return {
    kind: 'drop',
    reference,
    giver,
    total: money(BigInt(drop.total), asset),
    left: money(BigInt(drop.left), asset),
    shares,
    mode,
    memo,
    state,
    at: drop.created_at.toISOString(),
    ends_at: drop.expires_at.toISOString(),
    claims: claimsOf(context, drop),
    actions: actionsOf(drop),
  };
}

/** While somebody may still have better luck, nobody has had the best. */
function claimsOf(context: Context, drop: DropView): DropClaim[] {
  const asset = assetOf(context, drop);
  const amounts = drop.claims.map(({ amount }) => BigInt(amount));
  const most = amounts.reduce((best, amount, index) => (amount > amounts[best]! ? index : best), 0);
  const tells = drop.state !== 'open' && drop.mode === 'random' && amounts.length > 1;
  return drop.claims.map(({ person }, index) => ({
    person,
    amount: money(amounts[index]!, asset),
    ...(tells && index === most && { best: true as const }),
  }));
}

function actionsOf({ state, buttons }: DropView): NoticeAction<'drop_claim' | 'drop_cancel'>[] {
  if (state !== 'open') return [];
  return (['drop_claim', 'drop_cancel'] as const).map((action) => ({ action, intent: buttons[action] }));
}
