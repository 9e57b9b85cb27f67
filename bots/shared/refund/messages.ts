/** Every text of money that comes back. */
import type { DisputeState, DisputeStep, RefundRefusals } from '../../../core/index.ts';
import type { CapabilityMessages, CommandWords, Language, RefusalMessages } from '../messages/catalogue.ts';

interface RefundWords {
  payer: string;
  payee: string;
  amount: string;
}

interface DisputeWords {
  payer: string;
  payee: string;
  paid: string;
}

type StepWords = Record<DisputeStep['step'], (words: { payer: string; words: string }) => string>;

export interface RefundMessages extends CapabilityMessages {
  commands: Record<'refund' | 'dispute', CommandWords>;
  options: Record<
    'reference' | 'refund' | 'reason' | 'dispute' | 'dispute_reference' | 'disputes' | 'verdict' | 'word',
    string
  >;
  codes: Record<'refund', string>;
  refusals: RefusalMessages<keyof RefundRefusals>;
  /** `payee`: where the payment had several. */
  refunded(refunded: string, paid: string, payee: string | null): string;
  offer: {
    title(payer: string): string;
    left(left: string, paid: string): string;
    how(reference: string): string;
  };
  sent: {
    title(words: RefundWords): string;
    /** To the payee, who did not do it themselves. */
    byBank(words: RefundWords): string;
    /** To the operator. */
    ordered(words: RefundWords): string;
    byBankHint: string;
  };
  received: {
    title(words: RefundWords): string;
    byBank(words: RefundWords): string;
    /** It ends what the payer had said was wrong. */
    dispute(reference: string): string;
  };
  /** To operators. */
  dispute: {
    title: Record<DisputeState, (words: DisputeWords) => string>;
    /** To the operator who has just typed it. */
    done: Record<'refund' | 'ask' | 'reject', (payer: string) => string>;
    /** The payer has, and the card of it is a newer one. */
    moved(payer: string): string;
    /** Which operator decided. */
    by(operator: string): string;
    states: Record<DisputeState, string>;
    steps: StepWords;
  };
  /** To the payer. */
  mine: {
    title: Record<DisputeState | 'asked', (words: DisputeWords) => string>;
    /** What happens next. */
    hints: Record<'open' | 'asked', (reference: string) => string>;
    steps: StepWords;
  };
  disputes: { title(count: number, language: Language): string; how: string };
  buttons: Record<'receipt' | 'ask' | 'reject' | 'answer' | 'withdraw', string> & {
    refund(amount: string): string;
  };
  form: {
    refundTitle: string;
    refundSubmit: string;
    amount: string;
    amountAll(left: string): string;
    disputeTitle: string;
    send: string;
    whose: string;
    reason: string;
    reasonPlaceholder: string;
    wordTitle: Record<'ask' | 'reject' | 'answer', string>;
    word: Record<'ask' | 'reject' | 'answer', string>;
  };
}
