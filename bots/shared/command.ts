/** What a person asked for, once understood. Plain data, so that it can be validated, stored and compared. */
import { z } from 'zod';
import { PLATFORMS, type Who } from '../../core/index.ts';
import { identitySchema } from './event.ts';

const whoSchema = z.discriminatedUnion('by', [
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
const moneySchema = z.object({ minor: minorSchema, asset: assetSchema });

const payment = {
  payees: z.array(whoSchema).min(1),
  mode: z.enum(['each', 'total']),
  memo: z.string().max(2000).nullable(),
};

export const commandSchema = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('pay'), amount: moneySchema, ...payment }),
  /** The amount can be read in two ways: ask which. */
  z.object({
    verb: z.literal('pay_which'),
    text: z.string(),
    readings: z.tuple([moneySchema, moneySchema]),
    ...payment,
  }),
  /** `/pay` with nothing but perhaps a person: a form, where there are forms. */
  z.object({ verb: z.literal('pay_form'), payee: whoSchema.nullable() }),
  z.object({ verb: z.literal('balance') }),
  z.object({ verb: z.literal('history') }),
  z.object({ verb: z.literal('help') }),
  z.object({ verb: z.literal('start') }),
  /** No code: make one. */
  /** `tapped`: the code came with a link, so that nobody may have read it. */
  z.object({
    verb: z.literal('link'),
    code: z.string().max(64).nullable(),
    tapped: z.literal(true).optional(),
  }),
  z.object({ verb: z.literal('bank_fund'), who: whoSchema, amount: moneySchema }),
  z.object({ verb: z.literal('bank_freeze'), who: whoSchema, frozen: z.boolean() }),
]);

export type Command = z.infer<typeof commandSchema>;
export type CommandOf<V extends Command['verb']> = Extract<Command, { verb: V }>;
