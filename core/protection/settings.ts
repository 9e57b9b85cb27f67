/** How a person wants to be asked. */
import { z } from 'zod';
import type { PressedIntent } from '../capability.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { lockPeople, personOf } from '../identity/index.ts';
import type { Pressed } from '../intents/types.ts';
import { type Money, money } from '../money.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { tryPin } from './pin.ts';
import { putPrompt } from './prompt.ts';
import { defaultProtection, isLowered, type Protection } from './rules.ts';
import type { ProtectionChange, ProtectionService, ProtectionSettings } from './types.ts';

const statement = {
  find: sqlFile(import.meta.url, './sql/find_protection.sql'),
  put: sqlFile(import.meta.url, './sql/put_protection.sql'),
};

interface Row {
  asset: string | null;
  ask_above: string | null;
  ask_new_above: string | null;
  pin_above: string;
  has_pin: boolean;
  locked_until: Date | null;
}

interface Protected {
  protection: Protection;
  has_pin: boolean;
  locked_until: Date | null;
}

const units = (text: string | null): bigint | null => (text === null ? null : BigInt(text));

/** As they said, or as it is for everybody. */
export async function protectionOf(
  { assets }: Pick<Context, 'assets'>,
  sql: Queryable,
  person: bigint,
): Promise<Protected> {
  const [row] = await run<Row>(sql, statement.find, [person]);
  const { asset, ask_above, ask_new_above, pin_above, has_pin, locked_until } = row!;
  // Amounts of another currency say nothing about this one.
  const protection =
    asset === assets.main.code
      ? { ask_above: units(ask_above), ask_new_above: units(ask_new_above), pin_above: BigInt(pin_above) }
      : defaultProtection(assets.main);
  return { protection, has_pin, locked_until };
}

export const settingsOf = async (context: Context, person: bigint): Promise<ProtectionSettings> => {
  const { protection, has_pin, locked_until } = await protectionOf(context, context.sql, person);
  const { main } = context.assets;
  const shown = (amount: bigint | null): Money | null => (amount === null ? null : money(amount, main));
  const isLocked = locked_until !== null && locked_until > context.clock.now();
  return {
    ask_above: shown(protection.ask_above),
    ask_new_above: shown(protection.ask_new_above),
    pin_above: money(protection.pin_above, main),
    has_pin,
    ...(isLocked && { locked_until: locked_until.toISOString() }),
  };
};

const changed = (before: Protection, change: ProtectionChange): Protection => ({
  ask_above: change.ask_above === undefined ? before.ask_above : units(change.ask_above),
  ask_new_above: change.ask_new_above === undefined ? before.ask_new_above : units(change.ask_new_above),
  pin_above: change.pin_above === undefined ? before.pin_above : BigInt(change.pin_above),
});

const changeSchema = z.object({
  ask_above: z.string().regex(/^\d+$/).nullable().optional(),
  ask_new_above: z.string().regex(/^\d+$/).nullable().optional(),
  pin_above: z.string().regex(/^\d+$/).optional(),
});

/** A button of the settings; where it wants the PIN, that is asked for first. */
export async function pressChange(
  context: Context,
  change: ProtectionService['change'],
  { key, payload, by, identity }: PressedIntent,
): Promise<Result<Pressed>> {
  const settings = await change(identity, changeSchema.parse(payload) as ProtectionChange, null);
  if (settings.ok) return ok({ in_place: { kind: 'protection', actions: [], ...settings.value } });
  if (settings.refusal.code !== 'pin_required') return settings;
  await putPrompt(context, by.id, key);
  return ok({ form: { form: 'pin', intent: key }, private: { kind: 'pin_wanted', which: 'current' } });
}

interface Changing {
  change: ProtectionChange;
  pin: string | null;
  sending: string | undefined;
}

/** Whether they would be asked less, and may be. */
async function mayChange(
  context: Context,
  person: bigint,
  { change, pin, sending }: Changing,
): Promise<Result<{ lowered: boolean }>> {
  const now = await protectionOf(context, context.sql, person);
  const lowered = now.has_pin && isLowered(now.protection, changed(now.protection, change));
  if (!lowered) return ok({ lowered });
  if (pin === null) return refuse('pin_required');
  const tried = await tryPin(context, person, pin, sending);
  return tried.ok ? ok({ lowered }) : tried;
}

export const createMayChange =
  (context: Context): ProtectionService['mayChange'] =>
  async (by, change, pin, sending) => {
    const may = await mayChange(context, (await personOf(context, by)).id, { change, pin, sending });
    return may.ok ? ok(null) : may;
  };

/** To be asked more is anybody's to say who is in the chat; to be asked less wants the PIN, where there is one. */
export const createChange =
  (context: Context): ProtectionService['change'] =>
  async (by, change, pin, sending) => {
    const { sql, assets, clock } = context;
    const person = await personOf(context, by);
    const may = await mayChange(context, person.id, { change, pin, sending });
    if (!may.ok) return may;
    const { lowered } = may.value;
    const denied = await inTransaction(sql, async (transaction) => {
      const { id } = (await lockPeople(transaction, [person.id], 'update')).get(person.id)!;
      const { protection: before, has_pin } = await protectionOf(context, transaction, id);
      const after = changed(before, change);
      // Somebody may have set a PIN, or asked to be asked more, at this very moment.
      if (has_pin && !lowered && isLowered(before, after)) return refuse('pin_required');
      const { ask_above, ask_new_above, pin_above } = after;
      const row = [id, assets.main.code, ask_above, ask_new_above, pin_above, clock.now()];
      await run(transaction, statement.put, row);
      return null;
    });
    return denied ?? ok(await settingsOf(context, person.id));
  };
