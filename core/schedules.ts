/** Work that time brings, of the kernel and of every capability, by name. */
import type { Core } from './api.ts';
import type { Schedule } from './capability.ts';

/** What is done at a time, before the next look at what is due. */
const batch = 200;

export const createSchedules = (schedules: ReadonlyMap<string, Schedule>): Core['schedules'] => ({
  all: [...schedules].map(([name, { every_ms }]) => ({ name, every_ms })),

  async run(name) {
    const schedule = schedules.get(name);
    if (!schedule) throw new Error(`No capability has the schedule ${name}`);
    let total = 0;
    for (let count = batch; count === batch; total += count) count = await schedule.run(batch);
    return total;
  },
});
