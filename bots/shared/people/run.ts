/** Welcoming, and linking two chats. */

import { askPinFor } from '../protection/run.ts';
import type { Turn } from '../turn.ts';
import type { LinkCommand } from './commands.ts';

/** The person has opened the direct conversation, so they can be written to from now on. */
export async function welcome({ parts, event, seen, answer }: Turn): Promise<void> {
  await parts.core.people.setReachable(event.actor.identity, true);
  await answer({ kind: 'welcome', person: seen.person, claimed: seen.untold });
}

export async function link(turn: Turn, { code, tapped }: LinkCommand): Promise<void> {
  const { core } = turn.parts;
  const me = turn.event.actor.identity;
  if (code === null) {
    const made = await core.people.linkCode(me);
    if (!made.ok && made.refusal.code === 'pin_required') return askPinFor(turn, 'link_code');
    return turn.told(made, (value) => turn.answer({ kind: 'link_code', ...value }));
  }
  const redeemed = await core.people.redeem(me, code, turn.key, tapped ? 'always' : 'with_money');
  return turn.told(redeemed, (value) => {
    if (value.did === 'linked')
      return turn.answer({ kind: 'linked', person: value.person, balances: value.balances });
    const { owner, balances, intent } = value;
    return turn.answer({ kind: 'link_question', owner, balances, actions: [{ action: 'link', intent }] });
  });
}
