/** Plays steps in both worlds, the kernel's and the model's, and throws at the first thing in which they differ, with the whole story until then. */
import fc from 'fast-check';
import type { Sql } from '../../core/db/index.ts';
import {
  createLedger,
  createPoster,
  type Ledger,
  type LedgerOutcome,
  type Submission,
  type SubmissionGroup,
} from '../../core/ledger/index.ts';
import {
  type Answer,
  LedgerModel,
  type Leg,
  type Request,
  type RequestGroup,
  requestText,
  toldOf,
} from './ledger-model.ts';
import { type Ask, CAST, STRANGER, type Step, steps } from './ledger-model-steps.ts';

/** For connections that are opened afterwards: planning anew what is asked again and again would take longer than all else. */
export const forPlays = (sql: Sql): Promise<void> =>
  sql.script(`do $$ begin
    execute format('alter database %I set plan_cache_mode = force_generic_plan', current_database());
    execute format('alter database %I set enable_seqscan = off', current_database());
  end $$`);

/** How groups reach the kernel: as one call, or each posted by a caller of its own, to find themselves in one batch. */
export type Way = 'call' | 'poster';

const START = Date.UTC(2026, 0, 1);

const openTable = async (sql: Sql, run: string): Promise<bigint[]> => {
  const rows = await sql.query<{ id: bigint }[]>(
    `select ledger_open_account(o, a, 'wallet', f) as id
     from unnest($1::text[], $2::text[], $3::numeric[]) with ordinality as x(o, a, f, number) order by number`,
    [
      CAST.map(({ owner }) => owner + run),
      CAST.map(({ asset }) => asset),
      CAST.map(({ floor }) => (floor === null ? null : String(floor))),
    ],
  );
  return rows.map(({ id }) => id);
};

/** Everything that the books say of these accounts and holds since those versions, in the words of the story. */
const BOOKS = `
  select array(
    select format('%s: balance %s, held %s, incoming %s, version %s', n.label, credits_posted - debits_posted, debits_pending, credits_pending, version)
    from account join unnest($1::bigint[], $2::text[]) as n(id, label) using (id) order by id
  ) || array(
    select format('%s version %s: %s %s, then %s', n.label, e.version, t.verb, e.amount, e.balance)
    from unnest($1::bigint[], $2::text[], $3::bigint[]) with ordinality as n(id, label, version, number)
    cross join lateral (select * from entry where account_id = n.id and version > n.version offset 0) e
    cross join lateral (select verb from transfer where id = e.transfer_id offset 0) t
    order by n.number, e.version
  ) || array(
    select format('hold %s: %s, %s', n.key, h.state,
      (select string_agg(format('%s', amount), ' ' order by account_id) from hold_leg where hold_id = h.id))
    from unnest($4::bigint[], $5::text[]) with ordinality as n(id, key, number)
    cross join lateral (select * from hold where id = n.id offset 0) h
    order by n.number
  ) as lines`;

class Play {
  readonly model = new LedgerModel();
  readonly story: string[] = [];
  private readonly ids: Map<string, bigint>;
  private readonly labels: Map<bigint, string>;
  /** The kernel's ids by the key that made them: of holds and of transfers, and of what else was accepted. */
  private readonly made = new Map<string, bigint>();
  private readonly calls: RequestGroup[][] = [];
  private readonly told: number[] = CAST.map(() => 0);
  private readonly sql: Sql;
  private readonly ledger: Ledger;
  private readonly submit: (groups: SubmissionGroup[]) => Promise<LedgerOutcome[][]>;
  private readonly run: string;
  private count = 0;

  constructor(sql: Sql, run: string, ids: bigint[], way: Way) {
    this.sql = sql;
    this.run = run;
    this.ids = new Map(CAST.map(({ label }, index) => [label, ids[index]!]));
    this.labels = new Map([...this.ids].map(([label, id]) => [id, label]));
    this.model.now = START;
    for (const { label, asset, floor } of CAST) this.model.open(label, asset, floor);
    this.ledger = createLedger({ clock: { now: () => new Date(this.model.now) } });
    const poster = createPoster(sql, this.ledger);
    this.submit =
      way === 'call'
        ? (groups) => this.ledger.submitGroups(sql, groups)
        : (groups) =>
            Promise.all(
              groups.map(({ submissions, linked }) =>
                poster.postGroup(submissions, { linked: linked === true }),
              ),
            );
  }

  async fund(): Promise<void> {
    const gifts: Request[] = CAST.slice(2).map(({ label, asset }) => ({
      verb: 'post',
      key: this.key(),
      legs: [
        [asset === 'GBP' ? 'desk' : 'desk:EUR', -40n],
        [label, 40n],
      ],
    }));
    await this.call([{ linked: false, requests: gifts }]);
  }

