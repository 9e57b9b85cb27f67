/** Setting, changing and removing a PIN. */
import { z } from 'zod';
import type { Context } from '../context.ts';
import { inTransaction } from '../db/index.ts';
import { lockPeople, personOf } from '../identity/index.ts';
import { putIntent } from '../intents/index.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { deletePin, hashPin, hasPin, putPin, readNewPin, tryPin } from './pin.ts';
import { deletePrompt, findPrompt, promptUntil, putPrompt } from './prompt.ts';
import type { ProtectionService } from './types.ts';

const proofSchema = z.object({ proven: z.boolean() });

type PinService = Pick<
  ProtectionService,
  'setPin' | 'removePin' | 'provePin' | 'tryPin' | 'awaitPin' | 'forgetPrompt' | 'awaited'
>;

export function createPinService(context: Context): PinService {
  const { sql } = context;

  /** Who has a PIN and does not prove it changes nothing; that there is one is looked at anew under the person's lock. */
  const mayReplace = async (
    person: bigint,
    by: Parameters<PinService['setPin']>[0],
    before: Parameters<PinService['setPin']>[2],
    sending: string | undefined,
  ): Promise<Result<{ proven: boolean }>> => {
    if ('proof' in before) {
      const read = await context.readIntent(before.proof, by);
      return read.ok ? ok(proofSchema.parse(read.value.payload)) : read;
    }
    if (!(await hasPin(sql, person))) return ok({ proven: false });
    if (before.pin === null) return refuse('pin_required');
    const tried = await tryPin(context, person, before.pin, sending);
    return tried.ok ? ok({ proven: true }) : tried;
  };

  return {
    async setPin(by, typed, before, sending) {
      const pin = readNewPin(typed);
      if (!pin.ok) return pin;
      const person = await personOf(context, by);
      const may = await mayReplace(person.id, by, before, sending);
      if (!may.ok) return may;
      const hashed = await hashPin(context, pin.value);
      return inTransaction(sql, async (transaction): Promise<Result<null>> => {
        const { id } = (await lockPeople(transaction, [person.id], 'update')).get(person.id)!;
        if (!may.value.proven && (await hasPin(transaction, id))) return refuse('pin_required');
        await putPin(context, transaction, id, hashed);
        return ok(null);
      });
    },

    async removePin(by, typed, sending) {
      const person = await personOf(context, by);
      const tried = await tryPin(context, person.id, typed, sending);
      if (tried.ok) await deletePin(sql, person.id);
      return tried;
    },

    async provePin(by, typed, kind, sending) {
      const person = await personOf(context, by);
      const tried = typed === null ? ok(null) : await tryPin(context, person.id, typed, sending);
      if (!tried.ok) return tried;
      const payload = { proven: typed !== null };
      return ok(
        await putIntent(context, sql, { kind, person: person.id, payload, expiresAt: promptUntil(context) }),
      );
    },

    tryPin: async (by, typed, sending) => tryPin(context, (await personOf(context, by)).id, typed, sending),

    async awaitPin(of, intent) {
      await putPrompt(context, (await personOf(context, of)).id, intent);
    },

    async forgetPrompt(of, intent) {
      await deletePrompt(context, (await personOf(context, of)).id, intent);
    },

    awaited: async (of) => findPrompt(context, (await personOf(context, of)).id),
  };
}
