/** From a typed command to what its capability does. */
import type { CommandSpec } from './command.ts';
import { commandOf } from './commands.ts';
import type { InboundEventOf } from './event.ts';
import { parseCommand } from './grammar.ts';
import { plainLine } from './memo.ts';
import { textOf, tokens } from './tokens.ts';
import type { Turn } from './turn.ts';
import { grammarContext } from './turn-grammar.ts';
import { verbOf } from './verb.ts';

export async function runCommand(turn: Turn<InboundEventOf<'command'>>): Promise<void> {
  const { event, seen } = turn;
  const command = commandOf(verbOf(event.name).verb);
  const isOperators = command !== null && 'spec' in command && command.spec.operator;
  // Core asks again; here it keeps the bank's usage from those whom it does not concern.
  if (isOperators && !seen.operator) return turn.refuse({ code: 'not_operator' });
  const isFileWanted = command !== null && 'spec' in command && takesFile(command.spec, event);
  if (event.file && !isFileWanted)
    return turn.refuse({ code: 'input_unexpected', text: plainLine(event.file.name).slice(0, 80) });
  if (command !== null && 'spec' in command) turn.command = typedIn(command.spec, event);
  const parsed = parseCommand(event.name, event.args, grammarContext(turn));
  if (!parsed.ok) return turn.refuse(parsed.refusal);
  await command!.run(turn, parsed.value);
}

/** With its subcommand, where it has one. */
const typedIn = (spec: CommandSpec, event: InboundEventOf<'command'>): string =>
  [spec.name, subcommandIn(spec, event)?.name].filter((word) => word !== undefined).join(' ');

const subcommandIn = (
  { subcommands }: CommandSpec,
  { name, args }: Pick<InboundEventOf<'command'>, 'name' | 'args'>,
) => {
  const typed = `${verbOf(name).rest} ${tokens(args)[0]?.raw ?? ''}`.trim().split(' ')[0]?.toLowerCase();
  return subcommands?.find((one) => one.name === typed);
};

/** What came along and is not wanted may mean that something else was meant. */
const takesFile = (spec: CommandSpec, event: InboundEventOf<'command'>): boolean =>
  spec.takesFile === true ||
  (subcommandIn(spec, event)?.options ?? spec.options).some(({ type }) => type === 'file');

/** Where a deep link leads (`/start pay_…` on Telegram): the shortcut of that name, with what stands behind it. */
export function linkedShortcut(
  event: InboundEventOf<'command'>,
): { name: string; parameter?: string } | null {
  if (verbOf(event.name).verb !== 'start') return null;
  const [, name, parameter] = /^([a-z]{1,32})(?:[_-](\S{1,64}))?$/.exec(textOf(tokens(event.args))) ?? [];
  return name === undefined ? null : { name, ...(parameter !== undefined && { parameter }) };
}
