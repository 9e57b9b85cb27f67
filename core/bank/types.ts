/** What operators may do, and what is said of it. */
import type { PersonView, Who } from '../common.ts';
import type { Money } from '../money.ts';
import type { Identity } from '../ports/chat.ts';
import type { Result } from '../refusals.ts';

export interface BankService {
  isOperator(identity: Identity): Promise<boolean>;
  /** New money from the operator's cash desk. `by` null: the command line. */
  fund(
    by: Identity | null,
    to: Who,
    amount: bigint,
    asset: string,
    key: string,
  ): Promise<Result<{ person: PersonView; amount: Money; balance: Money; reference: string }>>;
  freeze(
    by: Identity | null,
    who: Who,
    frozen: boolean,
  ): Promise<Result<{ person: PersonView; frozen: boolean }>>;
  /** Takes somebody's PIN away, with whatever locked it: they forgot it. They are told. */
  resetPin(by: Identity | null, who: Who): Promise<Result<{ person: PersonView }>>;
}

export type BankNotice =
  | { kind: 'bank_funded'; person: PersonView; amount: Money; balance: Money; reference: string }
  | { kind: 'bank_frozen'; person: PersonView; frozen: boolean };
