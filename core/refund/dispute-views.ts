/** Disputes as they are told, from what is true at the moment. */
import type { NoticeAction, PersonView } from '../common.ts';
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { money } from '../money.ts';
import type { NoticeOf } from '../notices.ts';
import type { DisputeState, DisputeStep } from './dispute-types.ts';

const statement = {
  views: sqlFile(import.meta.url, './sql/dispute_views.sql'),
  open: sqlFile(import.meta.url, './sql/open_disputes.sql'),
};

interface Row {
  id: bigint;
  reference: string;
  state: DisputeState;
  created_at: Date;
  payment: string;
  asset: string;
  position: number;
  amount: string;
  refunded: string;
  payer: PersonView;
  payee: PersonView;
  steps: DisputeStep[];
  buttons: Partial<Record<string, string>> | null;
}

/** How many a list names. */
const listed_max = 10;

const viewsOf = (sql: Queryable, ids: readonly bigint[], references: readonly string[]): Promise<Row[]> =>
  run<Row>(sql, statement.views, [ids, references]);

function told({ assets }: Context, row: Row) {
  const asset = assets.find(row.asset)!;
  const { reference, payment, position, payer, payee, state, steps } = row;
  return {
    ...{ reference, payment, position, payer, payee, state },
    paid: money(BigInt(row.amount), asset),
    refunded: money(BigInt(row.refunded), asset),
    steps: steps.map((step) => ({ ...step, at: new Date(step.at).toISOString() })),
    at: row.created_at.toISOString(),
  };
}

/** The buttons of what is open. */
function actionsOf<A extends string>({ state, buttons }: Row, names: readonly A[]): NoticeAction<A>[] {
  if (state !== 'open') return [];
  return names.flatMap((action) => {
    const intent = buttons?.[`dispute_${action}`];
    return intent === undefined ? [] : [{ action, intent }];
  });
}

function forOperators(context: Context, row: Row): NoticeOf<'dispute'> {
  const left = money(BigInt(row.amount) - BigInt(row.refunded), context.assets.find(row.asset)!);
  const actions = actionsOf(row, ['refund', 'ask', 'reject'] as const).map((one) =>
    one.action === 'refund' ? { ...one, amount: left } : one,
  );
  return { kind: 'dispute', ...told(context, row), actions };
}

/** Who of the operators it was is theirs to know. */
function forPayer(context: Context, row: Row): NoticeOf<'dispute_mine'> {
  const asked = row.steps.at(-1)!.step === 'asked';
  const actions = actionsOf(row, asked ? (['answer', 'withdraw'] as const) : (['withdraw'] as const));
  const { steps, ...rest } = told(context, row);
  return {
    kind: 'dispute_mine',
    ...rest,
    steps: steps.map((step) => ({ ...step, operator: null })),
    actions,
  };
}

export async function disputeForOperators(
  context: Context,
  sql: Queryable,
  id: bigint,
): Promise<NoticeOf<'dispute'>> {
  return forOperators(context, (await viewsOf(sql, [id], []))[0]!);
}

export async function disputeForPayer(
  context: Context,
  sql: Queryable,
  id: bigint,
): Promise<NoticeOf<'dispute_mine'>> {
  return forPayer(context, (await viewsOf(sql, [id], []))[0]!);
}

/** In the order of the references. */
export async function disputeNotices(
  context: Context,
  sql: Queryable,
  references: readonly string[],
): Promise<NoticeOf<'dispute'>[]> {
  return (await rowsOf(sql, references)).map((row) => forOperators(context, row));
}

/** What is left of the cards that newer ones have taken the place of. */
export async function movedNotices(
  sql: Queryable,
  references: readonly string[],
): Promise<NoticeOf<'dispute_moved'>[]> {
  return (await rowsOf(sql, references)).map(({ reference, payment, payer }) => ({
    kind: 'dispute_moved',
    ...{ reference, payment, payer },
  }));
}

async function rowsOf(sql: Queryable, references: readonly string[]): Promise<Row[]> {
  const rows = new Map((await viewsOf(sql, [], references)).map((row) => [row.reference, row]));
  return references.map((reference) => {
    const row = rows.get(reference);
    if (!row) throw new Error(`No dispute ${reference}`);
    return row;
  });
}

export async function openDisputes(context: Context, sql: Queryable): Promise<NoticeOf<'disputes'>> {
  const found = await run<{ id: bigint; total: number }>(sql, statement.open, [listed_max]);
  const rows = await viewsOf(
    sql,
    found.map(({ id }) => id),
    [],
  );
  const open = rows
    .sort((one, other) => (one.id < other.id ? -1 : 1))
    .map((row) => {
      const { reference, payer, payee, paid, steps, at } = told(context, row);
      return { reference, payer, payee, paid, steps, at };
    });
  return { kind: 'disputes', open, total: found[0]?.total ?? 0 };
}
