/** Words to people in their own chats, for every capability. */
import { type Context, DEFAULT_LOCALE } from './context.ts';
import type { Queryable } from './db/index.ts';
import { type Contact, contactOf, findIdentities, type Person } from './identity/index.ts';
import type { Notice } from './notices.ts';
import { addDeliveries, addDelivery, type NewDelivery } from './outbox/index.ts';
import { isOneOf } from './policy/operators.ts';
import type { Conversation, Identity } from './ports/chat.ts';

/** Whether somebody has what a group is shown before their eyes: they are in that group's server or team, and need no message of their own. */
export const seesCard = (
  { identities }: { identities: readonly Identity[] },
  { kind, platform, tenant }: Conversation,
): boolean =>
  kind === 'group' && identities.some((one) => one.platform === platform && one.tenant === tenant);

/** A message to a person in their own chat. */
export const directTo = ({ identity, locale }: Contact, subject: NewDelivery['subject']): NewDelivery => ({
  audience: 'direct',
  person: identity,
  locale: locale ?? DEFAULT_LOCALE,
  subject,
});

/** Tells somebody in their own chat; nothing to somebody who is only a name so far. */
export async function tellDirectly(sql: Queryable, person: { id: bigint }, notice: Notice): Promise<void> {
  const contact = await contactOf(sql, person.id);
  if (contact) await addDelivery(sql, directTo(contact, { kind: 'notice', notice }));
}

/** Tells every operator in their own chat, except those who are one of `parties`: they have no say in it. Returns the deliveries. */
export async function tellOperators(
  { operators }: Pick<Context, 'operators'>,
  sql: Queryable,
  subject: NewDelivery['subject'],
  parties: readonly Person[] = [],
): Promise<bigint[]> {
  const told = operators.all.filter((operator) => !parties.some((party) => isOneOf(party, operator)));
  const known = await findIdentities(sql, told);
  return addDeliveries(
    sql,
    told.map((identity, at) => directTo({ identity, locale: known[at]?.locale ?? null }, subject)),
  );
}
