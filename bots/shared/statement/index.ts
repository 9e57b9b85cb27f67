/** Statements and spending, always private. */
import { capability } from '../capability.ts';
import { command } from '../command.ts';
import {
  parseSpending,
  parseStatement,
  parseStatementForm,
  type SpendingCommand,
  type StatementCommand,
  spendingSpec,
  statementSpec,
} from './commands.ts';
import { statementFile } from './files.ts';
import { statementForm } from './form.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { answerStatementForm, openForm, runSpending, runStatement } from './run.ts';
import { spendingView, statementView } from './views.ts';

export const statement = capability({
  messages: { en, de },
  commands: {
    statement: command({
      spec: statementSpec,
      parse: parseStatement,
      run: (turn, { wish }: StatementCommand) => runStatement(turn, wish),
    }),
    spending: command({
      spec: spendingSpec,
      parse: parseSpending,
      run: (turn, { period }: SpendingCommand) => runSpending(turn, period),
    }),
  },
  views: { statement: statementView, spending: spendingView },
  files: { statement: statementFile },
  formViews: {
    statement: { form: statementForm, instead: () => ({ code: 'statement_unclear', text: '' }) },
  },
  forms: { statement_form: answerStatementForm },
  formChecks: { statement_form: parseStatementForm },
  shortcuts: { statement: { where: ['global'], run: openForm } },
});
