/** Every text of the balance and the history. */
import type { CapabilityMessages, CommandWords } from '../messages/catalogue.ts';

export interface AccountMessages extends CapabilityMessages {
  commands: Record<'balance' | 'history', CommandWords>;
  balance: {
    title(amount: string): string;
    titleMany: string;
    held: string;
    available: string;
    availableOf(amount: string, held: string): string;
    frozen: string;
    spendable: string;
    spendableOf(amount: string, line: string): string;
    savings: string;
    /** By the rates of a day: never exact. */
    worth(total: string, date: string): string;
    interest: string;
    interestOf(of: {
      earned: string | null;
      charged: string | null;
      earns: string | null;
      costs: string | null;
    }): string;
  };
  history: {
    title: string;
    empty: string;
    to(name: string): string;
    from(name: string): string;
    balance(amount: string): string;
    /** What it was changed into or from. */
    exchanged(counter: string, rate: { one: string; is: string; of: string }): string;
  };
}
