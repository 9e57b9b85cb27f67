/** Every text of savings. */
import type { CapabilityMessages, CommandWords, RefusalMessages } from '../messages/catalogue.ts';

type Refusals =
  | 'savings_in_debt'
  | 'savings_insufficient'
  | 'unsave_insufficient'
  | 'nothing_saved'
  | 'goal_without_target';

export interface SavingsMessages extends CapabilityMessages {
  commands: Record<'save' | 'unsave', CommandWords>;
  options: Record<'goal', string>;
  codes: Record<'save' | 'unsave', string>;
  refusals: RefusalMessages<Refusals>;
  savings: {
    saved(amount: string): string;
    unsaved(amount: string): string;
    title(amount: string): string;
    titleMany: string;
    none: string;
    start(rate: string | null): string;
    pot: string;
    rate: string;
    earns(rate: string, earned: string | null): string;
    goal: string;
    /** Of a goal, with its name where it has one. */
    progress(of: { name: string | null; target: string; percent: string }): string;
    reached(of: { name: string | null; target: string }): string;
    undo(command: string): string;
    picture: {
      title: string;
      saved(amount: string): string;
      target(amount: string): string;
      alt(of: { title: string; saved: string; target: string; percent: string }): string;
    };
  };
}
