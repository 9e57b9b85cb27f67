/** What a group owes each other. */
import { capability } from '../capability.ts';
import { command } from '../command.ts';
import { completePeople } from '../completions.ts';
import { parseTab, tabSpec } from './commands.ts';
import { completeNumber } from './complete.ts';
import { importForm, whoForm } from './form.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { answerImport, answerWho, lookAtImport, tab as runTab } from './run.ts';
import {
  tabChangeView,
  tabExportView,
  tabImportedView,
  tabMatchedView,
  tabMatchView,
  tabMembersView,
  tabNewsView,
  tabPaidView,
  tabRoundView,
  tabsView,
  tabView,
} from './views.ts';

export const tab = capability({
  messages: { en, de },
  commands: {
    tab: command({
      spec: tabSpec,
      parse: parseTab,
      run: runTab,
      complete: { number: completeNumber, with: completePeople, paid_by: completePeople },
    }),
  },
  views: {
    tab: tabView,
    tabs: tabsView,
    tab_change: tabChangeView,
    tab_news: tabNewsView,
    tab_round: tabRoundView,
    tab_members: tabMembersView,
    tab_paid: tabPaidView,
    tab_imported: tabImportedView,
    tab_match: tabMatchView,
    tab_matched: tabMatchedView,
    tab_export: tabExportView,
  },
  formViews: {
    tab_import: { form: importForm, instead: () => ({ code: 'tab_import_how' }) },
    tab_who: { form: whoForm, instead: ({ names }) => ({ code: 'tab_who_how', names }) },
  },
  forms: { tab_import_form: answerImport, tab_who_form: answerWho },
  formProblems: { tab_import_form: lookAtImport },
});
