/** Plans of standing orders, as tests say them. */
import type { Repeat, StandingPlan } from '../../core/index.ts';

export const repeat = (unit: Repeat['unit'], more: Partial<Repeat> = {}): Repeat => ({
  unit,
  every: 1,
  on: null,
  count: null,
  until: null,
  ...more,
});

export const once = (more: Partial<StandingPlan> = {}): StandingPlan => ({
  from: null,
  time: null,
  repeat: null,
  ...more,
});
