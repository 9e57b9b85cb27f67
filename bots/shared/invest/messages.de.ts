/** Deutsch: kurz, freundlich, mit Du. */
import type { InvestMessages } from './messages.ts';

export const de: InvestMessages = {
  doubted: {
    title: (name) => `Den Kurs von ${name} glaube ich nicht`,
    jumped: ({ said, before }) => `Die Quelle sagt ${said}, und der letzte Kurs ist ${before}.`,
    two: ({ said, before }) =>
      `Die Quelle sagt ${said} zum selben Zeitpunkt, und der letzte Kurs ist ${before}.`,
    how: (asset) =>
      `Gehandelt wird erst wieder, wenn sie einen sagt, der zum letzten passt, oder du ihn setzt: /bank asset ${asset} price 12,50`,
  },
  commands: {
    buy: {
      summary: 'Aktien und andere Werte kaufen, zu einem Preis, den du vorher siehst',
      example: '/buy 2 ACME',
    },
    sell: {
      summary: 'Verkaufen, was du hast, zu einem Preis, den du vorher siehst',
      example: '/sell 1,5 ACME',
    },
    portfolio: { summary: 'Was du hast, was es gekostet hat und was es wert ist', example: '/portfolio' },
  },
  options: {
    asset: 'Das Kürzel des Werts, zum Beispiel ACME',
    bank_asset: 'Sagen, was man außer Geld haben kann, was es kostet und wie viel es gibt',
    asset_kind: 'Was es ist; ohne Angabe ein Wertpapier',
    asset_from: 'Bei einem Preis: ab welchem Tag er gilt, etwa 2026-12-01; ohne Angabe ab jetzt',
    of: 'Stattdessen für einen Geldbetrag: in welchen Wert er soll',
    name: 'Wie er heißt',
    decimals: 'Wie klein sich ein Stück teilen lässt: 0 bis 18 Stellen, für immer',
    in: 'Die Währung, in der er gehandelt wird',
    price: 'Der Preis für ein ganzes Stück',
    source: 'Wer seine Preise sagt: der Betreiber oder eine Kursquelle',
    issue: 'Wie viele neue Stücke die Bank zu verkaufen hat',
    redeem: 'Wie viele Stücke der Bank es nicht mehr gibt',
    dividend: 'Sagen, was auf einen Wert gezahlt wird, und sehen, was gezahlt wurde',
    mode: 'Für jedes Stück oder insgesamt',
    record: 'Wer am Ende dieses Tages Stücke hat, bekommt etwas: 2026-12-01',
    pay: 'Der Tag, an dem gezahlt wird: 2026-12-05',
    cancel: 'Stattdessen: die Dividende, die doch nicht gezahlt wird, etwa div_7KQ2M9XDA4',
  },
  codes: {
    trade: 'Gekauft oder verkauft',
    trade_fee: 'Handelsgebühr',
    issue: 'Ausgegeben',
    dividend: 'Dividende',
  },
  refusals: {
    asset_unknown: ({ text, known }, { list }) => ({
      title: `${text} lässt sich hier nicht kaufen oder verkaufen`,
      hint:
        known.length === 0
          ? 'Es gibt noch nichts; die Bank kann es hinzufügen. Währungen tauschst du mit /convert.'
          : `Es gibt ${list(known)}. Alles zeigt /buy; Währungen tauschst du mit /convert.`,
    }),
    asset_missing: () => ({ title: 'Wovon?', hint: 'Zum Beispiel: /buy 2 ACME. Was es gibt, zeigt /buy.' }),
    not_a_currency: ({ asset }) => ({
      title: `${asset} ist kein Geld`,
      hint: 'Das geht nur mit Währungen. Kaufen, verkaufen und zahlen kannst du damit.',
    }),
    asset_dealt_in: ({ asset, quote }) => ({
      title: `${asset} wird in ${quote} gehandelt`,
      hint: `Sag es bitte in ${quote}, oder wie viele du willst: /buy 2 ${asset}`,
    }),
    asset_without_price: ({ asset, source }) => ({
      title:
        source === 'feed'
          ? `Die Kursquelle hat bisher keinen Preis für ${asset}`
          : `${asset} hat bisher keinen Preis`,
      hint: `${source === 'feed' ? 'Sobald es einen gibt, kannst du damit handeln' : 'Die Bank kann einen setzen'}. Es ist nichts passiert.`,
    }),
    price_stale: ({ asset, since }, { day, time }) => ({
      title: `Der Preis von ${asset} ist zu alt, um damit zu handeln`,
      hint: `Er ist vom ${day(since)}, ${time(since)}. Es ist nichts passiert; bitte versuch es später noch einmal.`,
    }),
    feed_missing: () => ({
      title: 'Hier gibt es keine Kursquelle',
      hint: 'Sie wird in den Einstellungen eingeschaltet, mit TUPPENCE_PRICES. Bis dahin setzt du Preise selbst: /bank asset ACME preis 12,50',
    }),
    trade_too_small: ({ asset }) => ({
      title: `Das ist zu wenig ${asset} für einen Handel`,
      hint: 'Davon bliebe nichts übrig. Bitte nimm etwas mehr.',
    }),
    units_insufficient: ({ needed, available }, { money }) => ({
      title:
        available.minor === '0'
          ? `Du hast kein ${available.asset.code} zu verkaufen`
          : 'So viel hast du nicht',
      hint:
        available.minor === '0'
          ? 'Was du hast, zeigt /portfolio.'
          : `Du wolltest ${money(needed)} verkaufen und hast ${money(available)} verfügbar.`,
    }),
    asset_code_unfit: ({ text }) => ({
      title: `„${text}“ kann kein Kürzel sein`,
      hint: 'Es braucht 3 bis 10 Buchstaben und darf keine Währung sein und kein Wort, das anders gelesen wird.',
    }),
    asset_defined: ({ asset }) => ({
      title: `${asset} gibt es schon, als etwas anderes`,
      hint: 'Was ein Wert ist, ändert sich nie, denn jemand könnte ihn haben. Sieh ihn dir an mit /bank asset.',
    }),
    asset_defined_priced: ({ asset, price }, { money }) => ({
      title:
        price === null ? `${asset} gibt es schon` : `${asset} gibt es schon, zu ${money(price)} das Stück`,
      hint: `Es hat sich nichts geändert. Einen neuen Preis setzt du so: /bank asset ${asset} preis 12,50`,
    }),
    asset_decimals_unfit: () => ({
      title: 'Wie klein lässt sich ein Stück teilen?',
      hint: 'Nenne 0 bis 18 Stellen, zum Beispiel: /bank asset ACME Acme plc stellen 6 preis 12,50',
    }),
    price_unfit: ({ text }) => ({
      title: text === '' ? 'Zu welchem Preis?' : `„${text}“ ist kein Preis`,
      hint: 'Sag, was ein ganzes Stück kostet, zum Beispiel: /bank asset ACME preis 12,50',
    }),
    price_backdated: ({ from }, { day }) => ({
      title: `Ein Preis kann nicht am ${day(from)} beginnen`,
      hint: 'Wozu gehandelt wurde, bleibt, wie es war. Ohne Tag gilt er ab jetzt.',
    }),
    dividend_dates_missing: () => ({
      title: 'Wann ist der Stichtag, und wann wird gezahlt?',
      hint: 'Zum Beispiel: /bank dividend ACME 0,12 stichtag 1.12.2026 zahltag 5.12.2026',
    }),
    dividend_dates_unfit: ({ record, pay }, { date }) => ({
      title: `Der Stichtag ${date(record)} und der Zahltag ${date(pay)} passen nicht`,
      hint: 'Der Stichtag darf noch nicht vorbei sein, und der Zahltag kommt nach ihm.',
    }),
    dividend_declared: ({ asset, reference }) => ({
      title: `Diese Dividende auf ${asset} ist schon angekündigt`,
      hint: `Es ist ${reference}, und sie wird einmal gezahlt: /bank dividend zeigt sie. Für noch eine nimm einen anderen Betrag oder einen anderen Tag.`,
    }),
    dividend_unknown: ({ reference }) => ({
      title: `Die Dividende ${reference} kenne ich nicht`,
      hint: 'Alle zeigt /bank dividend.',
    }),
    dividend_over: ({ reference }) => ({
      title: `Die Dividende ${reference} lässt sich nicht mehr absagen`,
      hint: 'Sie ist schon abgesagt, oder ihr Stichtag ist vorbei.',
    }),
    issue_short: ({ available }, { money }) => ({
      title: 'So viel hat die Bank davon nicht',
      hint: `Sie hat ${money(available)}; der Rest gehört anderen.`,
    }),
  },
  quote: {
    buy: {
      open: ({ units, total }) => `${units} für ${total} kaufen?`,
      executed: ({ units, total }) => `Du hast ${units} für ${total} gekauft`,
      cancelled: ({ units }) => `${units} nicht gekauft`,
      expired: ({ units, total }) => `${units} für ${total} gibt es nicht mehr`,
    },
    sell: {
      open: ({ units, total }) => `${units} für ${total} verkaufen?`,
      executed: ({ units, total }) => `Du hast ${units} für ${total} verkauft`,
      cancelled: ({ units }) => `Du behältst ${units}`,
      expired: ({ units, total }) => `${total} für ${units} gibt es nicht mehr`,
    },
  },
  done: {
    buy: ({ units, total }) => `Du hast ${units} für ${total} gekauft`,
    sell: ({ units, total }) => `Du hast ${units} für ${total} verkauft`,
  },
  terms: ({ name, price, percent, fee }) =>
    `${name} zu ${price} das Stück, darin ${percent} für den Handel: ${fee}.`,
  priced: ({ name, price }) => `${name} zu ${price} das Stück.`,
  percent: (text) => `${text} %`,
  renewed: 'Die Minute war um, hier ist ein neuer Preis.',
  lasts: (seconds, until, { plural }) =>
    `Das gilt ${plural(seconds, { one: '# Sekunde', other: '# Sekunden' })}, bis ${until}.`,
  buttons: { buy: 'Kaufen', sell: 'Verkaufen', cancel: 'Abbrechen' },
  balances: (amounts, { list }) => `Du hast ${list(amounts)}.`,
  gain: {
    more: (amount) => `Das sind ${amount} mehr, als sie dich gekostet haben.`,
    less: (amount) => `Das sind ${amount} weniger, als sie dich gekostet haben.`,
    same: 'So viel haben sie dich auch gekostet.',
  },
  market: {
    title: 'Was du hier kaufen kannst',
    none: 'Hier gibt es noch nichts zu kaufen',
    how: (asset) => `Kauf mit /buy 2 ${asset}, oder für einen Geldbetrag mit /buy 50 in ${asset}.`,
    fee: (percent) => `Der Handel kostet ${percent}.`,
    more: (count, { plural }) => plural(count, { one: 'Und # weiterer.', other: 'Und # weitere.' }),
    since: (day) => ` · seit ${day}`,
    stale: (moment) => ` · vom ${moment}, zu alt zum Handeln`,
  },
  portfolio: {
    title: 'Dein Depot',
    titleWorth: (value) => `Dein Depot ist ${value} wert`,
    none: 'Du hast noch nichts',
    start: 'Was du kaufen kannst, zeigt /buy.',
    change: {
      more: ({ amount, percent }) =>
        `Das sind ${amount}${percent === null ? '' : ` (${percent})`} mehr, als es gekostet hat.`,
      less: ({ amount, percent }) =>
        `Das sind ${amount}${percent === null ? '' : ` (${percent})`} weniger, als es gekostet hat.`,
      same: 'So viel hat es auch gekostet.',
    },
    also: ({ value, change }) => `Dazu ${value}. ${change}`,
    dividends: (amount) => `Dividenden bisher: ${amount}.`,
    realised: (gain) => `Gewinn aus dem, was du nicht mehr hast: ${gain}.`,
    held: (average) => `, gekauft zu je ${average}`,
    now: ({ price, value, gain }) => ` · jetzt je ${price} · ${value} (${gain})`,
    stale: ({ price, value, gain, moment }) => ` · je ${price} am ${moment} · ${value} (${gain})`,
    noPrice: ' · jetzt ohne Preis',
    gone: (gain) => `Alles verkauft: ${gain}`,
    more: (count, { plural }) => plural(count, { one: 'Und # weiterer.', other: 'Und # weitere.' }),
    picture: {
      title: 'Depot',
      alt: ({ value, rows }) => `Depot im Wert von ${value}. ${rows.join('; ')}.`,
    },
  },
  dividend: {
    paid: ({ amount, asset }) => `${amount} Dividende auf ${asset}`,
    on: ({ units, name, day }) => `Auf ${units} (${name}), die du am Ende des ${day} hattest.`,
    title: 'Dividenden',
    none: 'Es gibt keine. Zum Beispiel: /bank dividend ACME 0,12 stichtag 1.12.2026 zahltag 5.12.2026',
    done: {
      declared: (asset) => `Auf ${asset} gibt es eine Dividende`,
      cancelled: (asset) => `Die Dividende auf ${asset} ist abgesagt`,
    },
    perUnit: (amount) => `${amount} das Stück`,
    inAll: (amount) => `${amount} insgesamt`,
    days: ({ record, pay }) => ` · Stichtag ${record}, Zahltag ${pay}`,
    states: { declared: 'angekündigt', cancelled: 'abgesagt', recorded: 'aufgeteilt', paid: 'gezahlt' },
    shared: ({ total, units }) => ` · ${total} auf ${units}`,
    more: (count, { plural }) => plural(count, { one: 'Und # weitere.', other: 'Und # weitere.' }),
  },
  listings: {
    title: 'Werte, die man hier haben kann',
    none: 'Es gibt noch keine. Zum Beispiel: /bank asset ACME Acme plc stellen 6 preis 12,50',
    done: {
      defined: (asset) => `${asset} kann man jetzt haben`,
      priced: (asset) => `Der Preis von ${asset} ist gesetzt`,
      sourced: (asset) => `Woher die Preise von ${asset} kommen, ist gesetzt`,
      issued: (asset) => `${asset}: neue Stücke sind ausgegeben`,
      redeemed: (asset) => `${asset}: Stücke sind eingezogen`,
    },
    kinds: { security: 'Wertpapier', crypto: 'Krypto', commodity: 'Rohstoff', other: 'Sonstiges' },
    price: (price) => `${price} das Stück`,
    noPrice: (quote) => `noch kein Preis, in ${quote}`,
    coming: ({ price, day }) => ` · ${price} ab ${day}`,
    feed: {
      fresh: (moment) => ` · Kursquelle, vom ${moment}`,
      stale: (moment) => ` · Kursquelle, zu alt: vom ${moment}`,
      byHand: ' · Kursquelle, dieser von Hand',
      nothing: (asset) => ` · die Kursquelle hat bisher keinen Preis für ${asset}`,
    },
    counts: ({ kind, issued, left }) => ` · ${kind} · ${issued} ausgegeben, ${left} zu verkaufen`,
    more: (count, { plural }) => plural(count, { one: 'Und # weiterer.', other: 'Und # weitere.' }),
  },
};
