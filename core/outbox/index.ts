/** What must happen after the money has moved, and what arrived before it: outbox, deliveries, lanes, and the inbox. */

export type * from './write.ts';
export { addDelivery, addOutbox, laneOf, reviseDelivery, reviveDeliveries, takeMissed } from './write.ts';
