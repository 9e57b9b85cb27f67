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
  loan: {
    /** How long it is offered on the same terms. */
    offerHours: 24,
    /** The longest. */
    months: 120,
    /** Of one person at once, at most. */
    open: 20,
    /** How long before an instalment is due its borrower is reminded, and when in their day it is collected: minutes since midnight. */
    reminderDays: 3,
    collectedAt: 9 * 60,
  },
  refund: {
    /** UTF-16 units of what is wrong with a payment, and of what is said about it. */
    reasonCharacters: 400,
    /** Of one payment, one after the other. */
    disputes: 3,
  },
  request: {
    /** How long it stays open. */
    days: 14,
    /** Between two reminders of one. */
    reminderHours: 24,
    /** Of one person at once. */
    open: 100,
  },
  cheque: {
    /** How long it is good, where its writer does not say; and at most. */
    months: 6,
    monthsMax: 12,
    /** Of one person at once. */
    open: 100,
    /** Wrong secrets within `tryMinutes`, of one person and of one number, before nobody may try for a while. */
    triesOfPerson: 10,
    triesOfNumber: 5,
    tryMinutes: 60,
  },
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
  split: {
    /** How long a bill waits for everybody's share. */
    days: 30,
  },
  point: {
    /** Where others see it, somebody is told once in this that their answer is in their own chat … */
    hours: 24,
    /** … and once in this that nothing can be written to them there. */
    minutesUnreachable: 10,
  },
  pin: {
    /** How long it is waited for where it comes as a message. */
    minutes: 10,
    /** Wrong ones before nobody may try for a while; each while is twice as long as the one before. */
    tries: 5,
    lockMinutes: 15,
    lockMinutesMax: 24 * 60,
  },
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
  link: {
    codeMinutes: 10,
    /** How long the question whether to join stays open. */
    questionMinutes: 10,
    /** Wrong codes of one identity within an hour. */
    tries: 5,
  },
  tab: {
    /** People who are on it at once. */
    members: 50,
    /** UTF-16 units of a name that an import brings. */
    nameCharacters: 60,
    /** Of one file. */
    importedEntries: 2_000,
    importedCharacters: 1_000_000,
  },
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
