/** What people want to be told of, and when. */
import { capability } from '../capability.ts';
import { command } from '../command.ts';
import { alertsSpec, parseAlerts } from './commands.ts';
import { alertsForm, timesForm } from './form.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { answerAlertsForm, answerTimesForm, completeZone, alerts as runAlerts } from './run.ts';
import { alertSettingsView, alertsView, lowBalanceView } from './views.ts';

export const alerts = capability({
  messages: { en, de },
  commands: {
    alerts: command({
      spec: alertsSpec,
      parse: parseAlerts,
      run: runAlerts,
      complete: { value: completeZone },
    }),
  },
  views: {
    alert_settings: alertSettingsView,
    alert_low_balance: lowBalanceView,
    alerts: alertsView,
  },
  formViews: {
    alerts: { form: alertsForm, instead: () => ({ code: 'alert_unknown', text: '' }) },
    alert_times: { form: timesForm, instead: () => ({ code: 'hours_unclear', text: '' }) },
  },
  forms: { alerts: answerAlertsForm, alert_times: answerTimesForm },
});
