/** English, as it is written in Britain: short, plain and kind. */
import type { Common, Explanation, Typed } from './catalogue.ts';

/** Nothing where nobody typed a command. */
const trying = (typed: Typed | null): Pick<Explanation, 'hint'> =>
  typed ? { hint: `For example: ${typed.example}` } : {};

/** Of a command that is written like this: somebody, an amount, and what it is for. */
const takesNote = ({ example }: Typed): boolean => /^\S+ @bob \S+ for /.test(example);

export const en: Common = {
  options: {
    person: 'Who',
    amount: 'How much, for example 5 or 12.50',
    currency: 'Currency, for example EUR',
    more: 'More people, as mentions',
    split: 'With several people: the amount each, or the total of all',
    memo: 'What it is for',
  },
  people: (count, { plural }) => plural(count, { one: '# person', other: '# people' }),
  more: (count, { plural }) => plural(count, { one: 'and # more', other: 'and # more' }),
  balanceNow: (amount) => `You have ${amount} now.`,
  openDirect: 'Open our chat',
  elsewhere: { file: 'The file is in our own chat.', picture: 'The picture is in our own chat.' },
  refusals: {
    insufficient_funds: ({ needed, available }, { money }) => ({
      title: 'There is not enough in your account',
      hint:
        available === null
          ? `You need ${money(needed)}. See what you have with /balance.`
          : `You need ${money(needed)} and have ${money(available)} available.`,
    }),
    account_frozen: () => ({ title: 'Your account is frozen', hint: 'Please ask the operator.' }),
    payee_frozen: ({ payee }) => ({ title: `${payee} cannot be paid at the moment` }),
    pay_self: () => ({ title: 'That is you', hint: 'Money only moves between different people.' }),
    payee_is_bot: ({ payee }) => ({ title: `${payee} is a bot, and bots hold no money` }),
    payee_missing: (_, __, typed) => ({ title: 'Who is it for?', ...trying(typed) }),
    payee_unknown: ({ payee, choices }, { either }) => ({
      title: `I do not know ${payee}`,
      hint: choices
        ? `Did you mean ${either(choices)}?`
        : 'Mention them with @, or @name@slack (or @discord, @telegram) for somebody in another chat.',
    }),
    payee_ambiguous: ({ payee, choices }, { list }) => ({
      title: `Several people are called ${payee}`,
      hint: `Please write which one: ${list(choices)}`,
    }),
    payees_too_many: ({ limit }, { plural }) => ({
      title: `That is for ${plural(limit, { one: '# person', other: '# people' })} at a time at most`,
    }),
    amount_missing: (_, __, typed) => ({ title: 'How much?', ...trying(typed) }),
    amount_invalid: ({ text }, __, typed) => ({
      title: `I cannot read “${text}” as an amount`,
      ...trying(typed),
    }),
    amount_not_positive: (_, __, typed) => ({
      title: 'An amount has to be more than nothing',
      ...trying(typed),
    }),
    amount_too_many_decimals: ({ text, asset, exponent }, { plural }) => ({
      title: `“${text}” has too many decimals`,
      hint:
        exponent === 0
          ? `${asset} has no decimals.`
          : `${asset} has ${plural(exponent, { one: '# decimal', other: '# decimals' })}. I never round.`,
    }),
    amount_too_large: ({ text }) => ({ title: `“${text}” is more than I can move` }),
    amount_repeated: ({ first, second }, __, typed) => ({
      title: `Is it “${first}” or “${second}”?`,
      hint:
        typed && takesNote(typed)
          ? `One amount at a time, please. Put “for” before a note: ${typed.name} @bob 5 for 2 coffees`
          : ['One amount at a time, please.', trying(typed).hint].filter(Boolean).join(' '),
    }),
    amount_ambiguous: ({ text, one, other }, { either, money }) => ({
      title: `“${text}” can be read in two ways`,
      hint: `Do you mean ${either([money(one), money(other)])}? Please write it with all its decimals, or without the separator.`,
    }),
    day_ambiguous: ({ text, choices }, { either, date }) => ({
      title: `“${text}” may be different days`,
      hint: `Do you mean ${either(choices.map(date))}? Please write the year first, like ${choices[0]}.`,
    }),
    day_passed: ({ passed, day }, { date }) => ({
      title: `${date(passed)} is over already`,
      hint: `If you mean next year, please write the year: ${day}.`,
    }),
    day_unknown: ({ text }) => ({
      title: `There is no day or time “${text}”`,
      hint: 'For example: 24 December, 2027-05-31, or at 18:00',
    }),
    day_unclear: ({ text }) => ({
      title: `I cannot read “${text}” as a day or a month`,
      hint: 'Write it like 2026-12-01, or a month like 2026-12.',
    }),
    time_ambiguous: ({ text }) => ({
      title: `At what time is “${text}”?`,
      hint: 'Please write it like 18:00, or 6pm.',
    }),
    currency_unknown: ({ text, known }, { either }) => ({
      title: `I do not know the currency “${text}”`,
      hint: `Try ${either(known)}. Put “for” before a note.`,
    }),
    each_or_total: (_, __, typed) => ({
      title: 'Is that for each of them, or in total?',
      hint: `Add “each” or “total”${typed ? `: ${typed.name} @bob @carol 10 total for lunch` : '.'}`,
    }),
    total_too_small: ({ total, payees }, { money, plural }) => ({
      title: `${money(total)} is too little for ${plural(payees, { one: '# person', other: '# people' })}`,
    }),
    memo_too_long: ({ limit }, { plural }) => ({
      title: `That note is longer than ${plural(limit, { one: '# character', other: '# characters' })}`,
    }),
    command_unknown: ({ text }, _, typed) => ({
      title: `I do not know “${text}”`,
      hint: typed ? `Type /help ${typed.name.slice(1)} to see what it does.` : 'Type /help to see what I do.',
    }),
    input_unexpected: ({ text }, __, typed) => ({
      title: `I did not understand “${text}”`,
      ...trying(typed),
    }),
    file_too_large: ({ name, limit_megabytes }) => ({
      title: `“${name}” is too large`,
      hint: `I read files of up to ${limit_megabytes} MB. Nothing was done.`,
    }),
    file_wrong_kind: ({ name }) => ({
      title: `“${name}” is not a text that I can read`,
      hint: 'Please send a CSV file in UTF-8. Nothing was done.',
    }),
    file_of_several: () => ({
      title: 'Those are several files, and I can take one',
      hint: 'Please send it by itself, or all of them packed into one. Nothing was done.',
    }),
    file_gone: ({ name }) => ({
      title: `I could not get “${name}”`,
      hint: 'Please send it again. Nothing was done.',
    }),
    not_operator: () => ({ title: 'Only the operator may do that' }),
    unfreeze_self: () => ({
      title: 'You cannot set yourself free',
      hint: 'Another operator has to, or whoever has the machine.',
    }),
    intent_not_yours: () => ({ title: 'That button is for somebody else' }),
    intent_expired: () => ({ title: 'That is no longer possible', hint: 'Its time has run out.' }),
    intent_used: () => ({ title: 'That has been done already' }),
    intent_unknown: () => ({ title: 'I do not know that button', hint: 'Please start again.' }),
    link_code_invalid: () => ({
      title: 'That code is not right',
      hint: 'Type /link in your other chat for a new one.',
    }),
    link_code_expired: () => ({
      title: 'That code has expired',
      hint: 'Type /link in your other chat for a new one.',
    }),
    link_same_person: () => ({
      title: 'That code is your own',
      hint: 'This chat has your balance already. Type the code in the other chat, the one that is to share it.',
    }),
    link_busy: () => ({
      title: 'Not just now',
      hint: 'A payment is still on its way, or an account is frozen. Please try again later.',
    }),
    link_tries_exhausted: () => ({
      title: 'Too many wrong codes',
      hint: 'Please wait a while, then type /link in your other chat for a new one.',
    }),
    idempotency_key_reused: () => ({
      title: 'That has been decided already',
      hint: 'Nothing more was paid.',
    }),
    temporarily_unavailable: () => ({
      title: 'Sorry, that did not work just now',
      hint: 'Your money is safe. See /history for what went through before you try again.',
    }),
    claim_paused: () => ({
      title: 'Not just now',
      hint: 'This money cannot be handed out at the moment. Please try again later.',
    }),
  },
};
