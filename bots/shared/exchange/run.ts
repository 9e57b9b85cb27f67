/** What was understood of `/convert`: a quote, which a button carries out. */
import type { Turn } from '../turn.ts';
import type { ConvertCommand } from './commands.ts';

export async function convert(turn: Turn, { amount, to }: ConvertCommand): Promise<void> {
  const { event, parts } = turn;
  const quoted = await parts.core.exchange.quote(event.actor.identity, {
    give: { amount: BigInt(amount.minor), asset: amount.asset.code },
    to,
    origin: { key: turn.key, conversation: event.conversation, ...(event.reply && { reply: event.reply }) },
  });
  return turn.told(quoted, (quote) => turn.answer(quote));
}

export async function rates(turn: Turn): Promise<void> {
  return turn.told(await turn.parts.core.exchange.rates(), (value) => turn.answer(value));
}
