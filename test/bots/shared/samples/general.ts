import { COMMANDS } from '../../../../bots/shared/commands.ts';
import type { CommonRefusals, Refusal, TipRefusals } from '../../../../core/index.ts';
import { alertRefusals } from './alerts.ts';
import { chequeRefusals } from './cheque.ts';
import { dropRefusals } from './drop.ts';
import { exchangeRefusals } from './exchange.ts';
import { interestRefusals } from './interest.ts';
import { investRefusals } from './invest.ts';
import { crowd, evil, huge, type RefusalSamples, type Samples } from './kit.ts';
import { languageRefusals } from './language.ts';
import { loanRefusals } from './loan.ts';
import { payment } from './pay.ts';
import { paywallRefusals } from './paywall.ts';
import { protectionRefusals } from './protection.ts';
import { refundRefusals } from './refund.ts';
import { requestRefusals } from './request.ts';
import { shopRefusals } from './shop.ts';
import { splitRefusals } from './split.ts';
import { standingRefusals } from './standing.ts';
import { statementRefusals } from './statement.ts';
import { subscriptionRefusals } from './subscription.ts';
import { tabRefusals } from './tab.ts';

const commonRefusals: RefusalSamples<keyof CommonRefusals> = {
  insufficient_funds: { needed: huge, available: huge },
  account_frozen: {},
  payee_frozen: { payee: evil },
  pay_self: {},
  payee_is_bot: { payee: evil },
  payee_missing: {},
  payee_unknown: { payee: evil, choices: Array(60).fill(evil) },
  payee_ambiguous: { payee: evil, choices: Array(60).fill(evil) },
  payees_too_many: { limit: 20 },
  amount_missing: {},
  amount_invalid: { text: evil },
  amount_not_positive: { text: evil },
  amount_too_many_decimals: { text: evil, asset: 'GBP', exponent: 2 },
  amount_too_large: { text: evil },
  amount_repeated: { first: evil, second: evil },
  amount_ambiguous: { text: evil, one: huge, other: huge },
  day_ambiguous: { text: '03/04', choices: ['2027-04-03', '2027-03-04'] },
  day_passed: { passed: '2026-11-24', day: '2027-11-24' },
  day_unknown: { text: evil.slice(0, 60) },
  day_unclear: { text: evil },
  time_ambiguous: { text: 'tomorrow evening' },
  currency_unknown: { text: evil, known: Array(60).fill('GBP') },
  each_or_total: {},
  total_too_small: { total: huge, payees: 3 },
  memo_too_long: { limit: 200 },
  command_unknown: { text: evil },
  input_unexpected: { text: evil },
  file_too_large: { name: 'holiday.csv', limit_megabytes: 1 },
  file_wrong_kind: { name: 'holiday.png' },
  file_gone: { name: 'holiday.csv' },
  file_of_several: {},
  not_operator: {},
  unfreeze_self: {},
  intent_not_yours: {},
  intent_expired: {},
  intent_used: {},
  intent_unknown: {},
  link_code_invalid: {},
  link_code_expired: {},
  link_same_person: {},
  link_busy: {},
  link_tries_exhausted: {},
  idempotency_key_reused: {},
  temporarily_unavailable: {},
  claim_paused: {},
};

const tipRefusals: RefusalSamples<keyof TipRefusals> = {
  tip_limit: { limit: 1_000_000, per: 'minute' },
  tip_limit_amount: { limit: huge },
  tip_by_command: { amount: huge },
  tip_other_currency: { author: evil, amount: huge, available: huge, changes: true },
  tip_emoji_invalid: { text: evil },
  tip_not_here: {},
};

/** One line for each capability that has refusals of its own: one that is missing does not compile. */
const refusals: RefusalSamples<Refusal['code']> = {
  ...commonRefusals,
  ...tabRefusals,
  ...protectionRefusals,
  ...splitRefusals,
  ...refundRefusals,
  ...chequeRefusals,
  ...alertRefusals,
  ...requestRefusals,
  ...standingRefusals,
  ...paywallRefusals,
  ...subscriptionRefusals,
  ...dropRefusals,
  ...shopRefusals,
  ...exchangeRefusals,
  ...investRefusals,
  ...tipRefusals,
  ...loanRefusals,
  ...languageRefusals,
  ...interestRefusals,
  ...statementRefusals,
};

export const general: Samples<'help' | 'answered_privately' | 'refusal' | 'missed' | 'home'> = {
  help: [
    { kind: 'help', commands: COMMANDS.map(({ name }) => name), operator: true, about: null },
    { kind: 'help', commands: ['pay', 'tab'], operator: false, about: 'pay' },
    { kind: 'help', commands: ['pay', 'tab'], operator: false, about: 'tab' },
    { kind: 'help', commands: ['bank'], operator: true, about: 'bank' },
    { kind: 'help', commands: ['pay', 'tab'], operator: false, about: evil.slice(0, 40) },
  ],
  answered_privately: [true, false].map((reachable) => ({ kind: 'answered_privately', reachable })),
  refusal: Object.entries(refusals).map(([code, details]) => ({
    kind: 'refusal',
    refusal: { code, ...details } as Refusal,
  })),
  missed: [{ kind: 'missed', notices: crowd.map((payer) => payment({ payer, memo: evil })) }],
  home: [
    { kind: 'home', sections: [] },
    { kind: 'home', sections: [payment({ memo: evil })] },
  ],
};
