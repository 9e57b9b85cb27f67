/** A drop that may have to be confirmed first. */
import type { Context } from '../context.ts';
import type { Spending } from '../guard.ts';
import type { Json } from '../ports/chat.ts';
import { ok } from '../refusals.ts';
import { give, rehearse } from './give.ts';
import type { DropIntent, DropRequest, DropService } from './types.ts';

/** What would be spent, where that may have to be asked about; null where it need not be, or would be refused anyway. */
export async function spendingOf(context: Context, request: DropRequest): Promise<Spending | null> {
  const { giver, amount, asset } = request;
  if (!(await context.guard.concerns(giver, { amount, asset }))) return null;
  const rehearsed = await rehearse(context, request);
  return rehearsed.ok ? rehearsed.value : null;
}

/** Asked or not, the drop has the key of its event: whatever way it came, it is given once. */
export const createAsk =
  (context: Context): DropService['ask'] =>
  async (request) => {
    const spending = await spendingOf(context, request);
    const { giver: by, origin } = request;
    const typed = { by, kind: 'drop_confirmed', payload: payloadOf(request), origin };
    const confirm = spending && (await context.guard.typed(typed, spending));
    if (confirm) return ok({ confirm });
    const given = await give(context, request);
    return given.ok ? ok({ given: given.value }) : given;
  };

function payloadOf({ origin, giver: _, amount, ...request }: DropRequest): Json {
  const { key, conversation } = origin;
  const intent: DropIntent = { ...request, key, conversation, amount: amount.toString() };
  return intent as unknown as Json;
}
