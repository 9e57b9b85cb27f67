/** A drop that may have to be confirmed first. */
import type { Context } from '../context.ts';
import type { Spending } from '../guard.ts';
import type { Json } from '../ports/chat.ts';
import { ok, type Result } from '../refusals.ts';
import { findDrop, give, hashOf, rehearse } from './give.ts';
import type { DropIntent, DropRequest, DropService } from './types.ts';

/**
 * What would be spent, where that may have to be asked about; null where it need not be, or where this event has given its drop already.
 * What would be refused now is refused: it might be possible a moment later, and then nobody would have been asked.
 */
export async function spendingOf(context: Context, request: DropRequest): Promise<Result<Spending | null>> {
  const { giver, amount, asset } = request;
  if (!(await context.guard.concerns(giver, { amount, asset }))) return ok(null);
  const rehearsed = await rehearse(context, request);
  if (rehearsed.ok) return rehearsed;
  const before = await findDrop(context.sql, request.origin.key, hashOf(request));
  return before ? ok(null) : rehearsed;
}

/** Asked or not, the drop has the key of its event: whatever way it came, it is given once. */
export const createAsk =
  (context: Context): DropService['ask'] =>
  async (request) => {
    const spending = await spendingOf(context, request);
    if (!spending.ok) return spending;
    const { giver: by, origin } = request;
    const typed = { by, kind: 'drop_confirmed', payload: payloadOf(request), origin };
    const confirm = spending.value && (await context.guard.typed(typed, spending.value));
    if (confirm) return ok({ confirm });
    const given = await give(context, request);
    return given.ok ? ok({ given: given.value }) : given;
  };

function payloadOf({ origin, giver: _, amount, ...request }: DropRequest): Json {
  const { key, conversation } = origin;
  const intent: DropIntent = { ...request, key, conversation, amount: amount.toString() };
  return intent as unknown as Json;
}
