/** Deutsch: kurz, freundlich, mit Du. */
import type { Common, Explanation, Typed } from './catalogue.ts';

/** Nothing where nobody typed a command. */
const trying = (typed: Typed | null): Pick<Explanation, 'hint'> =>
  typed ? { hint: `Zum Beispiel: ${typed.example}` } : {};

/** Of a command that is written like this: somebody, an amount, and what it is for. */
const takesNote = ({ example }: Typed): boolean => /^\S+ @bob \S+ für /.test(example);

export const de: Common = {
  options: {
    person: 'Wer',
    amount: 'Wie viel, zum Beispiel 5 oder 12,50',
    currency: 'Währung, zum Beispiel EUR',
    more: 'Weitere Personen, als Erwähnung',
    split: 'Bei mehreren: der Betrag je Person, oder für alle zusammen',
    memo: 'Wofür',
  },
  people: (count, { plural }) => plural(count, { one: '# Person', other: '# Personen' }),
  more: (count, { plural }) => plural(count, { one: 'und # weitere', other: 'und # weitere' }),
  balanceNow: (amount) => `Du hast jetzt ${amount}.`,
  openDirect: 'Unseren Chat öffnen',
  elsewhere: {
    file: 'Die Datei ist in unserem eigenen Chat.',
    picture: 'Das Bild ist in unserem eigenen Chat.',
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
    payee_missing: (_, __, typed) => ({ title: 'Für wen ist es?', ...trying(typed) }),
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
    amount_missing: (_, __, typed) => ({ title: 'Wie viel?', ...trying(typed) }),
    amount_invalid: ({ text }, __, typed) => ({
      title: `Ich kann „${text}“ nicht als Betrag lesen`,
      ...trying(typed),
    }),
    amount_not_positive: (_, __, typed) => ({ title: 'Ein Betrag muss größer als 0 sein', ...trying(typed) }),
    amount_too_many_decimals: ({ text, asset, exponent }, { plural }) => ({
      title: `„${text}“ hat zu viele Nachkommastellen`,
      hint:
        exponent === 0
          ? `${asset} hat keine Nachkommastellen.`
          : `${asset} hat ${plural(exponent, { one: '# Nachkommastelle', other: '# Nachkommastellen' })}. Ich runde nie.`,
    }),
    amount_too_large: ({ text }) => ({ title: `„${text}“ ist mehr, als ich bewegen kann` }),
    amount_repeated: ({ first, second }, __, typed) => ({
      title: `Meinst du „${first}“ oder „${second}“?`,
      hint:
        typed && takesNote(typed)
          ? `Bitte nur ein Betrag. Vor eine Notiz gehört „für“: ${typed.name} @bob 5 für 2 Kaffee`
          : ['Bitte nur ein Betrag.', trying(typed).hint].filter(Boolean).join(' '),
    }),
    amount_ambiguous: ({ text, one, other }, { either, money }) => ({
      title: `„${text}“ lässt sich auf zwei Arten lesen`,
      hint: `Meinst du ${either([money(one), money(other)])}? Bitte schreib alle Nachkommastellen, oder gar kein Trennzeichen.`,
    }),
    day_ambiguous: ({ text, choices }, { either, date }) => ({
      title: `„${text}“ können verschiedene Tage sein`,
      hint: `Meinst du den ${either(choices.map(date))}? Bitte schreib das Jahr zuerst, etwa ${choices[0]}.`,
    }),
    day_passed: ({ passed, day }, { date }) => ({
      title: `Der ${date(passed)} ist schon vorbei`,
      hint: `Wenn du nächstes Jahr meinst, schreib bitte das Jahr dazu: ${day}.`,
    }),
    day_unknown: ({ text }) => ({
      title: `Einen Tag oder eine Zeit „${text}“ gibt es nicht`,
      hint: 'Zum Beispiel: 24. Dezember, 31.05.2027, oder um 18 Uhr',
    }),
    day_unclear: ({ text }) => ({
      title: `„${text}“ kann ich nicht als Tag oder Monat lesen`,
      hint: 'Schreib es wie 2026-12-01, einen Monat wie 2026-12.',
    }),
    time_ambiguous: ({ text }) => ({
      title: `Um wie viel Uhr ist „${text}“?`,
      hint: 'Schreib es bitte so: 18:00, oder um 18 Uhr.',
    }),
    currency_unknown: ({ text, known }, { list }) => ({
      title: `Ich kenne die Währung „${text}“ nicht`,
      hint: `Hier gibt es zum Beispiel ${list(known)}. Vor eine Notiz gehört „für“.`,
    }),
    each_or_total: (_, __, typed) => ({
      title: 'Für jede Person, oder für alle zusammen?',
      hint: `Schreib „je“ oder „zusammen“ dazu${typed ? `: ${typed.name} @bob @carol 10 zusammen für Kaffee` : '.'}`,
    }),
    total_too_small: ({ total, payees }, { money, plural }) => ({
      title: `${money(total)} sind zu wenig für ${plural(payees, { one: '# Person', other: '# Personen' })}`,
    }),
    memo_too_long: ({ limit }, { plural }) => ({
      title: `Die Notiz ist länger als ${plural(limit, { one: '# Zeichen', other: '# Zeichen' })}`,
    }),
    command_unknown: ({ text }, _, typed) => ({
      title: `„${text}“ kenne ich nicht`,
      hint: typed ? `/help ${typed.name.slice(1)} zeigt, was es kann.` : '/help zeigt, was ich kann.',
    }),
    input_unexpected: ({ text }, __, typed) => ({
      title: `„${text}“ habe ich nicht verstanden`,
      ...trying(typed),
    }),
    file_too_large: ({ name, limit_megabytes }) => ({
      title: `„${name}“ ist zu groß`,
      hint: `Ich lese Dateien bis ${limit_megabytes} MB. Es ist nichts geschehen.`,
    }),
    file_wrong_kind: ({ name }) => ({
      title: `„${name}“ ist kein Text, den ich lesen kann`,
      hint: 'Bitte schick eine CSV-Datei in UTF-8. Es ist nichts geschehen.',
    }),
    file_of_several: () => ({
      title: 'Das sind mehrere Dateien, und ich kann nur eine nehmen',
      hint: 'Bitte schick sie einzeln oder alle in eine gepackt. Es ist nichts passiert.',
    }),
    file_gone: ({ name }) => ({
      title: `Ich komme an „${name}“ nicht heran`,
      hint: 'Bitte schick die Datei noch einmal. Es ist nichts geschehen.',
    }),
    not_operator: () => ({ title: 'Das darf nur die Bank' }),
    unfreeze_self: () => ({
      title: 'Dich selbst kannst du nicht entsperren',
      hint: 'Das muss jemand anderes von der Bank tun, oder wer den Rechner hat.',
    }),
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
    claim_paused: () => ({
      title: 'Gerade nicht',
      hint: 'Dieses Geld kann im Moment nicht ausgezahlt werden. Bitte versuch es später noch einmal.',
    }),
  },
};
