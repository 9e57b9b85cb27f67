/**
 * The export of Splitwise: Date, Description, Category, Cost, Currency, and a column for each person with what they get (positive) or
 * owe (negative) by the row. At the end there is a line "Total balance" for each currency: without it the file is not whole.
 */

import { type Cell, readCsv, unharmed } from '../csv.ts';
import { type Asset, decimalText, money } from '../money.ts';
import { minorMax } from '../policy/amounts.ts';
import { limits } from '../policy/limits.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { divideByWeights } from '../shares.ts';
import { cleanLine, clip } from '../text.ts';

/** Before the first person. */
const head_columns = 5;

interface ImportedRow {
  /** `2026-05-01` */
  day: string;
  memo: string | null;
  asset: string;
  cost: bigint;
  /** By person. */
  nets: bigint[];
}

interface Imported {
  people: string[];
  rows: ImportedRow[];
}

export function readSplitwise(text: string, find: (code: string) => Asset | null): Result<Imported> {
  const [head, ...lines] = readCsv(text) ?? [];
  if (!head || lines.length === 0) return refuse('tab_import_unreadable');
  // Before anything that takes longer the more there is.
  if (head.length - head_columns > limits.tab.members)
    return refuse('tab_members_too_many', { limit: limits.tab.members });
  const people = head
    .slice(head_columns)
    .map((name) => clip(cleanLine(unharmed(name)), limits.tab.nameCharacters));
  const distinct = new Set(people.map((name) => name.toLowerCase()));
  const areNames = people.length > 0 && distinct.size === people.length && !distinct.has('');
  if (!areNames || people.some(isNumber)) return refuse('tab_import_unreadable');
  const last = lines.findIndex(isTotal);
  if (last === -1) return refuse('tab_import_unfinished');
  if (last > limits.tab.importedEntries)
    return refuse('tab_import_too_long', { limit: limits.tab.importedEntries });
  const rows: ImportedRow[] = [];
  for (const [index, cells] of lines.slice(0, last).entries()) {
    const row = readRow(cells, people.length, find);
    // As a spreadsheet numbers it: the head is line 1.
    if (!row) return refuse('tab_import_row', { row: index + 2, text: cells.join(', ') });
    if (row !== 'nothing') rows.push(row);
  }
  const sums = sumsOf(rows);
  const told = new Set<string>();
  const wrong = lines.slice(last).find((cells) => !hasTotals(cells, sums, told, people.length, find));
  if (wrong) return refuse('tab_import_total', { text: wrong.join(', ') });
  return rows.length > 0 ? ok({ people, rows }) : refuse('tab_import_unreadable');
}

const isNumber = (text: string): boolean => /^[-+]?[\d.,]+$/.test(text);

const isTotal = ([, description = '', , cost = '']: readonly string[]): boolean =>
  description.trim() === 'Total balance' && cost.trim() === '';

/** Null for what cannot be right. `nothing`: it moved nothing between people. */
function readRow(
  cells: readonly string[],
  people: number,
  find: (code: string) => Asset | null,
): ImportedRow | 'nothing' | null {
  const [day = '', description = '', , cost = '', currency = ''] = cells.map((cell) => cell.trim());
  const asset = find(currency);
  if (cells.length !== head_columns + people || !isDay(day) || !asset) return null;
  const amount = exact(cost, asset);
  const nets = cells.slice(head_columns).map((cell) => exact(cell.trim(), asset));
  if (amount === null || amount <= 0n || amount > minorMax(asset)) return null;
  if (!nets.every((net) => net !== null)) return null;
  const sum = nets.reduce((total, net) => total + net, 0n);
  const paid = nets.reduce((total, net) => (net > 0n ? total + net : total), 0n);
  if (sum !== 0n || paid > amount) return null;
  if (paid === 0n) return 'nothing';
  const memo = clip(cleanLine(unharmed(description)), limits.memoCharacters) || null;
  return { day, memo, asset: asset.code, cost: amount, nets };
}

const isDay = (text: string): boolean => {
  const date = new Date(`${text}T00:00:00Z`);
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
  );
};

/** Minor units of a decimal as programs write it; zeros behind those that the currency has say nothing. Null for anything else. */
function exact(text: string, { exponent }: Asset): bigint | null {
  const [, minus, whole, fraction = ''] = /^(-?)(\d{1,18})(?:\.(\d{1,18}))?$/.exec(text) ?? [];
  if (whole === undefined) return null;
  const kept = fraction.slice(0, exponent).padEnd(exponent, '0');
  if (/[1-9]/.test(fraction.slice(exponent))) return null;
  const minor = BigInt(`${whole}${kept}`);
  return minus ? -minor : minor;
}

/** By currency, what each person gets or owes by all rows. */
function sumsOf(rows: readonly ImportedRow[]): Map<string, bigint[]> {
  const sums = new Map<string, bigint[]>();
  for (const { asset, nets } of rows) {
    const before = sums.get(asset);
    sums.set(asset, before ? before.map((sum, person) => sum + nets[person]!) : nets);
  }
  return sums;
}

/** A total that the rows do not come to means that some are missing, or were changed. Of each currency there is one: it is `told`. */
function hasTotals(
  cells: readonly string[],
  sums: ReadonlyMap<string, bigint[]>,
  told: Set<string>,
  people: number,
  find: (code: string) => Asset | null,
): boolean {
  const asset = find((cells[4] ?? '').trim());
  if (!asset || told.has(asset.code) || !isTotal(cells) || cells.length !== head_columns + people)
    return false;
  told.add(asset.code);
  const own = sums.get(asset.code);
  return cells
    .slice(head_columns)
    .every((cell, person) => exact(cell.trim(), asset) === (own?.[person] ?? 0n));
}

/**
 * Who paid and whose share it is, from what each gets or owes by it. What those who paid do not get back was their own share: where
 * several paid, nobody says whose of it is how much, and it is divided as they paid. What they get is right in any case.
 */
export function partsOf({ cost, nets }: ImportedRow, seed: string): { paid: bigint[]; owed: bigint[] } {
  const due = nets.map((net) => (net > 0n ? net : 0n));
  const own = divideByWeights(cost - due.reduce((sum, one) => sum + one, 0n), due, seed);
  return {
    paid: due.map((one, index) => one + own[index]!),
    owed: nets.map((net, index) => (net < 0n ? -net : own[index]!)),
  };
}

/** An amount as a file has it. */
export const cellOf = (amount: bigint, asset: Asset): Cell => ({ number: decimalText(money(amount, asset)) });
