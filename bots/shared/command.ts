/** What a command is: how a platform lists it, how its words are understood, and what it then does. */
import type { LanguageCode, Result } from '../../core/index.ts';
import type { InboundEventOf } from './event.ts';
import type { CapabilityMessages } from './messages/catalogue.ts';
import type { AutocompleteQuestion, Choice, QuestionParts } from './question.ts';
import type { GrammarContext } from './reading.ts';
import type { Token } from './tokens.ts';
import type { Turn } from './turn.ts';

/**
 * An option where the platform has structured ones (Discord). They are strung together, in this order, into the one
 * grammar `VERB AMOUNT [CUR] [to] WHO… [each|total] [for MEMO]` that all three chats share: `lead` is the word before it.
 */
export interface OptionSpec {
  name: string;
  type: 'person' | 'text' | 'choice' | 'file';
  required: boolean;
  lead?: string;
  choices?: string[];
}

export interface CommandSpec {
  name: string;
  /** After the name, as a person types it. */
  usage: string;
  /** Fixed before any work, because some platforms fix it at the first answer. A refusal is always private. */
  audience: 'conversation' | 'private';
  operator: boolean;
  /** A file may come along with the line, where lines are messages. Where there are options instead, one of type `file` says so. */
  takesFile?: true;
  options: OptionSpec[];
  subcommands?: SubcommandSpec[];
}

export interface SubcommandSpec {
  name: string;
  usage: string;
  options: OptionSpec[];
  /** Of another capability than the command's: what that one says of it and of its options. */
  words?: Readonly<Record<LanguageCode, Pick<CapabilityMessages, 'options'>>>;
}

/** Summaries per language are in its capability's messages under `commands`. */
export interface Command<Understood = unknown> {
  spec: CommandSpec;
  /** Pure. Throws only for a bug: what people type is understood or refused. */
  parse(words: readonly Token[], context: GrammarContext): Result<Understood>;
  run(turn: Turn<InboundEventOf<'command'>>, understood: Understood): Promise<void>;
  /** How what is typed into an option could go on, by the option's name. */
  complete?: Readonly<
    Record<string, (question: AutocompleteQuestion, parts: QuestionParts) => Promise<Choice[]>>
  >;
}

/** Says that what a command understands is what it runs. */
export const command = <Understood, Spec extends Partial<Pick<Command, 'spec'>>>(
  parts: Omit<Command<Understood>, 'spec'> & Spec,
): Omit<Command<Understood>, 'spec'> & Spec => parts;

/** Options that many commands have; their words are in the common messages. */
export const option = {
  person: { name: 'person', type: 'person', required: true },
  amount: { name: 'amount', type: 'text', required: true },
  currency: { name: 'currency', type: 'text', required: false },
  memo: { name: 'memo', type: 'text', required: false, lead: 'for' },
} as const satisfies Record<string, OptionSpec>;
