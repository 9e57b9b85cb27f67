/** A button of the question which amount was meant: whichever is pressed first enters the expense, or changes it. */
import { z } from 'zod';
import type { PressedIntent } from '../capability.ts';
import type { Who } from '../common.ts';
import { askedAt } from '../intents/asked-at.ts';
import type { Pressed } from '../intents/types.ts';
import type { Conversation } from '../ports/chat.ts';
import { ok, type Result } from '../refusals.ts';
import type { TabIntent, TabService } from './types.ts';

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
const whoSchema = z.custom<Who>(isObject);

/** Written by ourselves; what matters of it is read strictly all the same. */
const intentSchema = z.object({
  key: z.string().min(1),
  number: z.int().positive().nullable(),
  amount: z.string().regex(/^[1-9]\d*$/),
  asset: z.string(),
  memo: z.string().nullable(),
  payer: whoSchema.nullable(),
  among: z.array(whoSchema),
  only: z.boolean(),
  conversation: z.custom<Conversation>(isObject),
}) satisfies z.ZodType<TabIntent>;

/** Both buttons of a question have the key of its event: whoever presses the second one is shown what the first has done, or the event itself. */
export async function pressAmount(
  { add, edit }: Pick<TabService, 'add' | 'edit'>,
  { payload, identity, origin }: PressedIntent,
): Promise<Result<Pressed>> {
  const { key, number, amount, asset, conversation, ...parts } = intentSchema.parse(payload);
  const request = {
    ...parts,
    by: identity,
    origin: askedAt({ key, conversation }, origin),
  };
  const minor = BigInt(amount);
  const done =
    number === null
      ? await add({ ...request, amount: minor, asset })
      : await edit({ ...request, number, amount: { minor, asset } });
  if (!done.ok) return done;
  return ok({ show: done.value, in_place: { kind: 'choose_amount', text: '', actions: [] } });
}
