/** Deutsch: kurz, freundlich, mit Du. */
import type { StatementMessages } from './messages.ts';

const how = 'Zum Beispiel: /statement Oktober 2026, /statement 2026 oder /statement 1.10.2026 bis 15.10.2026';

export const de: StatementMessages = {
  commands: {
    statement: {
      summary:
        'Dein Kontoauszug für einen Monat, ein Jahr oder beliebige Tage: PDF, CSV oder XML, nur für dich',
      example: '/statement Oktober 2026',
    },
    spending: {
      summary: 'Wofür dein Geld ausgegeben wurde, als Bild, nur für dich',
      example: '/spending letzter Monat',
    },
  },
  options: {
    period: 'Monat, Jahr oder 1.10.2026 bis 15.10.2026; ohne Angabe der letzte Monat',
    format: 'PDF zum Lesen und Drucken, CSV für Tabellen, XML (camt.053) für die Buchhaltung',
  },
  shortcuts: { statement: 'Kontoauszug holen' },
  fileName: 'kontoauszug',
  title: (period) => `Kontoauszug ${period}`,
  soFar: 'Diese Zeit ist noch nicht vorbei: Hier steht, was bisher geschehen ist.',
  nothing: 'In dieser Zeit ist nichts geschehen.',
  leftOut: (assets) => `Nicht in dieser Datei, weil das Format es nicht ausdrücken kann: ${assets}.`,
  byClock: (zone) => `Tage nach der Uhr von ${zone}`,
  figures: {
    opening: 'Am Anfang',
    credits: 'Eingänge',
    debits: 'Ausgänge',
    closing: 'Am Ende',
    held: 'Auf dem Weg hinaus',
  },
  counted: (amount, entries) => `${amount} · ${entries}`,
  entries: (count, { plural }) => plural(count, { one: '# Buchung', other: '# Buchungen' }),
  movement: (opening, closing) => `${opening} → ${closing}`,
  accounts: { wallet: 'Guthaben', savings: 'Erspartes' },
  joined: (account) => `${account} (verbundenes Konto)`,
  buttons: { statement_pdf: 'Als PDF', statement_csv: 'Als CSV', statement_xml: 'Als XML (camt.053)' },
  form: { title: 'Kontoauszug holen', submit: 'Holen', period: 'Für welche Zeit', format: 'Als was' },
  formats: {
    pdf: 'PDF, zum Lesen und Drucken',
    csv: 'CSV, für eine Tabelle',
    xml: 'XML (ISO 20022 camt.053), für die Buchhaltung',
  },
  to: (what, name) => `${what} an ${name}`,
  from: (what, name) => `${what} von ${name}`,
  interestOf: (month) => `für ${month}`,
  exchanged: (counter, { one, is, of }) => `${counter} zu 1 ${one} = ${is} ${of}`,
  paper: {
    statement: 'Kontoauszug',
    period: 'Zeitraum',
    owner: 'Kontoinhaber',
    number: 'Auszug Nr.',
    clock: 'Zeiten nach',
    overview: 'Übersicht',
    account: 'Konto',
    date: 'Datum',
    what: 'Vorgang',
    out: 'Ausgang',
    in: 'Eingang',
    balance: 'Saldo',
    carried: 'Übertrag',
    none: 'Auf diesem Konto ist in dieser Zeit nichts geschehen.',
    interest: 'Zinsen, Tag für Tag',
    days: 'Tage',
    rate: 'Satz im Jahr',
    average: 'Durchschnittssaldo',
    amount: 'Zinsen',
    below: 'unter null',
    interestHow:
      'Gezählt auf den Saldo am Ende jedes Banktages: Saldo × Satz ÷ 365. Gebucht wird am Ersten des nächsten Monats; Bruchteile werden vorgetragen.',
    provisional: 'Vorläufig: Diese Zeit ist noch nicht vorbei, und es kann noch etwas geschehen.',
    proof:
      'Die Buchungen sind lückenlos nummeriert und ändern sich nie. Anfangssaldo + Eingänge − Ausgänge = Endsaldo. Bitte sag dem Betreiber, wenn hier etwas anders ist, als du es kennst.',
    page: (page, pages) => `Seite ${page} von ${pages}`,
    course: 'Verlauf des Saldos',
  },
  spending: {
    title: (total, period) => `Du hast ${total} ausgegeben: ${period}`,
    none: (period) => `Du hast nichts ausgegeben: ${period}`,
    categories: {
      payments: 'Zahlungen',
      requests: 'Anfragen',
      splits: 'Geteilte Rechnungen',
      tabs: 'Deckel',
      standing: 'Daueraufträge',
      subscriptions: 'Abos',
      tips: 'Trinkgeld',
      drops: 'Geldregen',
      cheques: 'Schecks',
      shopping: 'Einkäufe',
      loans: 'Kredite',
      fees: 'Gebühren',
      interest: 'Zinsen',
      other: 'Sonstiges',
    },
    of: (amount, count) => `${amount} · ${count}`,
    times: (count, { plural }) => plural(count, { one: 'einmal', other: '#-mal' }),
    income: (amount) => `Eingegangen: ${amount}`,
    balance: (opening, closing) => `Guthaben: ${opening} → ${closing}`,
    others: (assets) => `Auch in ${assets} hat sich etwas bewegt: Alles steht in /statement.`,
    picture: {
      spent: 'Ausgegeben',
      balance: 'Guthaben',
      nothing: 'Nichts ausgegeben',
      alt: ({ period, spent, closing }) =>
        `Ausgaben nach Zweck, ${period}: ${spent}. Darunter das Guthaben Tag für Tag, am Ende ${closing}.`,
    },
  },
  refusals: {
    statement_unclear: ({ text }) => ({
      title: text === '' ? 'Für welche Zeit?' : `„${text}“ kann ich nicht als Zeit lesen`,
      hint: how,
    }),
    statement_ahead: () => ({ title: 'Diese Zeit hat noch nicht begonnen', hint: how }),
    statement_reversed: () => ({ title: 'Der letzte Tag liegt vor dem ersten', hint: how }),
    statement_too_long: ({ entries, limit }, { plural }) => ({
      title: `Das sind ${plural(entries, { one: '# Buchung', other: '# Buchungen' })}, mehr als in eine Datei passen`,
      hint: `Höchstens ${plural(limit, { one: '# Buchung', other: '# Buchungen' })}: Bitte wähle eine kürzere Zeit.`,
    }),
    statement_not_iso: ({ assets }, { list }) => ({
      title: `camt.053 kann ${list(assets)} nicht ausdrücken`,
      hint: 'Es kennt nur Währungen nach ISO 4217 mit höchstens 18 Stellen. In PDF und CSV steht alles.',
    }),
  },
};
