/** What a person has, and what happened to it. */

import type { InterestView } from '../bearing.ts';
import type { PersonView, QuotedRate } from '../common.ts';
import type { Money } from '../money.ts';
import type { Identity } from '../ports/chat.ts';

export interface AccountService {
  balance(identity: Identity): Promise<Extract<AccountNotice, { kind: 'balance' }>>;
  /** Newest first. */
  history(identity: Identity, limit: number): Promise<Extract<AccountNotice, { kind: 'history' }>>;
}

export interface HistoryLine {
  at: string;
  reference: string;
  /** Signed: negative went out. */
  amount: Money;
  balance: Money;
  counterparty: PersonView | null;
  code: string;
  memo: string | null;
  /** Of what is set aside, which `balance` then is. */
  savings?: true;
  /** What it was changed into or from, and at which mid rate. */
  exchanged?: { counter: Money; rate: QuotedRate };
}

export type AccountNotice =
  | {
      kind: 'balance';
      /** `spendable`: what is available, and what the bank lends beyond. */
      balances: { balance: Money; held: Money; available: Money; spendable: Money }[];
      savings: Money[];
      /**
       * About what all of it is worth in the community's currency, by rates of a day, ISO 8601. Absent where that is the only one, and where there
       * are no fresh rates.
       */
      worth?: { total: Money; date: string };
      interest: InterestView[];
      person: PersonView;
      frozen: boolean;
    }
  | { kind: 'history'; lines: HistoryLine[]; person: PersonView };
