/** What is suggested while an option is being typed. A late answer is as good as none, and nobody is told of it. */
import type { APIApplicationCommandAutocompleteInteraction } from 'discord.js';
import type { Logger } from 'pino';
import type { Choice, Questions } from '../shared/question.ts';
import type { Calls } from './calls.ts';
import { decodeAutocomplete } from './decode.ts';

/** Of a choice's label, and of its value. */
const CHARACTERS_MAX = 100;
const CHOICES_MAX = 25;

/** A value that was cut would be another one. */
const fits = ({ label, value }: Choice): boolean =>
  label !== '' && value !== '' && [...label].length <= CHARACTERS_MAX && [...value].length <= CHARACTERS_MAX;

export const answerAutocomplete = async (
  calls: Calls,
  raw: APIApplicationCommandAutocompleteInteraction,
  questions: Questions | undefined,
  log: Logger,
): Promise<void> => {
  try {
    const question = decodeAutocomplete(raw);
    const choices = question && questions ? await questions.autocomplete(question) : [];
    const shown = choices.filter(fits).slice(0, CHOICES_MAX);
    await calls.suggest(
      raw,
      shown.map(({ label: name, value }) => ({ name, value })),
    );
  } catch (error) {
    log.info({ err: error, interaction: raw.id }, 'nothing was suggested in time');
  }
};
