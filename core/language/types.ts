/** In which language somebody is spoken to: what they chose, or else what their chat says. */
import type { LanguageCode } from '../languages.ts';
import type { Money } from '../money.ts';
import type { Identity } from '../ports/chat.ts';

export interface LanguageService {
  /** How it is now. */
  settings(identity: Identity): Promise<LanguageNotice>;
  /** From now on, in all their chats. Null: as each chat says. The same event chooses once. Returns how they are spoken to by now, BCP 47. */
  choose(identity: Identity, language: LanguageCode | null, key: string): Promise<string>;
  /** BCP 47; null for somebody of whom nobody told. */
  localeOf(identity: Identity): Promise<string | null>;
}

export interface LanguageNotice {
  kind: 'language';
  /** Null: as the chat says. */
  chosen: LanguageCode | null;
  /** To see how amounts are written. */
  example: Money;
  /** A button for each that may be chosen; null gives the choice back to the chat. */
  choices: { language: LanguageCode | null; intent: string }[];
}

export interface LanguageRefusals {
  language_unknown: { text: string };
}
