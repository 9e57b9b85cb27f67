/** Every text of a payment. */
import type { PaymentState } from '../../../core/index.ts';
import type { CapabilityMessages, CommandWords } from '../messages/catalogue.ts';

interface PaymentWords {
  payer: string;
  /** One name, or how many people. */
  payees: string;
  total: string;
}

export interface PayMessages extends CapabilityMessages {
  commands: Record<'pay', CommandWords>;
  codes: Record<'pay' | 'claim' | 'return' | 'reverse', string>;
  states: Record<PaymentState | 'mixed', string>;
  payment: {
    title: Record<PaymentState | 'mixed', (words: PaymentWords) => string>;
    /** Somebody has to come and take it. */
    waiting(payee: string, until: string | null): string;
    waitingMany(until: string | null): string;
    memo(memo: string): string;
  };
  sent: Record<'title' | 'waits', (words: PaymentWords) => string> & {
    large: string;
    /** What it cost, of another currency. */
    sold(amount: string): string;
  };
  received: { title(payer: string, amount: string): string; claimed: string };
  returned: {
    title(payee: string, amount: string): string;
    unclaimed: string;
  };
  which: { title: string; wrote(text: string): string; done: string };
  /** `amount`: null where everybody has another. */
  buttons: { claim(amount: string | null): string; takeBack: string };
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
}
