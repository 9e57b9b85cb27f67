/** Deutsch: kurz, freundlich, mit Du. */
import type { PaywallMessages } from './messages.ts';

export const de: PaywallMessages = {
  commands: {
    paywall: {
      summary: 'Text, Link oder Datei verkaufen: Wer zahlt, bekommt es zu sehen',
      example: '/paywall 2 Omas Lasagne',
    },
  },
  options: {
    action:
      'Was du willst: auflisten, was du verkaufst und hast, oder einen Beitrag ändern oder zurückziehen',
    reference: 'Der Code des Beitrags, etwa pst_7KQ2M9XDA4',
    title: 'Was alle davon sehen',
  },
  refusals: {
    paywall_how: () => ({
      title: 'Was ist es, und was kostet es?',
      hint: 'Schreib mir direkt: /paywall 2 Titel und ab der zweiten Zeile, was dahinter steht. Auch ein Foto, ein Video oder eine andere Datei kann mitkommen; oder antworte damit auf eine. In einer Gruppe bietet /paywall mit dem Code es dort an.',
    }),
    paywall_edit_how: ({ reference }) => ({
      title: 'Was soll anders sein?',
      hint: `Schreib mir direkt: /paywall bearbeiten ${reference} 3 Neuer Titel und ab der zweiten Zeile, was dahinter steht. Was du weglässt, bleibt.`,
    }),
    paywall_empty: () => ({
      title: 'Dahinter steht noch nichts',
      hint: 'Gib einen Text, einen Link oder eine Datei dazu, die man für das Geld bekommt.',
    }),
    paywall_text_too_long: ({ limit, file }) => ({
      title: `Der Text darf ${file ? 'neben einer Datei ' : ''}höchstens ${limit} Zeichen haben`,
      hint: file ? 'Schreib den Rest in die Datei.' : 'Schick ihn stattdessen als Datei.',
    }),
    paywall_title_too_long: ({ limit }) => ({ title: `Ein Titel darf höchstens ${limit} Zeichen haben` }),
    paywall_in_public: () => ({
      title: 'Das haben hier gerade alle gelesen',
      hint: 'Es wurde nichts angeboten. Schreib es mir direkt, und biete es dann hier mit /paywall und dem Code an.',
    }),
    paywall_unknown: ({ text }) => ({
      title: text === '' ? 'Welchen Beitrag meinst du?' : `Den Bezahlbeitrag ${text} gibt es nicht`,
      hint: '/paywall liste zeigt, was du verkaufst und freigeschaltet hast.',
    }),
    paywall_not_yours: () => ({ title: 'Das kann nur, wer es angeboten hat' }),
    paywall_withdrawn: () => ({
      title: 'Es wird nicht mehr verkauft',
      hint: 'Wer es freigeschaltet hat, behält es. Es wurde nichts abgebucht.',
    }),
    paywall_changed: ({ price }, { money }) => ({
      title: `Es kostet inzwischen ${money(price)}`,
      hint: 'Es wurde nichts abgebucht. Die Karte zeigt gleich den neuen Preis.',
    }),
    paywall_paid: () => ({
      title: 'Du hast schon dafür bezahlt',
      hint: 'Es kommt, sobald die Zahlung gebucht ist. Du hast nicht noch einmal bezahlt.',
    }),
    paywall_locked: ({ price }, { money }) => ({
      title: 'Das hast du nicht freigeschaltet',
      hint: `Es kostet ${money(price)}.`,
    }),
    paywall_back_given: ({ back }, { money }) => ({
      title: `Du hast schon ${money(back)} zurückbekommen`,
    }),
    paywall_back_asked: () => ({
      title: 'Darum habe ich schon gebeten',
      hint: 'Wer es verkauft hat, entscheidet und hat dafür Zeit. Kommt dein Geld zurück, sage ich es dir.',
    }),
    paywall_back_late: ({ minutes, payment }) => ({
      title: `Darum konntest du ${minutes} Minuten lang bitten`,
      hint: `Wer es verkauft hat, kann es dir weiterhin zurückgeben. Stimmt etwas nicht, sag es der Bank: /dispute ${payment}`,
    }),
    paywall_currency: ({ asset }) => ({
      title: `Der Preis ist in ${asset}`,
      hint: 'Um in einer anderen Währung zu verkaufen, biete es neu an.',
    }),
    paywall_files_too_many: ({ limit_megabytes }) => ({
      title: `Für deine Bezahlbeiträge kannst du am Tag ${limit_megabytes} MB an Dateien schicken`,
      hint: 'Versuch es morgen noch einmal, oder stell einen Link dahinter.',
    }),
    paywalls_too_many: ({ limit }) => ({
      title: `Am Tag kannst du ${limit} Bezahlbeiträge schreiben, Änderungen mitgezählt`,
      hint: 'Versuch es morgen noch einmal.',
    }),
  },
  untitled: 'Etwas zum Freischalten',
  by: 'von ',
  price: 'Preis',
  contains: 'Darin',
  kinds: {
    text: 'ein Text',
    link: 'ein Link',
    photo: 'ein Foto',
    video: 'ein Video',
    animation: 'eine Animation',
    audio: 'eine Aufnahme',
    voice: 'eine Sprachnachricht',
    file: (name, megabytes) => `${name} (${megabytes} MB)`,
  },
  unlocked: (count, language) =>
    language.plural(count, {
      '=0': 'noch von niemandem freigeschaltet',
      one: 'einmal freigeschaltet',
      other: '#-mal freigeschaltet',
    }),
  withdrawn: 'Wird nicht mehr verkauft. Wer es freigeschaltet hat, behält es.',
  taken: 'Du hast verdient',
  buyers: 'Freigeschaltet von',
  nobody: 'noch niemandem',
  buttons: {
    unlock: (price) => `Für ${price} freischalten`,
    show: 'Mir zeigen',
    edit: 'Ändern',
    withdraw: 'Zurückziehen',
  },
  content: {
    paid: (amount) => `für ${amount} freigeschaltet`,
    again: (command) => `jederzeit wieder: ${command}`,
    backUntil: (time) => `dein Geld kannst du bis ${time} zurückerbitten`,
  },
  back: {
    button: 'Geld zurück erbitten',
    title: ({ buyer, paid }) => `${buyer} hätte gern ${paid} zurück`,
    line: (minutes) =>
      `Das kam rechtzeitig, innerhalb von ${minutes} Minuten. Du entscheidest, und du hast dafür Zeit. Gibst du alles zurück, ist es dort wieder gesperrt.`,
    given: ({ buyer, back }) => `${buyer} hat ${back} zurückbekommen`,
    give: 'Zurückgeben',
    label: 'Geld zurück',
    terms: (minutes) => `binnen ${minutes} Minuten erbitten; wer verkauft, entscheidet`,
  },
  refunded: {
    title: (title) => `Dein Geld für ${title} ist zurück`,
    line: 'Darum ist es für dich wieder gesperrt.',
  },
  list: {
    title: 'Bezahlbeiträge',
    empty: 'Du hast noch nichts angeboten oder freigeschaltet',
    start: 'Verkaufe einen Text, einen Link oder eine Datei mit /paywall 2 Titel.',
    taken: (amounts) => `Du hast damit ${amounts} verdient.`,
    offer: ({ price, unlocked, taken }) => `${price} · ${unlocked} · ${taken} verdient`,
    withdrawn: 'zurückgezogen',
    has: (seller) => `freigeschaltet, von ${seller}`,
    open: (title) => `${title} öffnen`,
    more: 'Die anderen öffnest du mit /paywall und ihrem Code.',
  },
  done: {
    paid: 'Bezahlt: Du bekommst es privat',
    withdrawn: 'Zurückgezogen: Niemand sonst kann es freischalten',
    asked: 'Ich habe nachgefragt; entscheiden kann nur, wer es verkauft hat',
    edited: 'Geändert: Wer es hat, sieht es ab jetzt so',
  },
  form: {
    title: 'Etwas verkaufen',
    submit: 'Anbieten',
    editTitle: 'Bezahlbeitrag ändern',
    editSubmit: 'Speichern',
    price: 'Preis',
    pricePlaceholder: '2,50',
    name: 'Titel, den alle sehen',
    namePlaceholder: 'Omas Lasagne',
    teaser: 'Anreißer, den alle sehen',
    teaserPlaceholder: 'Das Rezept, das niemand wissen durfte',
    text: 'Text oder Link für alle, die zahlen',
    textPlaceholder: 'https://… oder was du sagen willst',
    file: 'Datei für alle, die zahlen (8 MB)',
    otherFile: 'Eine andere Datei statt der alten',
  },
};
