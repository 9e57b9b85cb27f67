/** Every text of alerts and their settings. */
import type { AlertKind } from '../../../core/index.ts';
import type { CapabilityMessages, CommandWords, RefusalMessages } from '../messages/catalogue.ts';

interface KindWords {
  /** At most 40 characters. */
  name: string;
  /** In the form, at most 40 characters. */
  field: string;
  /** What is told of. `amount` null: of any. */
  when(amount: string | null): string;
}

export interface AlertMessages extends CapabilityMessages {
  commands: Record<'alerts', CommandWords>;
  kinds: Record<AlertKind, KindWords>;
  settings: {
    title: string;
    off: string;
    atOnce: string;
    inDigest: string;
    quiet: string;
    hours(from: string, until: string): string;
    anyHour: string;
    digest: string;
    at(time: string): string;
    zone(name: string): string;
    askZone: string;
    usage: string;
  };
  buttons: { change: string; times: string; turn(name: string, on: boolean): string };
  low: { title(balance: string): string; below(threshold: string): string };
  several: string;
  form: {
    title: string;
    save: string;
    amountHint: string;
    balanceHint: string;
    /** As it is typed, and read by the grammar. */
    all: string;
    digest: string;
    choices: { on: string; digest: string; off: string };
  };
  times: {
    title: string;
    quiet: string;
    quietHint: string;
    digest: string;
    digestHint: string;
    zone: string;
    zoneHint: string;
  };
  refusals: RefusalMessages<'zone_unknown' | 'hours_unclear' | 'alert_unknown'>;
}
