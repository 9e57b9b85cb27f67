/** What the operator does from the command line. Works while the server runs and when it does not; then PostgreSQL is started for it and stopped again. */
import { randomUUID } from 'node:crypto';
import {
  type Core,
  createCore,
  formatMoney,
  type Identity,
  identityText,
  type Money,
  type PersonView,
  parseAmount,
  parseIdentity,
  type Refusal,
  type Result,
} from '../../core/index.ts';
import { explain } from '../shared/views/explain.ts';
import { dataDirectory, openDatabase } from './database.ts';
import type { Environment } from './env.ts';
import { lifetime } from './lifetime.ts';
import { ratesOf } from './rates.ts';
import { CannotStart } from './refusal.ts';
import { openLog, say, silentProgress } from './voice.ts';

const locale = 'en-GB';
const historyLines = 20;

export async function migrateOnly(env: Environment): Promise<void> {
  await withCore(env, async () => say('The database is at the schema of this version.'));
}

export async function balance(env: Environment, who: string): Promise<void> {
  const identity = identityOf(who);
  await withCore(env, async (core) => {
    const { person, balances, frozen, worth } = await known(core, identity).then(() =>
      core.account.balance(identity),
    );
    say(`${nameOf(person)}${frozen ? ', frozen' : ''}`);
    for (const { balance, held } of balances)
      say(`  ${amountOf(balance)}${held.minor === '0' ? '' : `, of which ${amountOf(held)} is held`}`);
    if (worth)
      say(`  all together about ${amountOf(worth.total)}, by the rates of ${worth.date.slice(0, 10)}`);
  });
}

export async function history(env: Environment, who: string): Promise<void> {
  const identity = identityOf(who);
  await withCore(env, async (core) => {
    await known(core, identity);
    const { person, lines } = await core.account.history(identity, historyLines);
    say(nameOf(person));
    for (const line of lines)
      say(
        `  ${line.at.slice(0, 16).replace('T', ' ')}  ${line.reference}  ${line.code}  ${amountOf(line.amount)}` +
          `${line.counterparty ? `  ${nameOf(line.counterparty)}` : ''}  balance ${amountOf(line.balance)}`,
      );
    if (lines.length === 0) say('  nothing yet');
  });
}

export async function fund(env: Environment, who: string, amount: string, currency?: string): Promise<void> {
  const identity = identityOf(who);
  await withCore(env, async (core) => {
    const money = moneyOf(core, amount, currency);
    const key = `cli:${randomUUID()}`;
    const to = { by: 'identity', identity } as const;
    const funded = granted(await core.bank.fund(null, to, BigInt(money.minor), money.asset.code, key));
    say(
      `${nameOf(funded.person)} got ${amountOf(funded.amount)} (${funded.reference}) and has ${amountOf(funded.balance)}.`,
    );
  });
}

export async function freeze(env: Environment, who: string, frozen: boolean): Promise<void> {
  const identity = identityOf(who);
  await withCore(env, async (core) => {
    await known(core, identity);
    const { person } = granted(await core.bank.freeze(null, { by: 'identity', identity }, frozen));
    say(`${nameOf(person)} is ${frozen ? 'frozen' : 'not frozen any more'}.`);
  });
}

export async function manifestSlack({ url, name }: { url?: string; name: string }): Promise<void> {
  if (url !== undefined && !/^https?:\/\/\S+$/.test(url))
    throw new CannotStart(
      `--url takes the public address of this server, such as https://pay.example.org, not "${url}".`,
    );
  const { slackManifest } = await import('../slack/manifest.ts');
  say(JSON.stringify(slackManifest({ socketMode: url === undefined, ...(url && { url }), name }), null, 2));
}

/** Opens the database for one command, and closes it. */
export async function withCore(env: Environment, use: (core: Core) => Promise<void>): Promise<void> {
  const { log } = openLog('command', env.LOG_LEVEL ?? 'warn', dataDirectory(env));
  const life = lifetime(log);
  try {
    const tell = (line: string) => process.stderr.write(`${line}\n`);
    const progress = silentProgress();
    const { sql } = await openDatabase({
      env,
      life,
      progress,
      say: tell,
      role: 'command',
      connections_max: 2,
    });
    const core = createCore({ sql, log, asset: env.TUPPENCE_ASSET ?? 'GBP', rates: await ratesOf(env) });
    await core.assets.follow();
    await use(core);
  } finally {
    await life.end();
  }
}

function identityOf(text: string): Identity {
  const identity = parseIdentity(text);
  if (!identity)
    throw new CannotStart(
      `"${text}" is nobody: write platform:tenant:id, such as slack:T1:U1, discord::80351110224678912 or telegram::42.`,
    );
  return identity;
}

async function known(core: Core, identity: Identity): Promise<PersonView> {
  const person = await core.people.find(identity);
  if (!person)
    throw new CannotStart(
      `${identityText(identity)} is not known: never seen in a chat, never paid, never funded.`,
    );
  return person;
}

function moneyOf(core: Core, amount: string, currency: string | undefined): Money {
  const text = currency === undefined ? amount : `${amount} ${currency}`;
  const parsed = parseAmount(text, { locale: null, assets: core.assets.all, main: core.assets.main });
  if (parsed.status === 'refused') throw new CannotStart(sentence(parsed.refusal));
  if (parsed.status === 'ambiguous')
    throw new CannotStart(
      `"${text}" can be read as ${parsed.readings.map(amountOf).join(' or as ')}: write it without a separator for thousands, or with two decimals.`,
    );
  return parsed.money;
}

function granted<T>(result: Result<T>): T {
  if (!result.ok) throw new CannotStart(sentence(result.refusal));
  return result.value;
}

/** Without the hint, which says what to type in a chat. */
const sentence = (refusal: Refusal): string => explain(refusal, locale).title;

const amountOf = (money: Money): string => formatMoney(money, locale);

const nameOf = ({ name, identities }: PersonView): string =>
  `${name} (${identities.map(identityText).join(', ')})`;
