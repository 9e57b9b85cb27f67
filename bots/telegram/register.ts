/** The command lists that people see while typing `/`, in every language that we speak. Sent only when they changed. */
import type { Logger } from 'pino';
import { COMMANDS, type CommandSpec } from '../shared/commands.ts';
import type { Call } from './client.ts';

interface BotCommand {
  command: string;
  description: string;
}

/** What Telegram takes for one list. */
const COMMANDS_MAX = 100;

/** Whose list it is. `chat`: of one person's own chat with the bot. */
type Scope = { type: string; chat_id?: string };

const everybodys = COMMANDS.filter(({ operator }) => !operator);

/** The operator's commands are listed for whoever may use them, and for those who run a group; to others they would only be a no. */
const listsFor = (operators: readonly string[]): { scope: Scope; commands: readonly CommandSpec[] }[] => [
  { scope: { type: 'all_private_chats' }, commands: everybodys },
  { scope: { type: 'all_group_chats' }, commands: everybodys },
  { scope: { type: 'all_chat_administrators' }, commands: COMMANDS },
  ...operators.map((chat_id) => ({ scope: { type: 'chat', chat_id }, commands: COMMANDS })),
];

const same = (a: BotCommand[], b: BotCommand[]): boolean =>
  JSON.stringify(a.map(({ command, description }) => [command, description])) ===
  JSON.stringify(b.map(({ command, description }) => [command, description]));

export type Summaries = Record<string, (command: string) => string>;

/** `summaries` by language code; '' is everybody else's. Never stops a start: without lists the commands work all the same. */
export async function registerCommands(
  call: Call,
  { summaries, operators }: { summaries: Summaries; operators: readonly string[] },
  log: Logger,
): Promise<void> {
  for (const { scope, commands } of listsFor(operators)) {
    const { type } = scope;
    for (const [language_code, summary] of Object.entries(summaries)) {
      const place = { scope, ...(language_code && { language_code }) };
      const list = commands
        .slice(0, COMMANDS_MAX)
        .map(({ name }) => ({ command: name, description: summary(name).slice(0, 256) }));
      try {
        const registered = await call<BotCommand[]>('getMyCommands', place);
        if (same(registered, list)) continue;
        await call('setMyCommands', { ...place, commands: list });
        log.info({ scope: type, language: language_code || 'any' }, 'registered the commands with Telegram');
      } catch (error) {
        // An operator who has not opened the chat with the bot yet has none: the next start finds it.
        const level = type === 'chat' ? 'info' : 'warn';
        log[level]({ reason: String(error), scope: type }, 'could not register the commands with Telegram');
      }
    }
  }
}
