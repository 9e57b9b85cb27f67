/** Under which heading `/help` names a command. What each is for is said by `/help pay`. */
export const TOPICS = {
  pay: ['pay', 'tip', 'drop', 'cheque', 'cheques', 'cash', 'stop', 'refund', 'dispute'],
  together: ['split', 'tab', 'request', 'requests'],
  later: ['schedule', 'schedules', 'subscribe', 'subscriptions'],
  sell: ['shop', 'ticket', 'checkin', 'paywall', 'creator'],
  account: ['balance', 'history', 'statement', 'spending', 'interest'],
  grow: ['save', 'unsave', 'loan', 'repay', 'convert', 'rates', 'buy', 'sell', 'portfolio'],
  settings: ['alerts', 'confirm', 'pin', 'language', 'link', 'help'],
  bank: ['bank'],
} as const satisfies Record<string, readonly string[]>;

export type Topic = keyof typeof TOPICS;
