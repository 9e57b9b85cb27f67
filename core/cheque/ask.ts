/** A cheque that may have to be confirmed first, and the buttons that write: of the question which amount was meant, and what was confirmed. */
import { z } from 'zod';
import type { PressedIntent } from '../capability.ts';
import type { Who } from '../common.ts';
import type { Context } from '../context.ts';
import type { Spending } from '../guard.ts';
import type { Person } from '../identity/index.ts';
import { askedAt } from '../intents/asked-at.ts';
import { useIntent } from '../intents/index.ts';
import type { Pressed } from '../intents/types.ts';
import type { Json } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import type { ChequeIntent, ChequeRequest, ChequeService } from './types.ts';
import { isWritten, rehearse, write } from './write.ts';

/**
 * What would be taken, where that may have to be asked about; null where it need not be, or where this event has written its cheque already.
 * What would be refused now is refused: it might be possible a moment later, and then nobody would have been asked.
 */
async function askingOf(
  context: Context,
  request: ChequeRequest,
): Promise<Result<{ spending: Spending; payee: Person | null } | null>> {
  const { writer, amount, asset } = request;
  if (!(await context.guard.concerns(writer, { amount, asset }))) return ok(null);
  if (await isWritten(context, request)) return ok(null);
  return rehearse(context, request);
}

/** Asked or not, the cheque has the key of its event: whatever way it came, it is written once. */
export const createWrite =
  (context: Context): ChequeService['write'] =>
  async (request) => {
    const asking = await askingOf(context, request);
    if (!asking.ok) return asking;
    if (asking.value) {
      const { spending, payee } = asking.value;
      // The yes is to whom the question shows, and not to whoever bears the handle by then.
      const meant = { ...request, ...(payee && { meant: payee.public_id }) };
      const { writer: by, origin } = request;
      const typed = { by, kind: 'cheque_confirmed', payload: payloadOf(meant), origin };
      const confirm = await context.guard.typed(typed, spending);
      if (confirm) return ok({ confirm });
    }
    const written = await write(context, request);
    return written.ok ? ok({ written: written.value }) : written;
  };

function payloadOf({ origin, writer: _, amount, ...request }: ChequeRequest): Json {
  const { key, conversation } = origin;
  const intent: ChequeIntent = { ...request, key, conversation, amount: amount.toString() };
  return intent as unknown as Json;
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** The payload was written by ourselves; what matters of it is read strictly all the same. */
const intentSchema = z.object({
  key: z.string().min(1),
  payee: z.custom<Who>(isObject).nullable(),
  amount: z.string().regex(/^[1-9]\d*$/),
  asset: z.string(),
  memo: z.string().nullable(),
  months: z.int().positive().nullable(),
  meant: z.string().optional(),
  conversation: z.custom<ChequeIntent['conversation']>(isObject),
});

function requestOf({ payload, identity, origin }: PressedIntent, key: string): ChequeRequest {
  const { conversation, amount, meant, ...request } = intentSchema.parse(payload);
  return {
    ...request,
    writer: identity,
    amount: BigInt(amount),
    origin: askedAt({ key, conversation }, origin),
    ...(meant !== undefined && { meant }),
  };
}

/** Both buttons of a question have the key of its event, so that only one of them ever writes, and only once; nor does the event beside them. */
export async function pressAmount(context: Context, press: PressedIntent): Promise<Result<Pressed>> {
  const { key, payload, origin } = press;
  const request = requestOf(press, intentSchema.parse(payload).key);
  const asking = press.confirmed ? ok(null) : await askingOf(context, request);
  if (!asking.ok) return asking;
  const asked = asking.value && (await context.guard.press(press, asking.value.spending, { in_place: true }));
  if (asked) return ok(asked);
  const written = await write(context, request);
  if (!written.ok) return written.refusal.code === 'idempotency_key_reused' ? refuse('intent_used') : written;
  await useIntent(context, context.sql, {
    key,
    by: origin.key,
    outcome: { reference: written.value.reference },
  });
  return ok({
    // The question is answered, so its buttons go; the paper is a message of its own, for a file comes with none that is edited.
    in_place: { kind: 'choose_amount', text: '', actions: [] },
    private: written.value,
  });
}

/** What was typed and confirmed: the same cheque under the same key as if nobody had been asked. */
export async function pressConfirmed(context: Context, press: PressedIntent): Promise<Result<Pressed>> {
  const { key } = intentSchema.parse(press.payload);
  const written = await write(context, requestOf(press, key));
  return written.ok ? ok({ private: written.value }) : written;
}
