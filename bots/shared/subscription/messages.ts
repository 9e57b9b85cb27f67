/** Every text of subscriptions. */
import type { NoticeOf, SubscriptionRefusals } from '../../../core/index.ts';
import type { CapabilityMessages, CommandWords, Language, RefusalMessages } from '../messages/catalogue.ts';

export interface SubscriptionMessages extends CapabilityMessages {
  commands: Record<'creator' | 'subscribe' | 'subscriptions', CommandWords>;
  options: Record<'action' | 'reference' | 'tier', string>;
  refusals: RefusalMessages<keyof SubscriptionRefusals>;
  /** Of a tier without a name. */
  unnamed: string;
  month(price: string): string;
  creator: {
    title(name: string): string;
    /** What one gets. */
    line(name: string): string;
    /** Where nothing is for sale yet. */
    promise(name: string): string;
    closed: string;
    start(of: { name: string | null; price: string }): string;
    close(name: string): string;
    ownTitle: string;
    ownEmpty: string;
    ownStart: string;
    ownPromise: string;
    subscribers(count: number, language: Language): string;
    earned(amounts: string): string;
  };
  subscription: {
    title(creator: string): string;
    ended(creator: string): string;
    renews(date: string): string;
    runs(date: string): string;
    tried(date: string): string;
    cancel: string;
  };
  list: { title: string; empty: string; start: string; cancel(creator: string): string };
  /** On the payment's card, which both read. */
  receipt: Record<'renews' | 'ends', (of: { reference: string; price: string; date: string }) => string> & {
    title: string;
  };
  failed: { title(creator: string, price: string): string; line(date: string): string };
  over: Record<NoticeOf<'subscription_ended'>['why'], (creator: string) => string>;
  again(command: string): string;
  renews: { title(creator: string, price: string, date: string): string; line(reference: string): string };
  done: Record<'subscribed', string>;
}
