/** English, as it is written in Britain: short, plain and kind. */
import type { LoanMessages } from './messages.ts';

export const en: LoanMessages = {
  commands: {
    loan: { summary: 'Borrow money, with all that it costs said first', example: '/loan 200 over 6 months' },
    repay: { summary: 'Repay a loan, or a part of it, before it is due', example: '/repay 50' },
  },
  options: {
    months: 'Over how many months, such as 6',
    loan: 'See what is lent and late, and set on which terms',
    amounts: 'From how much to how much, such as 50-500; off for none',
    fee: 'What is kept back of the amount, such as 1%',
    total: 'How much one person may owe in all',
    loans: 'How many loans one person may have',
    writeoff: 'Give up what is left of a loan',
    loan_tier: 'Which tier may borrow on these terms',
    writeoff_reference: 'The loan, as its card says: lon_…',
  },
  codes: { loan: 'Loan', repay: 'Loan repayment', loan_fee: 'Loan fee returned' },
  refusals: {
    loan_none_offered: ({ asset }) => ({
      title: `No loans in ${asset} are offered to you at the moment`,
      hint: 'The operator decides on which terms money is lent. /loan shows what there is for you.',
    }),
    loan_amount_outside: ({ min, max }, { money }) => ({
      title: `A loan is between ${money(min)} and ${money(max)}`,
      hint: 'Please ask for another amount.',
    }),
    loan_months_missing: () => ({
      title: 'Over how many months?',
      hint: 'Say it like /loan 200 over 6 months.',
    }),
    loan_months_only: ({ text }) => ({
      title: `Loans are counted in months, not in “${text}”`,
      hint: 'Say it like /loan 200 over 6 months.',
    }),
    loan_months_outside: ({ min, max }) => ({
      title: `A loan is repaid over ${min} to ${max} months`,
      hint: 'Please choose another time.',
    }),
    loan_too_much: ({ left }, { money }) => ({
      title: 'That is more than you may owe in all',
      hint:
        left.minor === '0'
          ? 'Repay some of what you have borrowed first: /repay'
          : `You may borrow ${money(left)} more.`,
    }),
    loan_too_many: ({ count }, { plural }) => ({
      title: plural(count, { one: 'You have a loan already', other: 'You have # loans already' }),
      hint: 'You can have another one when one is repaid. /repay all shows what that would come to.',
    }),
    loan_in_arrears: ({ due }, { money }) => ({
      title: `${money(due)} of what you borrowed is late`,
      hint: 'Pay that first, with /repay due. Then you can borrow again.',
    }),
    loan_too_small: () => ({
      title: 'That is too little for so many payments',
      hint: 'Please ask for more, or for fewer months.',
    }),
    loan_unknown: ({ text }) => ({
      title: text === '' ? 'Which loan?' : `I know no loan “${text}” of yours`,
      hint: 'A loan is written like lon_7KQ2M9XDA4. /loan shows yours.',
    }),
    loan_none: () => ({ title: 'You have no loan to repay', hint: '/loan shows what you can borrow.' }),
    loan_which: ({ references }, { list }) => ({
      title: 'Which of your loans?',
      hint: `Say it behind the amount: ${list(references)}.`,
    }),
    loan_due_first: ({ due }, { money }) => ({
      title: `${money(due)} is due, and comes first`,
      hint: 'Pay it with /repay due. After that you can repay more.',
    }),
    loan_nothing_due: () => ({
      title: 'Nothing is due now',
      hint: '/repay all, or an amount, repays early.',
    }),
    loan_ended: () => ({ title: 'That loan is over: nothing is left to repay' }),
    loan_terms_unclear: ({ text }) => ({
      title: `I cannot read “${text}” in the terms of a loan`,
      hint: 'Say the tier, amounts, months and the rate: /bank loan basic 50-500 3-12 8.9% fee 1% total 1000 loans 2.',
    }),
    link_with_loan: () => ({
      title: 'An account with a loan joins no other',
      hint: 'Do it the other way round: get the code here with /link, and give it in your other chat.',
    }),
  },
  loan: {
    title: {
      offered: ({ amount, months }, { plural }) =>
        `A loan of ${amount} over ${plural(months, { one: 'a month', other: '# months' })}`,
      expired: ({ amount }) => `The offer of ${amount} is over`,
      declined: ({ amount }) => `You have declined the loan of ${amount}`,
      active: ({ left }) => `${left} of your loan is left to repay`,
      repaid: ({ amount }) => `Your loan of ${amount} is repaid`,
      withdrawn: ({ amount }) => `You have withdrawn from the loan of ${amount}`,
      written_off: ({ amount }) => `Your loan of ${amount} is over: nothing more is owed`,
    },
    gets: ({ paidOut, payable, count }, { plural }) =>
      `You get ${paidOut}, and pay back ${payable} in ${plural(count, { one: 'one payment', other: '# monthly payments' })}. They are taken from your balance by themselves.`,
    payment: (on, amount) => `${on}:\u00a0${amount}`,
    latePayment: (on, amount) => `${on}:\u00a0${amount} (late)`,
    more: (count, { plural }) => plural(count, { one: 'and # more', other: 'and # more' }),
    rights: (hasFee) =>
      `You may withdraw for 14 days, and repay early whenever you like: you pay interest for the days used only${hasFee ? ', and the fee for the days that are left comes back' : ''}. Being late costs nothing more.`,
    lasts: (until) =>
      `These terms stand until ${until}. The days are counted from the one on which you accept.`,
    late: (amount, days, { plural }) =>
      `${amount} is late, by ${plural(days, { one: 'a day', other: '# days' })}.`,
    lateCosts: 'It is tried every morning and costs nothing more. Pay it as soon as you can.',
    withdraw: (day, hasFee) =>
      `You may withdraw until ${day}: /repay all${hasFee ? ', and the fee comes back' : ''}.`,
    repayHow: (hasFee) =>
      `To repay early: /repay 50, or /repay all.${hasFee ? ' The fee for the days that are left comes back.' : ''}`,
    feeReturned: (amount) => `${amount} of the fee came back.`,
    fields: {
      paidOut: 'You get',
      payments: 'Payments',
      rate: 'Interest rate',
      fee: 'Fee, kept back',
      cost: 'Cost in all',
      payable: 'You pay back',
      apr: 'APR',
      left: 'Left to repay',
      next: 'Next payment',
    },
    rate: (percent) => `${percent} a year, fixed`,
    level: ({ count, amount, last }) =>
      last === null ? `${count} × ${amount}` : `${count} × ${amount}, and a last one of ${last}`,
    next: (amount, day) => `${amount} on ${day}`,
    buttons: {
      loan_accept: 'Accept the loan',
      loan_decline: 'No, thank you',
      loan_repay_due: 'Pay what is due',
      loan_repay_all: 'Repay all of it',
    },
    plan: {
      name: 'payments',
      head: (reference) => `${reference}: what is paid and when`,
      line: ({ on, amount, principal, interest, left }) =>
        `${on}: ${amount} (${principal} and ${interest} interest), ${left} left`,
    },
  },
  list: {
    title: 'Loans',
    none: 'You have no loan.',
    offers: 'You can borrow:',
    nothing: 'Nothing is lent to you at the moment.',
    offered: ({ amount, until }) => `${amount} offered${until === null ? '' : `, until ${until}`}`,
    open: (amount, end) => `Offer of ${amount} · …${end}`,
    unopened: (count, { plural }) =>
      plural(count, {
        one: 'Another offer is shown by /loan and its reference.',
        other: '# other offers are shown by /loan and their references.',
      }),
    loan: ({ left, next, late }) =>
      `${left} left${late === null ? '' : ` · ${late} late`}${next === null ? '' : ` · next ${next}`}`,
    product: ({ min, max, monthsMin, monthsMax, rate, fee }) =>
      `${min} to ${max} over ${monthsMin} to ${monthsMax} months, at ${rate} a year${fee === null ? '' : ` and a fee of ${fee}`}`,
    how: 'See what it would cost: /loan 200 over 6 months',
  },
  repayment: {
    asked: {
      due: (amount) => `Pay the ${amount} that is due?`,
      part: (amount) => `Repay ${amount} early?`,
      all: (amount) => `Repay all of it, for ${amount}?`,
      withdrawal: (amount) => `Withdraw from the loan, for ${amount}?`,
    },
    done: {
      due: (amount) => `${amount} paid`,
      part: (amount) => `${amount} repaid`,
      all: (amount) => `Your loan is repaid, by ${amount}`,
      withdrawal: (amount) => `You have withdrawn, and repaid ${amount}`,
    },
    renewed: 'It is another amount by now.',
    parts: ({ principal, interest }) =>
      `${principal} of what you borrowed, and ${interest} interest for the days used.`,
    fee: {
      part: ({ fee, net }) =>
        `${fee} of the fee comes back, for this part and the days that are left${net === null ? '' : `, so it is ${net} in all`}.`,
      all: ({ fee, net }) =>
        `${fee} of the fee comes back, for the days that are left${net === null ? '' : `, so it is ${net} in all`}.`,
      withdrawal: ({ fee, net }) =>
        `The fee comes back, ${fee}${net === null ? '' : `, so it is ${net} in all`}.`,
    },
    saved: (amount) => `You save ${amount} of interest.`,
    afterwards: (count, { plural }) =>
      plural(count, { one: 'After that one payment is left:', other: 'After that # payments are left:' }),
    over: 'After that the loan is over.',
    buttons: { repay: (net) => (net === null ? 'Yes, repay it' : `Pay ${net}`), keep: 'Leave it as it is' },
  },
  told: {
    due: (amount, day) => `${amount} of your loan is due on ${day}`,
    dueHow: 'It is taken from your balance in the morning.',
    enough: 'You need to do nothing: there is enough.',
    lacking: (amount) => `As things are, ${amount} is missing for that.`,
    collected: (amount) => `${amount} of your loan is paid`,
    left: (left, next) => `${left} is left${next === null ? '' : `; next ${next}`}.`,
    repaid: 'Your loan is repaid. Thank you!',
    interest: (amount) => `${amount} of it is interest.`,
    missed: (amount, days, { plural }) =>
      plural(days, {
        '=0': `${amount} of your loan could not be paid today`,
        one: `${amount} of your loan is late, by a day`,
        other: `${amount} of your loan is late, by # days`,
      }),
    missedHow: (available) => `You have ${available} of your own. A payment is taken whole or not at all.`,
    missedKind:
      'It is tried again every morning, and costs nothing more. If things are difficult just now, speak to the operator.',
    writtenOff: (amount) => `The bank gives up ${amount} of your loan`,
    writtenOffHow: 'You owe nothing of it any more.',
  },
  bank: {
    title: 'Loans',
    empty: 'Nothing is offered. Lend to everybody with /bank loan basic 50-500 3-12 8.9%.',
    lent: ({ outstanding, loans }, { plural }) =>
      `${outstanding} lent, in ${plural(loans, { one: 'one loan', other: '# loans' })}`,
    earned: ({ income, fees, lost }) =>
      `${income} interest, ${fees} fees${lost === null ? '' : `, ${lost} given up`}`,
    noneLate: 'Nobody is late.',
    late: (count, { plural }) => plural(count, { one: 'One loan is late:', other: '# loans are late:' }),
    lateLoan: ({ name, amount, days }, { plural }) =>
      `${name}: ${amount}, by ${plural(days, { one: 'a day', other: '# days' })}`,
    terms: ({ total, loans }) => ` · ${total} in all, ${loans} at once`,
    writtenOff: ({ name, amount }) => `${amount} of ${name}’s loan is given up`,
  },
};
