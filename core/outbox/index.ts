/** What must happen after the money has moved, and what arrived before it: outbox, deliveries, lanes, and the inbox. */
export { createDeliveries, type DeliveriesOptions } from './deliveries.ts';
export { createInbox } from './inbox.ts';
export { type Log, silentLog } from './log.ts';
export { createOutbox, type OutboxOptions } from './outbox.ts';
export * from './write.ts';
