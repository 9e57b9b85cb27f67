/** English, as it is written in Britain: short, plain and kind. */
import type { ShopMessages } from './messages.ts';

const example = 'For example: /shop add "T-shirt M" 15 stock 20';
const unmoved = 'Nothing has moved.';

const quoted = (names: readonly string[]) => names.map((name) => `“${name}”`);

export const en: ShopMessages = {
  commands: {
    shop: { summary: 'See what is sold here, buy it, or sell something', example: '/shop buy t-shirt 2' },
    ticket: {
      summary: 'Your tickets: show one, give it to somebody, or give it back',
      example: '/ticket give 1234 5678 9012 @bob',
    },
    checkin: {
      summary: 'Let somebody in by the code of their ticket',
      example: '/checkin 7KQ2-M9XD-A4BC-5EFG',
    },
  },
  options: {
    list: 'See what is sold here',
    buy: 'Buy something that is sold here',
    add: 'Put something up for sale',
    show: 'Show something for sale to everybody here',
    edit: 'Change the price, the name or the text of what you sell',
    stock: 'How many there are to sell',
    remove: 'Take something that you sell out of the shop',
    mine: 'What you sell, and what it has brought',
    item: 'What is sold: its name or its code',
    quantity: 'How many',
    name: 'What it is called',
    price: 'What one costs',
    limit: 'How many one person may have',
    left: 'How many are left: 20, +5, -3 or unlimited',
    event: 'Sell tickets to an event',
    date: 'When it begins: 24 December at 20:00',
    place: 'Where it is',
    refund: 'How long before it begins tickets can be given back: 2 days',
    staff: 'Somebody else lets people in, too',
    cancel: 'Call an event off and give everybody their money back',
    action: 'What to do with it: show, give or refund',
    number: 'Which ticket: the number on it',
    code: 'The code of the ticket, as it is below the picture',
  },
  refusals: {
    shop_how: () => ({ title: 'What do you sell, and for how much?', hint: example }),
    shop_needs_group: () => ({
      title: 'Sell it where people meet',
      hint: 'In a direct conversation there is nobody to buy it. Say it again in a group or a channel.',
    }),
    shop_item_unknown: ({ text, choices }, { either }) => ({
      title: text === '' ? 'Which item?' : `I don’t know which item “${text}” is`,
      hint:
        choices.length === 0 ? 'See /shop for what is sold here.' : `Do you mean ${either(quoted(choices))}?`,
    }),
    shop_name_taken: ({ name }) => ({
      title: `“${name}” is sold here already`,
      hint: 'Give it another name, so that people can tell them apart.',
    }),
    shop_name_too_long: ({ limit }) => ({
      title: 'This name is too long',
      hint: `It may have ${limit} characters. More can be said behind “for”.`,
    }),
    shop_items_too_many: ({ limit }) => ({
      title: `You sell ${limit} items already`,
      hint: 'Take one out of the shop first: /shop remove.',
    }),
    shop_not_yours: ({ name }) => ({ title: `Only whoever sells “${name}” can change it` }),
    shop_removed: ({ name }) => ({ title: `“${name}” is no longer sold`, hint: unmoved }),
    shop_sold_out: ({ name, left }, { plural }) => ({
      title:
        left === 0
          ? `“${name}” is sold out`
          : `Only ${plural(left, { one: '# is', other: '# are' })} left of “${name}”`,
      hint: unmoved,
    }),
    shop_limit: ({ limit, left }, { plural }) => ({
      title:
        left === 0
          ? `You have as many as one person may have: ${limit}`
          : `You can have ${plural(left, { one: '# more', other: '# more' })}: one person may have ${limit}`,
      hint: unmoved,
    }),
    shop_price_changed: ({ name, price }, { money }) => ({
      title: `“${name}” now costs ${money(price)}`,
      hint: `${unmoved} Ask for it once more if you want it at that price.`,
    }),
    shop_number_invalid: ({ text, limit }) => ({
      title: `“${text}” is not a number that can be used here`,
      hint: `Use a whole number, ${limit} at most.`,
    }),
    shop_currency: ({ asset }) => ({
      title: `It is sold in ${asset}`,
      hint: 'The currency of an item stays.',
    }),
    shop_edit_how: () => ({
      title: 'What is to change?',
      hint: 'For example: /shop edit t-shirt price 16, or /shop stock t-shirt +5',
    }),
    ticket_unknown: ({ text }) => ({
      title: text === '' ? 'Which ticket?' : `You have no ticket ${text}`,
      hint: 'See /ticket for yours.',
    }),
    ticket_code_unknown: () => ({ title: 'This is no ticket', hint: 'Nobody is let in by this code.' }),
    ticket_number_only: () => ({
      title: 'The number lets nobody in',
      hint: 'Scan the picture, or type the code that stands beside it.',
    }),
    ticket_code_void: () => ({
      title: 'This code is void: the ticket was given to somebody else',
      hint: 'Its new holder has another code.',
    }),
    ticket_used: ({ at, by }, { day, time }) => ({
      title: 'This ticket has been used',
      hint: `${by} let somebody in by it on ${day(at)} at ${time(at)}.`,
    }),
    ticket_refunded: () => ({ title: 'This ticket was given back', hint: 'It lets nobody in.' }),
    ticket_cancelled: () => ({
      title: 'This event was called off',
      hint: 'What its tickets cost goes back to whoever bought them.',
    }),
    ticket_pending: () => ({ title: 'This ticket is being paid at this moment' }),
    ticket_void: () => ({ title: 'This ticket was not paid', hint: 'It lets nobody in.' }),
    checkin_not_staff: ({ name }) => ({
      title: `You are not at the door of “${name}”`,
      hint: 'Whoever sells its tickets can name you: /shop staff.',
    }),
    ticket_refund_over: ({ until }, { date }) => ({
      title:
        until === null
          ? 'This ticket cannot be given back'
          : `This ticket could be given back until ${date(until.day)}, ${until.time}`,
      hint: 'Ask whoever sold it: they still can.',
    }),
    ticket_refund_given: () => ({
      title: 'This ticket was given to somebody',
      hint: 'Only whoever sold it gives its money back, and only to whoever bought it.',
    }),
    ticket_uncovered: ({ seller, needed }, { money }) => ({
      title: `${seller} cannot give back ${money(needed)} just now`,
      hint: 'Your ticket is as good as before. Try it again later.',
    }),
    shop_event_how: () => ({
      title: 'What happens when?',
      hint: 'For example: /shop event "Concert" 12 on 24 December at 20:00 place Town Hall stock 100',
    }),
    shop_event_when: ({ text }) => ({
      title: `“${text}” is no time at which an event can begin`,
      hint: 'Say a day to come and a time, like 24 December at 20:00.',
    }),
    shop_event_over: ({ name }) => ({ title: `“${name}” has begun`, hint: unmoved }),
    shop_no_event: ({ name }) => ({
      title: `“${name}” is no event`,
      hint: 'To stop selling it, say /shop remove.',
    }),
    shop_own: ({ name }) => ({ title: `You sell “${name}” yourself`, hint: unmoved }),
  },
  item: (name, price) => `${name} · ${price}`,
  soldBy: 'Sold by ',
  by: (seller) => `from ${seller}`,
  left: (count, { plural }) => plural(count, { one: '# left', other: '# left' }),
  unlimited: 'as many as are wanted',
  perPerson: (limit, { plural }) => plural(limit, { one: '# for each person', other: '# for each person' }),
  states: {
    open: 'for sale',
    sold_out: 'sold out',
    over: 'over',
    removed: 'no longer sold',
    cancelled: 'called off',
  },
  buttons: { buy: 'Buy', buyNamed: (name) => `Buy ${name}`, next: 'Next page' },
  catalogue: {
    title: 'What is sold here',
    empty: 'Nothing yet. /shop add "T-shirt M" 15 stock 20 puts something up for sale.',
    own: 'What you sell',
    ownEmpty: 'You sell nothing yet. Say /shop add in the group where it is to be sold.',
    ownHint: 'To see what others sell, ask in the group.',
    page: (page, pages) => `page ${page} of ${pages}`,
  },
  choose: {
    title: (name, price) => `Buy ${name} for ${price}?`,
    buy: (quantity, total) => (quantity === 1 ? `Buy for ${total}` : `Buy ${quantity} for ${total}`),
    changed: {
      price: (price) => `The price has changed: it is ${price} now.`,
      stock: (_, left, { plural }) => `Only ${plural(left, { one: '# is', other: '# are' })} left by now.`,
    },
  },
  chosen: (quantity, name, total) => `${quantity} × ${name} for ${total}`,
  receipt: {
    title: 'Purchase',
    bought: (quantity, name, price) => `Bought: ${quantity} × ${name} at ${price}.`,
    returned: (count, { plural }) => `${plural(count, { one: '# was', other: '# were' })} given back.`,
  },
  desk: {
    title: 'What you sell',
    brought: (amounts) => `What you sell has brought ${amounts}`,
    empty: 'Nothing yet. Say /shop add in the group where it is to be sold.',
    sold: (count, { plural }) => plural(count, { one: '# sold', other: '# sold' }),
  },
  done: {
    edited: (name) => `“${name}” is changed`,
    stocked: (name) => `The stock of “${name}” is changed`,
    removed: (name) => `“${name}” is out of the shop`,
  },
  doneRemoved: 'What was bought stays bought.',
  sold: {
    title: (amount, buyers, { plural }) =>
      `You sold for ${amount} to ${plural(buyers, { one: '# person', other: '# people' })}`,
    units: (count) => `${count} ×`,
  },
  form: {
    title: 'Sell something',
    submit: 'Sell',
    name: 'What is it called?',
    nameHint: 'T-shirt M',
    price: 'What does one cost?',
    priceHint: '15 or 15 EUR',
    stock: 'How many are there? Empty: any number',
    stockHint: '20',
    limit: 'How many may one person have?',
    limitHint: '2',
    memo: 'What is there to say about it?',
    memoHint: 'Cotton, blue',
    eventTitle: 'Sell tickets',
    eventNameHint: 'Concert',
    ticketPrice: 'What does one ticket cost?',
    date: 'When does it begin?',
    dateHint: '24 December at 20:00',
    place: 'Where is it?',
    placeHint: 'Town Hall',
  },
  ticket: {
    title: 'Ticket',
    states: {
      pending: 'being paid',
      valid: 'good',
      used: 'used',
      refunded: 'given back',
      cancelled: 'called off',
      void: 'not paid',
    },
    code: (typed) => `At the door it is scanned, or typed: ${typed}`,
    returnable: (until) => `Tickets can be given back until ${until}.`,
    final: 'Tickets cannot be given back.',
    refundable: (until) => `You can give it back until ${until}.`,
    alt: (name, when, number) =>
      `Ticket ${number} to ${name}, ${when}, with a QR code that lets its holder in`,
    list: (count, { plural }) => plural(count, { one: 'Your ticket', other: 'Your tickets' }),
    none: 'You have none.',
    show: 'Show ticket',
    showOne: (digits) => `Show … ${digits}`,
    give: (to, name) => `Give ${to} your ticket to ${name}?`,
    giveHint: (until) =>
      `What you showed or saved of it is void then, and only they can give it back to you. You can do it until ${until}.`,
    giveButton: (to) => `Give it to ${to}`,
    given: (from, name) => `${from} gave you a ticket to ${name}`,
    gave: (to, name) => `${to} has your ticket to ${name} now`,
    gaveHint: 'What you showed or saved of it lets nobody in any more.',
    refunded: (to, amount) => `${to === null ? 'You have' : `${to} has`} ${amount} back`,
    refundedHint: 'The ticket lets nobody in any more, and is for sale again.',
    welcome: (holder) => `Welcome, ${holder}`,
    inside: (inside, sold) => `${inside} of ${sold} are in`,
    over: (name) => `Your ticket to ${name} is good no more`,
    overHint: 'It was given back, or the event was called off. Whoever bought it has the money back.',
    staff: (name) => `They let people in to ${name}`,
    staffHint: (people) => `${people}, and you. /checkin and a ticket’s code is all it takes.`,
    cancelled: (name) => `“${name}” is called off`,
    cancelledHint:
      'Nobody is let in, and everybody gets back what they paid. Have enough for it: who waits is paid as soon as you do.',
  },
};
