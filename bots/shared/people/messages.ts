/** Every text of welcoming and linking. */
import type { CapabilityMessages, CommandWords } from '../messages/catalogue.ts';

export interface PeopleMessages extends CapabilityMessages {
  commands: Record<'link', CommandWords>;
  options: Record<'code', string>;
  codes: Record<'link', string>;
  welcome: { title(name: string): string; claimed(amounts: string): string; hint: string };
  link: {
    title(code: string): string;
    how(code: string, until: string): string;
    secret: string;
    question(name: string): string;
    /** `places`: the platforms and ids of who made the code. */
    whose(name: string, places: string): string;
    /** What the redeemer has; null for nothing. */
    shares(amounts: string | null): string;
    onlyYou: string;
    /** To whose code it was. */
    joined(name: string): string;
    notYou: string;
    linked: string;
    linkedBalance(amounts: string): string;
  };
  /** On their own page. */
  chats: { title: string; where(platforms: string): string };
  buttons: Record<'link' | 'another', string>;
}
