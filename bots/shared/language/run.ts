/** Showing the language, and choosing it: the answer is in the new one already. */
import type { Turn } from '../turn.ts';
import type { LanguageCommand } from './commands.ts';

export async function language(turn: Turn, command: LanguageCommand): Promise<void> {
  const { core } = turn.parts;
  const me = turn.event.actor.identity;
  const locale =
    command.verb === 'choose' ? await core.language.choose(me, command.language, turn.key) : turn.locale;
  await turn.answer(await core.language.settings(me), { locale });
}
