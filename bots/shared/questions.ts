/** Answers what is asked while somebody types, out of what the capabilities suggest. Never rejects: nothing is a good answer, too. */
import type { Logger } from 'pino';
import type { Core } from '../../core/index.ts';
import { capabilities } from './capabilities.ts';
import { commandOf } from './commands.ts';
import { completionOf } from './completions.ts';
import type { Choice, InlineResult, Questions } from './question.ts';
import { verbOf } from './verb.ts';

const choicesMax = 25;
const resultsMax = 50;

export function createQuestions({ core, log }: { core: Core; log: Logger }): Questions {
  const orNothing = async <T>(suggested: Promise<T[]>, max: number): Promise<T[]> => {
    try {
      return (await suggested).slice(0, max);
    } catch (error) {
      log.warn({ err: error }, 'nothing could be suggested');
      return [];
    }
  };
  return {
    async autocomplete(question) {
      const command = commandOf(verbOf(question.command).verb);
      const complete = command && completionOf(command, question.option);
      return complete ? orNothing<Choice>(complete(question, { core }), choicesMax) : [];
    },
    async inline(question) {
      const asked = capabilities.map(({ inline }) =>
        inline ? orNothing<InlineResult>(inline(question, { core }), resultsMax) : [],
      );
      return (await Promise.all(asked)).flat().slice(0, resultsMax);
    },
  };
}
