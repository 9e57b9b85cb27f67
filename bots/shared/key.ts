/** By which key whatever an event does is done once. */
import { createHash } from 'node:crypto';
import type { InboundEvent } from './event.ts';

/** Longer keys than this are hashed: the ledger takes 200 characters, and the services add their own prefixes. */
const keyCharactersMax = 150;

/** The same event gives the same key, on every process and at every try. */
export const keyOf = ({ platform, dedupeKey }: Pick<InboundEvent, 'platform' | 'dedupeKey'>): string =>
  dedupeKey.length <= keyCharactersMax
    ? `${platform}:${dedupeKey}`
    : `${platform}:#${createHash('sha256').update(dedupeKey).digest('hex')}`;
