/** Deutsch: kurz, freundlich, mit Du. */
import type { LoanMessages } from './messages.ts';

export const de: LoanMessages = {
  commands: {
    loan: {
      summary: 'Geld leihen; alles, was es kostet, steht vorher da',
      example: '/loan 200 über 6 Monate',
    },
    repay: { summary: 'Einen Kredit oder einen Teil davon vorzeitig zurückzahlen', example: '/repay 50' },
  },
  options: {
    months: 'Über wie viele Monate, etwa 6',
    loan: 'Zeigen, was verliehen und was überfällig ist, und Bedingungen festlegen',
    amounts: 'Von wie viel bis wie viel, etwa 50-500; aus für nichts',
    fee: 'Was vom Betrag einbehalten wird, etwa 1 %',
    total: 'Wie viel jemand insgesamt schulden darf',
    loans: 'Wie viele Kredite jemand haben darf',
    writeoff: 'Auf den Rest eines Kredits verzichten',
    loan_tier: 'Welche Stufe zu diesen Bedingungen leihen darf',
    writeoff_reference: 'Der Kredit, wie er auf der Karte steht: lon_…',
  },
  codes: { loan: 'Kredit', repay: 'Kreditrate', loan_fee: 'Kreditgebühr zurück' },
  refusals: {
    loan_none_offered: ({ asset }) => ({
      title: `Zurzeit gibt es für dich keinen Kredit in ${asset}`,
      hint: 'Zu welchen Bedingungen sie Geld verleiht, entscheidet die Bank. /loan zeigt, was es für dich gibt.',
    }),
    loan_amount_outside: ({ min, max }, { money }) => ({
      title: `Ein Kredit liegt zwischen ${money(min)} und ${money(max)}`,
      hint: 'Bitte wähle einen anderen Betrag.',
    }),
    loan_months_missing: () => ({
      title: 'Über wie viele Monate?',
      hint: 'Sag es so: /loan 200 über 6 Monate.',
    }),
    loan_months_only: ({ text }) => ({
      title: `Kredite zählen in Monaten, nicht in „${text}“`,
      hint: 'Sag es so: /loan 200 über 6 Monate.',
    }),
    loan_months_outside: ({ min, max }) => ({
      title: `Ein Kredit läuft ${min} bis ${max} Monate`,
      hint: 'Bitte wähle eine andere Laufzeit.',
    }),
    loan_too_much: ({ left }, { money }) => ({
      title: 'So viel darfst du insgesamt nicht schulden',
      hint:
        left.minor === '0'
          ? 'Zahl zuerst etwas von dem zurück, was du geliehen hast: /repay'
          : `${money(left)} kannst du dir noch leihen.`,
    }),
    loan_too_many: ({ count }, { plural }) => ({
      title: plural(count, { one: 'Du hast schon einen Kredit', other: 'Du hast schon # Kredite' }),
      hint: 'Der nächste geht, wenn einer zurückgezahlt ist. /repay alles zeigt, was das kostet.',
    }),
    loan_in_arrears: ({ due }, { money }) => ({
      title: `${money(due)} von deinem Kredit sind überfällig`,
      hint: 'Zahl sie zuerst, mit /repay fällig. Dann kannst du dir wieder etwas leihen.',
    }),
    loan_too_small: () => ({
      title: 'Das ist zu wenig für so viele Raten',
      hint: 'Bitte wähle einen höheren Betrag oder weniger Monate.',
    }),
    loan_unknown: ({ text }) => ({
      title: text === '' ? 'Welcher Kredit?' : `Einen Kredit „${text}“ von dir kenne ich nicht`,
      hint: 'Ein Kredit heißt etwa lon_7KQ2M9XDA4. /loan zeigt deine.',
    }),
    loan_none: () => ({
      title: 'Du hast keinen Kredit zurückzuzahlen',
      hint: '/loan zeigt, was du dir leihen kannst.',
    }),
    loan_which: ({ references }, { list }) => ({
      title: 'Welcher deiner Kredite?',
      hint: `Sag es hinter dem Betrag: ${list(references)}.`,
    }),
    loan_due_first: ({ due }, { money }) => ({
      title: `${money(due)} sind fällig und kommen zuerst`,
      hint: 'Zahl sie mit /repay fällig. Danach kannst du mehr zurückzahlen.',
    }),
    loan_nothing_due: () => ({
      title: 'Gerade ist nichts fällig',
      hint: 'Vorzeitig zurück geht es mit /repay alles oder einem Betrag.',
    }),
    loan_ended: () => ({ title: 'Dieser Kredit ist erledigt: Es ist nichts mehr offen' }),
    loan_terms_unclear: ({ text }) => ({
      title: `„${text}“ kann ich in den Bedingungen eines Kredits nicht lesen`,
      hint: 'Sag Stufe, Beträge, Monate und Zinssatz: /bank loan basic 50-500 3-12 8,9% fee 1% total 1000 loans 2.',
    }),
    link_with_loan: () => ({
      title: 'Ein Konto mit einem Kredit geht in keinem anderen auf',
      hint: 'Mach es andersherum: Hol dir hier den Code mit /link, und gib ihn in deinem anderen Chat ein.',
    }),
  },
  loan: {
    title: {
      offered: ({ amount, months }, { plural }) =>
        `Ein Kredit von ${amount} über ${plural(months, { one: 'einen Monat', other: '# Monate' })}`,
      expired: ({ amount }) => `Das Angebot über ${amount} gilt nicht mehr`,
      declined: ({ amount }) => `Du hast den Kredit von ${amount} abgelehnt`,
      active: ({ left }) => `Von deinem Kredit sind noch ${left} offen`,
      repaid: ({ amount }) => `Dein Kredit von ${amount} ist zurückgezahlt`,
      withdrawn: ({ amount }) => `Du hast den Kredit von ${amount} widerrufen`,
      written_off: ({ amount }) => `Dein Kredit von ${amount} ist erledigt: Du schuldest nichts mehr`,
    },
    gets: ({ paidOut, payable, count }, { plural }) =>
      `Du bekommst ${paidOut} und zahlst ${payable} zurück, in ${plural(count, { one: 'einer Rate', other: '# Monatsraten' })}. Sie werden von selbst von deinem Guthaben abgebucht.`,
    payment: (on, amount) => `${on}:\u00a0${amount}`,
    latePayment: (on, amount) => `${on}:\u00a0${amount} (überfällig)`,
    more: (count, { plural }) => plural(count, { one: 'und # weitere', other: 'und # weitere' }),
    rights: (hasFee) =>
      `14 Tage lang kannst du widerrufen, und vorzeitig zurückzahlen jederzeit: Zinsen zahlst du nur für die genutzten Tage${hasFee ? ', und die Gebühr für die übrigen Tage kommt zurück' : ''}. Zu spät zu zahlen kostet nichts extra.`,
    lasts: (until) => `Das gilt bis ${until}. Die Tage zählen von dem an, an dem du annimmst.`,
    late: (amount, days, { plural }) =>
      `${amount} sind überfällig, seit ${plural(days, { one: 'einem Tag', other: '# Tagen' })}.`,
    lateCosts: 'Wir versuchen es jeden Morgen wieder, und es kostet nichts extra. Zahl, sobald du kannst.',
    withdraw: (day, hasFee) =>
      `Bis ${day} kannst du widerrufen: /repay alles${hasFee ? ', und die Gebühr kommt zurück' : ''}.`,
    repayHow: (hasFee) =>
      `Vorzeitig zurück: /repay 50 oder /repay alles.${hasFee ? ' Die Gebühr für die übrigen Tage kommt zurück.' : ''}`,
    feeReturned: (amount) => `Von der Gebühr kamen ${amount} zurück.`,
    fields: {
      paidOut: 'Du bekommst',
      payments: 'Raten',
      rate: 'Sollzins',
      fee: 'Gebühr, einbehalten',
      cost: 'Gesamtkosten',
      payable: 'Du zahlst zurück',
      apr: 'Effektiver Jahreszins',
      left: 'Noch offen',
      next: 'Nächste Rate',
    },
    rate: (percent) => `${percent} im Jahr, fest`,
    level: ({ count, amount, last }) =>
      last === null ? `${count} × ${amount}` : `${count} × ${amount}, die letzte ${last}`,
    next: (amount, day) => `${amount} am ${day}`,
    buttons: {
      loan_accept: 'Kredit annehmen',
      loan_decline: 'Nein, danke',
      loan_repay_due: 'Fälliges zahlen',
      loan_repay_all: 'Alles zurückzahlen',
    },
    plan: {
      name: 'raten',
      head: (reference) => `${reference}: was wann gezahlt wird`,
      line: ({ on, amount, principal, interest, left }) =>
        `${on}: ${amount} (${principal} und ${interest} Zinsen), dann noch ${left}`,
    },
  },
  list: {
    title: 'Kredite',
    none: 'Du hast keinen Kredit.',
    offers: 'Du kannst dir leihen:',
    nothing: 'Zurzeit wird dir nichts geliehen.',
    offered: ({ amount, until }) => `${amount} angeboten${until === null ? '' : `, bis ${until}`}`,
    open: (amount, end) => `Angebot über ${amount} · …${end}`,
    unopened: (count, { plural }) =>
      plural(count, {
        one: 'Ein weiteres Angebot zeigt /loan mit seiner Nummer.',
        other: '# weitere Angebote zeigt /loan mit ihrer Nummer.',
      }),
    loan: ({ left, next, late }) =>
      `noch ${left}${late === null ? '' : ` · ${late} überfällig`}${next === null ? '' : ` · nächste Rate ${next}`}`,
    product: ({ min, max, monthsMin, monthsMax, rate, fee }) =>
      `${min} bis ${max} über ${monthsMin} bis ${monthsMax} Monate, zu ${rate} im Jahr${fee === null ? '' : ` und ${fee} Gebühr`}`,
    how: 'Was es kosten würde: /loan 200 über 6 Monate',
  },
  repayment: {
    asked: {
      due: (amount) => `Die fälligen ${amount} zahlen?`,
      part: (amount) => `${amount} vorzeitig zurückzahlen?`,
      all: (amount) => `Alles zurückzahlen, für ${amount}?`,
      withdrawal: (amount) => `Den Kredit widerrufen, für ${amount}?`,
    },
    done: {
      due: (amount) => `${amount} gezahlt`,
      part: (amount) => `${amount} zurückgezahlt`,
      all: (amount) => `Dein Kredit ist zurückgezahlt, mit ${amount}`,
      withdrawal: (amount) => `Du hast widerrufen und ${amount} zurückgezahlt`,
    },
    renewed: 'Inzwischen ist es ein anderer Betrag.',
    parts: ({ principal, interest }) =>
      `${principal} von dem, was du geliehen hast, und ${interest} Zinsen für die genutzten Tage.`,
    fee: {
      part: ({ fee, net }) =>
        `Von der Gebühr kommen ${fee} zurück, für diesen Teil und die übrigen Tage${net === null ? '' : `; unter dem Strich sind das ${net}`}.`,
      all: ({ fee, net }) =>
        `Von der Gebühr kommen ${fee} zurück, für die übrigen Tage${net === null ? '' : `; unter dem Strich sind das ${net}`}.`,
      withdrawal: ({ fee, net }) =>
        `Die Gebühr kommt zurück, ${fee}${net === null ? '' : `; unter dem Strich sind das ${net}`}.`,
    },
    saved: (amount) => `Du sparst ${amount} Zinsen.`,
    afterwards: (count, { plural }) =>
      plural(count, { one: 'Danach bleibt eine Rate:', other: 'Danach bleiben # Raten:' }),
    over: 'Danach ist der Kredit erledigt.',
    buttons: { repay: (net) => (net === null ? 'Ja, zurückzahlen' : `${net} zahlen`), keep: 'So lassen' },
  },
  told: {
    due: (amount, day) => `${amount} von deinem Kredit sind am ${day} fällig`,
    dueHow: 'Sie werden morgens von deinem Guthaben abgebucht.',
    enough: 'Du musst nichts tun: Es reicht.',
    lacking: (amount) => `So wie es steht, fehlen dafür ${amount}.`,
    collected: (amount) => `${amount} von deinem Kredit sind gezahlt`,
    left: (left, next) => `Noch ${left} offen${next === null ? '' : `; nächste Rate ${next}`}.`,
    repaid: 'Dein Kredit ist zurückgezahlt. Danke!',
    interest: (amount) => `Davon sind ${amount} Zinsen.`,
    missed: (amount, days, { plural }) =>
      plural(days, {
        '=0': `${amount} von deinem Kredit konnten heute nicht abgebucht werden`,
        one: `${amount} von deinem Kredit sind seit einem Tag überfällig`,
        other: `${amount} von deinem Kredit sind seit # Tagen überfällig`,
      }),
    missedHow: (available) =>
      `Du hast ${available} eigenes Geld. Eine Rate wird ganz abgebucht oder gar nicht.`,
    missedKind:
      'Wir versuchen es jeden Morgen wieder, und es kostet nichts extra. Wenn es gerade schwierig ist, sprich mit der Bank.',
    writtenOff: (amount) => `Die Bank verzichtet auf ${amount} von deinem Kredit`,
    writtenOffHow: 'Du schuldest davon nichts mehr.',
  },
  bank: {
    title: 'Kredite',
    empty: 'Es wird nichts verliehen. Für alle geht es mit /bank loan basic 50-500 3-12 8,9%.',
    lent: ({ outstanding, loans }, { plural }) =>
      `${outstanding} verliehen, in ${plural(loans, { one: 'einem Kredit', other: '# Krediten' })}`,
    earned: ({ income, fees, lost }) =>
      `${income} Zinsen, ${fees} Gebühren${lost === null ? '' : `, ${lost} abgeschrieben`}`,
    noneLate: 'Niemand ist im Rückstand.',
    late: (count, { plural }) =>
      plural(count, { one: 'Ein Kredit ist überfällig:', other: '# Kredite sind überfällig:' }),
    lateLoan: ({ name, amount, days }, { plural }) =>
      `${name}: ${amount}, seit ${plural(days, { one: 'einem Tag', other: '# Tagen' })}`,
    terms: ({ total, loans }) => ` · insgesamt ${total}, ${loans} zugleich`,
    writtenOff: ({ name, amount }) => `Auf ${amount} vom Kredit von ${name} wird verzichtet`,
  },
};
