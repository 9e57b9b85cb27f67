/** `/confirm` and `/pin`: a form where there are forms; else words, buttons, and one direct message that is erased at once. */
import type { Json, NoticeOf, ProtectionChange, ProtectionSettings } from '../../../core/index.ts';
import type { InboundEventOf } from '../event.ts';
import type { Turn } from '../turn.ts';
import type { ConfirmCommand, PinCommand } from './commands.ts';

/** How long the buttons of the settings may be pressed. */
const buttonLife_ms = 24 * 60 * 60_000;

const hasForms = (turn: Turn): boolean => turn.platform?.capabilities.modal === true;

const intentOf = (turn: Turn, kind: string, payload: Json, life_ms?: number): Promise<string> =>
  turn.parts.core.intents.create({
    person: turn.event.actor.identity,
    kind,
    payload,
    life_ms,
  });

export async function confirm(turn: Turn, command: ConfirmCommand): Promise<void> {
  const { core } = turn.parts;
  const me = turn.event.actor.identity;
  if (command.verb === 'confirm_settings') {
    const settings = await core.protection.settings(me);
    if (!hasForms(turn)) return turn.answer(await settingsNotice(turn, settings));
    const { ask_above, ask_new_above, pin_above, has_pin } = settings;
    const filled = { ask_above, ask_new_above, pin_above, has_pin };
    const intent = await intentOf(turn, 'protection', filled as unknown as Json);
    return turn.open({ form: 'protection', intent, ...filled });
  }
  const changed = await core.protection.change(me, command.change, null);
  if (!changed.ok && changed.refusal.code === 'pin_required') return askToLower(turn, command.change);
  return turn.told(changed, async (settings) => turn.answer(await settingsNotice(turn, settings)));
}

async function askToLower(turn: Turn, change: ProtectionChange): Promise<void> {
  const intent = await intentOf(turn, 'protection_change', { ...change });
  if (hasForms(turn)) return turn.open({ form: 'pin', intent });
  return awaitPin(turn, intent, 'current');
}

/** With buttons for what is chosen most, where there is no form. */
export async function settingsNotice(
  turn: Turn,
  settings: ProtectionSettings,
): Promise<NoticeOf<'protection'>> {
  const notice = { kind: 'protection', ...settings } as const;
  if (hasForms(turn)) return { ...notice, actions: [] };
  const press = (threshold: string | null) =>
    intentOf(turn, 'protection_change', { ask_new_above: threshold }, buttonLife_ms);
  return {
    ...notice,
    actions: [
      { action: 'new_always', intent: await press('0') },
      { action: 'new_never', intent: await press(null) },
    ],
  };
}

export async function pin(turn: Turn<InboundEventOf<'command'>>, { act }: PinCommand): Promise<void> {
  if (act === 'typed') return turn.refuse({ code: 'pin_typed', erased: await turn.erase() });
  const { core } = turn.parts;
  const me = turn.event.actor.identity;
  const { has_pin } = await core.protection.settings(me);
  if (act === 'remove') {
    if (!has_pin) return turn.refuse({ code: 'pin_none' });
    const intent = await intentOf(turn, 'pin_remove', {});
    return hasForms(turn) ? turn.open({ form: 'pin', intent }) : awaitPin(turn, intent, 'current');
  }
  if (hasForms(turn))
    return turn.open({ form: 'pin_set', intent: await intentOf(turn, 'pin_set', {}), has_pin });
  if (has_pin) return awaitPin(turn, await intentOf(turn, 'pin_prove', {}), 'current');
  const first = await core.protection.provePin(me, null, 'pin_new');
  return turn.told(first, (intent) => awaitPin(turn, intent, 'new'));
}

/** Before what whoever only has their chat must not do: `kind` is what it is, as in {@link pinAnswers}. */
export async function askPinFor(turn: Turn, kind: 'link_code'): Promise<void> {
  const intent = await intentOf(turn, kind, {});
  return hasForms(turn) ? turn.open({ form: 'pin', intent, act: kind }) : awaitPin(turn, intent, 'current');
}

/** The next direct message is it. */
export async function awaitPin(
  turn: Turn,
  intent: string,
  which: NoticeOf<'pin_wanted'>['which'],
): Promise<void> {
  await turn.parts.core.protection.awaitPin(turn.event.actor.identity, intent);
  await turn.answer({ kind: 'pin_wanted', which });
}
