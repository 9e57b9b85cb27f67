/** Deutsch: kurz, freundlich, mit Du. */
import type { TabMessages } from './messages.ts';

const tryAdd = 'Zum Beispiel: /tab add 24 Benzin';

export const de: TabMessages = {
  commands: {
    tab: {
      summary: 'Wer in dieser Gruppe was bezahlt hat, wer wem etwas schuldet, und abrechnen',
      example: '/tab add 24 Benzin',
    },
  },
  options: {
    show: 'Wie alle stehen, und wie ihr abrechnen könnt',
    add: 'Eintragen, was jemand bezahlt hat, für alle auf dem Deckel oder für die Genannten',
    join: 'Von jetzt an mittragen, was alle tragen',
    leave: 'Nichts mehr mittragen; was du schuldest oder bekommst, bleibt',
    edit: 'Eine Ausgabe berichtigen, für alle sichtbar',
    delete: 'Eine Ausgabe zurücknehmen, für alle sichtbar',
    settle: 'Einander zurückzahlen, mit echtem Geld',
    export: 'Der Deckel als Datei (CSV), wie Splitwise sie schreibt',
    import: 'Übernehmen, was in einem CSV-Export von Splitwise steht',
    match: 'Sagen, wer ein Name aus einem Import ist',
    file: 'Die CSV-Datei; ohne sie kannst du ihren Text einfügen',
    name: 'Der Name, wie er im Import steht',
    number: 'Die Nummer der Ausgabe, wie auf ihrer Karte',
    with: 'Wer außer der Person, die bezahlt hat, mitträgt, als Erwähnung; mit „nur“ davor ohne sie',
    paid_by: 'Wer bezahlt hat, als Erwähnung, wenn nicht du',
  },
  tab: {
    title: (members, { plural }) =>
      plural(members, { one: 'Der Deckel: # Person', other: 'Der Deckel: # Personen' }),
    none: 'Hier gibt es noch keinen Deckel',
    begin: 'Fang mit /tab join an, oder trag ein, was du bezahlt hast: /tab add 24 Benzin',
    even: 'Niemand schuldet etwas.',
    gets: (amounts) => `bekommt ${amounts}`,
    owes: (amounts) => `schuldet ${amounts}`,
    plan: 'So wird abgerechnet: ',
    pays: (debtor, creditor, amount) => `${debtor} zahlt ${creditor} ${amount}`,
    greedy: 'Ein Plan mit wenigen Zahlungen, aber nicht immer den wenigsten, die möglich wären',
  },
  tabs: {
    title: 'Deine Deckel',
    gets: (amounts) => `du bekommst ${amounts}`,
    owes: (amounts) => `du schuldest ${amounts}`,
    pay: (other, asset) => `Meinen Teil (${asset}, mit ${other}) zahlen`,
  },
  change: {
    paid: (payers, amount, count) => `${payers} ${count === 1 ? 'hat' : 'haben'} ${amount} bezahlt`,
    edited: (by, number) => `${by} hat #${number} geändert`,
    deleted: (by, number) => `${by} hat #${number} gelöscht`,
    memo: (memo) => `„${memo}“`,
    enteredBy: (by) => `Eingetragen von ${by}.`,
    each: (amount) => `Je ${amount}: `,
    before: (what) => `Vorher: ${what}`,
    was: (what) => `Das war: ${what}`,
    since: { edited: 'Das wurde seitdem geändert.', deleted: 'Das wurde seitdem gelöscht.' },
  },
  round: {
    title: { open: 'Abrechnung', closed: 'Abrechnung: nicht mehr aktuell', done: 'Alles abgerechnet' },
    how: 'Schuldest du jemandem etwas? Der Knopf zahlt deinen Teil sofort, von deinem Guthaben.',
    outside: 'Wer hier nur ein Name ist, zahlt und bekommt außerhalb von Tuppence.',
    closed: 'Der Deckel hat sich seitdem geändert. /tab settle macht einen neuen Plan.',
    owedAgain: 'Was zurückgegeben wurde, ist wieder offen. /tab settle macht einen neuen Plan.',
    givenBack: (amount) => `${amount} zurückgegeben`,
    due: (debtor, creditor) => `${debtor} → ${creditor}`,
    states: { open: 'offen', pending: 'unterwegs', paid: 'bezahlt', outside: 'nicht mit Tuppence' },
  },
  members: {
    joined: (person) => `${person} ist auf dem Deckel`,
    left: (person) => `${person} ist nicht mehr auf dem Deckel`,
    stays: 'Was offen ist, bleibt offen.',
    all: (people) => `Dabei: ${people}`,
  },
  paid: (amounts) => `${amounts} unterwegs`,
  importing: {
    title: 'Aus Splitwise übernehmen',
    submit: 'Übernehmen',
    file: 'Die CSV-Datei',
    text: 'Oder ihr ganzer Text, eingefügt',
    done: (by, entries, { plural }) =>
      `${by} hat ${plural(entries, { one: '# Ausgabe', other: '# Ausgaben' })} übernommen`,
    names: (names, one) => `Bisher nur Namen: ${names}. Ist das jemand von hier: /tab match ${one} @jemand`,
  },
  who: {
    title: 'Wer ist wer?',
    submit: 'Speichern',
    done: 'Jetzt weiß ich es',
    is: (name) => `${name} ist `,
  },
  matching: {
    title: {
      asked: (name, person) => `Ist „${name}“ ${person}?`,
      confirmed: (name, person) => `„${name}“ ist ${person}`,
      declined: (name, person) => `„${name}“ ist nicht ${person}`,
    },
    says: (by, importer) =>
      `Das sagt ${by}. Den Namen hat ${importer} mitgebracht und weiß es: Bis ${importer} Ja sagt, bleibt beim Namen, was er schuldet und bekommt.`,
  },
  exported: 'Euer Deckel als Datei',
  buttons: {
    tab_settle: 'Abrechnen',
    tab_join: 'Mitmachen',
    tab_pay: 'Meinen Teil zahlen',
    tab_who: 'Wer ist wer?',
    tab_match_yes: 'Ja, das stimmt',
    tab_match_no: 'Nein',
  },
  refusals: {
    tab_needs_group: () => ({
      title: 'Ein Deckel gehört zu einer Gruppe',
      hint: 'Bitte frag mich dort, wo ihr etwas teilt.',
    }),
    tab_not_member: () => ({ title: 'Du bist nicht auf diesem Deckel', hint: 'Mit /tab join bist du es.' }),
    tab_nobody: () => ({
      title: 'Wer trägt das mit?',
      hint: 'Nenn die anderen, /tab add 24 Benzin @bob, oder lass sie mit /tab join dazukommen.',
    }),
    tab_amount_missing: () => ({ title: 'Wie viel war es?', hint: tryAdd }),
    tab_number_missing: () => ({
      title: 'Welche Ausgabe?',
      hint: 'Ihre Nummer steht auf ihrer Karte: /tab edit 7 30, oder /tab delete 7',
    }),
    tab_entry_unknown: ({ number }) => ({ title: `Auf diesem Deckel gibt es keine #${number}` }),
    tab_entry_deleted: ({ number }) => ({ title: `#${number} ist schon gelöscht` }),
    tab_people_where: ({ name }) => ({
      title: `Teilt ${name} mit, oder gehört das zum Zweck?`,
      hint: `Namen kommen ans Ende: /tab add 24 Benzin ${name}. Wofür es war, in Anführungszeichen: /tab add 24 "Benzin für ${name}".`,
    }),
    tab_unchanged: ({ number }) => ({
      title: `Was soll an #${number} anders sein?`,
      hint: `Zum Beispiel: /tab edit ${number} 30, oder /tab edit ${number} für Diesel`,
    }),
    tab_members_too_many: ({ limit }, { plural }) => ({
      title: plural(limit, {
        one: 'Auf einem Deckel ist höchstens # Person',
        other: 'Auf einem Deckel sind höchstens # Personen',
      }),
    }),
    tab_import_how: () => ({
      title: 'Welche Datei?',
      hint: 'Schick den CSV-Export von Splitwise mit /tab import als Beschreibung, antworte mit /tab import auf ihn, oder füg seinen ganzen Text dahinter ein.',
    }),
    tab_import_one: () => ({
      title: 'Bitte wähl die Datei aus, oder füg ihren Text ein',
      hint: 'Eines von beiden genügt. Es wurde nichts eingetragen.',
    }),
    tab_import_unreadable: () => ({
      title: 'Das ist kein CSV-Export von Splitwise',
      hint: 'Er beginnt mit Date,Description,Category,Cost,Currency und den Namen. Es wurde nichts eingetragen.',
    }),
    tab_import_unfinished: () => ({
      title: 'Das ist nicht die ganze Datei',
      hint: 'Ihre letzte Zeile, „Total balance“, fehlt. Es wurde nichts eingetragen.',
    }),
    tab_import_row: ({ row, text }) => ({
      title: `Zeile ${row} geht nicht auf`,
      hint: `„${text}“. Es wurde nichts eingetragen.`,
    }),
    tab_import_total: ({ text }) => ({
      title: 'Die Summe ist eine andere als die der Zeilen',
      hint: `„${text}“. Es wurde nichts eingetragen.`,
    }),
    tab_import_too_long: ({ limit }, { plural }) => ({
      title: plural(limit, {
        one: 'Eine Datei hat höchstens # Ausgabe',
        other: 'Eine Datei hat höchstens # Ausgaben',
      }),
    }),
    tab_name_unknown: ({ name }) => ({ title: `„${name}“ ist kein Name, der hier auf jemanden wartet` }),
    tab_who_how: ({ names }) => ({
      title: 'Wer ist wer?',
      hint: `Zum Beispiel: /tab match ${names[0] ?? 'Anna Schmidt'} @anna`,
    }),
    tab_even: () => ({ title: 'Niemand schuldet jemandem etwas' }),
  },
};
