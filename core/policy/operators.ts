/** Who may act for the bank. */
import { type Identity, identityText } from '../ports/chat.ts';

export interface Operators {
  has(identity: Identity): boolean;
  all: readonly Identity[];
}

/** Null is whoever stands at the machine itself, and may do what operators may. */
export const mayOperate = ({ operators }: { operators: Operators }, by: Identity | null): boolean =>
  by === null || operators.has(by);

/** Whether the operator is that person, in whichever of their chats. */
export const isOneOf = ({ identities }: { identities: readonly Identity[] }, by: Identity | null): boolean =>
  by !== null && identities.some((identity) => identityText(identity) === identityText(by));

/** Exactly the configured identities: neither a linked chat of theirs nor a role on the platform makes an operator. */
export const operatorsOf = (identities: readonly Identity[]): Operators => {
  const texts = new Set(identities.map(identityText));
  return { has: (identity) => texts.has(identityText(identity)), all: identities };
};
