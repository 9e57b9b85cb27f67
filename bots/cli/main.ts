/** `tuppence`: the commands, and how each ends. 0: done. 1: refused or failed, with a line on stderr that says why. 2: used wrongly. `audit` keeps 1 for books that are wrong, and ends with 2 where it could not look. */
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { DatabaseNewerError, DatabaseOlderError, type Head } from '../../core/index.ts';
import { EnvironmentError, readEnvironment } from './env.ts';
import { CannotStart } from './refusal.ts';

/** The exit code of a command that fails. */
let failure: 1 | 2 = 1;

const program = new Command('tuppence')
  .description('Money in the conversation: a payment system for Discord, Slack and Telegram.')
  .exitOverride()
  .configureHelp({ showGlobalOptions: false });

/** Each role and command is loaded when it is asked for: a balance needs no chat library. */
const role = (name: 'start' | 'bots' | 'workers' | 'playground', description: string) =>
  program
    .command(name)
    .description(description)
    .action(async () => {
      const roles = await import('./roles.ts');
      await roles[name](readEnvironment());
    });

role('start', 'everything in one process; without a platform token, the playground');
role('bots', 'the chats alone: takes commands and answers them');
role('workers', 'the workers alone: settles payments and delivers receipts');
role('playground', 'the three emulated chats and their page alone, for bots that run elsewhere');

program
  .command('migrate')
  .description("bring the database to this version's schema")
  .action(async () => (await import('./commands.ts')).migrateOnly(readEnvironment()));

const person = 'the person, as platform:tenant:id (slack:T1:U1, telegram::42)';

program
  .command('balance')
  .description("a person's balances")
  .argument('<person>', person)
  .action(async (who: string) => (await import('./commands.ts')).balance(readEnvironment(), who));

program
  .command('history')
  .description("a person's latest payments")
  .argument('<person>', person)
  .action(async (who: string) => (await import('./commands.ts')).history(readEnvironment(), who));

program
  .command('trace')
  .description(
    'the whole way of a payment, or of a request, a split, a drop: its event, its entries in the ledger, its messages',
  )
  .argument('<reference>', 'as on a card or in a history: pay_…, req_…, spl_…, drp_…, bnk_…, trn_…')
  .option('--json', 'as JSON')
  .action(async (reference: string, options: { json?: boolean }) =>
    (await import('./trace.ts')).trace(readEnvironment(), reference, options),
  );

const bank = program.command('bank').description('what the operator may do');

bank
  .command('fund')
  .description('give a person new money, from the cash desk')
  .argument('<person>', person)
  .argument('<amount>', 'such as 100 or 12.50')
  .argument('[currency]', 'such as GBP; unset: the main currency')
  // An amount such as -5 or -$5 looks like an option; it is refused as the amount that it is.
  .allowUnknownOption()
  .action(async (who: string, amount: string, currency?: string) =>
    (await import('./commands.ts')).fund(readEnvironment(), who, amount, currency),
  );

for (const [name, frozen] of [
  ['freeze', true],
  ['unfreeze', false],
] as const)
  bank
    .command(name)
    .description(frozen ? 'stop everything a person has' : 'let a person pay and be paid again')
    .argument('<person>', person)
    .action(async (who: string) => (await import('./commands.ts')).freeze(readEnvironment(), who, frozen));

const headOf = (text: string): Head => {
  const [, number, hash] = /^(\d{1,18}):([0-9a-f]{64})$/i.exec(text.trim()) ?? [];
  if (!number || !hash)
    throw new InvalidArgumentError(
      'Write it as an earlier audit told it: a number, a colon and 64 hex digits.',
    );
  return { number: BigInt(number), hash: hash.toLowerCase() };
};

program
  .command('audit')
  .description(
    'prove the books: every amount, every hold, every payment, and that nobody has rewritten the past',
  )
  .option('--head <number:hash>', 'a head of the chain that you kept: it must still be there', headOf)
  .option('--json', 'the report as JSON')
  .action(async (options: { head?: Head; json?: true }) => {
    failure = 2;
    const clean = await (await import('./audit.ts')).audit(readEnvironment(), options);
    process.exitCode = clean ? 0 : 1;
  });

program
  .command('manifest')
  .description("a platform's app, ready to paste")
  .command('slack')
  .description('the Slack app manifest, for "Create an app from a manifest"')
  .option('--url <url>', 'public address of this server, for HTTP instead of socket mode')
  .option('--name <name>', "the app's name", 'Tuppence')
  .action(async (options: { url?: string; name: string }) =>
    (await import('./commands.ts')).manifestSlack(options),
  );

try {
  await program.parseAsync();
} catch (error) {
  process.exit(exitCodeOf(error));
}

function exitCodeOf(error: unknown): 0 | 1 | 2 {
  // commander has said it already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const { message, stack } = error as Error;
  const said = [CannotStart, EnvironmentError, DatabaseNewerError, DatabaseOlderError];
  const told = said.some((kind) => error instanceof kind);
  process.stderr.write(`${told ? message : (stack ?? message)}\n`);
  return error instanceof EnvironmentError ? 2 : failure;
}
