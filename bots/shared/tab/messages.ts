/** Every text of a tab. */
import type { TabRefusals } from '../../../core/index.ts';
import type { CapabilityMessages, CommandWords, Language, RefusalMessages } from '../messages/catalogue.ts';

type Subcommand =
  | 'show'
  | 'add'
  | 'join'
  | 'leave'
  | 'edit'
  | 'delete'
  | 'settle'
  | 'export'
  | 'import'
  | 'match';

export interface TabMessages extends CapabilityMessages {
  commands: Record<'tab', CommandWords>;
  options: Record<Subcommand | 'file' | 'name' | 'number' | 'with' | 'paid_by', string>;
  tab: {
    title(members: number, language: Language): string;
    none: string;
    begin: string;
    even: string;
    gets(amounts: string): string;
    owes(amounts: string): string;
    plan: string;
    pays(debtor: string, creditor: string, amount: string): string;
    /** A plan by greed is a good one, and not always the best. */
    greedy: string;
  };
  /** On their own page. */
  tabs: {
    title: string;
    gets(amounts: string): string;
    owes(amounts: string): string;
    /** Their part of a tab with somebody, in a currency. */
    pay(other: string, asset: string): string;
  };
  change: {
    paid(payers: string, amount: string, count: number): string;
    edited(by: string, number: number): string;
    deleted(by: string, number: number): string;
    memo(memo: string): string;
    enteredBy(by: string): string;
    each(amount: string): string;
    before(what: string): string;
    was(what: string): string;
    since: Record<'edited' | 'deleted', string>;
  };
  round: {
    title: Record<'open' | 'closed' | 'done', string>;
    how: string;
    outside: string;
    closed: string;
    owedAgain: string;
    givenBack(amount: string): string;
    due(debtor: string, creditor: string): string;
    states: Record<'open' | 'pending' | 'paid' | 'outside', string>;
  };
  members: Record<'joined' | 'left', (person: string) => string> & {
    stays: string;
    /** Who is on it. */
    all(people: string): string;
  };
  paid(amounts: string): string;
  importing: {
    title: string;
    submit: string;
    file: string;
    text: string;
    done(by: string, entries: number, language: Language): string;
    /** `one` of them, to say how it is typed. */
    names(names: string, one: string): string;
  };
  who: { title: string; submit: string; done: string; is(name: string): string };
  /** Whom somebody says that a name is. */
  matching: {
    title: Record<'asked' | 'confirmed' | 'declined', (name: string, person: string) => string>;
    says(by: string, importer: string): string;
  };
  exported: string;
  buttons: Record<
    'tab_settle' | 'tab_join' | 'tab_pay' | 'tab_who' | 'tab_match_yes' | 'tab_match_no',
    string
  >;
  refusals: RefusalMessages<keyof TabRefusals>;
}
