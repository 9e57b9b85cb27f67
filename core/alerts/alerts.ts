/** The alerts service: how somebody's alerts are set, and how they change. */
import { z } from 'zod';
import type { PressedIntent } from '../capability.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { advisoryLock, loadPeople, personOf, setZone } from '../identity/index.ts';
import { buttonUntil, formUntil, type NewIntent, putIntent, putIntents } from '../intents/index.ts';
import type { Pressed } from '../intents/types.ts';
import type { NoticeOf } from '../notices.ts';
import { toJsonb } from '../outbox/json.ts';
import type { Json } from '../ports/chat.ts';
import { ok, type Result } from '../refusals.ts';
import { readZone } from '../time-zone.ts';
import { judgeAnew, tellDue } from './due.ts';
import { alertKinds, kindsOfForm } from './kinds.ts';
import { type AlertSettings, changed } from './rules.ts';
import { putSettings, settingsNow } from './settings.ts';
import type { AlertButtons, AlertChange, AlertForm, AlertService } from './types.ts';

const putChange = sqlFile(import.meta.url, './sql/put_change.sql');

export const alertsOf = (context: Context): AlertService => ({
  async settings(identity, buttons) {
    const person = await personOf(context, identity);
    return settingsNotice(context, person.id, buttons);
  },

  async change(identity, change, key) {
    const person = await personOf(context, identity);
    await inTransaction(context.sql, (sql) => changeOnce(context, sql, person.id, change, key));
  },

  async form(identity, form) {
    const person = await personOf(context, identity);
    return formOf(context, person.id, form, {});
  },

  tellDue: (limit) => tellDue(context, limit),
});

/** The same event again does not undo what was chosen since. */
async function changeOnce(
  context: Context,
  sql: Queryable,
  asked: bigint,
  change: AlertChange,
  key: string,
): Promise<void> {
  const { zone } = change;
  if (zone !== undefined && readZone(zone) !== zone) throw new RangeError(`Not a time zone: ${zone}`);
  const person = (await loadPeople(sql, [asked])).get(asked)!.id;
  await advisoryLock(sql, `alerts:${person}`);
  const first = await run(sql, putChange, [key, person, toJsonb(change), context.clock.now()]);
  if (first.length === 0) return;
  if (zone !== undefined) await setZone(sql, person, zone);
  const settings = changed(await settingsNow(context, sql, person), change);
  await putSettings(sql, person, settings);
  await judgeAnew(context, sql, person, settings);
}

const forms = ['alerts_form', 'alert_times_form'] as const;

export async function settingsNotice(
  context: Context,
  person: bigint,
  buttons: AlertButtons,
): Promise<NoticeOf<'alert_settings'>> {
  const settings = await settingsNow(context, context.sql, person);
  const { quiet, digest_at, zone, kinds } = settings;
  const asked =
    buttons === 'toggles'
      ? togglesOf(settings)
      : forms.map((kind) => ({ kind, payload: { home: buttons === 'home' } }));
  const expiresAt = buttonUntil(context);
  const keys = await putIntents(
    context,
    context.sql,
    asked.map((one): NewIntent => ({ ...one, person, expiresAt })),
  );
  return {
    kind: 'alert_settings',
    alerts: alertKinds.map((alert) => {
      const toggle = buttons === 'toggles' ? keys[toggled.indexOf(alert)] : undefined;
      return { alert, ...kinds[alert], ...(toggle !== undefined && { toggle }) };
    }),
    quiet,
    digest_at,
    zone,
    actions: buttons === 'toggles' ? [] : forms.map((action, at) => ({ action, intent: keys[at]! })),
  };
}

/** What has a button of its own, where there are no forms. */
const toggled = kindsOfForm('alerts');

/** Each says what it will be, not that it will be the other: pressed twice, it has the effect of one. */
const togglesOf = ({ kinds }: AlertSettings): Pick<NewIntent, 'kind' | 'payload'>[] =>
  toggled.map((alert) => ({ kind: 'alert_toggle', payload: { alert, on: !kinds[alert].on } }));

const toggleSchema = z.object({ alert: z.enum(alertKinds), on: z.boolean() });

export async function pressToggle(
  context: Context,
  { payload, by, origin }: PressedIntent,
): Promise<Result<Pressed>> {
  const { alert, on } = toggleSchema.parse(payload);
  const change: AlertChange = { kinds: { [alert]: { on } } };
  await inTransaction(context.sql, (sql) => changeOnce(context, sql, by.id, change, origin.key));
  return ok({ in_place: await settingsNotice(context, by.id, 'toggles') });
}

export const pressForm =
  (context: Context, form: AlertForm['form']) =>
  async ({ payload, by }: PressedIntent): Promise<Result<Pressed>> =>
    ok({ form: await formOf(context, by.id, form, payload) });

/** `payload`: its button's, which says whether it is on their own page. */
async function formOf(
  context: Context,
  person: bigint,
  form: AlertForm['form'],
  payload: Json,
): Promise<AlertForm> {
  const { kinds, quiet, digest_at, zone } = await settingsNow(context, context.sql, person);
  const expiresAt = formUntil(context);
  const intent = await putIntent(context, context.sql, { kind: form, person, payload, expiresAt });
  const alerts = kindsOfForm(form).map((alert) => ({ alert, ...kinds[alert] }));
  return form === 'alert_times' ? { form, intent, alerts, quiet, digest_at, zone } : { form, intent, alerts };
}
