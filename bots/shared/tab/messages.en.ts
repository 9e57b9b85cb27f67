/** English: short, friendly, and never longer than it has to be. */
import type { TabMessages } from './messages.ts';

const tryAdd = 'Try /tab add 24 petrol';

export const en: TabMessages = {
  commands: {
    tab: {
      summary: 'Who paid for what in this group, who owes whom, and settling up',
      example: '/tab add 24 petrol',
    },
  },
  options: {
    show: 'Where everybody stands, and how it could be settled',
    add: 'Enter what somebody paid, shared by everybody on the tab or by those you name',
    join: 'Share from now on what is shared by all',
    leave: 'Share no more; what you owe or get stays',
    edit: 'Correct an expense, for all to see',
    delete: 'Take an expense back, for all to see',
    settle: 'Pay each other back, with real money',
    export: 'The tab as a file (CSV), as Splitwise would write it',
    import: 'Take over what is in a CSV export of Splitwise',
    match: 'Say who a name out of an import is',
    file: 'The CSV file; without one, you can paste it',
    name: 'The name, as the import has it',
    number: 'The number of the expense, as on its card',
    with: 'Who shares it besides whoever paid, as mentions; “only” before them leaves the payer out',
    paid_by: 'Who paid, as a mention, if it was not you',
  },
  tab: {
    title: (members, { plural }) => plural(members, { one: 'The tab: # person', other: 'The tab: # people' }),
    none: 'There is no tab here yet',
    begin: 'Begin one with /tab join, or enter what you paid: /tab add 24 petrol',
    even: 'Everybody is even.',
    gets: (amounts) => `gets ${amounts}`,
    owes: (amounts) => `owes ${amounts}`,
    plan: 'To settle up: ',
    pays: (debtor, creditor, amount) => `${debtor} pays ${creditor} ${amount}`,
    greedy: 'A plan with few payments, though not always the fewest there could be',
  },
  tabs: {
    title: 'Your tabs',
    gets: (amounts) => `you get ${amounts}`,
    owes: (amounts) => `you owe ${amounts}`,
    pay: (other, asset) => `Pay my part, ${asset}, with ${other}`,
  },
  change: {
    paid: (payers, amount) => `${payers} paid ${amount}`,
    edited: (by, number) => `${by} changed #${number}`,
    deleted: (by, number) => `${by} deleted #${number}`,
    memo: (memo) => `“${memo}”`,
    enteredBy: (by) => `Entered by ${by}.`,
    each: (amount) => `${amount} each: `,
    before: (what) => `Before: ${what}`,
    was: (what) => `It was: ${what}`,
    since: { edited: 'It has been changed since.', deleted: 'It has been deleted since.' },
  },
  round: {
    title: { open: 'Settling up', closed: 'Settling up: out of date', done: 'All settled up' },
    how: 'Do you owe somebody? The button pays your part at once, out of your balance.',
    outside: 'Whoever is only a name here pays and is paid outside of Tuppence.',
    closed: 'The tab has changed since. /tab settle makes a new plan.',
    owedAgain: 'What was given back is owed again. /tab settle makes a new plan.',
    givenBack: (amount) => `${amount} given back`,
    due: (debtor, creditor) => `${debtor} → ${creditor}`,
    states: { open: 'open', pending: 'on its way', paid: 'paid', outside: 'not by Tuppence' },
  },
  members: {
    joined: (person) => `${person} is on the tab`,
    left: (person) => `${person} has left the tab`,
    stays: 'What they owe, or get, stays.',
    all: (people) => `On it: ${people}`,
  },
  paid: (amounts) => `${amounts} on the way`,
  importing: {
    title: 'Import from Splitwise',
    submit: 'Import',
    file: 'The CSV file',
    text: 'Or its whole text, pasted',
    done: (by, entries, { plural }) =>
      `${by} imported ${plural(entries, { one: '# expense', other: '# expenses' })}`,
    names: (names, one) =>
      `Only names so far: ${names}. If that is somebody here: /tab match ${one} @somebody`,
  },
  who: { title: 'Who is who?', submit: 'Save', done: 'Now I know', is: (name) => `${name} is ` },
  matching: {
    title: {
      asked: (name, person) => `Is “${name}” ${person}?`,
      confirmed: (name, person) => `“${name}” is ${person}`,
      declined: (name, person) => `“${name}” is not ${person}`,
    },
    says: (by, importer) =>
      `${by} says so. ${importer} imported that name and knows: until ${importer} says yes, what it owes and is owed stays with the name.`,
  },
  exported: 'Your tab as a file',
  buttons: {
    tab_settle: 'Settle up',
    tab_join: 'Join',
    tab_pay: 'Pay my part',
    tab_who: 'Who is who?',
    tab_match_yes: 'Yes, that is right',
    tab_match_no: 'No',
  },
  refusals: {
    tab_needs_group: () => ({
      title: 'A tab belongs to a group',
      hint: 'Ask me in the channel or group where you share things.',
    }),
    tab_not_member: () => ({
      title: 'You are not on this tab',
      hint: 'With /tab join you are.',
    }),
    tab_nobody: () => ({
      title: 'Who shares it with you?',
      hint: 'Name them, /tab add 24 petrol @bob, or let them come with /tab join.',
    }),
    tab_amount_missing: () => ({ title: 'How much was it?', hint: tryAdd }),
    tab_number_missing: () => ({
      title: 'Which expense?',
      hint: 'Its number is on its card: /tab edit 7 30, or /tab delete 7',
    }),
    tab_entry_unknown: ({ number }) => ({ title: `There is no #${number} on this tab` }),
    tab_entry_deleted: ({ number }) => ({ title: `#${number} has been deleted already` }),
    tab_people_where: ({ name }) => ({
      title: `Does ${name} share it, or is that what it was for?`,
      hint: `People come last: /tab add 24 petrol ${name}. What it was for goes in quotes: /tab add 24 "petrol for ${name}".`,
    }),
    tab_unchanged: ({ number }) => ({
      title: `What should be different about #${number}?`,
      hint: `For example: /tab edit ${number} 30, or /tab edit ${number} for diesel`,
    }),
    tab_members_too_many: ({ limit }, { plural }) => ({
      title: plural(limit, { one: 'A tab has # person at most', other: 'A tab has # people at most' }),
    }),
    tab_import_how: () => ({
      title: 'Which file?',
      hint: 'Send the CSV export of Splitwise with /tab import as its caption, answer it with /tab import, or paste its whole text behind that.',
    }),
    tab_import_one: () => ({
      title: 'Please choose the file, or paste its text',
      hint: 'One of the two is enough. Nothing was entered.',
    }),
    tab_import_unreadable: () => ({
      title: 'That is no CSV export of Splitwise',
      hint: 'It begins with Date,Description,Category,Cost,Currency and the names. Nothing was entered.',
    }),
    tab_import_unfinished: () => ({
      title: 'That is not the whole file',
      hint: 'Its last line, “Total balance”, is missing. Nothing was entered.',
    }),
    tab_import_row: ({ row, text }) => ({
      title: `Line ${row} does not add up`,
      hint: `“${text}”. Nothing was entered.`,
    }),
    tab_import_total: ({ text }) => ({
      title: 'The total is another than that of the lines',
      hint: `“${text}”. Nothing was entered.`,
    }),
    tab_import_too_long: ({ limit }, { plural }) => ({
      title: plural(limit, { one: 'A file has # expense at most', other: 'A file has # expenses at most' }),
    }),
    tab_name_unknown: ({ name }) => ({ title: `“${name}” is no name that waits for somebody here` }),
    tab_who_how: ({ names }) => ({
      title: 'Who is who?',
      hint: `For example: /tab match ${names[0] ?? 'Ann Smith'} @ann`,
    }),
    tab_even: () => ({ title: 'Nobody owes anybody anything' }),
  },
};
