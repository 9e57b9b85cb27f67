/** What payments ask of whoever changes money (core/exchange): a quote for what their payer lacks, and the legs of a payment by it. */
import type { QuotedRate } from './common.ts';
import type { Queryable } from './db/index.ts';
import type { Person } from './identity/types.ts';
import type { Posting } from './ledger/types.ts';
import type { Asset, Money } from './money.ts';
import type { NoticeOf } from './notices.ts';
import type { Json } from './ports/chat.ts';
import type { Result } from './refusals.ts';

export interface Changing {
  /** Whether this event has been answered with a quote. */
  isOffered(key: string): Promise<boolean>;
  /** That quote, as it stands now. */
  offered(key: string, buttons: ChangeButtons): Promise<NoticeOf<'exchange_quote'> | null>;
  /**
   * What somebody would give of another asset for what they have too little of: the community's currency where that will do, or else
   * whatever of theirs is worth most. Null where nothing of theirs will, or nothing is changed here. The same event gets the same quote.
   */
  offer(wanted: Wanted): Promise<Result<NoticeOf<'exchange_quote'>> | null>;
  /** How a quote stands; null for one that there is not. */
  standing(reference: string): Promise<{ state: NoticeOf<'exchange_quote'>['state']; sold: Money } | null>;
  /** As its person is told of it when it has been carried out. */
  carriedOut(reference: string, buttons: ChangeButtons): Promise<NoticeOf<'exchange_quote'> | null>;
  /**
   * With the payers locked: whether these may be paid so, and how. `paid`: the quote has paid already. `again`: another one of these is paid
   * by it, which the ledger may yet refuse.
   */
  admit(sql: Queryable, asked: readonly ChangeAsked[]): Promise<Result<Changed | 'paid' | 'again'>[]>;
  /** Their orders are placed, each payment at its place. */
  placed(sql: Queryable, placed: readonly { change: Changed; order: string; key: string }[]): Promise<void>;
}

/** What the buttons of a quote pay, by its reference, and what is said of it. */
export interface ChangeButtons {
  accept(reference: string): { kind: string; payload: Json };
  payees: readonly bigint[];
  memo: string | null;
}

interface Wanted extends ChangeButtons {
  person: Person;
  /** What each payee gets, in minor units of `asset`. */
  amounts: readonly bigint[];
  asset: Asset;
  /** The event's. */
  key: string;
  renewed?: true;
}

interface ChangeAsked {
  reference: string;
  payer: Person;
  amounts: readonly bigint[];
  asset: string;
}

/** A quote that pays. */
export interface Changed {
  quote: bigint;
  /** What the payer gives, all together. */
  sold: Money;
  /** The payer's wallet that it comes from. */
  wallet: bigint;
  /** Where the bought asset comes from. */
  liquidity: bigint;
  /** The legs of each payment; `target` gets what is bought. */
  legs(index: number, target: bigint): Posting[];
}

/** What an exchange was, for whoever tells of its transfers. */
interface ToldExchange {
  sold: Money;
  bought: Money;
  rate: QuotedRate;
}

/** What one entry of it is told with: what it was changed into or from. What a payer gave is nothing that their payee is told. */
export function exchangedIn(
  { asset, code }: { asset: string; code: string },
  told: ToldExchange | undefined,
): { counter: Money; rate: QuotedRate } | null {
  if (!told) return null;
  const { sold, bought, rate } = told;
  if (asset === sold.asset.code) return { counter: bought, rate };
  return code === 'exchange' ? { counter: sold, rate } : null;
}

/** What accounts are told with. */
export interface ChangeTold {
  /** Of those of the transfers that changed one asset into another. */
  exchangedBy(sql: Queryable, transfers: readonly bigint[]): Promise<Map<bigint, ToldExchange>>;
  /** What amounts of several assets are worth together in the community's currency, at mid rates; null where there are no fresh ones for all. */
  worthOf(sql: Queryable, amounts: readonly Money[]): Promise<{ total: Money; date: string } | null>;
}
