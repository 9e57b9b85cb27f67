/** A payment that may have to be confirmed first. */
import type { Changing } from '../changing.ts';
import type { Context } from '../context.ts';
import type { Spending } from '../guard.ts';
import { loadPeople } from '../identity/index.ts';
import type { Json } from '../ports/chat.ts';
import { ok, type Refusal, type Result } from '../refusals.ts';
import { findOrder, hashOf, rehearse } from './authorize.ts';
import { offeredBefore, offerInstead } from './change.ts';
import type { PayIntent, PayRequest, PayService } from './types.ts';

/**
 * What would be spent, where that may have to be asked about; null where it need not be, or where this event has made its payment already.
 * What would be refused now is refused: it might be possible a moment later, and then nobody would have been asked.
 */
export async function spendingOf(context: Context, request: PayRequest): Promise<Result<Spending | null>> {
  const { payer, amount, asset, mode, payees } = request;
  const most = mode === 'each' ? amount * BigInt(payees.length) : amount;
  if (!(await context.guard.concerns(payer, { amount: most, asset }))) return ok(null);
  const rehearsed = await rehearse(context, request);
  if (rehearsed.ok) {
    const { seen, repeats } = request;
    return ok({ ...rehearsed.value, ...(seen && { seen }), ...(repeats && { repeats }) });
  }
  const before = await findOrder(context.sql, request.origin.key, hashOf(request));
  return before ? ok(null) : rehearsed;
}

/** Asked or not, the payment has the key of its event: whatever way it came, it is made once. */
export const createAsk =
  (context: Context, authorize: PayService['authorize'], changing: Changing): PayService['ask'] =>
  async (request) => {
    const offered = await offeredBefore(context, changing, request);
    if (offered) return ok({ confirm: offered });
    const orChanged = async (refusal: Refusal): ReturnType<PayService['ask']> => {
      const offer = await offerInstead(context, changing, request, refusal);
      return offer.ok ? ok({ confirm: offer.value }) : offer;
    };
    const spending = await spendingOf(context, request);
    if (!spending.ok) return orChanged(spending.refusal);
    const { payer: by, origin } = request;
    if (spending.value) {
      const people = await loadPeople(context.sql, spending.value.payees);
      // The yes is to whom the question shows, and not to whoever bears the handle by then.
      const meant = [...people.values()].map(({ public_id }) => public_id);
      const typed = { by, kind: 'pay_confirmed', payload: payloadOf({ ...request, meant }), origin };
      const confirm = await context.guard.typed(typed, spending.value);
      if (confirm) return ok({ confirm });
    }
    const paid = await authorize(request);
    return paid.ok ? ok({ paid: paid.value }) : orChanged(paid.refusal);
  };

export function payloadOf({ origin, payer: _, seen: __, amount, ...request }: PayRequest): Json {
  const { key, conversation } = origin;
  const intent: PayIntent = { ...request, key, conversation, amount: amount.toString() };
  return intent as unknown as Json;
}
