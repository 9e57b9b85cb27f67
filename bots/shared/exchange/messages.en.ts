/** English, as it is written in Britain: short, plain and kind. */
import type { ExchangeMessages } from './messages.ts';

export const en: ExchangeMessages = {
  doubted: {
    title: (asset) => `I do not believe the rate of ${asset}`,
    jumped: ({ source, said, before }) => `For a euro ${source} says ${said}; the last rate is ${before}.`,
    how: (day, until) =>
      `All rates of ${day} are left out. The last ones are dealt at until ${until}; what the source says after that counts.`,
  },
  commands: {
    convert: {
      summary: 'Change money into another currency, at a rate you see first',
      example: '/convert 20 GBP to EUR',
    },
    rates: { summary: 'See today’s exchange rates', example: '/rates' },
  },
  options: {
    to: 'The currency that you want; the community’s unless you say',
    exchange: 'See and stock the exchange, and set its terms',
    exchange_action:
      'Put money in, take it out, or set the spread or a limit; without it you see how it stands',
    each: 'How much one person may change in 24 hours; “usual” for the usual',
    all: 'How much all together may change in 24 hours; “usual” for the usual',
  },
  codes: { exchange: 'Changed', spread: 'Exchange spread', exchange_stock: 'Exchange stock' },
  refusals: {
    exchange_closed: () => ({
      title: 'No money is changed here',
      hint: 'There are no exchange rates. The operator can switch them on.',
    }),
    rates_stale: ({ date }, { day }) => ({
      title: 'The exchange rates are too old to change money by',
      hint: `They are of ${day(date)}. Please try again later; the money stays where it is.`,
    }),
    exchange_same: ({ asset }) => ({ title: `That is ${asset} already` }),
    exchange_to_missing: ({ asset }) => ({
      title: 'Into which currency?',
      hint: `Like this: /convert 20 ${asset} to ${asset === 'EUR' ? 'USD' : 'EUR'}`,
    }),
    exchange_no_rate: ({ asset }) => ({
      title: `There is no rate for ${asset}`,
      hint: 'See which there are with /rates.',
    }),
    exchange_too_small: ({ sold, asset }, { money }) => ({
      title: `${money(sold)} is less than the smallest amount of ${asset}`,
      hint: 'Please change a little more.',
    }),
    quote_expired: () => ({
      title: 'That rate was held for a minute, and the minute is over',
      hint: 'Nothing has happened. Please ask once more.',
    }),
    quote_unknown: () => ({ title: 'I know no such quote' }),
    liquidity_low: ({ asset }) => ({
      title: `I do not have that much ${asset} at the moment`,
      hint: 'Nothing has happened. Please try a smaller amount, or later.',
    }),
    exposure_limit: ({ whose, left }, { money }) => ({
      title:
        whose === 'person'
          ? 'That is more than one person may change in 24 hours'
          : 'That is more than all together may change in 24 hours',
      hint: left.minor === '0' ? 'Please try again tomorrow.' : `There is room for ${money(left)} now.`,
    }),
    exchange_stock_short: ({ available }, { money }) => ({
      title: 'The exchange does not have that much',
      hint: `It has ${money(available)}.`,
    }),
  },
  convert: {
    open: ({ sold, bought }) => `Change ${sold} into ${bought}?`,
    executed: ({ sold, bought }) => `You changed ${sold} into ${bought}`,
    cancelled: ({ sold }) => `${sold} stays as it is`,
    expired: ({ sold, bought }) => `${sold} into ${bought} is no longer on offer`,
  },
  pay: {
    open: ({ sold, bought, payees }) => `Pay ${payees} ${bought} for ${sold}?`,
    executed: ({ sold, bought, payees }) => `You paid ${payees} ${bought} for ${sold}`,
    cancelled: ({ bought, payees }) => `Called off: ${bought} for ${payees}`,
    expired: ({ sold, bought }) => `${bought} for ${sold} is no longer on offer`,
  },
  lacking: ({ sold, bought }) => `You do not have ${bought}, but ${sold} would do.`,
  memo: (memo) => `“${memo}”`,
  renewed: 'The minute was over, so here is a fresh rate.',
  terms: ({ rate, percent, spread }) => `${rate}, and ${percent} for the exchange: ${spread}.`,
  midRate: (rate) => `${rate}.`,
  lasts: (seconds, until, { plural }) =>
    `This holds for ${plural(seconds, { one: '# second', other: '# seconds' })}, until ${until}.`,
  buttons: { convert: 'Convert', pay: (sold) => `Pay ${sold}`, cancel: 'Cancel' },
  done: {
    title: ({ sold, bought }) => `You changed ${sold} into ${bought}`,
    balances: (amounts, { list }) => `You have ${list(amounts)} now.`,
  },
  receipt: ({ payer, sold, bought }) => `${payer} gave ${sold} for ${bought}.`,
  rate: ({ one, is, of }) => `1 ${one} = ${is} ${of}`,
  percent: (text) => `${text}%`,
  rates: {
    title: (date) => `Exchange rates of ${date}`,
    from: (source, percent) => `From ${source}. Changing costs ${percent} more.`,
    more: (count, { plural }) =>
      plural(count, { one: 'And # more currency.', other: 'And # more currencies.' }),
    stale: 'They are too old to change money by.',
  },
  sources: { ecb: 'the European Central Bank', fixed: 'a fixed table' },
  desk: {
    title: 'The exchange',
    none: 'It has no rates yet, so nothing is changed.',
    rates: (source, date) => `Rates from ${source}, of ${date}.`,
    stale: 'They are too old: nothing is changed.',
    spread: (percent) => `It takes ${percent}.`,
    empty: 'It has no money. Like this: /bank exchange fund 1000 EUR',
    asset: ({ income, each, all }) => ` · earned ${income} · in 24 hours ${each} each, ${all} all`,
  },
};
