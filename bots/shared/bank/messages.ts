/** Every text of what operators do. */
import type { CapabilityMessages, CommandWords } from '../messages/catalogue.ts';

export interface BankMessages extends CapabilityMessages {
  commands: Record<'bank', CommandWords>;
  options: Record<'fund' | 'freeze' | 'unfreeze' | 'pin' | 'reset' | 'tip' | 'emoji', string>;
  codes: Record<'fund', string>;
  bank: {
    funded(name: string, amount: string): string;
    fundedBalance(amount: string): string;
    frozen(name: string): string;
    unfrozen(name: string): string;
    /** The same, to the person themselves. */
    fundedYou(amount: string): string;
    frozenYou: string;
    frozenHint: string;
    unfrozenYou: string;
  };
}
