/** Balance and history, always private. */
import { type Core, type Identity, type Notice, ok } from '../../../core/index.ts';
import { capability } from '../capability.ts';
import type { Command } from '../command.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { balanceView, historyView } from './views.ts';

const historyLines = 10;

/** Nothing is said after it, and the answer is for the person alone. */
const look = (name: string, find: (core: Core, me: Identity) => Promise<Notice>): Command => ({
  spec: { name, usage: '', audience: 'private', operator: false, options: [] },
  parse: () => ok({ verb: name }),
  run: async (turn) => turn.answer(await find(turn.parts.core, turn.event.actor.identity)),
});

export const account = capability({
  messages: { en, de },
  commands: {
    balance: look('balance', (core, me) => core.account.balance(me)),
    history: look('history', (core, me) => core.account.history(me, historyLines)),
  },
  views: { balance: balanceView, history: historyView },
});
