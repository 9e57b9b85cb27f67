/** Every text of a request for money. */
import type { RequestAction, RequestRefusals, RequestState } from '../../../core/index.ts';
import type { CapabilityMessages, CommandWords, RefusalMessages } from '../messages/catalogue.ts';

export interface RequestWords {
  asker: string;
  /** One name or two, or how many people; null while it is for whoever pays first. */
  payers: string | null;
  total: string;
  paid: string;
  remaining: string;
}

type Titles = Record<RequestState, (words: RequestWords) => string>;

export interface RequestMessages extends CapabilityMessages {
  commands: Record<'request' | 'requests', CommandWords>;
  options: Record<'action' | 'reference', string>;
  shortcuts: Record<'request', string>;
  refusals: RefusalMessages<keyof RequestRefusals>;
  states: Record<RequestState, string>;
  /** To everybody, to one who is asked, and to the asker. */
  titles: Record<'all' | 'payer' | 'asker', Titles>;
  reminder(words: RequestWords): string;
  memo(memo: string): string;
  partPaid(words: RequestWords): string;
  /** Behind what it was given back of. */
  givenBack(amount: string): string;
  /** In a line of its own; `asked`: it is asked for again. */
  backAgain(amount: string, asked: boolean): string;
  until(date: string): string;
  /** Of one share among several. */
  share(paid: string, amount: string): string;
  declined: { title(payer: string, amount: string): string };
  expired: {
    asker(payers: string | null, amount: string): string;
    payer(asker: string, amount: string): string;
  };
  list: {
    title: string;
    empty: string;
    owes(name: string): string;
    owed(names: string): string;
    anybody: string;
    more: string;
  };
  /** Several shares of different sizes: everybody's own. */
  payMine: string;
  buttons: Record<Exclude<RequestAction, 'pay'>, string> & { pay(amount: string): string };
  done: Record<'declined' | 'cancelled' | 'reminded', string>;
  inline: { title(amount: string): string; description: string; sending: string };
  form: Record<
    | 'title'
    | 'submit'
    | 'who'
    | 'amount'
    | 'amountPlaceholder'
    | 'split'
    | 'splitPlaceholder'
    | 'memo'
    | 'memoPlaceholder',
    string
  >;
  partForm: { title: string; submit: string; amount: string };
}
