/** Deutsch: kurz, freundlich, mit Du. */
import type { Language } from '../messages/catalogue.ts';
import { lastingIn } from './lasting.ts';
import type { DropMessages } from './messages.ts';

const tryDrop = 'Zum Beispiel: /drop 20 für 10 zufällig';

/** In the nominative or accusative; no sentence here needs the dative. */
const lasting = (ms: number, language: Language) =>
  lastingIn(
    ms,
    {
      day: { one: '# Tag', other: '# Tage' },
      hour: { one: '# Stunde', other: '# Stunden' },
      minute: { one: '# Minute', other: '# Minuten' },
    },
    language,
  );

export const de: DropMessages = {
  commands: {
    drop: {
      summary: 'Geld an die Ersten, die tippen: in zufälligen oder gleichen Anteilen',
      example: '/drop 20 für 10 zufällig',
    },
  },
  options: {
    people: 'Für wie viele Personen, zum Beispiel 10',
    shares: 'Anteile auslosen, oder alle gleich',
    duration: 'Wie lange es offen ist, zum Beispiel 2h; sonst einen Tag',
    age: 'Wie alt ein Konto sein muss, um mitzumachen, zum Beispiel 30 Tage',
    drop: 'Wer bei einem Geldregen zugreifen darf',
    account: 'Wie alt ein Konto sein muss, wo die Plattform das verrät: 7d, oder aus',
    member: 'Wie lange jemand Tuppence kennen muss: 1d, oder aus',
    daily: 'Wie oft eine Person am Tag zugreifen darf: 20, oder aus',
  },
  shortcuts: { drop: 'Geld verteilen' },
  codes: {
    drop: 'Geldregen',
    drop_claim: 'Aus einem Geldregen',
    drop_return: 'Übrig vom Geldregen',
  },
  refusals: {
    drop_incomplete: () => ({ title: 'Wie viel, und für wie viele Personen?', hint: tryDrop }),
    drop_unexpected: ({ text }) => ({
      title: `„${text}“ habe ich nicht verstanden`,
      hint: `${tryDrop}. Eine Notiz beginnt mit „für“, nach der Zahl der Personen.`,
    }),
    drop_shares_invalid: ({ text, limit }) => ({
      title: `„${text}“ ist keine Zahl von Personen`,
      hint: `Eine ganze Zahl von 1 bis ${limit}. ${tryDrop}`,
    }),
    drop_too_small: ({ total, shares }, { money, plural }) => ({
      title: `${money(total)} sind zu wenig für ${plural(shares, { one: '# Person', other: '# Personen' })}`,
    }),
    drop_duration_invalid: ({ shortest_ms, longest_ms }, language) => ({
      title: 'So lange kann ein Geldregen nicht offen sein',
      hint: `Mindestens ${lasting(shortest_ms, language)}, höchstens ${lasting(longest_ms, language)}, zum Beispiel 2h.`,
    }),
    drop_needs_group: () => ({
      title: 'Hier ist niemand, der zugreifen könnte',
      hint: 'Mach das dort, wo auch andere sind.',
    }),
    drop_own: () => ({
      title: 'Dieser Geldregen ist von dir',
      hint: 'Lass ihn den anderen. Was niemand nimmt, kommt zu dir zurück.',
    }),
    drop_account_too_new: ({ needs_ms }, language) => ({
      title: 'Dein Konto ist dafür noch zu neu',
      hint: `Es muss mindestens ${lasting(needs_ms, language)} alt sein.`,
    }),
    drop_member_too_new: ({ needs_ms }, language) => ({
      title: 'Dafür kennen wir uns noch nicht lange genug',
      hint: `Mitmachen kannst du, wenn wir uns mindestens ${lasting(needs_ms, language)} kennen.`,
    }),
    drop_claims_exhausted: ({ limit }, { plural }) => ({
      title: 'Für heute hattest du genug Glück',
      hint: `Es gibt höchstens ${plural(limit, { one: '# Anteil', other: '# Anteile' })} in 24 Stunden.`,
    }),
  },
  states: {
    open: 'offen',
    emptied: 'alles vergeben',
    expired: 'vorbei',
    cancelled: 'zurückgeholt',
  },
  title: {
    open: ({ giver, total }) => `🧧 ${giver} lässt ${total} regnen`,
    emptied: ({ giver, total }) => `${giver} hat ${total} regnen lassen`,
    expired: ({ giver, total, taken }) =>
      taken === null
        ? `Niemand hat die ${total} von ${giver} genommen`
        : `${giver} hat ${taken} von ${total} verschenkt`,
    cancelled: ({ giver, total, taken }) =>
      taken === null ? `${giver} hat ${total} zurückgeholt` : `${giver} hat ${taken} von ${total} verschenkt`,
  },
  how: {
    random: (shares, { plural }) =>
      `: für ${plural(shares, { one: 'die erste Person, die tippt', other: 'die ersten #, die tippen, in ausgelosten Anteilen' })}`,
    even: (shares, { plural }) =>
      `: für ${plural(shares, { one: 'die erste Person, die tippt', other: 'die ersten #, die tippen, zu gleichen Teilen' })}`,
  },
  memo: (memo) => `„${memo}“`,
  progress: ({ taken, shares, left, until }) =>
    taken === 0
      ? `Offen bis ${until}.`
      : `${taken} von ${shares} vergeben, ${left} sind noch da. Offen bis ${until}.`,
  ended: {
    emptied: ({ shares }, { plural }) =>
      plural(shares, { one: 'Der Anteil ist vergeben.', other: 'Alle # Anteile sind vergeben.' }),
    expired: ({ taken, shares, giver, left }) =>
      taken === 0
        ? `Die Zeit ist um, und das Geld ist zurück bei ${giver}.`
        : `Die Zeit ist um: ${taken} von ${shares} vergeben, ${left} sind zurück bei ${giver}.`,
    cancelled: ({ taken, shares, giver, left }) =>
      taken === 0
        ? 'Bis dahin hat niemand zugegriffen.'
        : `${taken} von ${shares} vergeben, dann hat ${giver} ${left} zurückgeholt.`,
  },
  best: { label: 'größtes Glück', lead: 'Das größte Glück: ', tail: (amount) => ` mit ${amount}` },
  buttons: { claim: 'Zugreifen', takeBack: 'Zurückholen' },
  toasts: {
    claimed: (amount) => `${amount} gehören dir`,
    again: (amount) => `Du hast deinen Anteil schon: ${amount}`,
    gone: (shares, { plural }) =>
      plural(shares, {
        one: 'Diesmal war jemand schneller. Beim nächsten Mal klappt es!',
        other: 'Alle # Anteile sind weg: Andere waren schneller. Beim nächsten Mal klappt es!',
      }),
    takenBack: (amount) => `${amount} sind wieder bei dir`,
  },
  unsent: {
    asked: ({ giver, total }) => `🧧 ${giver} will ${total} regnen lassen`,
    refused: ({ giver, total }) => `🧧 ${giver} hat ${total} nicht regnen lassen`,
  },
  inline: {
    title: (total) => `${total} regnen lassen`,
    description: {
      random: (shares, { plural }) =>
        plural(shares, {
          one: 'Für die erste Person, die tippt',
          other: 'Für die ersten #, die tippen, in ausgelosten Anteilen',
        }),
      even: (shares, { plural }) =>
        plural(shares, {
          one: 'Für die erste Person, die tippt',
          other: 'Für die ersten #, die tippen, zu gleichen Teilen',
        }),
    },
    sending: 'Einen Moment …',
  },
  returned: {
    title: (amount) => `${amount} von deinem Geldregen sind wieder bei dir`,
    taken: ({ taken, shares }) =>
      taken === 0
        ? 'Niemand hat rechtzeitig zugegriffen.'
        : `Rechtzeitig genommen: ${taken} von ${shares} Anteilen.`,
  },
  rules: {
    title: 'Wer bei einem Geldregen zugreifen darf',
    account: (age) => `Konten, die mindestens ${age} alt sind, wo die Plattform das verrät.`,
    accountAny: 'Konten jeden Alters.',
    member: (age) => `Wer mich mindestens ${age} kennt.`,
    memberAny: 'Auch wer noch nie mit mir gesprochen hat.',
    daily: (count, { plural }) =>
      `Höchstens ${plural(count, { one: '# Anteil', other: '# Anteile' })} je Person in 24 Stunden.`,
    dailyAny: 'So oft, wie es einen gibt.',
  },
  form: {
    title: 'Geld regnen lassen',
    submit: 'Los',
    amount: 'Betrag, alles zusammen',
    amountPlaceholder: '20,00 oder 20 EUR',
    people: 'Für wie viele Personen',
    shares: 'Anteile',
    random: 'Ausgelost',
    even: 'Alle gleich',
    duration: 'Offen für',
    durationPlaceholder: '2h oder 3 Tage',
    memo: 'Wofür',
    memoPlaceholder: 'die Gewinner',
  },
  lasting,
};
