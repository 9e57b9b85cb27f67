/** What a group owes each other. */
import { capability } from '../capability.ts';
import { command } from '../command.ts';
import { parseTab, tabSpec } from './commands.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { tab as runTab } from './run.ts';
import { tabChangeView, tabMembersView, tabNewsView, tabPaidView, tabRoundView, tabView } from './views.ts';

export const tab = capability({
  messages: { en, de },
  commands: { tab: command({ spec: tabSpec, parse: parseTab, run: runTab }) },
  views: {
    tab: tabView,
    tab_change: tabChangeView,
    tab_news: tabNewsView,
    tab_round: tabRoundView,
    tab_members: tabMembersView,
    tab_paid: tabPaidView,
  },
});
