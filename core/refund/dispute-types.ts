/** What payers say is wrong, and what the bank makes of it. */
import type { NoticeAction, PersonView, Who } from '../common.ts';
import type { Money } from '../money.ts';
import type { Identity } from '../ports/chat.ts';
import type { Result } from '../refusals.ts';

export interface DisputeService {
  /** The payer says what is wrong, or answers what the bank asked. Without words: how it stands. */
  dispute(by: Identity, request: DisputeRequest): Promise<Result<DisputeMine>>;
  /** What waits for the operators, oldest first. */
  disputes(by: Identity): Promise<Result<Extract<DisputeNotice, { kind: 'disputes' }>>>;
  /** An operator's step; null: only look. By the dispute's reference, or its payment's. */
  decide(
    by: Identity,
    request: { reference: string; decision: Decision | null; key: string },
  ): Promise<Result<Extract<DisputeNotice, { kind: 'dispute' }>>>;
}

export interface DisputeRequest {
  /** Of the payment's order. */
  reference: string;
  /** Who was paid, where the order has several payees: a name, or a place in the order from 0 on. */
  payee: Who | number | null;
  words: string | null;
  key: string;
}

export type Decision =
  /** Null: all that is left of the payment. */
  { verdict: 'refund'; amount: Money | null } | { verdict: 'reject' | 'ask'; words: string };

export type DisputeState = 'open' | 'refunded' | 'rejected' | 'withdrawn';

export interface DisputeStep {
  step: 'opened' | 'asked' | 'answered' | 'refunded' | 'rejected' | 'withdrawn';
  /** `platform:tenant:user`. Only operators are told who of them it was. */
  operator: string | null;
  words: string | null;
  at: string;
}

interface Told {
  reference: string;
  /** The order's reference, and which of its payments. */
  payment: string;
  position: number;
  payer: PersonView;
  payee: PersonView;
  paid: Money;
  refunded: Money;
  state: DisputeState;
  steps: DisputeStep[];
  at: string;
}

type DisputeMine = Extract<DisputeNotice, { kind: 'dispute_mine' }>;

export type DisputeNotice =
  /** To operators: what is to be decided, and what was. */
  | ({ kind: 'dispute'; actions: NoticeAction<'refund' | 'reject' | 'ask'>[] } & Told)
  /** To operators, in the place of their card: the payer has answered, and there is a newer one. */
  | ({ kind: 'dispute_moved' } & Pick<Told, 'reference' | 'payment' | 'payer'>)
  /** To an operator who has typed what becomes of it, beside their card of it. */
  | { kind: 'dispute_done'; did: Decision['verdict']; reference: string; payer: PersonView }
  /** To the payer. */
  | ({ kind: 'dispute_mine'; actions: NoticeAction<'answer' | 'withdraw'>[] } & Told)
  /** To operators: the oldest of those that are open, and how many there are. */
  | {
      kind: 'disputes';
      open: Pick<Told, 'reference' | 'payer' | 'payee' | 'paid' | 'steps' | 'at'>[];
      total: number;
    };

export interface DisputeRefusals {
  dispute_not_yours: Record<never, never>;
  /** Said already, and not yet decided. */
  dispute_open: Record<never, never>;
  dispute_closed: Record<never, never>;
  dispute_unknown: { reference: string };
  /** How it is typed where there is no form. `payees`: where the order has several. */
  dispute_how: { reference: string; payees: string[] };
  dispute_answer_how: { reference: string };
  dispute_word_how: { reference: string; verdict: 'reject' | 'ask' };
}

export type DisputeForms =
  /** What is wrong; with the payees to choose from, by their places in the order. */
  | {
      form: 'dispute';
      intent: string;
      reference: string;
      payees: { position: number; payee: PersonView; paid: Money }[];
    }
  /** A word of an operator, or the payer's answer. `reference`: the dispute's for operators, the payment's for the payer. */
  | { form: 'dispute_word'; intent: string; reference: string; verdict: 'reject' | 'ask' | 'answer' };
