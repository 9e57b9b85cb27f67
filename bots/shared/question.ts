/**
 * What a platform asks while somebody is still typing. Questions are not stored, move nothing and leave nothing behind;
 * the answer is needed at once, and an empty one is always right.
 */
import type { Conversation, Core, Platform } from '../../core/index.ts';
import type { Card } from './card.ts';
import type { Actor, InboundEventOf } from './event.ts';

/** How an option of a command could go on (Discord). */
export interface AutocompleteQuestion {
  kind: 'autocomplete';
  platform: Platform;
  actor: Actor;
  conversation: Conversation;
  /** As in a command event: `pay`, `bank fund`. */
  command: string;
  option: string;
  typed: string;
}

/** `@bot pay 5` in any chat, also one where the bot is not (Telegram). */
export interface InlineQuestion {
  kind: 'inline';
  platform: Platform;
  actor: Actor;
  /** At most 256 characters. */
  text: string;
}

/** At most 25 are shown; label and value of at most 100 characters. */
export interface Choice {
  label: string;
  value: string;
}

/** A card that the asker may send into the chat. At most 50 are shown. */
export interface InlineResult {
  /** Comes back in the `chosen` event; at most 64 bytes. */
  id: string;
  title: string;
  description: string;
  /** With at least one button, or the platform will not tell which message it became. */
  card: Card;
}

/** What is wrong with a form, by the name of the field; nothing where it may be taken. */
export type FormErrors = Record<string, string>;

/** They reject for a bug only. */
export interface Questions {
  /** Asked of a form before it is taken, where a platform can leave it open and say what is wrong. */
  check(form: InboundEventOf<'form'>): Promise<FormErrors>;
  autocomplete(question: AutocompleteQuestion): Promise<Choice[]>;
  inline(question: InlineQuestion): Promise<InlineResult[]>;
}

/** What an answer may be made from. */
export interface QuestionParts {
  core: Core;
}
