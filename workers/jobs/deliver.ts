/** Shows what is due in one conversation. Idempotent: what has been shown is not due any more. */
import type { Queue } from 'bullmq';
import { z } from 'zod';
import type { Core, Messenger } from '../../core/index.ts';

export const deliverQueue = 'tuppence-deliver';

export const deliverPayload = z.object({ lane: z.string().min(1).max(300) });

export const deliverData = (lane: string): z.input<typeof deliverPayload> => ({ lane });

/** Where the platform says wait, the lane waits in the queue, not in a worker. */
export async function deliver(core: Core, messenger: Messenger, queue: Queue, data: unknown): Promise<void> {
  const { lane } = deliverPayload.parse(data);
  const wait_ms = await core.deliveries.drain(messenger, lane);
  if (wait_ms === null) return;
  await queue.add('deliver', deliverData(lane), {
    delay: wait_ms,
    // One waiting job per lane, however many were told to wait. It runs out before the job runs, so that the job can wait again.
    deduplication: { id: `wait ${lane}`, ttl: Math.max(1, Math.floor(wait_ms * 0.9)) },
  });
}
