/** Does the work that the outbox asked of a capability. Idempotent: a second job for the same subject finds it done. */
import { z } from 'zod';
import type { Core } from '../../core/index.ts';

export const workQueue = 'tuppence-work';

/** Subjects at most in one job; a capability does together what comes together. */
export const work_subjects_max = 100;

const workPayload = z.object({
  topic: z.string().min(1).max(40),
  subjects: z
    .array(z.string().regex(/^\d{1,19}$/))
    .min(1)
    .max(work_subjects_max),
});

export const workData = (topic: string, subjects: bigint[]): z.input<typeof workPayload> => ({
  topic,
  subjects: subjects.map(String),
});

export async function work(core: Core, data: unknown): Promise<void> {
  const { topic, subjects } = workPayload.parse(data);
  await core.outbox.handle(topic, subjects.map(BigInt));
}
