/** The references of a person's own payments, with enough beside each to know it by. */
import type { HistoryLine } from '../../../core/index.ts';
import { clip } from '../memo.ts';
import { messagesFor } from '../messages/index.ts';
import type { AutocompleteQuestion, Choice, QuestionParts } from '../question.ts';

/** So far back people look. */
const linesMax = 60;
const labelUnits = 100;

const isIncoming = ({ amount }: HistoryLine): boolean => !amount.minor.startsWith('-');

async function payments(
  { actor, typed }: AutocompleteQuestion,
  { core }: QuestionParts,
  wanted: (line: HistoryLine) => boolean,
): Promise<Choice[]> {
  const { language } = messagesFor(actor.locale ?? 'en');
  const { lines } = await core.account.history(actor.identity, linesMax);
  const sought = typed.trim().toLowerCase();
  const labelOf = ({ reference, counterparty, amount, memo }: HistoryLine): string => {
    const units = { ...amount, minor: amount.minor.replace('-', '') };
    return [reference, counterparty?.name, language.money(units), memo].filter(Boolean).join(' · ');
  };
  const choices = lines
    .filter((line) => line.reference.startsWith('pay_') && wanted(line))
    .map((line) => ({ label: clip(labelOf(line), labelUnits), value: line.reference }))
    .filter(({ label }) => label.toLowerCase().includes(sought));
  return [...new Map(choices.map((choice) => [choice.value, choice])).values()];
}

/** What one was paid. */
export const completePaid = (question: AutocompleteQuestion, parts: QuestionParts): Promise<Choice[]> =>
  payments(question, parts, (line) => isIncoming(line) && (line.code === 'pay' || line.code === 'claim'));

/** What one has paid. */
export const completeOwn = (question: AutocompleteQuestion, parts: QuestionParts): Promise<Choice[]> =>
  payments(question, parts, (line) => !isIncoming(line) && line.code === 'pay');

/** What waits for a decision: core tells operators alone. */
export async function completeDispute(
  { actor, typed, command }: AutocompleteQuestion,
  { core }: QuestionParts,
): Promise<Choice[]> {
  if (command !== 'bank dispute') return [];
  const { language } = messagesFor(actor.locale ?? 'en');
  const found = await core.refund.disputes(actor.identity);
  if (!found.ok) return [];
  return found.value.open
    .map(({ reference, payer, payee, paid }) => ({
      label: clip(`${reference} · ${payer.name} → ${payee.name} · ${language.money(paid)}`, labelUnits),
      value: reference,
    }))
    .filter(({ label }) => label.toLowerCase().includes(typed.trim().toLowerCase()));
}
