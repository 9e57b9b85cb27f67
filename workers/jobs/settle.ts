/** Settles one authorized payment. Idempotent: a second job for the same payment finds it settled. */
import { z } from 'zod';
import type { Core } from '../../core/index.ts';

export const settleQueue = 'tuppence-settle';

export const settlePayload = z.object({ payment: z.string().regex(/^\d{1,19}$/) });

export const settleData = (payment: bigint): z.input<typeof settlePayload> => ({ payment: String(payment) });

export const settle = async (core: Core, data: unknown): Promise<void> =>
  core.pay.settle(BigInt(settlePayload.parse(data).payment));
