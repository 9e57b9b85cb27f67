/** What `/tab` does, once it is understood. */
import type { Notice, TabRequest } from '../../../core/index.ts';
import type { InboundEventOf } from '../event.ts';
import type { Turn } from '../turn.ts';
import { grammarContext } from '../turn-grammar.ts';
import { readAmount, type TabCommand, type TabCommandOf } from './commands.ts';

export async function tab(turn: Turn<InboundEventOf<'command'>>, command: TabCommand): Promise<void> {
  const core = turn.parts.core.tab;
  const request = requestOf(turn);
  switch (command.verb) {
    case 'show':
    case 'join':
    case 'leave':
      return turn.told<Notice>(await core[command.verb](request), (notice) =>
        turn.answer(notice, { audience: 'conversation' }),
      );
    case 'settle':
      return turn.told(await core.settle(request), turn.show);
    case 'delete':
      return turn.told(await core.remove({ ...request, number: command.number }), turn.show);
    case 'add': {
      const { amount, verb: _verb, ...parts } = command;
      const money = { amount: BigInt(amount.minor), asset: amount.asset.code };
      return turn.told(await core.add({ ...request, ...parts, ...money }), turn.show);
    }
    case 'edit':
      return edit(turn, request, command);
  }
}

const requestOf = ({ event, key }: Turn): TabRequest => ({
  by: event.actor.identity,
  origin: { key, conversation: event.conversation, ...(event.reply && { reply: event.reply }) },
});

/** A bare number is in the currency that the expense was in. */
async function edit(turn: Turn, request: TabRequest, command: TabCommandOf<'edit'>): Promise<void> {
  const core = turn.parts.core.tab;
  const { verb: _verb, amount, ...parts } = command;
  if (amount === null) return turn.told(await core.edit({ ...request, ...parts, amount: null }), turn.show);
  const context = grammarContext(turn);
  const before = amount.isBare ? await core.currencyOf({ ...request, number: command.number }) : null;
  const read = readAmount(amount.text, before ? { ...context, main: before } : context);
  if (!read.ok) return turn.refuse(read.refusal);
  const { minor, asset } = read.value;
  const money = { minor: BigInt(minor), asset: asset.code };
  return turn.told(await core.edit({ ...request, ...parts, amount: money }), turn.show);
}
