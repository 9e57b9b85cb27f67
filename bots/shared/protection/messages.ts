/** Every text of being asked before money goes. */
import type { NoticeOf } from '../../../core/index.ts';
import type { CapabilityMessages, Language } from '../messages/catalogue.ts';

interface QuestionWords {
  /** One name, or how many people; null where it is for whoever comes. */
  payees: string | null;
  total: string;
}

type Question = NoticeOf<'confirm_spending'>;

export interface ProtectionMessages extends CapabilityMessages {
  commands: Record<never, never>;
  question: Record<Question['state'], (words: QuestionWords) => string> & {
    why: Record<Question['reasons'][number], (payees: number, language: Language) => string>;
    nothingYet(until: string): string;
    memo(memo: string): string;
  };
  buttons: Record<'confirm' | 'cancel', string>;
}
