/** The names that an import brought: who are they? */
import type { PressedIntent } from '../capability.ts';
import type { Context } from '../context.ts';
import { formUntil, putIntent } from '../intents/index.ts';
import type { Pressed } from '../intents/types.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { partiesOf } from './members.ts';

/** As many as the narrowest form has fields. */
const names_max = 5;

/** Opens the form for the next names that nobody has been found for; to whoever is on the tab. */
export async function askWho(context: Context, { subject, by }: PressedIntent): Promise<Result<Pressed>> {
  const { sql, clock } = context;
  const parties = await partiesOf(sql, subject!);
  if (!parties.ofPerson(by.id)?.isOn) return refuse('tab_not_member');
  const unknown = parties.all.filter(({ person }) => person === null).slice(0, names_max);
  if (unknown.length === 0) return refuse('intent_used');
  const names = unknown.map(({ view }) => view.name);
  const intent = await putIntent(context, sql, {
    kind: 'tab_who_form',
    person: by.id,
    payload: { names },
    expiresAt: formUntil({ clock }),
  });
  return ok({ form: { form: 'tab_who', intent, names } });
}
