/** Work that time brings: core says what and how often. Each is idempotent, and a run that was missed is made up by the next. */
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Core } from '../core/index.ts';
import type { QueueSystem } from './queue.ts';

export const scheduleQueue = 'tuppence-schedule';

const schedulePayload = z.object({ schedule: z.string().min(1).max(40) });

/** Registering again changes nothing; done now and then, because a Redis may forget. */
export async function registerSchedules({ schedules }: Core, queues: QueueSystem): Promise<void> {
  const queue = queues.queue(scheduleQueue);
  for (const { name, every_ms } of schedules.all)
    await queue.upsertJobScheduler(
      name,
      { every: every_ms },
      { name, data: { schedule: name }, opts: { attempts: 1, removeOnComplete: 10, removeOnFail: 100 } },
    );
}

export async function runSchedule(core: Core, data: unknown, log: Logger): Promise<void> {
  const { schedule } = schedulePayload.parse(data);
  const count = await core.schedules.run(schedule);
  if (count > 0) log.info({ schedule, count }, 'scheduled work done');
}
