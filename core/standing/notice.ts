/** Standing orders as they are shown, written from what is true at the moment of showing them. */
import type { NoticeAction, PersonView } from '../common.ts';
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { putIntent } from '../intents/index.ts';
import { money } from '../money.ts';
import type { NoticeOf } from '../notices.ts';
import { limits } from '../policy/limits.ts';
import { shown_dates } from './create.ts';
import type { StandingOrder } from './order.ts';
import { datesAfter, momentAt } from './rules.ts';
import type { StandingAct, StandingState, StandingView } from './types.ts';

const statement = {
  views: sqlFile(import.meta.url, './sql/views.sql'),
  list: sqlFile(import.meta.url, './sql/list.sql'),
  runs: sqlFile(import.meta.url, './sql/run_views.sql'),
  receipts: sqlFile(import.meta.url, './sql/receipts.sql'),
};

/** How many of a list are shown at once: each with a button of its own, beside the one that turns the page. */
const page = 4;

interface View extends Omit<StandingOrder, 'payee' | 'origin' | 'amount' | 'last_date' | 'is_trying'> {
  amount: string;
  payee: PersonView;
  paid: number;
  buttons: Record<`standing_${StandingAct | 'show'}`, string>;
}

/** In the order of the references. Throws for one that no order has. */
async function viewsOf(sql: Queryable, references: readonly string[]): Promise<View[]> {
  const rows = await run<View>(sql, statement.views, [[...new Set(references)]]);
  const found = new Map(rows.map((row) => [row.reference, row]));
  return references.map((reference) => {
    const view = found.get(reference);
    if (!view) throw new Error(`No standing order ${reference}`);
    return view;
  });
}

const shownOf = ({ assets }: Context, { payee, amount, asset, memo, repeat, zone }: View): StandingView => ({
  payee,
  amount: money(BigInt(amount), assets.find(asset)!),
  memo,
  repeat,
  zone,
});

/** The next dates of one that goes on: its next, and what follows. ISO 8601. */
function nextOf({ starts, repeat, zone, next_date }: View): string[] {
  if (next_date === null) return [];
  const after = datesAfter({ starts, repeat }, next_date, shown_dates - 1);
  return [next_date, ...after].map((date) => momentAt(zone, date).toISOString());
}

const actionsBy: Record<StandingState, readonly StandingAct[]> = {
  active: ['pause', 'skip', 'end'],
  paused: ['resume', 'end'],
  ended: [],
};

/** Of what does not come again there is nothing to skip. */
function actionsOf({ state, repeat, next_date, buttons }: View): NoticeAction<StandingAct>[] {
  const possible = actionsBy[state].filter(
    (act) => act !== 'skip' || (repeat !== null && next_date !== null),
  );
  return possible.map((action) => ({ action, intent: buttons[`standing_${action}`] }));
}

export async function standingNotice(
  context: Context,
  sql: Queryable,
  reference: string,
): Promise<NoticeOf<'standing'>> {
  const view = (await viewsOf(sql, [reference]))[0]!;
  const { state, why, paid } = view;
  return {
    kind: 'standing',
    reference,
    ...shownOf(context, view),
    state,
    why,
    next: nextOf(view),
    paid,
    actions: actionsOf(view),
  };
}

export async function standingList(
  context: Context,
  sql: Queryable,
  person: bigint | null,
  /** Null: all of it. */
  from: number | null,
): Promise<NoticeOf<'standings'>> {
  const rows =
    person === null
      ? []
      : await run<{ reference: string }>(sql, statement.list, [person, limits.standing.open]);
  // What stood before it may have ended since the button was made.
  const first = from !== null && from < rows.length ? from : 0;
  const listed = from === null ? rows : rows.slice(first, first + page);
  const views = await viewsOf(
    sql,
    listed.map(({ reference }) => reference),
  );
  const next = first + listed.length;
  return {
    kind: 'standings',
    items: views.map((view) => ({
      ...shownOf(context, view),
      reference: view.reference,
      state: view.state,
      next: view.next_at?.toISOString() ?? null,
      intent: view.buttons.standing_show,
    })),
    from: first,
    all: rows.length,
    more: next < rows.length ? await putMore(context, sql, person!, next) : null,
  };
}

const putMore = (context: Context, sql: Queryable, person: bigint, from: number): Promise<string> =>
  putIntent(context, sql, {
    kind: 'standing_list',
    person,
    payload: { from },
    expiresAt: new Date(context.clock.now().getTime() + limits.confirmMinutes * 60_000),
  });

/** That there was not enough for a run, and how it stands by now; by the ids of the runs. */
export async function failedNotices(
  context: Context,
  sql: Queryable,
  ids: readonly string[],
): Promise<NoticeOf<'standing_failed'>[]> {
  interface Row {
    id: bigint;
    reference: string;
    due_at: Date;
    state: 'due' | 'placed' | 'skipped';
    retry_at: Date | null;
    buttons: Record<'standing_run_pay' | 'standing_run_skip', string>;
  }
  const rows = await run<Row>(sql, statement.runs, [ids.map(BigInt)]);
  const found = new Map(rows.map((row) => [String(row.id), row]));
  const views = await viewsOf(
    sql,
    ids.map((id) => found.get(id)!.reference),
  );
  return ids.map((id, index) => {
    const { reference, due_at, state, retry_at, buttons } = found.get(id)!;
    const actions = (['pay', 'skip'] as const).map((action) => ({
      action,
      intent: buttons[`standing_run_${action}`],
    }));
    return {
      kind: 'standing_failed',
      reference,
      ...shownOf(context, views[index]!),
      due_at: due_at.toISOString(),
      state,
      retry_at: state === 'due' ? (retry_at?.toISOString() ?? null) : null,
      actions: state === 'due' ? actions : [],
    };
  });
}

export interface Stopped {
  reference: string;
  did: 'skipped' | 'paused' | 'ended';
  why: NoticeOf<'standing_stopped'>['why'];
  due_at: Date;
}

/** As it is once that has been written. */
export async function stoppedNotice(
  context: Context,
  sql: Queryable,
  { reference, did, why, due_at }: Stopped,
): Promise<NoticeOf<'standing_stopped'>> {
  const view = (await viewsOf(sql, [reference]))[0]!;
  return {
    kind: 'standing_stopped',
    reference,
    ...shownOf(context, view),
    did,
    why,
    due_at: due_at.toISOString(),
    next: nextOf(view),
  };
}

/** What payments were for, by their references. */
export async function standingReceipts(
  { assets }: Context,
  sql: Queryable,
  orders: readonly string[],
): Promise<Map<string, NoticeOf<'standing_receipt'>>> {
  type Row = Pick<NoticeOf<'standing_receipt'>, 'reference' | 'repeat' | 'first' | 'missed'> & {
    payment: string;
    asset: string;
    amount: string;
  };
  const rows = await run<Row>(sql, statement.receipts, [orders]);
  return new Map(
    rows.map(({ payment, asset, amount, ...rest }) => [
      payment,
      { kind: 'standing_receipt', ...rest, amount: money(BigInt(amount), assets.find(asset)!) },
    ]),
  );
}
