/** Deutsch: kurz, freundlich, mit Du. */
import type { SplitMessages } from './messages.ts';

const trySplit = 'Zum Beispiel: /split 60 Abendessen @bob @carol';

const percent = (value: string) => `${value.replace('.', ',')}\u00a0%`;

export const de: SplitMessages = {
  commands: {
    split: {
      summary: 'Eine Rechnung aufteilen, die du bezahlt hast: Alle zahlen dir ihren Teil',
      example: '/split 60 Abendessen @bob @carol',
    },
  },
  options: { people: 'Wer: @bob @carol; oder mit Anteilen: @bob x2, @bob 50%, @bob 20' },
  shortcuts: { split: 'Das aufteilen', split_global: 'Rechnung teilen' },
  refusals: {
    split_unclear: () => ({
      title: 'Wie hoch ist die Rechnung, und wer teilt sie sich?',
      hint: `${trySplit}. Anteile stehen hinter dem Namen: x2, 50% oder 20. Posten: /split posten 12 Pizza @bob ich 8 Wein @carol Trinkgeld 3`,
    }),
    split_mixed: () => ({
      title: 'Bitte gib allen die gleiche Art von Anteil',
      hint: 'Anteile (@bob x2 @carol x1), Prozente (@bob 50% @carol 25%) oder Beträge (@bob 20 @carol 10). Was übrig bleibt, ist deins.',
    }),
    split_twice: ({ person }) => ({
      title: `${person} ist zweimal dabei`,
      hint: 'Bitte nur ein Anteil für jede Person.',
    }),
    split_sum: ({ given, total }, { money }) => ({
      title: `Die Anteile ergeben ${money(given)}, die Rechnung aber ${money(total)}`,
    }),
    split_percent: ({ given }) => ({
      title: `Das ergibt ${percent(given)}, es sollten ${percent('100')} sein`,
    }),
    split_nobody: () => ({ title: 'Dann würde niemand etwas schulden', hint: trySplit }),
    split_not_in: () => ({
      title: 'Du bist hier nicht dabei',
      hint: 'Wo es „Mitmachen“ gibt, drück zuerst darauf.',
    }),
    split_own: () => ({ title: 'Du hast die Rechnung bezahlt: Die anderen zahlen an dich' }),
    split_locked: () => ({
      title: 'Die Aufteilung steht fest',
      hint: 'Jetzt kommt niemand mehr dazu, und niemand geht.',
    }),
    split_closed: () => ({
      title: 'Hier hat jede Person ihren eigenen Anteil',
      hint: 'Bitte frag, wer die Rechnung bezahlt hat, ob neu aufgeteilt wird.',
    }),
    split_changed: () => ({
      title: 'Die Anteile haben sich gerade geändert',
      hint: 'Bitte schau noch einmal auf die Karte.',
    }),
    split_paid: () => ({
      title: 'Jemand hat schon bezahlt, also lässt es sich nicht mehr absagen',
      hint: 'Zurückgeben kannst du das mit /refund.',
    }),
  },
  listChoice: 'Meine offenen Aufteilungen zeigen',
  title: {
    open: (owner, total) => `${owner} teilt ${total} auf`,
    locked: (owner, total) => `${owner} teilt ${total} auf`,
    settled: (owner, total) => `Alle haben an ${owner} gezahlt: ${total} sind aufgeteilt`,
    cancelled: (owner, total) => `${owner} hat das Aufteilen von ${total} abgesagt`,
    expired: (owner, total) => `Die Zeit zum Aufteilen der ${total} von ${owner} ist um`,
  },
  memo: (memo) => `„${memo}“`,
  how: (owner, takesPart) =>
    takesPart
      ? `${owner} hat die Rechnung bezahlt und trägt einen Teil davon; die anderen zahlen ihren an ${owner}.`
      : `${owner} hat die Rechnung bezahlt und trägt selbst nichts davon; alle zahlen ihren Teil an ${owner}.`,
  alone: 'Noch ist sonst niemand dabei. Mit „Mitmachen“ übernimmst du einen Teil.',
  mine: {
    owe: (amount, owner) => `Dein Teil ist ${amount}. ${owner} hat die Rechnung bezahlt.`,
    pending: (amount) => `Deine ${amount} sind unterwegs.`,
    paid: (amount) => `Du hast deinen Teil bezahlt: ${amount}.`,
    out: 'Du bist nicht dabei.',
  },
  givenBack: (amount) => `${amount} zurückgegeben`,
  backAgain: (amount, asked) =>
    asked ? `${amount} wurden zurückgegeben und sind darum wieder offen.` : `${amount} wurden zurückgegeben.`,
  progress: (paid, all, missing) =>
    paid < all
      ? `${paid} von ${all} ${all === 1 ? 'hat' : 'haben'} bezahlt, ${missing} sind noch offen.`
      : all === 1
        ? 'Alles ist bezahlt.'
        : `Alle ${all} haben bezahlt.`,
  over: {
    cancelled: 'Niemand schuldet etwas.',
    expired: 'Niemand wird mehr um Geld gebeten.',
  },
  states: {
    own: 'hat die Rechnung bezahlt',
    open: 'offen',
    pending: 'unterwegs',
    paid: 'bezahlt ✓',
    unpaid: 'nicht bezahlt',
  },
  percent,
  modes: {
    equal: 'zu gleichen Teilen',
    shares: 'nach Anteilen',
    percent: 'nach Prozenten',
    exact: 'nach Beträgen',
    items: 'nach Posten',
  },
  until: (day) => `bis ${day}`,
  buttons: {
    pay: 'Meinen Teil zahlen',
    payAmount: (amount) => `${amount} zahlen`,
    payTo: (amount, owner) => `${amount} an ${owner} zahlen`,
    join: 'Mitmachen',
    leave: 'Aussteigen',
    lock: 'Festlegen',
    cancel: 'Absagen',
  },
  list: {
    title: 'Offene Aufteilungen',
    none: 'Keine offenen Aufteilungen',
    noneHint: trySplit,
    owes: (amount) => `du schuldest ${amount}`,
    missing: (amount) => `${amount} fehlen noch`,
    waiting: 'noch ist niemand dabei',
  },
  expired: {
    title: (missing) => `${missing} von deiner Rechnung wurden nicht bezahlt`,
    nobody: () => 'Bei deiner Rechnung hat niemand mitgemacht',
    unpaid: (people) => `Nicht bezahlt: ${people}.`,
    hint: 'Die Zeit ist um, und niemand wird mehr gefragt. Mit /split fängst du neu an.',
  },
  inline: { title: (total) => `${total} aufteilen`, sending: 'Einen Moment …' },
  form: {
    title: 'Rechnung aufteilen',
    submit: 'Aufteilen',
    amount: 'Die Rechnung',
    amountPlaceholder: '60,00 oder 60 EUR',
    who: 'Wer teilt sie mit dir?',
    memo: 'Wofür',
    memoPlaceholder: 'Abendessen',
    parts: 'Nicht zu gleichen Teilen, oder Posten',
    partsPlaceholder: '@bob x2 @carol x1, oder 50%, oder 20; oder posten: 12 Pizza @bob ich',
  },
};