  async step(step: Step): Promise<void> {
    if (step.do === 'wait') {
      this.story.push(`wait ${step.wait_ms} ms`);
      this.model.now += step.wait_ms;
    } else if (step.do === 'freeze') {
      this.story.push(`${step.frozen ? 'freeze' : 'unfreeze'} ${step.owner}`);
      await this.ledger.freeze(this.sql, step.owner + this.run, step.frozen);
      for (const { label, owner } of CAST)
        if (owner === step.owner) this.model.accounts.get(label)!.frozen = step.frozen;
    } else if (step.do === 'close') {
      this.story.push(`close ${step.label}`);
      await this.sql`update account set closed = true where id = ${this.ids.get(step.label)!}`;
      this.model.accounts.get(step.label)!.closed = true;
    } else if (step.do === 'retry') {
      const earlier = this.calls.at(-1 - step.back);
      // A link whose refusal was no final word may have got one since, by itself.
      if (earlier && !earlier.some((group) => this.isMixed(group))) await this.call(earlier);
    } else {
      const groups: RequestGroup[] = [];
      for (const { linked, asks } of step.groups) {
        const requests: Request[] = [];
        groups.push({ linked, requests });
        for (const ask of asks) {
          const request = this.toRequest(
            ask,
            [...this.calls, groups].flat().flatMap((one) => one.requests),
          );
          if (request && !(linked && this.isSeen(request, groups))) requests.push(request);
        }
      }
      await this.call(groups);
    }
  }

  /** Chains of what has been seen and what has not are a matter of their own tests. */
  private isSeen({ key }: Request, groups: RequestGroup[]): boolean {
    return (
      this.model.known.has(key) || groups.some(({ requests }) => requests.some((one) => one.key === key))
    );
  }

  private isMixed({ linked, requests }: RequestGroup): boolean {
    const seen = requests.filter(({ key }) => this.model.known.has(key)).length;
    return linked && seen > 0 && seen < requests.length;
  }

  private async call(groups: RequestGroup[]): Promise<void> {
    this.calls.push(groups);
    const outcomes = await this.submit(
      groups.map(({ linked, requests }) => ({
        linked,
        submissions: requests.map((one) => this.toSubmission(one)),
      })),
    );
    const expected = this.model.submit(groups).map((group) => group.map(toldOf));
    for (const [at, { linked, requests }] of groups.entries())
      for (const [index, request] of requests.entries()) {
        const outcome = outcomes[at]![index]!;
        const told = toldOf(this.toAnswer(outcome));
        this.story.push(
          `${linked ? `linked ${at + 1}: ` : ''}${requestText(this.readable(request))} → ${told}`,
        );
        this.same(`the answer to ${request.key}`, [told], [expected[at]![index]!]);
        if (!outcome.ok) continue;
        const id =
          request.verb === 'void' || request.verb === 'expire' ? this.made.get(request.of!)! : outcome.id;
        this.same(
          `the id of ${request.key}`,
          [String(outcome.id)],
          [String(this.made.get(request.key) ?? id)],
        );
        this.made.set(request.key, outcome.id);
      }
  }

  /** The books say the same as the model's. Lines of statements are compared once, when they are new. */
  async compare(): Promise<void> {
    const labels = CAST.map(({ label }) => label);
    const holds = [...this.model.holds.keys()];
    const ids = labels.map((label) => this.ids.get(label)!);
    const parameters = [ids, labels, this.told, holds.map((key) => this.made.get(key)!), holds];
    const [found] = await this.sql.query<{ lines: string[] }[]>(BOOKS, parameters);
    const accounts = [...this.model.accounts];
    const expected = [
      ...accounts.map(
        ([label, { credits, debits, held, incoming, lines }]) =>
          `${label}: balance ${credits - debits}, held ${held}, incoming ${incoming}, version ${lines.length}`,
      ),
      ...accounts.flatMap(([label, { lines }], index) =>
        lines
          .map(
            (line, place) =>
              `${label} version ${place + 1}: ${line.verb} ${line.amount}, then ${line.balance}`,
          )
          .slice(this.told[index]),
      ),
      ...[...this.model.holds].map(
        ([key, { state, legs }]) =>
          `hold ${key}: ${state}, ${this.byId(legs)
            .map(([, amount]) => amount)
            .join(' ')}`,
      ),
    ];
    this.same('the books', found!.lines, expected);
    for (const [index, [, { lines }]] of accounts.entries()) this.told[index] = lines.length;
  }

  /** At the end: nothing was made or lost, and the product reads the books as they are, of one account that the play decides. */
  async close(): Promise<void> {
    const rows = await this.sql.query<{ asset: string; total: string }[]>(
      'select asset, sum(credits_posted - debits_posted)::text as total from account where id = any($1) group by asset',
      [[...this.ids.values()]],
    );
    this.same(
      'the sum of every asset',
      rows.map(({ total }) => total),
      rows.map(() => '0'),
    );
    const { label } = CAST[this.story.length % CAST.length]!;
    const { lines } = this.model.accounts.get(label)!;
    const statement = await this.ledger.statement(this.sql, this.ids.get(label)!, { limit: 1_000 });
    this.same(
      `the statement of ${label}`,
      statement.map((line) => `${line.version} ${line.verb} ${line.amount} ${line.balance}`),
      lines.map((line, at) => `${at + 1} ${line.verb} ${line.amount} ${line.balance}`).reverse(),
    );
  }

