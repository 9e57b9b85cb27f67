/** Who somebody is: one person, however many chats. */

export { linkAsked } from './link.ts';
export { createPeople } from './people.ts';
export {
  advisoryLock,
  type Contact,
  contactOf,
  contactsOf,
  ensureIdentity,
  findIdentities,
  type KnownIdentity,
  loadPeople,
  lockLoaded,
  lockPeople,
  type Person,
  personOf,
  viewOf,
} from './person.ts';
export { type Bearer, findBearers, type HandleName, resolve } from './resolve.ts';
