/** How much, how many, how long. */

/** So long a tip is a hold, and can be taken back. */
export const tipUndoSeconds = 30;

export const paywallLimits = {
  /** UTF-16 units of what is behind a paid post … */
  textCharacters: 2_000,
  /** … and beside a file, where the narrowest platform has a caption. */
  captionCharacters: 600,
  titleCharacters: 80,
  fileNameCharacters: 100,
  /** Less than any platform takes from bots by itself: Discord takes 10 MB. */
  fileBytes: 8_000_000,
  /** Versions of paid posts by one person within 24 hours, and bytes of their files: those are kept for ever. */
  perDay: 50,
  bytesPerDay: 40_000_000,
  /** So long whoever has unlocked something may ask its seller for the money back with one press. */
  backMinutes: 14,
} as const;

export const limits = {
  /** Payees of one command. */
  payees: 20,
  /** UTF-16 units. */
  memoCharacters: 200,
  /** Major units of any asset, per command: above it nothing is a payment. */
  majorUnits: 10n ** 15n,
  /** An authorized payment that nobody settled within this is given up. */
  holdHours: 24,
  /** How long a question before a payment stays open, a form, and a button that stands beside what it is about. */
  confirmMinutes: 15,
  formMinutes: 60,
  buttonDays: 30,
  /** How long an exchange is offered at the same amounts. */
  quoteSeconds: 60,
  /** How long a loan is offered on the same terms. */
  loanOfferHours: 24,
  /** The longest loan, and how many of them one person may have at most. */
  loanMonths: 120,
  loans: 20,
  /** How long before an instalment is due its borrower is reminded, and when in their day it is collected: minutes since midnight. */
  loanReminderDays: 3,
  loanCollectedAt: 9 * 60,
  /** UTF-16 units of what is wrong with a payment, and of what is said about it. */
  reasonCharacters: 400,
  /** How long a request for money stays open. */
  requestDays: 14,
  /** Between two reminders of one request. */
  reminderHours: 24,
  /** Requests that one person may have open. */
  requestsOpen: 100,
  /** How long a cheque is good, where its writer does not say; and at most. */
  chequeMonths: 6,
  chequeMonthsMax: 12,
  /** Cheques that one person may have out at once. */
  chequesOpen: 100,
  /** Wrong secrets within {@link chequeTryMinutes}, of one person and of one number, before nobody may try for a while. */
  chequeTriesOfPerson: 10,
  chequeTriesOfNumber: 5,
  chequeTryMinutes: 60,
  standing: {
    /** Standing orders and scheduled payments that one person may have open. */
    open: 50,
    /** Minutes since midnight at which is paid where no time was said: when people are up, should money lack. */
    time: 9 * 60,
    /** How far ahead the first payment may be. */
    horizonYears: 5,
    /** Payments, and days, weeks, months or years between them. */
    countMax: 1_000,
    everyMax: 366,
    /** After each failure for want of money, before the next try: an hour, six and twenty-four after the first. */
    retryHours: [1, 5, 18],
  },
  /** How long a bill waits for everybody's share. */
  splitDays: 30,
  /** Of one payment, one after the other. */
  disputes: 3,
  /** Where others see it, somebody is told once in this that their answer is in their own chat … */
  pointHours: 24,
  /** … and once in this that nothing can be written to them there. */
  pointMinutesUnreachable: 10,
  /** How long a PIN is waited for where it comes as a message. */
  pinMinutes: 10,
  /** Wrong PINs before nobody may try for a while; each while is twice as long as the one before. */
  pinTries: 5,
  pinLockMinutes: 15,
  pinLockMinutesMax: 24 * 60,
  paywall: paywallLimits,
  subscription: {
    /** Of one creator at a time: a card has room for as many buttons. */
    tiers: 5,
    /** How long a renewal that cannot be paid is tried, and what was subscribed to goes on meanwhile. */
    graceHours: 72,
    retryHours: 12,
    /** So long before a renewal its subscriber is reminded. */
    remindHours: 72,
  },
  linkCodeMinutes: 10,
  /** How long the question whether to join stays open. */
  linkQuestionMinutes: 10,
  /** Wrong link codes of one identity within an hour. */
  linkTries: 5,
  /** People who are on a tab at once. */
  tabMembers: 50,
  /** UTF-16 units of a name that an import brings. */
  memberNameCharacters: 60,
  /** Of one file. */
  importedEntries: 2_000,
  importedCharacters: 1_000_000,
  shop: {
    /** UTF-16 units. */
    nameCharacters: 60,
    /** Items that one person may have in catalogues at once. */
    items: 200,
    /** Units of one item that may be left, or be bought at once. */
    stock: 1_000_000,
    quantity: 1_000,
    /** Cards of one item that are kept up to date, the newest. */
    cards: 5,
  },
  tip: {
    /** Of one person. */
    perMinute: 10,
    perDay: 100,
    /** Minor units of any one asset: a tip is small, whatever the currency. */
    perDayMinor: 50_00n,
    /** Tips by reaction within this go into one note to their giver. */
    noteMinutes: 10,
    /** An author is told after this, of all that came meanwhile … */
    toldAfterSeconds: 60,
    /** … and then not again before this. */
    toldEveryMinutes: 10,
    /** How long it is kept who wrote a message, and which reactions were taken off. */
    rememberedDays: 30,
  },
} as const;
