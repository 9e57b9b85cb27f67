/**
 * The one grammar of all three chats: from a command's arguments to what it asks for, or to a refusal that says what was not
 * understood. Each command reads its own words; `reading.ts` has what money commands share.
 */
import { type Result, refuse } from '../../core/index.ts';
import { commandOf } from './commands.ts';
import type { Argument } from './event.ts';
import { plainLine } from './memo.ts';
import type { GrammarContext } from './reading.ts';
import { tokens } from './tokens.ts';
import { verbOf } from './verb.ts';

export type { GrammarContext } from './reading.ts';

/** Understands a command. Throws only for a bug: what people type is understood or refused. */
export function parseCommand(
  name: string,
  args: readonly Argument[],
  context: GrammarContext,
): Result<unknown> {
  const { verb, rest } = verbOf(name);
  const command = commandOf(verb);
  if (!command) return refuse('command_unknown', { text: plainLine(name).slice(0, 40) });
  return command.parse(tokens(rest === '' ? args : [{ type: 'text', text: rest }, ...args]), context);
}
