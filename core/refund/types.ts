/** Money back out of settled payments: what may be asked, and what people are told. */
import type { NoticeAction, Origin, PersonView, Who } from '../common.ts';
import type { Asset, Money } from '../money.ts';
import type { Notice } from '../notices.ts';
import type { Identity } from '../ports/chat.ts';
import type { Result } from '../refusals.ts';
import type { DisputeForms, DisputeNotice, DisputeRefusals, DisputeService } from './dispute-types.ts';

export interface RefundService extends DisputeService {
  /** In which currency an amount is meant that names none. */
  currencyOf(reference: string): Promise<Result<Asset>>;
  /** A button for each of these amounts: what was written can be read in several ways. */
  offer(by: Identity, reference: string, amounts: readonly Money[]): Promise<Result<RefundOffer>>;
  /** The payee gives back; once per payment. */
  refund(by: Identity, request: Omit<RefundRequest, 'payee'>): Promise<Result<RefundSent>>;
  /** As `refund`, for what somebody typed: asks them first where that is wanted, and gives back once they have confirmed. The event's key is the refund's. */
  askRefund(
    by: Identity,
    request: Pick<RefundRequest, 'reference' | 'amount'> & { origin: Origin },
  ): Promise<Result<{ sent: RefundSent } | { confirm: Notice }>>;
  /** An operator orders it, from whoever was paid, also when they are frozen. `by` null: the command line. */
  refundByBank(by: Identity | null, request: RefundRequest): Promise<Result<RefundSent>>;
}

export interface RefundRequest {
  /** Of the payment's order. */
  reference: string;
  /** Who was paid, where the order has several payees. */
  payee: Who | null;
  /** Null: all that is left. */
  amount: Money | null;
  /** The event's. */
  key: string;
}

export interface Refundable {
  reference: string;
  payer: PersonView;
  payee: PersonView;
  paid: Money;
  left: Money;
}

type RefundOffer = Extract<RefundNotice, { kind: 'refund_offer' }>;
type RefundSent = Extract<RefundNotice, { kind: 'refund_sent' }>;

export interface RefundRefusals extends DisputeRefusals {
  payment_missing: Record<never, never>;
  payment_unknown: { reference: string };
  /** An order with several payees: whose part is meant. */
  payment_which: { reference: string; payees: string[] };
  payment_not_settled: Record<never, never>;
  /** Only whoever was paid refunds. */
  refund_not_yours: Record<never, never>;
  refund_done: Record<never, never>;
  refund_too_much: { left: Money };
  refund_other_currency: { asset: string };
  /** How it is typed where there is no form. */
  refund_how: { reference: string; left: Money };
  /** The bank orders what the payee does not have. */
  refund_uncovered: { payee: string; needed: Money };
  /** Operators decide nothing about their own money. */
  operator_takes_part: Record<never, never>;
}

export type RefundNotice =
  | DisputeNotice
  /** On the cards of payments that have settled, below what those say. `refunds`: of whom something came back already. */
  | {
      kind: 'receipt';
      refunds: { payee: PersonView; refunded: Money; paid: Money }[];
      actions: NoticeAction<'receipt'>[];
    }
  /** To the payee, who chooses how much. */
  | ({ kind: 'refund_offer'; actions: NoticeAction<'refund'>[] } & Refundable)
  /** To whoever gave it back or ordered it; to the payee also when the bank ordered it. `refunded`: of the payment, all together. */
  | ({ kind: 'refund_sent'; amount: Money; refunded: Money } & RefundTold)
  /** To the payer. */
  | ({ kind: 'refund_received'; amount: Money; refunded: Money } & RefundTold);

interface RefundTold {
  reference: string;
  payer: PersonView;
  payee: PersonView;
  paid: Money;
  /** The reader's; null for an operator, whose it is not. */
  balance: Money | null;
  /** By the bank's order. */
  by_bank: boolean;
  /** What the payer said was wrong has come to its end with it. */
  dispute: string | null;
}

export type RefundForms = RefundForm | DisputeForms;

/** How much of what was paid. */
interface RefundForm {
  form: 'refund';
  intent: string;
  reference: string;
  payer: PersonView;
  left: Money;
}
