/**
 * Every text of the product, as a type. A catalogue that lacks one does not compile, and neither does a refusal, a
 * payment state or a command without words.
 */
import type { Money, PaymentState, RefusalCode, RefusalDetails } from '../../../core/index.ts';

/** The tools of a language: how it writes money, dates and lists, and how it counts. Everything by `Intl`. */
export interface Language {
  money(amount: Money): string;
  /** `22 Nov 2025` */
  day(iso: string): string;
  /** `22 Nov` */
  dayShort(iso: string): string;
  /** `21:05 UTC` */
  time(iso: string): string;
  /** `Ann, Bob and Carol` */
  list(items: readonly string[]): string;
  /** `Ann, Bob or Carol` */
  either(items: readonly string[]): string;
  /** By Intl.PluralRules; `#` is the number. */
  plural(count: number, forms: { one: string; other: string }): string;
}

/** What happened, and where there is one, what to do about it. */
export interface Explanation {
  title: string;
  hint?: string;
}

type RefusalMessages = {
  [C in RefusalCode]: (details: RefusalDetails[C], language: Language) => Explanation;
};

export type CommandName = 'pay' | 'balance' | 'history' | 'help' | 'link' | 'bank';
export type OptionName =
  | 'person'
  | 'amount'
  | 'currency'
  | 'more'
  | 'split'
  | 'memo'
  | 'code'
  | 'fund'
  | 'freeze'
  | 'unfreeze';

interface PaymentWords {
  payer: string;
  /** One name, or how many people. */
  payees: string;
  total: string;
}

export interface Catalogue {
  /** At most 100 characters (Discord's limit, the narrowest). */
  commands: Record<CommandName, string>;
  options: Record<OptionName, string>;
  /** How a command is typed, for `/help` and for hints. */
  examples: Record<CommandName, string>;
  states: Record<PaymentState | 'mixed', string>;
  people(count: number, language: Language): string;
  more(count: number, language: Language): string;
  payment: {
    title: Record<PaymentState | 'mixed', (words: PaymentWords) => string>;
    /** Somebody has to come and take it. */
    waiting(payee: string, until: string | null): string;
    waitingMany(until: string | null): string;
    memo(memo: string): string;
  };
  sent: Record<'title' | 'waits', (words: PaymentWords) => string>;
  received: { title(payer: string, amount: string): string; claimed: string };
  returned: {
    title(payee: string, amount: string): string;
    unclaimed: string;
  };
  balance: {
    title(amount: string): string;
    titleMany: string;
    now(amount: string): string;
    posted: string;
    held: string;
    available: string;
    availableOf(amount: string, held: string): string;
    frozen: string;
  };
  history: {
    title: string;
    empty: string;
    /** By the ledger's code; the amount has its sign. */
    codes: Record<string, string>;
    to(name: string): string;
    from(name: string): string;
    balance(amount: string): string;
  };
  help: { title: string; lead: string };
  welcome: { title(name: string): string; claimed(amounts: string): string; hint: string };
  link: {
    title(code: string): string;
    how(code: string, until: string): string;
    secret: string;
    question(name: string): string;
    /** `places`: the platforms and ids of who made the code. */
    whose(name: string, places: string): string;
    /** What the redeemer has; null for nothing. */
    shares(amounts: string | null): string;
    onlyYou: string;
    /** To whose code it was. */
    joined(name: string): string;
    notYou: string;
    linked: string;
    linkedBalance(amounts: string): string;
  };
  which: { title: string; wrote(text: string): string; done: string };
  bank: {
    funded(name: string, amount: string): string;
    fundedBalance(amount: string): string;
    frozen(name: string): string;
    unfrozen(name: string): string;
    /** The same, to the person themselves. */
    fundedYou(amount: string): string;
    frozenYou: string;
    unfrozenYou: string;
  };
  privately: { title: string; unreachable: string; hint: string };
  missed: { title: string };
  buttons: { claim: string; takeBack: string; link: string; openDirect: string };
  toasts: { claimed(amount: string): string; takenBack(amount: string): string };
  form: {
    title: string;
    submit: string;
    who: string;
    amount: string;
    amountPlaceholder: string;
    split: string;
    splitPlaceholder: string;
    memo: string;
    memoPlaceholder: string;
  };
  refusals: RefusalMessages;
}
