/** Every text that belongs to no capability. */
import type { CapabilityMessages, CommandWords } from '../messages/catalogue.ts';

export interface GeneralMessages extends CapabilityMessages {
  commands: Record<'help', CommandWords>;
  help: { title: string; lead: string };
  privately: { title: string; unreachable: string; hint: string };
  missed: { title: string };
}
