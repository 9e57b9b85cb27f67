/** Deutsch: kurz, freundlich, mit Du. */
import type { RefundMessages } from './messages.ts';

export const de: RefundMessages = {
  commands: {
    refund: {
      summary: 'Zurückgeben, was dir jemand gezahlt hat, ganz oder zum Teil',
      example: '/refund pay_7KQ2M9XDA4 3',
    },
  },
  options: {
    reference: 'Die Zahlung, wie sie auf der Quittung steht: pay_…',
    refund: 'Eine Zahlung zurückgeben, ganz oder zum Teil',
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
  },
  buttons: { receipt: 'Optionen', refund: (amount) => `${amount} erstatten` },
  form: {
    refundTitle: 'Erstatten',
    refundSubmit: 'Erstatten',
    amount: 'Wie viel (leer: alles)',
    amountAll: (left) => `alles: ${left}`,
  },
  refusals: {
    payment_missing: () => ({
      title: 'Welche Zahlung?',
      hint: 'Ihr Zeichen steht auf der Quittung und in /history: /refund pay_7KQ2M9XDA4 3',
    }),
    payment_unknown: ({ reference }) => ({
      title: `Ich kenne keine Zahlung ${reference} von dir`,
      hint: 'Ihr Zeichen steht auf der Quittung und in /history.',
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
    operator_takes_part: () => ({
      title: 'Du bekämst das Geld selbst',
      hint: 'Das muss jemand anderes von der Bank entscheiden.',
    }),
  },
};
