/** Money that is set aside. */
import { capability } from '../capability.ts';
import { command } from '../command.ts';
import type { Turn } from '../turn.ts';
import { parseSave, parseUnsave, type SavingsCommand, saveSpec, unsaveSpec } from './commands.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { savingsView } from './views.ts';

async function run(turn: Turn, understood: SavingsCommand): Promise<void> {
  const { savings } = turn.parts.core;
  const person = turn.event.actor.identity;
  if (understood.verb === 'savings') return turn.answer(await savings.savings(person));
  const { asset } = understood;
  const amount = understood.amount && BigInt(understood.amount.minor);
  if (understood.verb === 'unsave')
    return turn.told(await savings.unsave({ person, amount, asset, key: turn.key }), (value) =>
      turn.answer(value),
    );
  const { goal } = understood;
  const wanted =
    goal &&
    ({
      ...(goal.target !== undefined && { target: BigInt(goal.target) }),
      ...(goal.name !== undefined && { name: goal.name }),
    } as const);
  const saved = await savings.save({
    person,
    amount,
    asset,
    ...(wanted !== undefined && { goal: wanted }),
    key: turn.key,
  });
  return turn.told(saved, (value) => turn.answer(value));
}

export const savings = capability({
  messages: { en, de },
  commands: {
    save: command({ spec: saveSpec, parse: parseSave, run }),
    unsave: command({ spec: unsaveSpec, parse: parseUnsave, run }),
  },
  views: { savings: savingsView },
});
