/** English, as it is written in Britain: short, plain and kind. */
import type { PaywallMessages } from './messages.ts';

export const en: PaywallMessages = {
  commands: {
    paywall: {
      summary: 'Sell a text, a link or a file: whoever pays gets to see it',
      example: '/paywall 2 Grandma’s lasagne',
    },
  },
  options: {
    action: 'What to do: list what you sell and have, or edit or withdraw a post',
    reference: 'The post’s code, such as pst_7KQ2M9XDA4',
    title: 'What everybody sees of it',
  },
  refusals: {
    paywall_how: () => ({
      title: 'What is it, and what does it cost?',
      hint: 'Write to me directly: /paywall 2 Title, and from the second line on what is behind it. A photo, a video or any other file can come along; or answer one with it. In a group, /paywall and its code offers it there.',
    }),
    paywall_edit_how: ({ reference }) => ({
      title: 'What is to be different?',
      hint: `Write to me directly: /paywall edit ${reference} 3 New title, and from the second line on what is behind it. What you leave out stays as it is.`,
    }),
    paywall_empty: () => ({
      title: 'There is nothing behind it yet',
      hint: 'Add a text, a link or a file that people get for their money.',
    }),
    paywall_text_too_long: ({ limit, file }) => ({
      title: `The text can have ${limit} characters at most${file ? ' beside a file' : ''}`,
      hint: file ? 'Put the rest into the file.' : 'Send it as a file instead.',
    }),
    paywall_title_too_long: ({ limit }) => ({ title: `A title can have ${limit} characters at most` }),
    paywall_in_public: () => ({
      title: 'Everybody here has just read that',
      hint: 'Nothing was offered. Write it to me directly, and then offer it here with /paywall and its code.',
    }),
    paywall_unknown: ({ text }) => ({
      title: text === '' ? 'Which post do you mean?' : `There is no paid post ${text}`,
      hint: '/paywall list shows what you sell and have unlocked.',
    }),
    paywall_not_yours: () => ({ title: 'Only whoever offered it can do that' }),
    paywall_withdrawn: () => ({
      title: 'It is no longer for sale',
      hint: 'Whoever has unlocked it keeps it. Nothing was charged.',
    }),
    paywall_changed: ({ price }, { money }) => ({
      title: `It costs ${money(price)} by now`,
      hint: 'Nothing was charged. The card will show the new price in a moment.',
    }),
    paywall_paid: () => ({
      title: 'You have paid for it already',
      hint: 'It comes as soon as the payment has settled. You were not charged again.',
    }),
    paywall_locked: ({ price }, { money }) => ({
      title: 'You have not unlocked it',
      hint: `It costs ${money(price)}.`,
    }),
    paywall_back_given: ({ back }, { money }) => ({
      title: `You have been given ${money(back)} back already`,
    }),
    paywall_back_asked: () => ({
      title: 'I have asked for it already',
      hint: 'Whoever sold it decides, and can take their time. You hear from me when your money comes back.',
    }),
    paywall_back_late: ({ minutes, payment }) => ({
      title: `You could ask for that for ${minutes} minutes`,
      hint: `Whoever sold it can still give it back. If something is wrong with it, tell the bank: /dispute ${payment}`,
    }),
    paywall_currency: ({ asset }) => ({
      title: `Its price is in ${asset}`,
      hint: 'To sell in another currency, offer it anew.',
    }),
    paywall_files_too_many: ({ limit_megabytes }) => ({
      title: `You can send ${limit_megabytes} MB of files a day for your paid posts`,
      hint: 'Try again tomorrow, or put a link behind it.',
    }),
    paywalls_too_many: ({ limit }) => ({
      title: `You can write ${limit} paid posts a day, with their changes`,
      hint: 'Try again tomorrow.',
    }),
  },
  untitled: 'Something to unlock',
  by: 'by ',
  price: 'Price',
  contains: 'Inside',
  kinds: {
    text: 'a text',
    link: 'a link',
    photo: 'a photo',
    video: 'a video',
    animation: 'an animation',
    audio: 'a recording',
    voice: 'a voice note',
    file: (name, megabytes) => `${name} (${megabytes} MB)`,
  },
  unlocked: (count, language) =>
    language.plural(count, {
      '=0': 'nobody has unlocked it yet',
      one: 'unlocked once',
      other: 'unlocked # times',
    }),
  withdrawn: 'No longer for sale. Whoever has unlocked it keeps it.',
  taken: 'You have earned',
  buyers: 'Unlocked by',
  nobody: 'nobody yet',
  buttons: {
    unlock: (price) => `Unlock for ${price}`,
    show: 'Show it to me',
    edit: 'Edit',
    withdraw: 'Withdraw',
  },
  content: {
    paid: (amount) => `unlocked for ${amount}`,
    again: (command) => `again any time: ${command}`,
    backUntil: (time) => `you can ask for your money back until ${time}`,
  },
  back: {
    button: 'Ask for my money back',
    title: ({ buyer, paid }) => `${buyer} would like ${paid} back`,
    line: (minutes) =>
      `They asked in time, within ${minutes} minutes. It is yours to decide, and you can take your time. If you give it all back, it is locked for them again.`,
    given: ({ buyer, back }) => `${buyer} has been given ${back} back`,
    give: 'Give it back',
    label: 'Money back',
    terms: (minutes) => `ask within ${minutes} minutes; the seller decides`,
  },
  refunded: {
    title: (title) => `Your money for ${title} came back`,
    line: 'So it is locked again for you.',
  },
  list: {
    title: 'Paid posts',
    empty: 'You have offered and unlocked nothing yet',
    start: 'Sell a text, a link or a file with /paywall 2 Title.',
    taken: (amounts) => `You have earned ${amounts} with them.`,
    offer: ({ price, unlocked, taken }) => `${price} · ${unlocked} · earned ${taken}`,
    withdrawn: 'withdrawn',
    has: (seller) => `unlocked, by ${seller}`,
    open: (title) => `Open ${title}`,
    more: 'The others open with /paywall and their codes.',
  },
  done: {
    paid: 'Paid: it comes to you in private',
    withdrawn: 'Withdrawn: nobody else can unlock it',
    asked: 'I have asked whoever sold it; they decide',
    edited: 'Changed: everybody who has it sees it like this from now on',
  },
  form: {
    title: 'Sell something',
    submit: 'Offer it',
    editTitle: 'Edit your paid post',
    editSubmit: 'Save',
    price: 'Price',
    pricePlaceholder: '2.50',
    name: 'Title, which everybody sees',
    namePlaceholder: 'Grandma’s lasagne',
    teaser: 'Teaser, which everybody sees',
    teaserPlaceholder: 'The recipe that nobody was to know',
    text: 'Text or link, for whoever has paid',
    textPlaceholder: 'https://… or what you want to say',
    file: 'File, for whoever has paid (8 MB)',
    otherFile: 'Another file in the place of the old one',
  },
};
