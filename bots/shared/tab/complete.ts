/** The numbers of what was entered on the tab of this conversation, with enough beside each to know it by. */
import { clip } from '../memo.ts';
import { messagesFor } from '../messages/index.ts';
import type { AutocompleteQuestion, Choice, QuestionParts } from '../question.ts';

const labelUnits = 100;

export async function completeNumber(
  { actor, conversation, typed }: AutocompleteQuestion,
  { core }: QuestionParts,
): Promise<Choice[]> {
  const { language } = messagesFor(actor.locale ?? 'en');
  const sought = typed.trim().toLowerCase();
  const entries = await core.tab.recent(conversation);
  return entries
    .map(({ number, amount, memo }) => ({
      label: clip([`#${number}`, language.money(amount), memo].filter(Boolean).join(' · '), labelUnits),
      value: String(number),
    }))
    .filter(({ label }) => label.toLowerCase().includes(sought));
}
