/** A statement for a spreadsheet: a line for each entry, oldest first, account by account. The head is the same in every language, so that programs read it. */
import {
  type Cell,
  decimalText,
  type Money,
  type Statement,
  type StatementAccount,
  type StatementEntry,
  writeCsv,
} from '../../../core/index.ts';
import { inParts } from './turns.ts';
import { accountText, entryText, memoText, nameIn, type Words } from './words.ts';

const CSV_HEAD = [
  'account',
  'account_name',
  'number',
  'booked_at',
  'happened_at',
  'description',
  'counterparty',
  'counterparty_id',
  'memo',
  'counter_amount',
  'counter_currency',
  'exchange_rate',
  'code',
  'reference',
  'transfer',
  'amount',
  'currency',
  'balance',
] as const;

/** With a point for the decimals, whatever the reader's language: spreadsheets ask, programs do not. */
const numberOf = (amount: Money): Cell => ({ number: decimalText(amount) });

export async function statementCsv({ accounts }: Statement, scene: Words): Promise<string> {
  const parts = [writeCsv([[...CSV_HEAD]])];
  for (const account of accounts)
    parts.push(
      await inParts(account.entries, (part) => writeCsv(part.map((entry) => rowOf(account, entry, scene)))),
    );
  return parts.join('');
}

/** What it was changed into or from, and how many of the one currency the other was. */
function counterOf({ exchanged }: StatementEntry): Cell[] {
  if (!exchanged) return ['', '', ''];
  const { counter, rate } = exchanged;
  const { one, is, of } = rate;
  return [numberOf(counter), counter.asset.code, `1 ${one.code} = ${is} ${of.code}`];
}

const rowOf = (account: StatementAccount, entry: StatementEntry, scene: Words): Cell[] => [
  account.id,
  accountText(account, scene),
  { number: entry.number },
  entry.at,
  entry.event_at,
  entryText(entry, scene),
  entry.counterparty ? nameIn(entry.counterparty) : '',
  entry.counterparty?.id ?? '',
  memoText(entry) ?? '',
  ...counterOf(entry),
  entry.code,
  entry.reference,
  entry.transfer,
  numberOf(entry.amount),
  entry.amount.asset.code,
  numberOf(entry.balance),
];
