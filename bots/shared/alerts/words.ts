/** What people type after `/alerts`, in both languages. */
import type { AlertKind } from '../../../core/index.ts';

export const KIND_WORDS: Record<AlertKind, readonly string[]> = {
  low_balance: ['low', 'balance', 'guthaben', 'niedrig'],
  large_payment: ['large', 'big', 'payments', 'groß', 'gross', 'große', 'zahlungen'],
  incoming_money: ['incoming', 'income', 'received', 'eingang', 'eingänge'],
  interest_posted: ['interest', 'zinsen', 'zins'],
  request_due: ['requests', 'request', 'reminders', 'anfragen', 'anfrage', 'erinnerungen'],
  instalment_taken: ['instalments', 'instalment', 'installments', 'installment', 'raten', 'rate'],
  statement: ['statement', 'statements', 'auszug', 'auszüge', 'kontoauszug', 'kontoauszüge'],
};

export const TIME_WORDS = {
  quiet: ['quiet', 'ruhe', 'ruhezeit'],
  digest: ['digest', 'gesammelt', 'gesammeltes'],
  zone: ['zone', 'timezone', 'zeitzone'],
  times: ['times', 'hours', 'zeiten'],
} as const;

export const VALUE_WORDS = {
  on: ['on', 'an', 'ein'],
  off: ['off', 'aus', 'none', 'never', 'nie', 'keine'],
  all: ['all', 'any', 'everything', 'alle', 'alles', 'jede'],
  digest: ['digest', 'gesammelt'],
  now: ['now', 'once', 'immediately', 'sofort'],
  /** Said beside an amount, and meaning nothing more. */
  filler: ['below', 'under', 'from', 'over', 'at', 'in', 'the', 'unter', 'ab', 'über', 'und', 'and'],
} as const;

/** By the word, which of these lists has it. */
export const wordOf = <K extends string>(lists: Record<K, readonly string[]>, word: string): K | undefined =>
  (Object.keys(lists) as K[]).find((name) => lists[name].includes(word.toLowerCase()));
