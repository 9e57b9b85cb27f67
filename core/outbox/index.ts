/** What must happen after the money has moved, and what arrived before it: outbox, deliveries, lanes, and the inbox. */
export { createDeliveries, type DeliveriesOptions } from './deliveries.ts';
export { createInbox } from './inbox.ts';
export { type Log, silentLog } from './log.ts';
export { createOutbox } from './outbox.ts';
export { openPage, revisePages } from './pages.ts';
export { createSubjects } from './subjects.ts';
export * from './write.ts';
