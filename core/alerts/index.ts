/** Alerts: what people want to be told of, when, and what waits until then. */
import type { Capability } from '../capability.ts';
import type { Context } from '../context.ts';
import { sqlFile } from '../db/index.ts';
import { alertsOf, pressForm, pressToggle, settingsNotice } from './alerts.ts';
import { forgetTold } from './due.ts';
import type { AlertService } from './types.ts';

export { lowBalance, openDesk, raiseAlerts, tellIfLow } from './desk.ts';
export type { AlertDesk, NewAlert } from './types.ts';

export function createAlerts(context: Context): Capability<AlertService> {
  const service = alertsOf(context);
  return {
    service,
    presses: {
      alert_toggle: (press) => pressToggle(context, press),
      alerts_form: pressForm(context, 'alerts'),
      alert_times_form: pressForm(context, 'alert_times'),
    },
    schedules: {
      alerts: { every_ms: 60_000, run: service.tellDue },
      forget_alerts: { every_ms: 3_600_000, run: () => forgetTold(context) },
    },
    async home(identity) {
      const person = await context.known(identity);
      return person ? [await settingsNotice(context, person.id, 'home')] : [];
    },
    trail: sqlFile(import.meta.url, './sql/trail.sql'),
  };
}
