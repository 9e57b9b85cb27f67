/** Every text of the choice of a language. */
import type { LanguageCode } from '../../../core/index.ts';
import type { CapabilityMessages, CommandWords, RefusalMessages } from '../messages/catalogue.ts';

export interface LanguageMessages extends CapabilityMessages {
  commands: Record<'language', CommandWords>;
  options: Record<'language', string>;
  title: string;
  chosen: string;
  automatic: string;
  /** How amounts are written, and read. */
  amounts(example: string): string;
  shared: string;
  /** Each as it calls itself. */
  names: Record<LanguageCode, string>;
  buttons: Record<'automatic', string>;
  refusals: RefusalMessages<'language_unknown'>;
}
