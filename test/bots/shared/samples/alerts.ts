import type { AlertRefusals } from '../../../../core/alerts/types.ts';
import { alertKinds } from '../../../../core/index.ts';
import { action, crowd, evil, huge, type RefusalSamples, type Samples } from './kit.ts';
import { payment } from './pay.ts';

const every = (more: { on: boolean; digest: boolean; toggle?: string }) =>
  alertKinds.map((alert) => ({ alert, threshold: huge, ...more }));

export const alertRefusals: RefusalSamples<keyof AlertRefusals> = {
  zone_unknown: { text: evil, choices: Array(60).fill(evil) },
  hours_unclear: { text: evil },
  alert_unknown: { text: evil },
};

export const alerts: Samples<'alert_settings' | 'alert_low_balance' | 'alerts'> = {
  alert_settings: [
    {
      kind: 'alert_settings',
      alerts: every({ on: true, digest: true }),
      quiet: { from: 1320, until: 420 },
      digest_at: 1080,
      zone: 'America/Argentina/ComodRivadavia',
      actions: [
        { ...action, action: 'alerts_form' },
        { ...action, action: 'alert_times_form' },
      ],
    },
    {
      kind: 'alert_settings',
      alerts: every({ on: false, digest: false, toggle: 'i'.repeat(32) }),
      quiet: null,
      digest_at: 0,
      zone: null,
      actions: [],
    },
  ],
  alert_low_balance: [{ kind: 'alert_low_balance', balance: huge, threshold: huge, reference: 'R' }],
  alerts: [{ kind: 'alerts', notices: crowd.map((payer) => payment({ payer, memo: evil })) }],
};
