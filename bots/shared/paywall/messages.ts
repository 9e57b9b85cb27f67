/** Every text of paid posts. */
import type { PaywallAction, PaywallRefusals, ShownAs } from '../../../core/index.ts';
import type { CapabilityMessages, CommandWords, Language, RefusalMessages } from '../messages/catalogue.ts';

export interface PaywallMessages extends CapabilityMessages {
  commands: Record<'paywall', CommandWords>;
  options: Record<'action' | 'reference' | 'title', string>;
  refusals: RefusalMessages<keyof PaywallRefusals>;
  untitled: string;
  /** Before the seller's name. */
  by: string;
  price: string;
  contains: string;
  /** Of a file's size. */
  kinds: { text: string; link: string; file(name: string, megabytes: string): string } & Record<
    ShownAs,
    string
  >;
  unlocked(count: number, language: Language): string;
  withdrawn: string;
  /** To everybody who has not unlocked it, in the place of what is behind it. */
  taken: string;
  buyers: string;
  nobody: string;
  buttons: Record<Exclude<PaywallAction, 'unlock'>, string> & { unlock(price: string): string };
  content: {
    paid(amount: string): string;
    /** How it is found again. */
    again(command: string): string;
    /** So long the money may be asked for. */
    backUntil(time: string): string;
  };
  back: {
    button: string;
    title(of: { buyer: string; paid: string }): string;
    /** In time; and when that is decided. */
    line(minutes: number): string;
    given(of: { buyer: string; back: string }): string;
    give: string;
    /** Of the card that everybody sees. */
    label: string;
    terms(minutes: number): string;
  };
  refunded: { title(title: string): string; line: string };
  list: {
    title: string;
    empty: string;
    start: string;
    taken(amounts: string): string;
    offer(of: { price: string; unlocked: string; taken: string }): string;
    withdrawn: string;
    has(seller: string): string;
    open(title: string): string;
    more: string;
  };
  done: Record<'paid' | 'withdrawn' | 'edited' | 'asked', string>;
  form: Record<
    | 'title'
    | 'submit'
    | 'editTitle'
    | 'editSubmit'
    | 'price'
    | 'pricePlaceholder'
    | 'name'
    | 'namePlaceholder'
    | 'teaser'
    | 'teaserPlaceholder'
    | 'text'
    | 'textPlaceholder'
    | 'file'
    | 'otherFile',
    string
  >;
}
