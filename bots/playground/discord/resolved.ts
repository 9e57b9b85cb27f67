/** The people that an interaction names, in full beside their ids. */
import type { Body, WireUser } from './wire.ts';
import { permissionsOf, type World, wireMember } from './world.ts';

/** Members come without `user`, `deaf` and `mute`. */
export const resolvedUsers = (world: World, users: WireUser[]): Body => {
  const members = users.flatMap(({ id }) => {
    const person = world.people.get(id);
    if (!person) return [];
    const { deaf: _, mute: __, ...member } = wireMember(person);
    return [[id, { ...member, permissions: permissionsOf(person) }] as const];
  });
  return {
    users: Object.fromEntries(users.map((user) => [user.id, user])),
    members: Object.fromEntries(members),
  };
};
