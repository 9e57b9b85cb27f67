/** What people can be told of. A new kind is one line here, and its words in bots/shared/alerts. */

interface Kind {
  /** How it is judged: by an amount from the threshold on, by a balance that falls below it, or not by money at all. */
  by: 'amount' | 'fall' | 'nothing';
  /** Whether those are told who never chose. */
  on: boolean;
  /** In units of the main currency, for whoever turns it on without saying; 0: any amount. */
  threshold: number;
}

export const ALERT_KINDS = {
  low_balance: { by: 'fall', on: false, threshold: 10 },
  large_payment: { by: 'amount', on: false, threshold: 100 },
  incoming_money: { by: 'amount', on: true, threshold: 0 },
  request_due: { by: 'nothing', on: true, threshold: 0 },
  interest_posted: { by: 'nothing', on: true, threshold: 0 },
} as const satisfies Record<string, Kind>;

export type AlertKind = keyof typeof ALERT_KINDS;

export const alertKinds = Object.keys(ALERT_KINDS) as AlertKind[];
