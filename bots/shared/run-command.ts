/** From a typed command to what core does and what the person is told. */
import type { Refusal, Result } from '../../core/index.ts';
import type { CommandOf } from './command.ts';
import { COMMANDS } from './commands.ts';
import type { InboundEventOf } from './event.ts';
import { openPayForm } from './forms.ts';
import { parseCommand } from './grammar.ts';
import { pay } from './pay.ts';
import type { Turn } from './turn.ts';
import { grammarContext } from './turn-grammar.ts';

const historyLines = 10;

export async function runCommand(turn: Turn<InboundEventOf<'command'>>): Promise<void> {
  const { event, parts, seen } = turn;
  const { core } = parts;
  const me = event.actor.identity;
  const parsed = parseCommand(event.name, event.args, grammarContext(turn));
  const isBank = parsed.ok ? parsed.value.verb.startsWith('bank_') : /^\W*bank\b/i.test(event.name);
  // Core asks again; here it keeps the bank's usage from those whom it does not concern.
  if (isBank && !seen.operator) return turn.refuse({ code: 'not_operator' });
  if (!parsed.ok) return turn.refuse(parsed.refusal);
  const command = parsed.value;
  switch (command.verb) {
    case 'pay':
    case 'pay_which':
      return pay(turn, command, turn.key);
    case 'pay_form':
      return openPayForm(turn, command.payee);
    case 'balance':
      return turn.answer(await core.account.balance(me));
    case 'history':
      return turn.answer(await core.account.history(me, historyLines));
    case 'help':
      return help(turn);
    case 'start':
      return welcome(turn);
    case 'link':
      return link(turn, command);
    case 'bank_fund':
      return bankFund(turn, command);
    case 'bank_freeze': {
      const frozen = await core.bank.freeze(me, command.who, command.frozen);
      return told(turn, frozen, (value) => turn.answer({ kind: 'bank_frozen', ...value }));
    }
  }
}

export const help = (turn: Turn): Promise<void> =>
  turn.answer({ kind: 'help', commands: COMMANDS.map(({ name }) => name), operator: turn.seen.operator });

/** The person has opened the direct conversation, so they can be written to from now on. */
export async function welcome({ parts, event, seen, answer }: Turn): Promise<void> {
  await parts.core.people.setReachable(event.actor.identity, true);
  await answer({ kind: 'welcome', person: seen.person, claimed: seen.untold });
}

async function link(turn: Turn, { code, tapped }: CommandOf<'link'>): Promise<void> {
  const { core } = turn.parts;
  const me = turn.event.actor.identity;
  if (code === null) {
    const made = await core.people.linkCode(me);
    return told(turn, made, (value) => turn.answer({ kind: 'link_code', ...value }));
  }
  const redeemed = await core.people.redeem(me, code, turn.key, tapped ? 'always' : 'with_money');
  return told(turn, redeemed, (value) => {
    if (value.did === 'linked')
      return turn.answer({ kind: 'linked', person: value.person, balances: value.balances });
    const { owner, balances, intent } = value;
    return turn.answer({ kind: 'link_question', owner, balances, actions: [{ action: 'link', intent }] });
  });
}

async function bankFund(turn: Turn, { who, amount }: CommandOf<'bank_fund'>): Promise<void> {
  const { bank } = turn.parts.core;
  const me = turn.event.actor.identity;
  const funded = await bank.fund(me, who, BigInt(amount.minor), amount.asset.code, turn.key);
  return told(turn, funded, (value) => turn.answer({ kind: 'bank_funded', ...value }));
}

const told = <T>(turn: Turn, result: Result<T>, tell: (value: T) => Promise<void>): Promise<void> =>
  result.ok ? tell(result.value) : turn.refuse(result.refusal as Refusal);
