/** Every text that belongs to no capability. */
import type { CapabilityMessages, CommandWords } from '../messages/catalogue.ts';

export interface GeneralMessages extends CapabilityMessages {
  commands: Record<'help', CommandWords>;
  /** `language`: in the other language, how to come to it. */
  help: { title: string; lead: string; language: string };
  privately: { title: string; unreachable: string; hint: string };
  missed: { title: string };
}
