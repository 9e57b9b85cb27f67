import type { RefusalCode } from '../../../../core/index.ts';
import { at, crowd, everyone, evil, huge, person, type RefusalSamples, type Samples } from './kit.ts';

const intent = 'i'.repeat(32);
const actions = (['confirm', 'cancel'] as const).map((action) => ({ action, intent }));

type Kinds = 'confirm_spending' | 'protection' | 'pin_wanted' | 'pin_again' | 'pin_changed' | 'pin_reset';

const question: Samples<Kinds>['confirm_spending'][number] = {
  kind: 'confirm_spending',
  state: 'asked',
  payees: [everyone],
  total: huge,
  memo: evil,
  reasons: ['amount', 'currency', 'new_payee'],
  pin: true,
  until: at,
  actions,
};

const settings = { kind: 'protection', ask_above: huge, ask_new_above: huge, pin_above: huge } as const;
const nothing = { ...huge, minor: '0' };

export const protection: Samples<Kinds> = {
  confirm_spending: [
    { ...question, payees: crowd },
    { ...question, reasons: ['new_payee'], memo: null, payees: [person('Bob')] },
    { ...question, reasons: ['amount'], payees: [] },
    { ...question, reasons: [] },
    { ...question, problem: { code: 'pin_wrong', left: 4 } },
    { ...question, reasons: [], recent: huge },
    { ...question, recent: huge },
    ...(['confirmed', 'cancelled'] as const).flatMap((state) => [
      { ...question, state, actions: [] },
      { ...question, state, actions: [], payees: [] },
    ]),
  ],
  protection: [
    ...[true, false].map((has_pin) => ({
      ...settings,
      has_pin,
      actions: (['protection_form', 'pin_form'] as const).map((action) => ({
        action,
        intent: 'i'.repeat(32),
      })),
    })),
    {
      ...settings,
      has_pin: true,
      locked_until: at,
      actions: [
        { action: 'new_always', intent },
        { action: 'new_never', intent },
      ],
    },
    { ...settings, ask_above: null, ask_new_above: nothing, has_pin: false, actions: [] },
    { ...settings, ask_new_above: null, pin_above: nothing, has_pin: true, actions: [] },
  ],
  pin_wanted: [
    { kind: 'pin_wanted', which: 'new' },
    { kind: 'pin_wanted', which: 'current', spending: { payees: crowd, total: huge } },
    { kind: 'pin_wanted', which: 'current', spending: { payees: [], total: huge } },
  ],
  pin_again: [
    {
      kind: 'pin_again',
      refusal: { code: 'pin_wrong', left: 4 },
      actions: [{ action: 'pin_again', intent }],
    },
  ],
  pin_changed: (['set', 'changed', 'removed'] as const).map((did) => ({ kind: 'pin_changed', did })),
  pin_reset: [
    { kind: 'pin_reset', person: everyone },
    { kind: 'pin_reset', person: person('Bob') },
  ],
};

export const protectionRefusals: RefusalSamples<
  Extract<
    RefusalCode,
    `pin_${string}` | 'link_pin' | 'protection_currency' | 'form_unopened' | 'spending_changed'
  >
> = {
  pin_invalid: {},
  pin_guessable: {},
  pin_differs: {},
  pin_wrong: { left: 4 },
  pin_locked: { until: at },
  pin_missing: {},
  pin_required: {},
  pin_none: {},
  pin_typed: { erased: false },
  pin_unasked: {},
  link_pin: {},
  protection_currency: { asset: 'GBP' },
  form_unopened: {},
  spending_changed: {},
};
