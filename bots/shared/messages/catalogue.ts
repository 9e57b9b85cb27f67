/**
 * Texts as types: what every capability may say here, its own in its folder. A catalogue that lacks one does not compile, and
 * neither does a refusal, a notice's state or a command without words.
 */
import type {
  CommonRefusals,
  LanguageCode,
  Money,
  RefusalCode,
  RefusalDetails,
} from '../../../core/index.ts';
import type { PluralForms } from './plural.ts';

/** The tools of a language: how it writes money, dates and lists, and how it counts. Everything by `Intl`. */
export interface Language<L extends LanguageCode = LanguageCode> {
  money(amount: Money): string;
  /** A decimal such as a rate, `0.8412`, with all its digits, and with at least so many decimals. */
  decimal(text: string, decimals?: number): string;
  /** `22 Nov 2025`, by the reader's clock where it is known, otherwise by UTC. */
  day(iso: string): string;
  /** `22 Nov` */
  dayShort(iso: string): string;
  /** `22:05` by the reader's own clock; `21:05 UTC` where it is not known, or many read it. */
  time(iso: string): string;
  /** `1 Mar 2026`: a day of the calendar, `2026-03-01`, which is the same for everybody. */
  date(day: string): string;
  /** `March 2026`, by any of its days. */
  month(day: string): string;
  /** A rate in millionths: `4.25%`; with at least so many decimals. */
  percent(ppm: number, decimals?: number): string;
  /** `Ann, Bob and Carol` */
  list(items: readonly string[]): string;
  /** `Ann, Bob or Carol` */
  either(items: readonly string[]): string;
  /** As plural.ts says; `#` is the number. */
  plural(count: number, forms: PluralForms<L>): string;
}

/** What happened, and where there is one, what to do about it. */
export interface Explanation {
  title: string;
  hint?: string;
}

/** How what was refused is typed: `/pay`, and with all that may follow, `/pay @bob 5 for lunch`. */
export interface Typed {
  name: string;
  example: string;
}

/** `typed` is null where no command led to the refusal. */
export type RefusalMessages<C extends RefusalCode> = {
  [K in C]: (details: RefusalDetails[K], language: Language, typed: Typed | null) => Explanation;
};

/** Of a command: one line of at most 100 characters (Discord's limit, the narrowest), and how it is typed. */
export interface CommandWords {
  summary: string;
  example: string;
}

/** What the texts of every capability have in common. */
export interface CapabilityMessages {
  /** By the command's name. */
  commands: Record<string, CommandWords>;
  /**
   * Of options and subcommands that are not everybody's, by name; `asset_kind` of the option `kind` where that is another one in the
   * subcommand `asset`, `bank_asset` of that subcommand itself. At most 100 characters.
   */
  options?: Record<string, string>;
  /** What its transfers are called in somebody's history, by the ledger's code. */
  codes?: Record<string, string>;
  /** What its shortcuts are called in a platform's menus, by name; `name_global` where that is otherwise in the app's own menu. At most 24 characters (Slack's limit). */
  shortcuts?: Record<string, string>;
  refusals?: Partial<RefusalMessages<RefusalCode>>;
}

export interface Common {
  /** At most 100 characters. */
  options: Record<'person' | 'amount' | 'currency' | 'more' | 'split' | 'memo', string>;
  people(count: number, language: Language): string;
  more(count: number, language: Language): string;
  balanceNow(amount: string): string;
  /** The button to the direct conversation. */
  openDirect: string;
  /** Where what belongs to a card went, when it could not go along. */
  elsewhere: Record<'file' | 'picture', string>;
  refusals: RefusalMessages<keyof CommonRefusals>;
}
