/** English, as it is written in Britain: short, plain and kind. */
import type { InvestMessages } from './messages.ts';

export const en: InvestMessages = {
  doubted: {
    title: (name) => `I do not believe the price of ${name}`,
    jumped: ({ said, before }) => `The feed says ${said}, and the last price is ${before}.`,
    two: ({ said, before }) => `The feed says ${said} of one moment, and the last price is ${before}.`,
    how: (asset) =>
      `Nothing is dealt until the feed says one that fits the last one, or you set it: /bank asset ${asset} price 12.50`,
  },
  commands: {
    buy: { summary: 'Buy shares and other assets, at a price you see first', example: '/buy 2 ACME' },
    sell: { summary: 'Sell what you hold, at a price you see first', example: '/sell 1.5 ACME' },
    portfolio: { summary: 'See what you hold, what it cost and what it is worth', example: '/portfolio' },
  },
  options: {
    asset: 'The code of the asset, such as ACME',
    bank_asset: 'Say what people can hold beside money, what it costs and how much there is',
    asset_kind: 'What it is; a security unless you say',
    asset_from: 'Of a price: the day from which it counts, such as 2026-12-01; from now on unless you say',
    of: 'Instead, for an amount of money: which asset to put it into',
    name: 'What it is called',
    decimals: 'Into how small parts a unit divides: 0 to 18; it never changes',
    in: 'The currency that it is dealt in',
    price: 'The price of a whole unit',
    source: 'Who says its prices: the operator, or a feed',
    issue: 'How many new units the bank has to sell',
    redeem: 'How many of the bank’s units cease to be',
    dividend: 'Declare what is paid on an asset, and see what was',
    mode: 'For each unit, or in all',
    record: 'Whoever holds units when this day ends is paid: 2026-12-01',
    pay: 'The day on which it is paid: 2026-12-05',
    cancel: 'Instead: the dividend that is not to be paid, such as div_7KQ2M9XDA4',
  },
  codes: { trade: 'Bought or sold', trade_fee: 'Dealing fee', issue: 'Issued', dividend: 'Dividend' },
  refusals: {
    asset_unknown: ({ text, known }, { list }) => ({
      title: `${text} cannot be bought or sold here`,
      hint:
        known.length === 0
          ? 'There is nothing yet; the operator can add it. Currencies are changed with /convert.'
          : `There is ${list(known)}. See all with /buy; currencies are changed with /convert.`,
    }),
    asset_missing: () => ({
      title: 'Of what?',
      hint: 'Like this: /buy 2 ACME. See what there is with /buy.',
    }),
    not_a_currency: ({ asset }) => ({
      title: `${asset} is not money`,
      hint: 'That works with currencies only. It can be bought, sold and paid.',
    }),
    asset_dealt_in: ({ asset, quote }) => ({
      title: `${asset} is bought and sold for ${quote}`,
      hint: `Please say it in ${quote}, or how many you want: /buy 2 ${asset}`,
    }),
    asset_without_price: ({ asset, source }) => ({
      title: source === 'feed' ? `The feed has no price for ${asset} so far` : `${asset} has no price so far`,
      hint: `${source === 'feed' ? 'It is bought and sold once there is one' : 'The operator can set one'}. Nothing has happened.`,
    }),
    price_stale: ({ asset, since }, { day, time }) => ({
      title: `The price of ${asset} is too old to deal at`,
      hint: `It is of ${day(since)}, ${time(since)}. Nothing has happened; please try again later.`,
    }),
    feed_missing: () => ({
      title: 'There is no feed of prices here',
      hint: 'It is switched on in the settings, with TUPPENCE_PRICES. Until then you set prices: /bank asset ACME price 12.50',
    }),
    trade_too_small: ({ asset }) => ({
      title: `That is too little ${asset} to deal in`,
      hint: 'Nothing would be left of it. Please take a little more.',
    }),
    units_insufficient: ({ needed, available }, { money }) => ({
      title:
        available.minor === '0' ? `You have no ${available.asset.code} to sell` : 'You do not have that much',
      hint:
        available.minor === '0'
          ? 'See what you hold with /portfolio.'
          : `You wanted to sell ${money(needed)} and have ${money(available)} available.`,
    }),
    asset_code_unfit: ({ text }) => ({
      title: `“${text}” cannot be the code of an asset`,
      hint: 'It needs 3 to 10 letters, and may be no currency and no word that is read as something else.',
    }),
    asset_defined: ({ asset }) => ({
      title: `${asset} is there already, as something else`,
      hint: 'What an asset is never changes, because people may hold it. See it with /bank asset.',
    }),
    asset_defined_priced: ({ asset, price }, { money }) => ({
      title:
        price === null ? `${asset} is there already` : `${asset} is there already, at ${money(price)} each`,
      hint: `Nothing has changed. A new price is set like this: /bank asset ${asset} price 12.50`,
    }),
    asset_decimals_unfit: () => ({
      title: 'Into how small parts does a unit divide?',
      hint: 'Say 0 to 18 decimals, like this: /bank asset ACME Acme plc decimals 6 price 12.50',
    }),
    price_unfit: ({ text }) => ({
      title: text === '' ? 'At which price?' : `“${text}” is no price`,
      hint: 'Say what a whole unit costs, like this: /bank asset ACME price 12.50',
    }),
    price_backdated: ({ from }, { day }) => ({
      title: `A price cannot begin on ${day(from)}`,
      hint: 'What was dealt at stays as it was. Leave the day out, and it counts from now on.',
    }),
    dividend_dates_missing: () => ({
      title: 'When does the record date end, and when is it paid?',
      hint: 'Like this: /bank dividend ACME 0.12 record 2026-12-01 pay 2026-12-05',
    }),
    dividend_dates_unfit: ({ record, pay }, { date }) => ({
      title: `The record date ${date(record)} and the pay date ${date(pay)} do not fit`,
      hint: 'The record date must not be over yet, and the pay date comes after it.',
    }),
    dividend_declared: ({ asset, reference }) => ({
      title: `That dividend on ${asset} is declared already`,
      hint: `It is ${reference}, and it is paid once: see it with /bank dividend. For one more, say another amount or another day.`,
    }),
    dividend_unknown: ({ reference }) => ({
      title: `I know no dividend ${reference}`.trim(),
      hint: 'See them all with /bank dividend.',
    }),
    dividend_over: ({ reference }) => ({
      title: `The dividend ${reference} can no longer be called off`,
      hint: 'It was called off already, or its record date is over.',
    }),
    issue_short: ({ available }, { money }) => ({
      title: 'The bank does not have that much of it',
      hint: `It has ${money(available)}; the rest is people’s.`,
    }),
  },
  quote: {
    buy: {
      open: ({ units, total }) => `Buy ${units} for ${total}?`,
      executed: ({ units, total }) => `You bought ${units} for ${total}`,
      cancelled: ({ units }) => `${units} not bought`,
      expired: ({ units, total }) => `${units} for ${total} is no longer on offer`,
    },
    sell: {
      open: ({ units, total }) => `Sell ${units} for ${total}?`,
      executed: ({ units, total }) => `You sold ${units} for ${total}`,
      cancelled: ({ units }) => `You keep ${units}`,
      expired: ({ units, total }) => `${total} for ${units} is no longer on offer`,
    },
  },
  done: {
    buy: ({ units, total }) => `You bought ${units} for ${total}`,
    sell: ({ units, total }) => `You sold ${units} for ${total}`,
  },
  terms: ({ name, price, percent, fee }) => `${name} at ${price} each, with ${percent} for dealing: ${fee}.`,
  priced: ({ name, price }) => `${name} at ${price} each.`,
  percent: (text) => `${text}%`,
  renewed: 'The minute was over, so here is a fresh price.',
  lasts: (seconds, until, { plural }) =>
    `This holds for ${plural(seconds, { one: '# second', other: '# seconds' })}, until ${until}.`,
  buttons: { buy: 'Buy', sell: 'Sell', cancel: 'Cancel' },
  balances: (amounts, { list }) => `You have ${list(amounts)}.`,
  gain: {
    more: (amount) => `That is ${amount} more than they cost you.`,
    less: (amount) => `That is ${amount} less than they cost you.`,
    same: 'That is what they cost you.',
  },
  market: {
    title: 'What you can buy here',
    none: 'There is nothing to buy here yet',
    how: (asset) => `Buy with /buy 2 ${asset}, or for an amount of money with /buy 50 of ${asset}.`,
    fee: (percent) => `Dealing costs ${percent}.`,
    more: (count, { plural }) => plural(count, { one: 'And # more.', other: 'And # more.' }),
    since: (day) => ` · since ${day}`,
    stale: (moment) => ` · of ${moment}, too old to deal at`,
  },
  portfolio: {
    title: 'Your portfolio',
    titleWorth: (value) => `Your portfolio is worth ${value}`,
    none: 'You hold nothing yet',
    start: 'See what you can buy with /buy.',
    change: {
      more: ({ amount, percent }) =>
        `That is ${amount}${percent === null ? '' : ` (${percent})`} more than it cost.`,
      less: ({ amount, percent }) =>
        `That is ${amount}${percent === null ? '' : ` (${percent})`} less than it cost.`,
      same: 'That is what it cost.',
    },
    also: ({ value, change }) => `And ${value}. ${change}`,
    dividends: (amount) => `Dividends so far: ${amount}.`,
    realised: (gain) => `Gained by what you no longer hold: ${gain}.`,
    held: (average) => `, bought at ${average} each`,
    now: ({ price, value, gain }) => ` · now ${price} each · ${value} (${gain})`,
    stale: ({ price, value, gain, moment }) => ` · ${price} each on ${moment} · ${value} (${gain})`,
    noPrice: ' · no price now',
    gone: (gain) => `All sold: ${gain}`,
    more: (count, { plural }) => plural(count, { one: 'And # more.', other: 'And # more.' }),
    picture: {
      title: 'Portfolio',
      alt: ({ value, rows }) => `Portfolio worth ${value}. ${rows.join('; ')}.`,
    },
  },
  dividend: {
    paid: ({ amount, asset }) => `${amount} dividend on your ${asset}`,
    on: ({ units, name, day }) => `On ${units} (${name}), which you held at the end of ${day}.`,
    title: 'Dividends',
    none: 'There are none. Like this: /bank dividend ACME 0.12 record 2026-12-01 pay 2026-12-05',
    done: {
      declared: (asset) => `A dividend on ${asset} is declared`,
      cancelled: (asset) => `The dividend on ${asset} is called off`,
    },
    perUnit: (amount) => `${amount} each`,
    inAll: (amount) => `${amount} in all`,
    days: ({ record, pay }) => ` · record ${record}, pay ${pay}`,
    states: { declared: 'declared', cancelled: 'called off', recorded: 'shared out', paid: 'paid' },
    shared: ({ total, units }) => ` · ${total} on ${units}`,
    more: (count, { plural }) => plural(count, { one: 'And # more.', other: 'And # more.' }),
  },
  listings: {
    title: 'Assets that can be held here',
    none: 'There are none yet. Like this: /bank asset ACME Acme plc decimals 6 price 12.50',
    done: {
      defined: (asset) => `${asset} can be held here`,
      priced: (asset) => `The price of ${asset} is set`,
      sourced: (asset) => `Whose prices ${asset} goes by is set`,
      issued: (asset) => `${asset}: new units are issued`,
      redeemed: (asset) => `${asset}: units are redeemed`,
    },
    kinds: { security: 'security', crypto: 'crypto', commodity: 'commodity', other: 'other' },
    price: (price) => `${price} each`,
    noPrice: (quote) => `no price yet, in ${quote}`,
    coming: ({ price, day }) => ` · ${price} from ${day}`,
    feed: {
      fresh: (moment) => ` · feed, of ${moment}`,
      stale: (moment) => ` · feed, too old: of ${moment}`,
      byHand: ' · feed, this one by hand',
      nothing: (asset) => ` · the feed has no price for ${asset} so far`,
    },
    counts: ({ kind, issued, left }) => ` · ${kind} · ${issued} issued, ${left} for sale`,
    more: (count, { plural }) => plural(count, { one: 'And # more.', other: 'And # more.' }),
  },
};
