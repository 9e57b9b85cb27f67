/**
 * What an entry of a wallet is to whoever looks where their money went. A capability that moves money has its codes here; what has none
 * yet is told as well: what went out as something else, what came in as income.
 */

/** What money goes for. */
export type Category =
  | 'payments'
  | 'requests'
  | 'splits'
  | 'tabs'
  | 'standing'
  | 'subscriptions'
  | 'tips'
  | 'drops'
  | 'cheques'
  | 'shopping'
  | 'loans'
  | 'fees'
  | 'interest'
  | 'other';

/** What changes a balance and is neither spent nor earned. */
export const movements = ['deposits', 'loans', 'savings', 'exchange', 'trades', 'joined'] as const;
export type Movement = (typeof movements)[number];

/** `spent`: out of it, that is. In, it is income. `back`: brings back what such an entry spent; out, it gives back what was income. */
type Meaning = { as: 'spent' | 'back'; category: Category } | { as: 'own'; movement: Movement };

const spent = (category: Category): Meaning => ({ as: 'spent', category });
const back = (category: Category): Meaning => ({ as: 'back', category });
/** Between somebody's own accounts and currencies, and over the counter: neither spent nor earned. */
const own = (movement: Movement): Meaning => ({ as: 'own', movement });

/** By the ledger's code. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  pay: spent('payments'),
  claim: spent('payments'),
  return: back('payments'),
  refund: back('payments'),
  reverse: back('payments'),
  tip: spent('tips'),
  tip_claim: spent('tips'),
  tip_return: back('tips'),
  drop: spent('drops'),
  drop_claim: spent('drops'),
  drop_return: back('drops'),
  cheque: spent('cheques'),
  cheque_cash: spent('cheques'),
  cheque_return: back('cheques'),
  fee: spent('fees'),
  spread: spent('fees'),
  trade_fee: spent('fees'),
  interest: spent('interest'),
  // What is borrowed is no income; what goes back is for the loan, and for its interest.
  loan: own('loans'),
  repay: spent('loans'),
  loan_fee: back('loans'),
  exchange: own('exchange'),
  // What is bought to be held is still theirs.
  trade: own('trades'),
  issue: own('trades'),
  save: own('savings'),
  unsave: own('savings'),
  fund: own('deposits'),
  link: own('joined'),
};

/** By the kind that a payment names what it pays by. What is not listed was bought. */
const BY_PAYABLE: Readonly<Record<string, Category>> = {
  request: 'requests',
  split_share: 'splits',
  tab_due: 'tabs',
  standing: 'standing',
  subscription: 'subscriptions',
  subscription_period: 'subscriptions',
  shop_item: 'shopping',
  paywall: 'shopping',
};

type Counted =
  | { as: 'spent' | 'spent_back'; category: Category }
  | { as: 'income' | 'income_back' }
  | { as: 'own'; movement: Movement };

/**
 * What an entry counts as: money spent, or come back of what was spent; money earned, or given back of that; or neither.
 * `payable`: what the payment was for, by the kind that it named that by.
 */
export function countsAs(code: string, isOutgoing: boolean, payable: string | undefined): Counted {
  const meaning = MEANINGS[code] ?? spent('other');
  if (meaning.as === 'own') return meaning;
  const isBack = meaning.as === 'back';
  if (isOutgoing === isBack) return { as: isBack ? 'income_back' : 'income' };
  const category = payable === undefined ? meaning.category : (BY_PAYABLE[payable] ?? 'shopping');
  return { as: isBack ? 'spent_back' : 'spent', category };
}
