/** Asking for a statement, by a line or by the form, and for where the money went. */
import type { AskedPeriod, Json, StatementWish } from '../../../core/index.ts';
import type { InboundEventOf } from '../event.ts';
import type { Turn } from '../turn.ts';
import { grammarContext } from '../turn-grammar.ts';
import { parseStatementForm } from './commands.ts';

export async function runStatement(turn: Turn, wish: StatementWish): Promise<void> {
  const asked = await turn.parts.core.statement.ask(turn.event.actor.identity, wish);
  return turn.told(asked, (notice) => turn.answer(notice));
}

export async function runSpending(turn: Turn, period: AskedPeriod | null): Promise<void> {
  const asked = await turn.parts.core.statement.spending(turn.event.actor.identity, period);
  return turn.told(asked, (notice) => turn.answer(notice));
}

export async function openForm(turn: Turn): Promise<void> {
  return turn.open(await turn.parts.core.statement.form(turn.event.actor.identity));
}

export async function answerStatementForm(turn: Turn<InboundEventOf<'form'>>, _payload: Json): Promise<void> {
  const wish = parseStatementForm(turn.event.values, grammarContext(turn));
  return wish.ok ? runStatement(turn, wish.value) : turn.refuse(wish.refusal);
}
