/** Every text of money that comes back. */
import type { RefundRefusals } from '../../../core/index.ts';
import type { CapabilityMessages, CommandWords, RefusalMessages } from '../messages/catalogue.ts';

interface RefundWords {
  payer: string;
  payee: string;
  amount: string;
}

export interface RefundMessages extends CapabilityMessages {
  commands: Record<'refund', CommandWords>;
  options: Record<'reference' | 'refund', string>;
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
  received: { title(words: RefundWords): string; byBank(words: RefundWords): string };
  buttons: Record<'receipt', string> & { refund(amount: string): string };
  form: { refundTitle: string; refundSubmit: string; amount: string; amountAll(left: string): string };
}
