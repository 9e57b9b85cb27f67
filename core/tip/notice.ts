/** Tallies and notes, written from what is true at the moment of showing them. */
import type { NoticeAction, PersonView } from '../common.ts';
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { type Money, money } from '../money.ts';
import type { NoticeOf } from '../notices.ts';
import type { TipState } from './types.ts';

const statement = {
  tallies: sqlFile(import.meta.url, './sql/tallies.sql'),
  notes: sqlFile(import.meta.url, './sql/notes.sql'),
};

interface TallyRow {
  reference: string;
  author: PersonView;
  lines: { emoji: string | null; asset: string; count: number; amount: string }[];
  people: number;
  tippers: PersonView[];
}

/** In the order of the references. Throws for one that nothing has. */
export async function tallyNotices(
  context: Context,
  sql: Queryable,
  references: readonly string[],
): Promise<NoticeOf<'tip_tally'>[]> {
  const rows = await run<TallyRow>(sql, statement.tallies, [references]);
  const found = new Map(rows.map((row) => [row.reference, row]));
  return references.map((reference) => {
    const row = found.get(reference);
    if (!row) throw new Error(`No tally ${reference}`);
    const { author, people, tippers } = row;
    const lines = row.lines.map(({ emoji, asset, count, amount }) => ({
      emoji,
      count,
      amount: money(BigInt(amount), context.assets.find(asset)!),
    }));
    return { kind: 'tip_tally', reference, author, people, tippers, lines, totals: totalsOf(lines) };
  });
}

/** The sum in each currency, in the order in which they come. */
export function totalsOf(lines: readonly { amount: Money }[]): Money[] {
  const sums = new Map<string, Money>();
  for (const { amount } of lines) {
    const { asset, minor } = amount;
    sums.set(asset.code, money(BigInt(sums.get(asset.code)?.minor ?? 0) + BigInt(minor), asset));
  }
  return [...sums.values()];
}

interface NoteRow {
  note: string;
  more: number;
  lines:
    | {
        author: PersonView;
        emoji: string | null;
        asset: string;
        amount: string;
        state: TipState;
        undo: string;
      }[]
    | null;
}

/** In the order of the references. Throws for one that nothing has. */
export async function noteNotices(
  context: Context,
  sql: Queryable,
  references: readonly string[],
): Promise<NoticeOf<'tip_note'>[]> {
  const rows = await run<NoteRow>(sql, statement.notes, [references]);
  const found = new Map(rows.map((row) => [row.note, row]));
  return references.map((reference) => {
    const row = found.get(reference);
    if (!row?.lines) throw new Error(`No tips in the note ${reference}`);
    const amountOf = ({ amount, asset }: { amount: string; asset: string }) =>
      money(BigInt(amount), context.assets.find(asset)!);
    const lines = row.lines.map(({ author, emoji, state, ...line }) => ({
      author,
      emoji,
      state,
      amount: amountOf(line),
    }));
    const actions = row.lines
      .filter(({ state }) => state === 'held')
      .map(
        (line): NoticeAction<'tip_undo'> => ({
          action: 'tip_undo',
          intent: line.undo,
          amount: amountOf(line),
        }),
      );
    return { kind: 'tip_note', reference, lines, more: row.more, actions };
  });
}
