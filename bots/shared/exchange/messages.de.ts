/** Deutsch: kurz, freundlich, mit Du. */
import type { ExchangeMessages } from './messages.ts';

export const de: ExchangeMessages = {
  doubted: {
    title: (asset) => `Den Kurs von ${asset} glaube ich nicht`,
    jumped: ({ source, said, before }) =>
      `Nach ${source} ist ein Euro ${said}, nach dem letzten Kurs ${before}.`,
    how: (day, until) =>
      `Alle Kurse vom ${day} bleiben weg. Die letzten gelten bis ${until}; danach gilt, was die Quelle dann sagt.`,
  },
  commands: {
    convert: {
      summary: 'Geld in eine andere Währung tauschen, zu einem Kurs, den du vorher siehst',
      example: '/convert 20 GBP in EUR',
    },
    rates: { summary: 'Die Wechselkurse von heute', example: '/rates' },
  },
  options: {
    to: 'Die Währung, die du willst; ohne Angabe die der Gemeinschaft',
    exchange: 'Die Wechselstube ansehen, auffüllen und einstellen',
    exchange_action: 'Auffüllen, entnehmen, Aufschlag oder Grenze setzen; ohne Angabe siehst du alles',
    each: 'Wie viel eine Person in 24 Stunden tauschen darf; „üblich“ für das Übliche',
    all: 'Wie viel alle zusammen in 24 Stunden tauschen dürfen; „üblich“ für das Übliche',
  },
  codes: { exchange: 'Getauscht', spread: 'Wechselgebühr', exchange_stock: 'Bestand der Wechselstube' },
  refusals: {
    exchange_closed: () => ({
      title: 'Hier wird kein Geld getauscht',
      hint: 'Es gibt keine Wechselkurse. Die Bank kann sie einschalten.',
    }),
    rates_stale: ({ date }, { day }) => ({
      title: 'Die Wechselkurse sind zu alt, um danach zu tauschen',
      hint: `Sie sind vom ${day(date)}. Bitte versuch es später noch einmal; das Geld bleibt, wo es ist.`,
    }),
    exchange_same: ({ asset }) => ({ title: `Das sind schon ${asset}` }),
    exchange_to_missing: ({ asset }) => ({
      title: 'In welche Währung?',
      hint: `Zum Beispiel: /convert 20 ${asset} in ${asset === 'EUR' ? 'USD' : 'EUR'}`,
    }),
    exchange_no_rate: ({ asset }) => ({
      title: `Für ${asset} gibt es keinen Kurs`,
      hint: 'Welche es gibt, zeigt /rates.',
    }),
    exchange_too_small: ({ sold, asset }, { money }) => ({
      title: `${money(sold)} sind weniger als der kleinste Betrag in ${asset}`,
      hint: 'Bitte tausch etwas mehr.',
    }),
    quote_expired: () => ({
      title: 'Der Kurs galt eine Minute, und die ist vorbei',
      hint: 'Es ist nichts geschehen. Bitte frag noch einmal.',
    }),
    quote_unknown: () => ({ title: 'Dieses Angebot kenne ich nicht' }),
    liquidity_low: ({ asset }) => ({
      title: `So viel habe ich gerade nicht in ${asset}`,
      hint: 'Es ist nichts geschehen. Bitte versuch es mit weniger, oder später.',
    }),
    exposure_limit: ({ whose, left }, { money }) => ({
      title:
        whose === 'person'
          ? 'Das ist mehr, als eine Person in 24 Stunden tauschen darf'
          : 'Das ist mehr, als alle zusammen in 24 Stunden tauschen dürfen',
      hint: left.minor === '0' ? 'Bitte versuch es morgen wieder.' : `Jetzt gehen noch ${money(left)}.`,
    }),
    exchange_stock_short: ({ available }, { money }) => ({
      title: 'So viel hat die Wechselstube nicht',
      hint: `Sie hat ${money(available)}.`,
    }),
  },
  convert: {
    open: ({ sold, bought }) => `${sold} in ${bought} tauschen?`,
    executed: ({ sold, bought }) => `Du hast ${sold} in ${bought} getauscht`,
    cancelled: ({ sold }) => `${sold} bleiben, wie sie sind`,
    expired: ({ sold, bought }) => `${sold} in ${bought}: das Angebot gilt nicht mehr`,
  },
  pay: {
    open: ({ sold, bought, payees }) => `${payees} ${bought} für ${sold} senden?`,
    executed: ({ sold, bought, payees }) => `Du hast ${payees} ${bought} für ${sold} gesendet`,
    cancelled: ({ bought, payees }) => `${bought} an ${payees}: nicht gesendet`,
    expired: ({ sold, bought }) => `${bought} für ${sold}: das Angebot gilt nicht mehr`,
  },
  lacking: ({ sold, bought }) => `Du hast keine ${bought}, aber ${sold} würden reichen.`,
  memo: (memo) => `„${memo}“`,
  renewed: 'Die Minute war vorbei, darum hier ein frischer Kurs.',
  terms: ({ rate, percent, spread }) => `${rate}, dazu ${percent} für den Wechsel: ${spread}.`,
  midRate: (rate) => `${rate}.`,
  lasts: (seconds, until, { plural }) =>
    `Das gilt ${plural(seconds, { one: '# Sekunde', other: '# Sekunden' })}, bis ${until}.`,
  buttons: { convert: 'Tauschen', pay: (sold) => `${sold} zahlen`, cancel: 'Abbrechen' },
  done: {
    title: ({ sold, bought }) => `Du hast ${sold} in ${bought} getauscht`,
    balances: (amounts, { list }) => `Du hast jetzt ${list(amounts)}.`,
  },
  receipt: ({ payer, sold, bought }) => `${payer} hat ${sold} für ${bought} gegeben.`,
  rate: ({ one, is, of }) => `1 ${one} = ${is} ${of}`,
  percent: (text) => `${text} %`,
  rates: {
    title: (date) => `Wechselkurse vom ${date}`,
    from: (source, percent) => `Von ${source}. Tauschen kostet ${percent} mehr.`,
    more: (count, { plural }) =>
      plural(count, { one: 'Und # weitere Währung.', other: 'Und # weitere Währungen.' }),
    stale: 'Sie sind zu alt, um danach zu tauschen.',
  },
  sources: { ecb: 'der Europäischen Zentralbank', fixed: 'einer festen Tabelle' },
  desk: {
    title: 'Die Wechselstube',
    none: 'Sie hat noch keine Kurse, darum wird nichts getauscht.',
    rates: (source, date) => `Kurse von ${source}, vom ${date}.`,
    stale: 'Sie sind zu alt: Es wird nichts getauscht.',
    spread: (percent) => `Sie nimmt ${percent}.`,
    empty: 'Sie hat kein Geld. Zum Beispiel: /bank exchange fund 1000 EUR',
    asset: ({ income, each, all }) => ` · verdient ${income} · in 24 Stunden ${each} je Person, ${all} alle`,
  },
};
