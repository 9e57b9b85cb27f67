/** Pieces of what a person asked for, once understood. Plain data, so that it can be validated, stored and compared. */
import { z } from 'zod';
import { PLATFORMS, type Who } from '../../core/index.ts';
import { identitySchema } from './event.ts';

export const whoSchema = z.discriminatedUnion('by', [
  z.object({
    by: z.literal('identity'),
    identity: identitySchema,
    name: z.string().optional(),
    isBot: z.boolean().optional(),
    typed: z.literal(true).optional(),
  }),
  z.object({
    by: z.literal('handle'),
    handle: z.string().min(1).max(64),
    platform: z.enum(PLATFORMS),
    tenant: z.string().max(64).nullable(),
  }),
]) as z.ZodType<Who>;

/** Positive minor units, a decimal string: it survives JSON and never passes through a float. */
const minorSchema = z.string().regex(/^[1-9]\d{0,37}$/);
const assetSchema = z.object({ code: z.string(), exponent: z.int() });
export const moneySchema = z.object({ minor: minorSchema, asset: assetSchema });
