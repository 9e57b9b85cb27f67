/** What people can be told of. A new kind is one line here, and its words in bots/shared/alerts. */

interface Kind {
  /** How it is judged: by an amount from the threshold on, by a balance that falls below it, or not by money at all. */
  by: 'amount' | 'fall' | 'nothing';
  /** Whether those are told who never chose. */
  on: boolean;
  /** In units of the main currency, for whoever turns it on without saying; 0: any amount. */
  threshold: number;
  /** In which form it is set: a form has five fields, and a message as many buttons. */
  form: 'alerts' | 'alert_times';
}

export const ALERT_KINDS = {
  low_balance: { by: 'fall', on: false, threshold: 10, form: 'alerts' },
  large_payment: { by: 'amount', on: false, threshold: 100, form: 'alerts' },
  incoming_money: { by: 'amount', on: true, threshold: 0, form: 'alerts' },
  request_due: { by: 'nothing', on: true, threshold: 0, form: 'alerts' },
  interest_posted: { by: 'nothing', on: true, threshold: 0, form: 'alerts' },
  /** Of its own, so that whoever wants no reminders still hears that money was taken. */
  instalment_taken: { by: 'nothing', on: true, threshold: 0, form: 'alert_times' },
  statement: { by: 'nothing', on: true, threshold: 0, form: 'alert_times' },
} as const satisfies Record<string, Kind>;

export type AlertKind = keyof typeof ALERT_KINDS;

export const alertKinds = Object.keys(ALERT_KINDS) as AlertKind[];

export const kindsOfForm = (form: Kind['form']): AlertKind[] =>
  alertKinds.filter((kind) => ALERT_KINDS[kind].form === form);
