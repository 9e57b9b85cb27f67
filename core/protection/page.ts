/** The settings on somebody's own page, where buttons open their forms. */
import type { PressedIntent } from '../capability.ts';
import type { Context } from '../context.ts';
import { buttonUntil, formUntil, putIntent, putIntents } from '../intents/index.ts';
import type { Pressed } from '../intents/types.ts';
import type { NoticeOf } from '../notices.ts';
import type { Json } from '../ports/chat.ts';
import { ok, type Result } from '../refusals.ts';
import { settingsOf } from './settings.ts';

const buttons = ['protection_form', 'pin_form'] as const;

export async function settingsOnPage(context: Context, person: bigint): Promise<NoticeOf<'protection'>> {
  const expiresAt = buttonUntil(context);
  const intents = buttons.map((kind) => ({ kind, person, payload: {}, expiresAt }));
  const keys = await putIntents(context, context.sql, intents);
  return {
    kind: 'protection',
    ...(await settingsOf(context, person)),
    actions: buttons.map((action, at) => ({ action, intent: keys[at]! })),
  };
}

/** Filled in with what is set; what is sent back as it was changes nothing. */
export async function pressSettings(context: Context, { by }: PressedIntent): Promise<Result<Pressed>> {
  const { ask_above, ask_new_above, pin_above, has_pin } = await settingsOf(context, by.id);
  const filled = { ask_above, ask_new_above, pin_above, has_pin };
  const payload = filled as unknown as Json;
  const intent = await formIntent(context, by.id, 'protection', payload);
  return ok({ form: { form: 'protection', intent, ...filled } });
}

export async function pressPinForm(context: Context, { by }: PressedIntent): Promise<Result<Pressed>> {
  const { has_pin } = await settingsOf(context, by.id);
  const intent = await formIntent(context, by.id, 'pin_set', {});
  return ok({ form: { form: 'pin_set', intent, has_pin } });
}

const formIntent = (context: Context, person: bigint, kind: string, payload: Json): Promise<string> =>
  putIntent(context, context.sql, { kind, person, payload, expiresAt: formUntil(context) });
