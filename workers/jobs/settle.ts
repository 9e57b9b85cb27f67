/** Settles authorized payments. Idempotent: a second job for the same payment finds it settled. */
import { z } from 'zod';
import type { Core } from '../../core/index.ts';

export const settleQueue = 'tuppence-settle';

/** Payments at most in one job; core settles what comes together in one database transaction. */
export const settle_payments_max = 100;

const settlePayload = z.object({
  payments: z
    .array(z.string().regex(/^\d{1,19}$/))
    .min(1)
    .max(settle_payments_max),
});

export const settleData = (payments: bigint[]): z.input<typeof settlePayload> => ({
  payments: payments.map(String),
});

/** One that fails does not hold up the others; the job is tried again for it. */
export async function settle(core: Core, data: unknown): Promise<void> {
  const { payments } = settlePayload.parse(data);
  const settled = await Promise.allSettled(payments.map((payment) => core.pay.settle(BigInt(payment))));
  const failed = settled.find(({ status }) => status === 'rejected');
  if (failed) throw (failed as PromiseRejectedResult).reason;
}
