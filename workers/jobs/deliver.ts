/** Shows what is due in some conversations, all at once. Idempotent: what has been shown is not due any more. */
import type { Queue } from 'bullmq';
import { z } from 'zod';
import type { Core, Messenger } from '../../core/index.ts';

export const deliverQueue = 'tuppence-deliver';

/** Conversations at most in one job: a slow one keeps a job from its end, not its neighbours from being shown. */
export const deliver_lanes_max = 50;

const deliverPayload = z.object({
  lanes: z.array(z.string().min(1).max(300)).min(1).max(deliver_lanes_max),
});

export const deliverData = (lanes: string[]): z.input<typeof deliverPayload> => ({ lanes });

export async function deliver(core: Core, messenger: Messenger, queue: Queue, data: unknown): Promise<void> {
  const { lanes } = deliverPayload.parse(data);
  const drained = await Promise.allSettled(lanes.map((lane) => drain(core, messenger, queue, lane)));
  const failed = drained.find(({ status }) => status === 'rejected');
  if (failed) throw (failed as PromiseRejectedResult).reason;
}

/** Where the platform says wait, the lane waits in the queue, not in a worker. */
async function drain(core: Core, messenger: Messenger, queue: Queue, lane: string): Promise<void> {
  const wait_ms = await core.deliveries.drain(messenger, lane);
  if (wait_ms === null) return;
  await queue.add('deliver', deliverData([lane]), {
    delay: wait_ms,
    // One waiting job per lane, however many were told to wait: but a long wait (for a message that somebody is just showing) must
    // not swallow a short one that comes after it. It runs out before the job runs, so that the job can wait again.
    deduplication: {
      id: `wait ${lane} ${Math.ceil(Math.log2(wait_ms))}`,
      ttl: Math.max(1, Math.floor(wait_ms * 0.9)),
    },
  });
}