  private same(what: string, found: string[], expected: string[]): void {
    if (found.join('\n') === expected.join('\n')) return;
    const wrong = found.filter((line, at) => line !== expected[at]);
    const right = expected.filter((line, at) => line !== found[at]);
    throw new Error(
      `${what}:\n  the kernel says ${wrong.join(' · ') || 'nothing'}\n  the model says  ${right.join(' · ') || 'nothing'}\n` +
        `after\n${this.story.map((line) => `  ${line}`).join('\n')}`,
    );
  }

  private key(): string {
    return `${this.run}-${++this.count}`;
  }

  private byId(legs: Leg[]): Leg[] {
    return [...legs].sort(([one], [other]) => Number(this.ids.get(one)! - this.ids.get(other)!));
  }

  private toRequest(ask: Ask, asked: Request[]): Request | null {
    const earlier = ask.again && asked.at(-1 - ask.again.back);
    if (earlier && !ask.again!.changed) return earlier;
    const request = this.fresh(ask);
    return request && earlier ? { ...request, key: earlier.key } : request;
  }

  private fresh(ask: Ask): Request | null {
    const base = { key: this.key(), ...(ask.evenFrozen ? { evenFrozen: true } : {}) };
    if (ask.verb === 'post') return { ...base, verb: 'post', legs: legsOf(ask.moves, ask.slip) };
    if (ask.verb === 'hold') {
      const legs = legsOf(ask.moves, ask.slip);
      return { ...base, verb: 'hold', legs, expires_at: this.model.now + ask.lasts_ms };
    }
    const candidates = [...(ask.verb === 'reverse' ? this.model.transfers : this.model.holds).keys()];
    const of = candidates.at(-1 - (ask.of % candidates.length));
    if (of === undefined) return null;
    if (ask.verb !== 'capture' || ask.part === null) return { ...base, verb: ask.verb, of };
    const part = ask.part;
    const legs = this.model.holds
      .get(of)!
      .legs.slice(ask.drop)
      .map(([label, amount]): Leg => [ask.other ?? label, amount < 0n ? -part : part]);
    return legs.length === 0 ? { ...base, verb: 'capture', of } : { ...base, verb: 'capture', of, legs };
  }

  private toSubmission({ verb, key, legs, of = '', expires_at, evenFrozen }: Request): Submission {
    const common = { key, code: 'test', ...(evenFrozen ? { evenFrozen } : {}) };
    const postings = legs?.map(([label, amount]) => ({ account: this.ids.get(label) ?? 0n, amount }));
    if (verb === 'post') return { ...common, verb, legs: postings! };
    if (verb === 'hold') return { ...common, verb, legs: postings!, expiresAt: new Date(expires_at!) };
    const made = this.made.get(of)!;
    if (verb === 'reverse') return { ...common, verb, transfer: made };
    return { ...common, verb, hold: made, ...(postings ? { legs: postings } : {}) } as Submission;
  }

  private toAnswer(outcome: LedgerOutcome): Answer {
    if (outcome.ok) return { refusal: null, account: null, again: outcome.replayed };
    const { refusal, account, replayed } = outcome;
    return {
      refusal,
      account: account === null ? null : (this.labels.get(account) ?? STRANGER),
      again: replayed,
    };
  }

  /** Without the run in its keys, and with moments counted from the start. */
  private readable(request: Request): Request {
    const short = (key: string) => key.slice(this.run.length + 1);
    const { of, expires_at } = request;
    return {
      ...request,
      key: short(request.key),
      ...(of === undefined ? {} : { of: short(of) }),
      ...(expires_at === undefined ? {} : { expires_at: expires_at - START }),
    };
  }
}

/** The sums per account, in the order in which they are first named. An account that pays itself is named with 0. */
const legsOf = (moves: { from: string; to: string; amount: bigint }[], slip: bigint): Leg[] => {
  const sums = new Map<string, bigint>();
  for (const { from, to, amount } of moves) {
    sums.set(from, (sums.get(from) ?? 0n) - amount);
    sums.set(to, (sums.get(to) ?? 0n) + amount + slip);
  }
  return [...sums];
};

const play = async (sql: Sql, run: string, some: readonly Step[], way: Way): Promise<void> => {
  const table = new Play(sql, run, await openTable(sql, run), way);
  await table.fund();
  await table.compare();
  for (const step of some) {
    await table.step(step);
    if (step.do !== 'wait') await table.compare();
  }
  await table.close();
};

let count = 0;

/** Each play has accounts of its own, so that many can be played in one database, and several at once. */
export const playMany = (sql: Sql, way: Way, options: fc.Parameters<[Step[]]>): Promise<void> =>
  fc.assert(
    fc.asyncProperty(steps, (some) => play(sql, `.${++count}`, some, way)),
    options,
  );
