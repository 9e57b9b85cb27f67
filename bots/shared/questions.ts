/** Answers what is asked while somebody types, out of what the capabilities suggest. Never rejects: nothing is a good answer, too. */
import type { Logger } from 'pino';
import type { Core } from '../../core/index.ts';
import type { PlatformMessenger } from './adapter.ts';
import { capabilities } from './capabilities.ts';
import type { BotCapability, FormProblem } from './capability.ts';
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
import type { GrammarContext } from './reading.ts';
import { verbOf } from './verb.ts';
import { explain } from './views/explain.ts';

type Question = AutocompleteQuestion | InlineQuestion;

const choicesMax = 25;
const resultsMax = 50;

interface Parts {
  core: Core;
  log: Logger;
  /** Whose files can be looked at before a form is taken. */
  platforms?: readonly PlatformMessenger[];
}

export function createQuestions({ core, log, platforms = [] }: Parts): Questions {
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
        return await errorsOf({ core, log, platforms }, form);
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

/** What can be mended where it was written: an amount that cannot be read, and what its capability finds. All else is said when the form is handled. */
async function errorsOf(
  { core, platforms }: Required<Parts>,
  form: InboundEventOf<'form'>,
): Promise<FormErrors> {
  const { intent, actor } = form;
  const { identity, timeZone } = actor;
  const locale = (await core.language.localeOf(identity)) ?? actor.locale ?? null;
  const meant = await core.intents.read(intent, identity);
  if (!meant.ok) return {};
  const { kind, payload } = meant.value;
  const owner = capabilities.find(({ forms = {} }) => Object.hasOwn(forms, kind));
  const { all, main } = core.assets;
  const context = { speaker: identity, locale, assets: all, main, repliedTo: null };
  const platform = platforms.find((one) => one.platform === form.platform);
  const problem =
    amountProblem(form, owner?.formChecks?.[kind], context) ??
    (await owner?.formProblems?.[kind]?.(form, payload, { core, platform, context, locale: locale ?? 'en' }));
  if (!problem) return {};
  const { title, hint } = explain(problem.refusal, locale ?? 'en', { zone: timeZone });
  return { [problem.field]: hint === undefined ? title : `${title}. ${hint}` };
}

function amountProblem(
  { values }: InboundEventOf<'form'>,
  parse: NonNullable<BotCapability['formChecks']>[string] | undefined,
  context: GrammarContext,
): FormProblem | null {
  // Without a locale an amount may be read in another way when the form is handled.
  if (context.locale === null || values.amount === undefined) return null;
  const read = parse?.(values, context);
  if (!read || read.ok || !read.refusal.code.startsWith('amount_')) return null;
  return { field: 'amount', refusal: read.refusal };
}
