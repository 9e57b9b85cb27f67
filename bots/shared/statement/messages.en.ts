/** English, as it is written in Britain: short, plain and kind. */
import type { StatementMessages } from './messages.ts';

const how = 'Like this: /statement October 2026, /statement 2026, or /statement 2026-10-01 to 2026-10-15';

export const en: StatementMessages = {
  commands: {
    statement: {
      summary: 'Your statement of a month, a year or any days, as PDF, CSV or XML, privately',
      example: '/statement October 2026',
    },
    spending: {
      summary: 'See what your money went for, as a picture, privately',
      example: '/spending last month',
    },
  },
  options: {
    period: 'A month, a year, or 2026-10-01 to 2026-10-15; the last month unless you say',
    format: 'PDF to read and print, CSV for a spreadsheet, XML (camt.053) for bookkeeping',
  },
  shortcuts: { statement: 'Get a statement' },
  fileName: 'statement',
  title: (period) => `Statement for ${period}`,
  soFar: 'This time is not over: it says what has happened so far.',
  nothing: 'Nothing happened in this time.',
  leftOut: (assets) => `Not in this file, because the format has no way to say it: ${assets}.`,
  byClock: (zone) => `days by the clock of ${zone}`,
  figures: {
    opening: 'At the beginning',
    credits: 'In',
    debits: 'Out',
    closing: 'At the end',
    held: 'On its way out',
  },
  counted: (amount, entries) => `${amount} · ${entries}`,
  entries: (count, { plural }) => plural(count, { one: '# entry', other: '# entries' }),
  movement: (opening, closing) => `${opening} → ${closing}`,
  accounts: { wallet: 'Balance', savings: 'Savings' },
  joined: (account) => `${account} (joined account)`,
  buttons: { statement_pdf: 'As PDF', statement_csv: 'As CSV', statement_xml: 'As XML (camt.053)' },
  form: { title: 'Get a statement', submit: 'Get it', period: 'Of which time', format: 'As what' },
  formats: {
    pdf: 'PDF, to read and to print',
    csv: 'CSV, for a spreadsheet',
    xml: 'XML (ISO 20022 camt.053), for bookkeeping',
  },
  to: (what, name) => `${what} to ${name}`,
  from: (what, name) => `${what} from ${name}`,
  interestOf: (month) => `for ${month}`,
  paper: {
    statement: 'Statement of account',
    period: 'Period',
    owner: 'Account holder',
    number: 'Statement no.',
    clock: 'Times by',
    overview: 'Overview',
    account: 'Account',
    date: 'Date',
    what: 'Description',
    out: 'Out',
    in: 'In',
    balance: 'Balance',
    carried: 'Carried forward',
    none: 'Nothing happened on this account in this time.',
    interest: 'Interest, day by day',
    days: 'Days',
    rate: 'Rate a year',
    average: 'Average balance',
    amount: 'Interest',
    below: 'below zero',
    interestHow:
      'Counted on the balance at the end of each of the bank’s days: balance × rate ÷ 365. It is posted on the first of the next month; fractions are carried on.',
    provisional: 'Provisional: this time is not over, and more may happen in it.',
    proof:
      'Entries are numbered without a gap and never change. Opening balance + in − out = closing balance. Please tell the operator if anything here is not as you know it.',
    page: (page, pages) => `Page ${page} of ${pages}`,
    course: 'How the balance went',
  },
  spending: {
    title: (total, period) => `You spent ${total} in ${period}`,
    none: (period) => `You spent nothing in ${period}`,
    categories: {
      payments: 'Payments',
      requests: 'Requests',
      splits: 'Shared bills',
      tabs: 'Tabs',
      standing: 'Standing orders',
      tips: 'Tips',
      drops: 'Drops',
      shopping: 'Shopping',
      fees: 'Fees',
      interest: 'Interest',
      other: 'Something else',
    },
    of: (amount, count) => `${amount} · ${count}`,
    times: (count, { plural }) => plural(count, { one: 'once', other: '# times' }),
    income: (amount) => `Came in: ${amount}`,
    balance: (opening, closing) => `Balance: ${opening} → ${closing}`,
    others: (assets) => `Something moved in ${assets}, too: /statement has it all.`,
    picture: {
      spent: 'Spent',
      balance: 'Balance',
      nothing: 'Nothing spent',
      alt: ({ period, spent, closing }) =>
        `Spending in ${period} by what it was for: ${spent}. Below it, the balance day by day, ${closing} at the end.`,
    },
  },
  refusals: {
    statement_unclear: ({ text }) => ({
      title: text === '' ? 'Of which time?' : `I cannot read “${text}” as a time`,
      hint: how,
    }),
    statement_ahead: () => ({ title: 'That time has not begun yet', hint: how }),
    statement_reversed: () => ({ title: 'The last day is before the first', hint: how }),
    statement_too_long: ({ entries, limit }, { plural }) => ({
      title: `That is ${plural(entries, { one: '# entry', other: '# entries' })}, more than fits into one file`,
      hint: `${plural(limit, { one: '# entry', other: '# entries' })} at most: please ask for a shorter time.`,
    }),
    statement_not_iso: ({ assets }, { list }) => ({
      title: `camt.053 has no way to say ${list(assets)}`,
      hint: 'It knows only currencies of ISO 4217, with 18 digits at most. PDF and CSV have it all.',
    }),
  },
};
