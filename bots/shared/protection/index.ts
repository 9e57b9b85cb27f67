/** Being asked before money goes. */
import { capability } from '../capability.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { confirmSpendingView } from './views.ts';

export const protection = capability({
  messages: { en, de },
  commands: {},
  views: { confirm_spending: confirmSpendingView },
});
