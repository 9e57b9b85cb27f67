/** Cheques: what may be asked of them, and what people are told. */
import type { NoticeAction, Origin, PersonView, Who } from '../common.ts';
import type { Money } from '../money.ts';
import type { Notice, NoticeOf } from '../notices.ts';
import type { Conversation, Identity } from '../ports/chat.ts';
import type { Result } from '../refusals.ts';

export interface ChequeService {
  /**
   * Wallet to escrow and the cheque, in one database transaction; and its paper, for whoever handles the event alone: what is returned has
   * its secret, which is kept nowhere. The writer is asked first (`confirm`) where they want to be.
   */
  write(request: ChequeRequest): Promise<Result<{ written: NoticeOf<'cheque_paper'> } | { confirm: Notice }>>;
  /** What somebody has written: what is open first, then the newest. `number`: that one alone, refused where it is not theirs. */
  list(writer: Identity, number: string | null): Promise<Result<NoticeOf<'cheques'>>>;
  /** Escrow to the wallet of whoever has number and secret, if it is for them. Once, whoever tries where and how often. */
  cash(request: CashRequest): Promise<Result<NoticeOf<'cheque_cashed'>>>;
  /** Payment is stopped, and the money goes back. Its writer only, while it is open. `key`: of the event. */
  stop(writer: Identity, number: string, key: string): Promise<Result<NoticeOf<'cheque_ended'>>>;
  /** Returns the money of cheques whose time is over. Returns how many ended. */
  expireDue(limit: number): Promise<number>;
}

export interface ChequeRequest {
  writer: Identity;
  /** Null: whoever bears it. */
  payee: Who | null;
  /** Exact minor units of `asset`, positive. */
  amount: bigint;
  asset: string;
  memo: string | null;
  /** How many months it is good; null for as long as is usual. */
  months: number | null;
  /** The public id of whom the writer was asked about: a handle may have another bearer by now. */
  meant?: string;
  origin: Origin;
}

/** The payload of an intent that writes (`cheque_amount`, `cheque_confirmed`), as JSON. `key` is the idempotency key of the command. */
export interface ChequeIntent extends Omit<ChequeRequest, 'writer' | 'amount' | 'origin'> {
  key: string;
  /** Minor units, a decimal string. */
  amount: string;
  conversation: Conversation;
}

/** As typed. Null: it was there, and is not known any more, because it is never stored. */
export interface CashRequest {
  casher: Identity;
  number: string | null;
  secret: string | null;
  /** Of the event. */
  key: string;
}

export type ChequeState = 'open' | 'cashed' | 'stopped' | 'expired';

/** A cheque as its writer sees it. */
export interface ChequeItem {
  reference: string;
  amount: Money;
  payee: PersonView | null;
  /** Who cashed it. */
  casher: PersonView | null;
  memo: string | null;
  state: ChequeState;
  /** ISO 8601: when it ended; of one that is open, when it was written. */
  at: string;
  /** The last day on which it is good, `2026-03-01`. */
  last_day: string;
}

export interface ChequeRefusals {
  /** Nothing was said of what the cheque is for. */
  cheque_incomplete: Record<never, never>;
  cheque_months_invalid: { text: string; longest: number };
  cheques_too_many: { limit: number };
  cheque_number_missing: Record<never, never>;
  /** Number and secret are both needed, where there is no form to enter them in. */
  cheque_paper_missing: Record<never, never>;
  /** A slip of the pen: the check digit does not fit. */
  cheque_number_invalid: { text: string };
  /** To whoever looks for one of their own. */
  cheque_unknown: { number: string };
  /** It has not the length of one, or not its letters. */
  cheque_secret_invalid: Record<never, never>;
  /** It was typed, and is not stored: only the person themselves can say it again. */
  cheque_secret_forgotten: Record<never, never>;
  /** No cheque has this number and this secret. */
  cheque_wrong: { left: number };
  /** Of the number where `number`, otherwise of the person. `until` ISO 8601. */
  cheque_tries_exhausted: { until: string; number: boolean };
  /** It is named to somebody else. */
  cheque_not_yours: Record<never, never>;
  cheque_own: Record<never, never>;
  cheque_ended: { state: Exclude<ChequeState, 'open'>; yours: boolean };
}

export type ChequeNotice =
  /** To its writer alone, and never stored: with the secret there is a paper to hand on; null where the paper is somewhere already, or void. */
  | {
      kind: 'cheque_paper';
      reference: string;
      writer: PersonView;
      payee: PersonView | null;
      amount: Money;
      memo: string | null;
      /** ISO 8601. */
      at: string;
      /** The day of writing, and the last one on which it is good: `2026-03-01`. */
      day: string;
      last_day: string;
      secret: string | null;
      /** There was a paper before, which is void now. */
      anew: boolean;
      /** What is left in the writer's wallet. */
      balance: Money;
      actions: NoticeAction<'cheque_stop' | 'cheque_print'>[];
    }
  /** To its writer. `more`: so many that are not among these. */
  | {
      kind: 'cheques';
      cheques: ChequeItem[];
      more: number;
      actions: (NoticeAction<'cheque_stop' | 'cheque_print'> & { reference: string })[];
    }
  /** To whoever cashed it. */
  | {
      kind: 'cheque_cashed';
      reference: string;
      writer: PersonView;
      amount: Money;
      memo: string | null;
      balance: Money;
    }
  /** To its writer: somebody has cashed it. */
  | { kind: 'cheque_paid'; reference: string; casher: PersonView; amount: Money; memo: string | null }
  /** To its writer: stopped by them or by time, and this is back. */
  | { kind: 'cheque_ended'; reference: string; state: 'stopped' | 'expired'; amount: Money; balance: Money };

/** The form of `/cash`. */
export interface ChequeCashForm {
  form: 'cheque_cash';
  intent: string;
  /** Filled in already; null where it is not known. */
  number: string | null;
}
