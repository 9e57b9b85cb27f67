/** Alerts: what people want to be told of, and when. */
import type { NoticeAction } from '../common.ts';
import type { Money } from '../money.ts';
import type { Notice } from '../notices.ts';
import type { Subject } from '../outbox/index.ts';
import type { Identity } from '../ports/chat.ts';
import type { Hours, TimeOfDay } from '../time-zone.ts';
import type { AlertKind } from './kinds.ts';

export interface AlertService {
  /** How somebody's alerts are set now. */
  settings(identity: Identity, buttons: AlertButtons): Promise<AlertSettingsNotice>;
  /** The same event changes them once. Throws RangeError for a time zone that is none. */
  change(identity: Identity, change: AlertChange, key: string): Promise<void>;
  /** A form with what is set now. */
  form(identity: Identity, form: AlertForm['form']): Promise<AlertForm>;
  /** Tells what may be told by now, to at most so many people; returns to how many. */
  tellDue(limit: number): Promise<number>;
}

/** Forms to fill in, in an answer or on a person's own page; or, where there are none, one for each kind that turns it on or off. */
export type AlertButtons = 'forms' | 'home' | 'toggles';

/** How one kind is set. */
export interface AlertSetting {
  on: boolean;
  /** From which amount on, or below which. Null: any, or the kind has none. */
  threshold: Money | null;
  /** With the others at a fixed hour, rather than at once. */
  digest: boolean;
}

/** What is given changes, the rest stays. */
export interface AlertChange {
  kinds?: { [K in AlertKind]?: Partial<AlertSetting> };
  /** Null: told at any hour. */
  quiet?: Hours | null;
  digest_at?: TimeOfDay;
  /** IANA name. */
  zone?: string;
}

/**
 * Something that somebody may want to be told of.
 * A kind with a threshold is judged by `amount`; one that tells of a fall below it by `before` and `amount`, the balances.
 */
export type NewAlert = AlertAbout & {
  kind: AlertKind;
  /** A person's id, as the person that they have turned out to be. */
  person: bigint;
  /** Names what it tells of: raised again, it is not told again. Absent where the caller's own record ends once, and so raises it once. */
  key?: string;
  amount?: Money;
  before?: Money;
};

/** What is said, `threshold` being what it was judged by; or a subject, whose card shows how it stands when it is told. */
type AlertAbout = { notice: Notice | ((threshold: Money) => Notice) } | { subject: Subject };

/** Of some people who are known to it, in the caller's database transaction. */
export interface AlertDesk {
  /** Null: they do not want to hear of it. A date: not before then. */
  when(alert: Pick<NewAlert, 'kind' | 'person' | 'amount' | 'before'>): 'now' | Date | null;
  /** At once to those who may be told now; for the others it is kept until it may. */
  tell(alerts: readonly NewAlert[]): Promise<void>;
}

type AlertSettingsNotice = Extract<AlertNotice, { kind: 'alert_settings' }>;

export type AlertNotice =
  | {
      kind: 'alert_settings';
      alerts: ({ alert: AlertKind } & AlertSetting & {
          /** The button that turns it on or off. */
          toggle?: string;
        })[];
      quiet: Hours | null;
      digest_at: TimeOfDay;
      /** Null: nobody told, so the hours are UTC's. */
      zone: string | null;
      actions: NoticeAction<'alerts_form' | 'alert_times_form'>[];
    }
  | { kind: 'alert_low_balance'; balance: Money; threshold: Money; reference: string }
  /** What waited, in one message. */
  | { kind: 'alerts'; notices: Notice[] };

/** The forms of `/alerts`, with what is set now. */
export type AlertForm =
  | { form: 'alerts'; intent: string; alerts: ({ alert: AlertKind } & AlertSetting)[] }
  | {
      form: 'alert_times';
      intent: string;
      /** What comes at an hour of its own. */
      alerts: ({ alert: AlertKind } & AlertSetting)[];
      quiet: Hours | null;
      digest_at: TimeOfDay;
      zone: string | null;
    };

export interface AlertRefusals {
  /** `choices`: which may have been meant. */
  zone_unknown: { text: string; choices: string[] };
  hours_unclear: { text: string };
  alert_unknown: { text: string };
}
