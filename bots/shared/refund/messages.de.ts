/** Deutsch: kurz, freundlich, mit Du. */
import type { RefundMessages } from './messages.ts';

export const de: RefundMessages = {
  commands: {
    refund: {
      summary: 'Zurückgeben, was dir jemand gezahlt hat, ganz oder zum Teil',
      example: '/refund pay_7KQ2M9XDA4 3',
    },
    dispute: {
      summary: 'Mit einer Zahlung von dir stimmt etwas nicht: Sag es der Bank',
      example: '/dispute pay_7KQ2M9XDA4 nie angekommen',
    },
  },
  options: {
    reference: 'Die Zahlung, wie sie auf der Quittung steht: pay_…',
    refund: 'Eine Zahlung zurückgeben, ganz oder zum Teil',
    reason: 'Was nicht stimmt',
    dispute: 'Ansehen, was jemand beanstandet, und entscheiden',
    dispute_reference: 'Die Beanstandung, wie sie auf der Karte steht: dsp_…',
    disputes: 'Was auf eine Entscheidung wartet',
    verdict: 'Erstatten, nachfragen oder ablehnen',
    word: 'Wie viel erstattet wird, oder was du sagst',
  },
  codes: { refund: 'Erstattung' },
  refunded: (refunded, paid, payee) =>
    payee === null ? `${refunded} von ${paid} erstattet.` : `${payee} hat ${refunded} von ${paid} erstattet.`,
  offer: {
    title: (payer) => `${payer} etwas zurückgeben?`,
    left: (left, paid) =>
      left === paid
        ? `Du hast ${paid} bekommen.`
        : `Du hast ${paid} bekommen, davon sind noch ${left} übrig.`,
    how: (reference) =>
      `Einen Teil davon: /refund ${reference} und der Betrag. Eine Zahlung wird nur einmal erstattet.`,
  },
  sent: {
    title: ({ payer, amount }) => `Du hast ${payer} ${amount} erstattet`,
    byBank: ({ payer, amount }) => `Die Bank hat ${amount} von dir an ${payer} zurückgegeben`,
    ordered: ({ payer, payee, amount }) => `${amount} gingen von ${payee} an ${payer} zurück`,
    byBankHint: 'Wenn das nicht stimmt, frag bitte die Bank.',
  },
  received: {
    title: ({ payee, amount }) => `${payee} hat dir ${amount} erstattet`,
    byBank: ({ payee, amount }) => `Die Bank hat dir ${amount} von ${payee} zurückgegeben`,
    dispute: (reference) => `Was du der Bank gesagt hast (${reference}), ist damit erledigt.`,
  },
  dispute: {
    title: {
      open: ({ payer, payee, paid }) => `${payer} beanstandet ${paid} an ${payee}`,
      refunded: ({ payer, payee }) => `${payer} hat Geld von ${payee} zurückbekommen`,
      rejected: ({ payer, payee, paid }) => `Abgelehnt: ${payer}, ${paid} an ${payee}`,
      withdrawn: ({ payer, payee, paid }) => `${payer} beanstandet es nicht mehr: ${paid} an ${payee}`,
    },
    done: {
      refund: (payer) => `${payer} hat das Geld zurück`,
      ask: (payer) => `Ich habe ${payer} gefragt`,
      reject: (payer) => `Ich habe es ${payer} gesagt`,
    },
    moved: (payer) => `${payer} hat geantwortet: weiter geht es in einer neueren Nachricht`,
    by: (operator) => `von ${operator}`,
    states: { open: 'offen', refunded: 'erstattet', rejected: 'abgelehnt', withdrawn: 'zurückgezogen' },
    steps: {
      opened: ({ words }) => `„${words}“`,
      asked: ({ words }) => `Die Bank fragte: „${words}“`,
      answered: ({ payer, words }) => `${payer}: „${words}“`,
      refunded: () => 'Erstattet.',
      rejected: ({ words }) => `Die Bank: „${words}“`,
      withdrawn: ({ payer }) => `${payer} hat es zurückgezogen.`,
    },
  },
  mine: {
    title: {
      open: ({ payee, paid }) => `Die Bank weiß Bescheid: ${paid} an ${payee}`,
      asked: ({ payee, paid }) => `Die Bank fragt nach deinen ${paid} an ${payee}`,
      refunded: ({ payee, paid }) => `Erledigt: deine ${paid} an ${payee}`,
      rejected: ({ payee, paid }) => `Die Bank lässt deine ${paid} an ${payee}, wie sie sind`,
      withdrawn: ({ payee, paid }) => `Du hast es zurückgezogen: deine ${paid} an ${payee}`,
    },
    hints: {
      open: () => 'Du hörst von ihr in unserem Chat.',
      asked: (reference) => `Antworte mit dem Knopf, oder mit /dispute ${reference} und deinen Worten.`,
    },
    steps: {
      opened: ({ words }) => `Du: „${words}“`,
      asked: ({ words }) => `Die Bank: „${words}“`,
      answered: ({ words }) => `Du: „${words}“`,
      refunded: () => 'Du hast Geld zurückbekommen.',
      rejected: ({ words }) => `Die Bank: „${words}“`,
      withdrawn: () => 'Weiter geschieht nichts.',
    },
  },
  disputes: {
    title: (count, { plural }) =>
      count === 0
        ? 'Niemand beanstandet etwas'
        : plural(count, { one: '# Zahlung ist beanstandet', other: '# Zahlungen sind beanstandet' }),
    how: '/bank dispute und die Nummer zeigt eine davon, mit ihren Knöpfen.',
  },
  buttons: {
    receipt: 'Optionen',
    ask: 'Nachfragen',
    reject: 'Ablehnen',
    answer: 'Antworten',
    withdraw: 'Zurückziehen',
    refund: (amount) => `${amount} erstatten`,
  },
  form: {
    refundTitle: 'Erstatten',
    refundSubmit: 'Erstatten',
    amount: 'Wie viel (leer: alles)',
    amountAll: (left) => `alles: ${left}`,
    disputeTitle: 'Da stimmt etwas nicht',
    send: 'Senden',
    whose: 'Bei der Zahlung an',
    reason: 'Was stimmt nicht?',
    reasonPlaceholder: 'Das liest nur die Bank.',
    wordTitle: { ask: 'Nachfragen', reject: 'Ablehnen', answer: 'Der Bank antworten' },
    word: {
      ask: 'Was möchtest du wissen?',
      reject: 'Warum? Wer gezahlt hat, liest es',
      answer: 'Deine Antwort',
    },
  },
  refusals: {
    payment_missing: (_, __, typed) => ({
      title: 'Welche Zahlung?',
      hint: `Ihre Nummer steht auf der Quittung und in /history: ${typed?.example ?? '/refund pay_7KQ2M9XDA4 3'}`,
    }),
    payment_unknown: ({ reference }) => ({
      title: `Ich kenne keine Zahlung ${reference} von dir`,
      hint: 'Ihre Nummer steht auf der Quittung und in /history.',
    }),
    payment_which: ({ reference, payees }, { either }) => ({
      title: `Wer von denen, die mit ${reference} bezahlt wurden?`,
      hint: `Bitte erwähne ${either(payees)}.`,
    }),
    payment_not_settled: () => ({
      title: 'Diese Zahlung ist nicht angekommen oder schon zurück',
      hint: 'Was noch niemand abgeholt hat, kann zurückholen, wer es gesendet hat.',
    }),
    refund_not_yours: () => ({ title: 'Erstatten kann nur, wer das Geld bekommen hat' }),
    refund_done: () => ({
      title: 'Das ist schon erstattet',
      hint: 'Eine Zahlung wird nur einmal erstattet.',
    }),
    refund_too_much: ({ left }, { money }) => ({
      title: 'Das ist mehr, als erstattet werden kann',
      hint: `Von der Zahlung sind noch ${money(left)} übrig.`,
    }),
    refund_other_currency: ({ asset }) => ({ title: `Diese Zahlung war in ${asset}` }),
    refund_how: ({ reference, left }, { money }) => ({
      title: `Wie viel von ${money(left)}?`,
      hint: `/refund ${reference} und der Betrag; ohne Betrag ist es alles.`,
    }),
    refund_uncovered: ({ payee, needed }, { money }) => ({
      title: `${payee} hat gerade keine ${money(needed)}`,
      hint: 'Versuch es mit einem Teil, oder später.',
    }),
    dispute_not_yours: () => ({ title: 'Beanstanden kann eine Zahlung nur, wer sie gesendet hat' }),
    dispute_open: () => ({
      title: 'Die Bank weiß schon Bescheid',
      hint: 'Du hörst von ihr in unserem Chat.',
    }),
    dispute_closed: () => ({ title: 'Das ist schon entschieden' }),
    dispute_unknown: ({ reference }) => ({
      title: `Ich kenne keine Beanstandung ${reference}`,
      hint: '/bank disputes zeigt, was offen ist.',
    }),
    dispute_how: ({ reference, payees }, { either }) => ({
      title: 'Was stimmt damit nicht?',
      hint:
        payees.length === 0
          ? `Schreib /dispute ${reference} und was nicht stimmt. Das liest nur die Bank.`
          : `Schreib /dispute ${reference}, erwähne ${either(payees)}, und dann, was nicht stimmt. Das liest nur die Bank.`,
    }),
    dispute_answer_how: ({ reference }) => ({
      title: 'Was antwortest du?',
      hint: `Schreib /dispute ${reference} und deine Worte.`,
    }),
    dispute_word_how: ({ reference, verdict }) => ({
      title: verdict === 'ask' ? 'Was möchtest du wissen?' : 'Warum? Wer gezahlt hat, liest es',
      hint: `Schreib /bank dispute ${reference} ${verdict} und deine Worte.`,
    }),
    operator_takes_part: () => ({
      title: 'Du bist an dieser Zahlung selbst beteiligt',
      hint: 'Das muss jemand anderes von der Bank entscheiden.',
    }),
  },
};
