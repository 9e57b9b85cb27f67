/** Who somebody is: one person, however many chats. */

export { createPeople } from './people.ts';
export {
  advisoryLock,
  type Contact,
  contactOf,
  contactsOf,
  ensureIdentity,
  findIdentities,
  loadPeople,
  lockLoaded,
  lockPeople,
  personOf,
  viewOf,
  whoOf,
} from './person.ts';
export { findBearers, resolve, resolveForBank } from './resolve.ts';
export type { Person } from './types.ts';
export { setZone, zonesOf } from './zone.ts';
