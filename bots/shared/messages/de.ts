/** Deutsch: kurz, freundlich, mit Du. */
import type { Catalogue } from './catalogue.ts';

const tryPay = 'Zum Beispiel: /pay @bob 5 für Kaffee';
const until = (date: string | null) => (date === null ? '' : ` Am ${date} geht es zurück.`);

export const de: Catalogue = {
  commands: {
    pay: 'Jemandem Geld senden, hier oder in einem anderen Chat',
    balance: 'Dein Guthaben, nur für dich sichtbar',
    history: 'Deine letzten Zahlungen, nur für dich sichtbar',
    help: 'Was Tuppence kann',
    link: 'Ein Guthaben in mehreren Chats',
    bank: 'Für die Bank: Geld einzahlen, Konto sperren',
  },
  options: {
    person: 'Wer',
    amount: 'Wie viel, zum Beispiel 5 oder 12,50',
    currency: 'Währung, zum Beispiel EUR',
    more: 'Weitere Personen, als Erwähnung',
    split: 'Bei mehreren: der Betrag je Person, oder für alle zusammen',
    memo: 'Wofür',
    code: 'Der Code aus deinem anderen Chat',
    fund: 'Geld auf ein Konto einzahlen',
    freeze: 'Ein Konto sperren: nichts geht mehr hinaus',
    unfreeze: 'Die Sperre eines Kontos aufheben',
  },
  examples: {
    pay: '/pay @bob 5 für Kaffee',
    balance: '/balance',
    history: '/history',
    help: '/help',
    link: '/link',
    bank: '/bank fund @bob 100 GBP',
  },
  states: {
    authorized: 'unterwegs',
    settled: 'bezahlt',
    claimable: 'liegt bereit',
    returned: 'zurückgegangen',
    voided: 'nicht ausgeführt',
    expired: 'abgelaufen',
    reversed: 'rückgängig gemacht',
    mixed: 'teilweise bezahlt',
  },
  people: (count, { plural }) => plural(count, { one: '# Person', other: '# Personen' }),
  more: (count, { plural }) => plural(count, { one: 'und # weitere', other: 'und # weitere' }),
  payment: {
    title: {
      authorized: ({ payer, payees, total }) => `${payer} sendet ${payees} ${total}`,
      settled: ({ payer, payees, total }) => `${payer} hat ${payees} ${total} gesendet`,
      claimable: ({ payer, payees, total }) => `${payer} hat ${total} für ${payees}`,
      mixed: ({ payer, payees, total }) => `${payer} hat ${payees} ${total} gesendet`,
      returned: ({ payer, payees, total }) => `${total} für ${payees} sind zurück bei ${payer}`,
      voided: ({ payer, payees, total }) => `${payer} hat ${payees} ${total} nicht gesendet`,
      expired: ({ payer, payees, total }) => `${payer} hat ${payees} ${total} nicht rechtzeitig gesendet`,
      reversed: ({ payer, payees, total }) => `${payer} hat ${total} von ${payees} zurückerhalten`,
    },
    waiting: (payee, date) => `Liegt für ${payee} bereit.${until(date)}`,
    waitingMany: (date) =>
      `Ein Teil liegt noch bereit.${date === null ? '' : ` Was niemand abholt, geht am ${date} zurück.`}`,
    memo: (memo) => `„${memo}“`,
  },
  sent: {
    title: ({ payees, total }) => `Du hast ${payees} ${total} gesendet`,
    waits: ({ payees, total }) => `Deine ${total} liegen für ${payees} bereit`,
  },
  received: {
    title: (payer, amount) => `${payer} hat dir ${amount} gesendet`,
    claimed: 'Es lag für dich bereit und gehört jetzt dir.',
  },
  returned: {
    title: (payee, amount) => `${amount} für ${payee} sind wieder bei dir`,
    unclaimed: 'Niemand hat das Geld rechtzeitig abgeholt.',
  },
  balance: {
    title: (amount) => `Du hast ${amount}`,
    titleMany: 'Dein Guthaben',
    now: (amount) => `Du hast jetzt ${amount}.`,
    posted: 'Guthaben',
    held: 'Unterwegs',
    available: 'Verfügbar',
    availableOf: (amount, held) => `${amount} verfügbar (${held} unterwegs)`,
    frozen: 'Dein Konto ist gesperrt: nichts kann hinaus. Bitte frag die Bank.',
  },
  history: {
    title: 'Deine letzten Zahlungen',
    empty: 'Noch nichts. Hier stehen später deine Zahlungen.',
    codes: {
      pay: 'Zahlung',
      fund: 'Einzahlung',
      claim: 'Abgeholt',
      return: 'Zurückgegangen',
      link: 'Verbundener Chat',
      reverse: 'Rückgängig gemacht',
    },
    to: (name) => `an ${name}`,
    from: (name) => `von ${name}`,
    balance: (amount) => `Guthaben ${amount}`,
  },
  help: { title: 'Was du tun kannst', lead: 'Geld von Mensch zu Mensch, auf Discord, Slack und Telegram.' },
  welcome: {
    title: (name) => `Willkommen, ${name}`,
    claimed: (amounts) => `Für dich lag ${amounts} bereit und gehört jetzt dir.`,
    hint: 'Mit /balance siehst du dein Guthaben, mit /pay sendest du Geld, und /help zeigt den Rest.',
  },
  link: {
    title: (code) => `Dein Code ist ${code}`,
    how: (code, date) => `Sende mir in deinem anderen Chat /link ${code}, und zwar vor ${date}.`,
    secret: 'Wer ihn eingibt, teilt dein Geld: gib ihn nie jemandem.',
    question: (name) => `Bist du auch ${name}?`,
    whose: (name, places) => `Dieser Code ist von ${name}, auf ${places}.`,
    shares: (amounts) =>
      `Danach haben beide Chats ein gemeinsames Guthaben und geben es gemeinsam aus${amounts === null ? '' : `, auch deine ${amounts}`}.`,
    onlyYou: 'Sag nur Ja, wenn du beides bist. Wer dich sonst hierher geschickt hat, bekäme dein Geld.',
    joined: (name) => `${name} ist jetzt mit deinem Konto verbunden`,
    notYou: 'Das bist du nicht? Sag sofort der Bank Bescheid.',
    linked: 'Deine Chats sind verbunden',
    linkedBalance: (amounts) => `Sie haben jetzt ein gemeinsames Guthaben: ${amounts}.`,
  },
  which: {
    title: 'Welchen Betrag meinst du?',
    wrote: (text) =>
      `Du hast „${text}“ geschrieben, das lässt sich auf zwei Arten lesen. Noch ist nichts bezahlt.`,
    done: 'Danke, jetzt ist es klar.',
  },
  bank: {
    funded: (name, amount) => `${name} hat ${amount} erhalten`,
    fundedBalance: (amount) => `Das Guthaben ist jetzt ${amount}.`,
    frozen: (name) => `Das Konto von ${name} ist gesperrt`,
    unfrozen: (name) => `Das Konto von ${name} ist nicht mehr gesperrt`,
    fundedYou: (amount) => `${amount} gehören dir`,
    frozenYou: 'Dein Konto ist gesperrt',
    unfrozenYou: 'Dein Konto ist nicht mehr gesperrt',
  },
  privately: {
    title: 'Ich habe dir privat geantwortet',
    unreachable: 'Ich kann dir noch nicht schreiben',
    hint: 'Öffne unseren eigenen Chat und drücke Start; dann frag mich noch einmal.',
  },
  missed: { title: 'Während du weg warst' },
  buttons: {
    claim: 'Abholen',
    takeBack: 'Zurückholen',
    link: 'Ja, beides bin ich',
    openDirect: 'Unseren Chat öffnen',
  },
  toasts: {
    claimed: (amount) => `${amount} gehören jetzt dir`,
    takenBack: (amount) => `${amount} sind wieder bei dir`,
  },
  form: {
    title: 'Geld senden',
    submit: 'Senden',
    who: 'An',
    amount: 'Betrag',
    amountPlaceholder: '5,00 oder 5 EUR',
    split: 'Bei mehreren Personen',
    splitPlaceholder: 'je oder zusammen',
    memo: 'Wofür',
    memoPlaceholder: 'Kaffee',
  },
  refusals: {
    insufficient_funds: ({ needed, available }, { money }) => ({
      title: 'Dafür reicht dein Guthaben nicht',
      hint:
        available === null
          ? `Du brauchst ${money(needed)}. Mit /balance siehst du, was du hast.`
          : `Du brauchst ${money(needed)} und hast ${money(available)} verfügbar.`,
    }),
    account_frozen: () => ({ title: 'Dein Konto ist gesperrt', hint: 'Bitte frag die Bank.' }),
    payee_frozen: ({ payee }) => ({ title: `${payee} kann gerade nichts erhalten` }),
    pay_self: () => ({ title: 'Das bist du selbst', hint: 'Geld geht nur von einem Menschen zum anderen.' }),
    payee_is_bot: ({ payee }) => ({ title: `${payee} ist ein Bot, und Bots haben kein Geld` }),
    payee_missing: () => ({ title: 'Für wen ist es?', hint: tryPay }),
    payee_unknown: ({ payee, choices }, { either }) => ({
      title: `Ich kenne ${payee} nicht`,
      hint: choices
        ? `Meinst du ${either(choices)}?`
        : 'Erwähne die Person mit @, oder mit @name@slack (auch @discord, @telegram) in einem anderen Chat.',
    }),
    payee_ambiguous: ({ payee, choices }, { list }) => ({
      title: `Mehrere heißen ${payee}`,
      hint: `Bitte schreib, wen du meinst: ${list(choices)}`,
    }),
    payees_too_many: ({ limit }, { plural }) => ({
      title: `Das geht an höchstens ${plural(limit, { one: '# Person', other: '# Personen' })} auf einmal`,
    }),
    amount_missing: () => ({ title: 'Wie viel?', hint: tryPay }),
    amount_invalid: ({ text }) => ({ title: `Ich kann „${text}“ nicht als Betrag lesen`, hint: tryPay }),
    amount_not_positive: () => ({ title: 'Ein Betrag muss größer als null sein', hint: tryPay }),
    amount_too_many_decimals: ({ text, asset, exponent }, { plural }) => ({
      title: `„${text}“ hat zu viele Nachkommastellen`,
      hint:
        exponent === 0
          ? `${asset} hat keine Nachkommastellen.`
          : `${asset} hat ${plural(exponent, { one: '# Nachkommastelle', other: '# Nachkommastellen' })}. Ich runde nie.`,
    }),
    amount_too_large: ({ text }) => ({ title: `„${text}“ ist mehr, als ich bewegen kann` }),
    amount_repeated: ({ first, second }) => ({
      title: `Meinst du „${first}“ oder „${second}“?`,
      hint: 'Bitte nur ein Betrag. Vor eine Notiz gehört „für“: /pay @bob 5 für 2 Kaffee',
    }),
    currency_unknown: ({ text, known }, { list }) => ({
      title: `Ich kenne die Währung „${text}“ nicht`,
      hint: `Hier gibt es zum Beispiel ${list(known)}. Vor eine Notiz gehört „für“.`,
    }),
    each_or_total: () => ({
      title: 'Für jede Person, oder für alle zusammen?',
      hint: 'Schreib „je“ oder „zusammen“ dazu: /pay @bob @carol 10 zusammen für Kaffee',
    }),
    total_too_small: ({ total, payees }, { money, plural }) => ({
      title: `${money(total)} sind zu wenig für ${plural(payees, { one: '# Person', other: '# Personen' })}`,
    }),
    memo_too_long: ({ limit }, { plural }) => ({
      title: `Die Notiz ist länger als ${plural(limit, { one: '# Zeichen', other: '# Zeichen' })}`,
    }),
    command_unknown: ({ text }) => ({
      title: `„${text}“ kenne ich nicht`,
      hint: '/help zeigt, was ich kann.',
    }),
    input_unexpected: ({ text }) => ({ title: `„${text}“ habe ich nicht verstanden`, hint: tryPay }),
    not_operator: () => ({ title: 'Das darf nur die Bank' }),
    intent_not_yours: () => ({ title: 'Dieser Knopf ist für jemand anderen' }),
    intent_expired: () => ({ title: 'Das geht nicht mehr', hint: 'Die Zeit dafür ist abgelaufen.' }),
    intent_used: () => ({ title: 'Das ist schon geschehen' }),
    intent_unknown: () => ({ title: 'Diesen Knopf kenne ich nicht', hint: 'Bitte fang noch einmal an.' }),
    link_code_invalid: () => ({
      title: 'Der Code stimmt nicht',
      hint: 'Mit /link in deinem anderen Chat bekommst du einen neuen.',
    }),
    link_code_expired: () => ({
      title: 'Der Code ist abgelaufen',
      hint: 'Mit /link in deinem anderen Chat bekommst du einen neuen.',
    }),
    link_same_person: () => ({
      title: 'Das ist dein eigener Code',
      hint: 'Dieser Chat hat dein Guthaben schon. Gib den Code in dem anderen Chat ein, der dazukommen soll.',
    }),
    link_busy: () => ({
      title: 'Gerade nicht',
      hint: 'Eine Zahlung ist noch unterwegs, oder ein Konto ist gesperrt. Bitte versuch es später noch einmal.',
    }),
    link_tries_exhausted: () => ({
      title: 'Zu viele falsche Codes',
      hint: 'Bitte warte etwas und hol dir dann mit /link in deinem anderen Chat einen neuen.',
    }),
    idempotency_key_reused: () => ({
      title: 'Das ist schon entschieden',
      hint: 'Es wurde nichts weiter bezahlt.',
    }),
    temporarily_unavailable: () => ({
      title: 'Das hat gerade leider nicht geklappt',
      hint: 'Dein Geld ist sicher. Sieh in /history nach, was durchging, bevor du es noch einmal versuchst.',
    }),
  },
};
