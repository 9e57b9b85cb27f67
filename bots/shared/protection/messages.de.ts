/** Deutsch: kurz, freundlich, mit Du. */
import type { ProtectionMessages } from './messages.ts';

export const de: ProtectionMessages = {
  commands: {
    confirm: {
      summary: 'Wann ich nachfrage, bevor Geld hinausgeht',
      example: '/confirm über 100',
    },
    pin: {
      summary: 'Eine PIN für große Zahlungen setzen, ändern oder entfernen',
      example: '/pin',
    },
  },
  options: {
    when: 'Ab einem Betrag, bei neuen Personen, oder mit deiner PIN',
    threshold: 'Ein Betrag, immer oder nie',
    remove: 'Von jetzt an ohne PIN zahlen',
  },
  question: {
    asked: ({ payees, total }) => (payees === null ? `${total} verschenken?` : `${payees} ${total} senden?`),
    confirmed: ({ payees, total }) =>
      payees === null ? `Bestätigt: ${total}` : `Bestätigt: ${total} für ${payees}`,
    cancelled: ({ payees, total }) =>
      payees === null ? `Abgebrochen: ${total} bleiben bei dir` : `Abgebrochen: nichts geht an ${payees}`,
    because: (reasons) => `Ich frage nach, ${reasons}.`,
    why: {
      amount: () => 'weil es viel Geld ist',
      currency: () => 'weil es eine andere Währung ist als hier üblich',
      new_payee: (payees, { plural }) =>
        plural(payees, {
          one: 'weil du dieser Person noch nie etwas gesendet hast',
          other: 'weil du manchen davon noch nie etwas gesendet hast',
        }),
    },
    pin: 'Dafür brauche ich deine PIN.',
    recent: (amount) =>
      `In den letzten 24 Stunden ging ${amount} ohne deine PIN weg; mit dem hier wird es mehr, als du ohne sie zulässt.`,
    nothingYet: (until) => `Noch ist nichts bezahlt. Bestätigen kannst du bis ${until}.`,
    memo: (memo) => `„${memo}“`,
  },
  buttons: {
    confirm: 'Bestätigen',
    cancel: 'Abbrechen',
    new_always: 'Neue Personen: immer',
    new_never: 'Neue Personen: nie',
    protection_form: 'Ändern',
    pin_set: 'PIN setzen',
    pin_change: 'PIN ändern',
    pin_again: 'Noch einmal',
  },
  settings: {
    title: 'Wann ich vorher nachfrage',
    labels: {
      ask_above: 'Bei jeder Zahlung',
      ask_new_above: 'An neue Personen',
      pin_above: 'Mit deiner PIN',
      pin: 'Deine PIN',
    },
    above: (amount) => `über ${amount}`,
    always: 'immer',
    never: 'nie',
    noPin: 'noch keine, mit /pin setzt du eine',
    hasPin: 'gesetzt',
    lockedUntil: (time) => `gesperrt bis ${time}`,
    how: 'So änderst du es: /confirm über 100, /confirm neu immer, /confirm pin 50.',
  },
  wanted: {
    title: { current: 'Deine PIN, bitte', new: 'Deine neue PIN, bitte' },
    toPay: ({ payees, total }) => (payees === null ? `Für ${total}.` : `Damit ${total} an ${payees} gehen.`),
    toRelease: ({ payees, total }) => (payees === null ? `Für ${total}.` : `Für ${total} an ${payees}.`),
    toBorrow: (total) => `Um einen Kredit anzunehmen, für den du ${total} zurückzahlst.`,
    how: 'Schick sie hier als Nachricht, 4 bis 12 Ziffern. Ich lösche die Nachricht sofort und behalte keine Kopie.',
  },
  changed: {
    set: 'Deine PIN ist gesetzt',
    changed: 'Deine PIN ist geändert',
    removed: 'Deine PIN ist entfernt',
    hint: 'Mit /confirm siehst du, wann ich danach frage. Gib sie niemandem, und tipp sie nie in eine Gruppe.',
  },
  reset: {
    done: (name) => `${name} hat keine PIN mehr`,
    yours: 'Die Bank hat deine PIN entfernt',
    hint: 'Mit /pin setzt du eine neue. War das nicht dein Wunsch? Dann sag der Bank sofort Bescheid.',
  },
  form: {
    title: 'Wann ich nachfrage',
    submit: 'Speichern',
    thresholds: {
      ask_above: 'Nachfragen über',
      ask_new_above: 'Bei neuen Personen über',
      pin_above: 'Nach meiner PIN fragen über',
    },
    placeholder: '100, immer oder nie',
    always: 'immer',
    never: 'nie',
    pin: {
      title: 'Deine PIN',
      setTitle: 'PIN setzen',
      changeTitle: 'PIN ändern',
      pay: 'Zahlen',
      toPay: (amount) => `PIN, um ${amount} zu zahlen`,
      toRelease: (amount) => `PIN, für ${amount}`,
      release: 'Weiter',
      toBorrow: (amount) => `PIN, um ${amount} zu schulden`,
      borrow: 'Kredit annehmen',
      toLink: 'PIN, für einen Code',
      getCode: 'Code holen',
      current: 'Deine PIN',
      new: 'Neue PIN, 4 bis 12 Ziffern',
      again: 'Noch einmal dieselbe',
      toLower: 'PIN, wenn ich seltener fragen soll',
    },
  },
  refusals: {
    pin_invalid: () => ({ title: 'Eine PIN hat 4 bis 12 Ziffern und sonst nichts' }),
    pin_guessable: () => ({ title: 'Diese PIN ist leicht zu erraten', hint: 'Bitte nimm eine andere.' }),
    pin_differs: () => ({ title: 'Das waren zwei verschiedene PINs', hint: 'Es wurde nichts geändert.' }),
    pin_wrong: ({ left }, { plural }) => ({
      title: 'Die PIN stimmt nicht',
      hint: plural(left, { one: 'Du hast noch # Versuch.', other: 'Du hast noch # Versuche.' }),
    }),
    pin_locked: ({ until }, { time }) => ({
      title: 'Zu viele falsche PINs',
      hint: `Ab ${time(until)} kannst du es wieder versuchen. Vergessen? Die Bank kann sie zurücksetzen.`,
    }),
    pin_missing: () => ({
      title: 'Deine PIN ist nicht angekommen',
      hint: 'Ich behalte keine Kopie. Bitte gib sie noch einmal ein.',
    }),
    pin_required: () => ({
      title: 'Dafür brauche ich deine PIN',
      hint: 'Damit ich seltener frage oder du eine andere PIN bekommst, gib bitte die jetzige an.',
    }),
    pin_none: () => ({ title: 'Du hast keine PIN', hint: 'Mit /pin setzt du eine.' }),
    pin_typed: ({ erased }) => ({
      title: 'Bitte tipp deine PIN nie dorthin',
      hint: erased
        ? 'Ich habe deine Nachricht gelöscht und keine Kopie behalten. Tipp nur /pin, dann zeige ich dir, wohin.'
        : 'Ich habe keine Kopie behalten, kann deine Nachricht aber nicht löschen. Bitte lösch du sie. Tipp nur /pin, dann zeige ich dir, wohin. Hat sie jemand gesehen, nimm eine andere PIN.',
    }),
    pin_unasked: () => ({
      title: 'Ich habe auf keine PIN gewartet',
      hint: 'Es sah nach einer aus, darum habe ich deine Nachricht gelöscht und keine Kopie behalten.',
    }),
    link_pin: () => ({
      title: 'Ein Konto mit PIN schließt sich keinem anderen an',
      hint: 'Andersherum geht es: Tipp hier /link, und was ich dir gebe, in deinem anderen Chat.',
    }),
    protection_currency: ({ asset }) => ({ title: `Bitte sag das in ${asset}` }),
    spending_changed: () => ({
      title: 'Das hat sich inzwischen geändert',
      hint: 'Es wurde nichts bezahlt. Sieh bitte noch einmal hin und tu es erneut, wenn du es so willst.',
    }),
    form_unopened: () => ({
      title: 'Das Formular ging nicht auf',
      hint: 'Bitte versuch es gleich noch einmal.',
    }),
  },
};
