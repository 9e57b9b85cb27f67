/** Every text that belongs to no capability. */
import type { CapabilityMessages, CommandWords } from '../messages/catalogue.ts';
import type { Topic } from './topics.ts';

export interface GeneralMessages extends CapabilityMessages {
  commands: Record<'help', CommandWords>;
  options: Record<'command', string>;
  help: {
    title: string;
    lead: string;
    /** In the place of the lead, when somebody asks about what is no command. */
    unknown(word: string): string;
    /** How to hear more of one command. */
    more: string;
    topics: Record<Topic, string>;
    usage(line: string): string;
    example(line: string): string;
    /** What to write to hear how one of several is written. */
    how(one: string): string;
    /** In the other language, how to come to it. */
    language: string;
  };
  privately: { title: string; unreachable: string; hint: string };
  missed: { title: string };
}
