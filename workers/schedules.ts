/** Work that time brings. Each is idempotent, and a run that was missed is made up by the next. */
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Core } from '../core/index.ts';
import type { QueueSystem } from './queue.ts';

export const scheduleQueue = 'tuppence-schedule';

const batch_payments = 200;
/** Payments and deliveries younger than this are somebody's work already. */
const left_behind_ms = 10_000;

interface Schedule {
  every_ms: number;
  /** Returns how much there was to do that the log should tell. */
  run(core: Core): Promise<number>;
}

const schedules: Record<string, Schedule> = {
  expire: {
    every_ms: 60_000,
    async run(core) {
      let ended = 0;
      for (let batch = batch_payments; batch === batch_payments; ended += batch)
        batch = await core.pay.expireDue(batch_payments);
      return ended;
    },
  },
  sweep: { every_ms: 10_000, run: (core) => core.outbox.sweep(left_behind_ms) },
  seal: {
    every_ms: 1_000,
    // It says itself, once in a while, how far it is.
    async run(core) {
      await core.audit.seal();
      return 0;
    },
  },
};

const schedulePayload = z.object({ schedule: z.enum(Object.keys(schedules)) });

/** Registering again changes nothing; done now and then, because a Redis may forget. */
export async function registerSchedules(queues: QueueSystem): Promise<void> {
  const queue = queues.queue(scheduleQueue);
  for (const [name, { every_ms }] of Object.entries(schedules))
    await queue.upsertJobScheduler(
      name,
      { every: every_ms },
      { name, data: { schedule: name }, opts: { attempts: 1, removeOnComplete: 10, removeOnFail: 100 } },
    );
}

export async function runSchedule(core: Core, data: unknown, log: Logger): Promise<void> {
  const { schedule } = schedulePayload.parse(data);
  const count = await schedules[schedule]!.run(core);
  if (count > 0) log.info({ schedule, count }, 'scheduled work done');
}
