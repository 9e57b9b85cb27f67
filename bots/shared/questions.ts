/** Answers what is asked while somebody types, out of what the capabilities suggest. Never rejects: nothing is a good answer, too. */
import type { Logger } from 'pino';
import type { Core } from '../../core/index.ts';
import { capabilities } from './capabilities.ts';
import { commandOf } from './commands.ts';
import { completionOf } from './completions.ts';
import type { InboundEventOf } from './event.ts';
import type {
  AutocompleteQuestion,
  Choice,
  FormErrors,
  InlineQuestion,
  InlineResult,
  Questions,
} from './question.ts';
import { verbOf } from './verb.ts';
import { explain } from './views/explain.ts';

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
    async check(form) {
      try {
        return await errorsOf(core, form);
      } catch (error) {
        log.warn({ err: error }, 'a form could not be looked at before it is taken');
        return {};
      }
    },
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

/** Only what is wrong with the amount: it can be mended where it was written. All else is said when the form is handled. */
async function errorsOf(core: Core, { intent, actor, values }: InboundEventOf<'form'>): Promise<FormErrors> {
  const { identity } = actor;
  const locale = (await core.language.localeOf(identity)) ?? actor.locale;
  // Without it an amount may be read in another way when the form is handled.
  if (locale === undefined || values.amount === undefined) return {};
  const meant = await core.intents.read(intent, identity);
  if (!meant.ok) return {};
  const parse = capabilities.map(({ formChecks = {} }) => formChecks[meant.value.kind]).find((one) => one);
  const { all, main } = core.assets;
  const read = parse?.(values, { speaker: identity, locale, assets: all, main, repliedTo: null });
  if (!read || read.ok || !read.refusal.code.startsWith('amount_')) return {};
  const { title, hint } = explain(read.refusal, locale);
  return { amount: hint === undefined ? title : `${title}. ${hint}` };
}
