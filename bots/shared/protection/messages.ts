/** Every text of being asked before money goes, and of the PIN. */
import type { NoticeOf, RefusalCode } from '../../../core/index.ts';
import type { CapabilityMessages, CommandWords, Language, RefusalMessages } from '../messages/catalogue.ts';

interface QuestionWords {
  /** One name, or how many people; null where it is for whoever comes. */
  payees: string | null;
  total: string;
}

type Question = NoticeOf<'confirm_spending'>;

type ProtectionRefusal = Extract<
  RefusalCode,
  `pin_${string}` | 'link_pin' | 'protection_currency' | 'form_unopened' | 'spending_changed'
>;

export interface ProtectionMessages extends CapabilityMessages {
  commands: Record<'confirm' | 'pin', CommandWords>;
  options: Record<'when' | 'threshold' | 'remove', string>;
  question: Record<Question['state'], (words: QuestionWords) => string> & {
    /** `reasons` is a list of {@link why}. */
    because(reasons: string): string;
    why: Record<Question['reasons'][number], (payees: number, language: Language) => string>;
    pin: string;
    /** Why it needs the PIN, where it is not for this amount alone. */
    recent(amount: string): string;
    nothingYet(until: string): string;
    memo(memo: string): string;
  };
  buttons: Record<
    | 'confirm'
    | 'cancel'
    | 'new_always'
    | 'new_never'
    | 'protection_form'
    | 'pin_set'
    | 'pin_change'
    | 'pin_again',
    string
  >;
  settings: {
    title: string;
    /** Labels of what is set: `more than`, and to whom. */
    labels: Record<'ask_above' | 'ask_new_above' | 'pin_above' | 'pin', string>;
    above(amount: string): string;
    always: string;
    never: string;
    noPin: string;
    hasPin: string;
    lockedUntil(time: string): string;
    /** Where there is no form: how it is typed. */
    how: string;
  };
  wanted: {
    title: Record<NoticeOf<'pin_wanted'>['which'], string>;
    toPay(words: QuestionWords): string;
    /** Of what has been paid already. */
    toRelease(words: QuestionWords): string;
    /** `total`: what would be owed. */
    toBorrow(total: string): string;
    how: string;
  };
  changed: Record<NoticeOf<'pin_changed'>['did'], string> & { hint: string };
  reset: { done(name: string): string; yours: string; hint: string };
  form: {
    title: string;
    submit: string;
    thresholds: Record<'ask_above' | 'ask_new_above' | 'pin_above', string>;
    placeholder: string;
    always: string;
    never: string;
    pin: {
      title: string;
      setTitle: string;
      changeTitle: string;
      pay: string;
      toPay(amount: string): string;
      current: string;
      toBorrow(amount: string): string;
      toRelease(amount: string): string;
      release: string;
      borrow: string;
      toLink: string;
      getCode: string;
      new: string;
      again: string;
      toLower: string;
    };
  };
  refusals: RefusalMessages<ProtectionRefusal>;
}
