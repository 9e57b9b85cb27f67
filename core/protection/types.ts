/** Being asked before money goes, and the PIN: what people may set, and what they are shown. */
import type { NoticeAction, PersonView } from '../common.ts';
import type { Money } from '../money.ts';
import type { AskReason } from './rules.ts';

/** What bots may ask of it: nothing yet but the buttons of its questions. */
export type ProtectionService = Record<never, never>;

/** What somebody is asked before their money goes. */
interface SpendingQuestion {
  payees: PersonView[];
  total: Money;
  memo: string | null;
  reasons: AskReason[];
}

export type ProtectionNotice =
  /** `state` other than `asked`: it has been answered, and there are no actions. */
  {
    kind: 'confirm_spending';
    state: 'asked' | 'confirmed' | 'cancelled';
    /** ISO 8601: how long it may be answered. */
    until: string;
    actions: NoticeAction<'confirm' | 'cancel'>[];
  } & SpendingQuestion;
