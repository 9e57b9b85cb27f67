/** The command lists that people see while typing `/`, in every language that we speak. Sent only when they changed. */
import type { Logger } from 'pino';
import { COMMANDS } from '../shared/commands.ts';
import type { Call } from './client.ts';

interface BotCommand {
  command: string;
  description: string;
}

/** In a group the operator's commands are nobody's business. */
export const SCOPES = [
  { type: 'all_private_chats', commands: COMMANDS },
  { type: 'all_group_chats', commands: COMMANDS.filter(({ operator }) => !operator) },
] as const;

const same = (a: BotCommand[], b: BotCommand[]): boolean =>
  JSON.stringify(a.map(({ command, description }) => [command, description])) ===
  JSON.stringify(b.map(({ command, description }) => [command, description]));

export type Summaries = Record<string, (command: string) => string>;

/** `summaries` by language code; '' is everybody else's. Never stops a start: without lists the commands work all the same. */
export async function registerCommands(call: Call, summaries: Summaries, log: Logger): Promise<void> {
  for (const { type, commands } of SCOPES) {
    for (const [language_code, summary] of Object.entries(summaries)) {
      const place = { scope: { type }, ...(language_code && { language_code }) };
      const list = commands.map(({ name }) => ({ command: name, description: summary(name).slice(0, 256) }));
      try {
        const registered = await call<BotCommand[]>('getMyCommands', place);
        if (same(registered, list)) continue;
        await call('setMyCommands', { ...place, commands: list });
        log.info({ scope: type, language: language_code || 'any' }, 'registered the commands with Telegram');
      } catch (error) {
        log.warn({ reason: String(error), scope: type }, 'could not register the commands with Telegram');
      }
    }
  }
}
