/** Who may act for the bank. */
import { type Identity, identityText } from '../ports/chat.ts';

export interface Operators {
  has(identity: Identity): boolean;
  all: readonly Identity[];
}

/** Exactly the configured identities: neither a linked chat of theirs nor a role on the platform makes an operator. */
export const operatorsOf = (identities: readonly Identity[]): Operators => {
  const texts = new Set(identities.map(identityText));
  return { has: (identity) => texts.has(identityText(identity)), all: identities };
};
