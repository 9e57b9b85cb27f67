/** Answers what is asked while somebody types, out of what the capabilities suggest. Never rejects: nothing is a good answer, too. */
import type { Logger } from 'pino';
import type { Core } from '../../core/index.ts';
import { capabilities } from './capabilities.ts';
import { commandOf } from './commands.ts';
import { completionOf } from './completions.ts';
import type { AutocompleteQuestion, Choice, InlineQuestion, InlineResult, Questions } from './question.ts';
import { verbOf } from './verb.ts';

type Question = AutocompleteQuestion | InlineQuestion;

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
  /** As they are spoken to elsewhere. What they type is read the same way when it is sent. */
  const asSpoken = async <Q extends Question>(question: Q): Promise<Q> => {
    const { locale: told, ...actor } = question.actor;
    const locale = (await core.language.localeOf(actor.identity)) ?? told;
    return { ...question, actor: locale === undefined ? actor : { ...actor, locale } };
  };
  return {
    async autocomplete(question) {
      const command = commandOf(verbOf(question.command).verb);
      const complete = command && completionOf(command, question.option);
      return complete
        ? orNothing<Choice>(
            asSpoken(question).then((asked) => complete(asked, { core })),
            choicesMax,
          )
        : [];
    },
    async inline(question) {
      const spoken = asSpoken(question);
      const asked = capabilities.map(({ inline }) =>
        inline
          ? orNothing<InlineResult>(
              spoken.then((one) => inline(one, { core })),
              resultsMax,
            )
          : [],
      );
      return (await Promise.all(asked)).flat().slice(0, resultsMax);
    },
  };
}
