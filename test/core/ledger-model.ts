/** The ledger's rules once more, as plainly as they can be said: one request at a time, in memory, by names. What the kernel is compared with. */
import type { LedgerRefusal } from '../../core/ledger/index.ts';

/** A submission with names in place of ids: accounts by label, holds and transfers by the key of the request that made them. */
export interface Request {
  verb: 'post' | 'hold' | 'capture' | 'void' | 'expire' | 'reverse';
  key: string;
  /** Of post, hold, and a capture in part. */
  legs?: Leg[];
  /** The hold or transfer that is captured, voided, expired or reversed. */
  of?: string;
  /** Of a hold, in milliseconds since the epoch. */
  expires_at?: number;
  evenFrozen?: boolean;
}

export type Leg = readonly [account: string, amount: bigint];

export interface RequestGroup {
  linked: boolean;
  requests: Request[];
}

/** What the caller is told. `again`: the key had been seen. */
export interface Answer {
  refusal: LedgerRefusal | null;
  account: string | null;
  again: boolean;
}

interface ModelAccount {
  asset: string;
  floor: bigint | null;
  credits: bigint;
  debits: bigint;
  held: bigint;
  incoming: bigint;
  frozen: boolean;
  closed: boolean;
  lines: ModelLine[];
}

/** A line of a statement: its version is its place, counted from 1. */
interface ModelLine {
  key: string;
  verb: string;
  amount: bigint;
  balance: bigint;
}

type HoldState = 'open' | 'captured' | 'voided' | 'expired';

const AMOUNT_BEYOND = 10n ** 38n;
const ENDS = { capture: 'captured', void: 'voided', expire: 'expired' } as const;

type Refused = Pick<Answer, 'refusal' | 'account'>;
const refused = (refusal: LedgerRefusal, account: string | null = null): Refused => ({ refusal, account });
const accepted: Refused = { refusal: null, account: null };
const linkedRefused = refused('linked_refused');
const isNotYet = ({ refusal }: Refused): boolean => refusal === 'hold_not_expired';

export class LedgerModel {
  readonly accounts = new Map<string, ModelAccount>();
  readonly holds = new Map<string, { legs: Leg[]; expires_at: number; state: HoldState }>();
  readonly transfers = new Map<string, { legs: Leg[]; reversed: boolean }>();
  readonly known = new Map<string, { text: string; answer: Refused }>();
  now = 0;
  /** Keys whose refusal counts for the call under way only: "not yet" is no final word. */
  private passing = new Set<string>();
  /** How to take back what was done since the last mark, newest last. */
  private undo: (() => void)[] = [];

  open(label: string, asset: string, floor: bigint | null): void {
    const empty = { credits: 0n, debits: 0n, held: 0n, incoming: 0n, frozen: false, closed: false };
    this.accounts.set(label, { asset, floor, ...empty, lines: [] });
  }

  /** One call of the kernel with the groups of several callers. */
  submit(groups: readonly RequestGroup[]): Answer[][] {
    this.undo = [];
    const answers = groups.map((group) => this.group(group));
    for (const key of this.passing) this.known.delete(key);
    this.passing.clear();
    return answers;
  }

  /** What would be answered now, without doing it. */
  wouldAnswer(group: RequestGroup): Answer[] {
    const [answers] = this.submit([group]);
    this.takeBack(0);
    return answers!;
  }

  private group({ linked, requests }: RequestGroup): Answer[] {
    const mark = this.undo.length;
    const isReplay = requests.every(({ key }) => this.known.has(key));
    const answers = requests.map((request) => this.one(request));
    const cause = answers.findIndex(({ refusal }) => refusal !== null);
    if (!linked || isReplay || cause === -1) return answers;

    this.takeBack(mark);
    return requests.map((request, index) =>
      this.remember(request, index === cause ? answers[cause]! : linkedRefused, isNotYet(answers[cause]!)),
    );
  }

  private one(request: Request): Answer {
    const known = this.known.get(request.key);
    if (known?.text === textOf(request)) return { ...known.answer, again: true };
    if (known) return { ...refused('idempotency_key_reused'), again: true };
    const answer = this.judge(request);
    if (answer.refusal === null) this.apply(request);
    return this.remember(request, answer, isNotYet(answer));
  }

  private remember(request: Request, { refusal, account }: Refused, isPassing: boolean): Answer {
    this.put(this.known, request.key, { text: textOf(request), answer: { refusal, account } });
    if (isPassing) {
      this.passing.add(request.key);
      this.undo.push(() => this.passing.delete(request.key));
    }
    return { refusal, account, again: false };
  }

  /** What each account gets, in the order in which the legs are looked at. */
  private legsOf({ verb, legs, of = '' }: Request): Leg[] {
    const opposite = ([label, amount]: Leg): Leg => [label, -amount];
    if (verb === 'reverse') return this.sorted(this.transfers.get(of)!.legs.map(opposite));
    return this.sorted(legs ?? this.holds.get(of)!.legs);
  }

  private sorted(legs: readonly Leg[]): Leg[] {
    const order = [...this.accounts.keys()];
    return [...legs].sort(([one], [other]) => order.indexOf(one) - order.indexOf(other));
  }

  private judge(request: Request): Refused {
    const { verb, of = '' } = request;
    const hold = this.holds.get(of);
    if (verb === 'capture' || verb === 'void' || verb === 'expire') {
      if (!hold) return refused('hold_unknown');
      if (hold.state !== 'open') return refused('hold_resolved');
      const isOver = this.now >= hold.expires_at;
      if (verb === 'capture' && isOver) return refused('hold_expired');
      if (verb === 'expire') return isOver ? accepted : refused('hold_not_expired');
      if (verb === 'void') return accepted;
    }
    if (verb === 'reverse') {
      const transfer = this.transfers.get(of);
      if (!transfer) return refused('transfer_unknown');
      if (transfer.reversed) return refused('already_reversed');
    }
    const legs = this.legsOf(request);
    const malformed = this.malformed(legs, verb === 'capture' ? new Map(hold!.legs) : null);
    if (malformed) return malformed;
    for (const leg of legs) {
      const refusal = this.refusedBy(leg, request);
      if (refusal) return refused(refusal, leg[0]);
    }
    return accepted;
  }

  /** What is wrong with a request whatever the accounts have. */
  private malformed(legs: Leg[], held: Map<string, bigint> | null): Refused | null {
    const sums = new Map<string, bigint>();
    const seen = new Set<string>();
    for (const [label, amount] of legs) {
      const flaw = flawOf(amount, held && (held.get(label) ?? 0n));
      if (flaw) return refused(flaw, label);
      const account = this.accounts.get(label);
      if (!account) return refused('account_unknown', label);
      if (seen.has(label)) return refused('leg_repeated', label);
      seen.add(label);
      sums.set(account.asset, (sums.get(account.asset) ?? 0n) + amount);
    }
    const count = held ? Math.max(held.size, legs.length) : legs.length;
    return count < 2 || [...sums.values()].some((sum) => sum !== 0n) ? refused('unbalanced') : null;
  }

  private refusedBy([label, amount]: Leg, { verb, evenFrozen }: Request): LedgerRefusal | null {
    const { credits, debits, held, incoming, floor, frozen, closed } = this.accounts.get(label)!;
    if (closed) return 'account_closed';
    if (frozen && !evenFrozen) return 'account_frozen';
    const [total, grows] = verb === 'hold' ? [held, incoming] : [debits, credits];
    if ((amount < 0n ? total - amount : grows + amount) >= AMOUNT_BEYOND) return 'amount_too_large';
    const isSpent = verb !== 'capture' && amount < 0n;
    if (isSpent && floor !== null && credits - debits - held + amount < floor) return 'insufficient_funds';
    return null;
  }

  private apply(request: Request): void {
    const { verb, key, of = '' } = request;
    if (verb === 'hold') {
      const legs = request.legs!;
      this.put(this.holds, key, { legs, expires_at: request.expires_at!, state: 'open' });
      for (const leg of legs) this.reserve(leg, 1n);
      return;
    }
    const legs = verb === 'void' || verb === 'expire' ? [] : this.legsOf(request);
    if (verb === 'capture' || verb === 'void' || verb === 'expire') {
      const hold = this.holds.get(of)!;
      this.set(hold, 'state', ENDS[verb]);
      for (const leg of hold.legs) this.reserve(leg, -1n);
    }
    if (verb === 'reverse') this.set(this.transfers.get(of)!, 'reversed', true);
    if (legs.length > 0) this.put(this.transfers, key, { legs, reversed: false });
    for (const [label, amount] of legs) this.move(this.accounts.get(label)!, amount, { key, verb });
  }

  private move(account: ModelAccount, amount: bigint, by: { key: string; verb: string }): void {
    if (amount < 0n) this.set(account, 'debits', account.debits - amount);
    else this.set(account, 'credits', account.credits + amount);
    account.lines.push({ ...by, amount, balance: account.credits - account.debits });
    this.undo.push(() => account.lines.pop());
  }

  private reserve([label, amount]: Leg, sign: bigint): void {
    const account = this.accounts.get(label)!;
    if (amount < 0n) this.set(account, 'held', account.held - sign * amount);
    else this.set(account, 'incoming', account.incoming + sign * amount);
  }

  private set<T, K extends keyof T>(record: T, field: K, value: T[K]): void {
    const before = record[field];
    this.undo.push(() => (record[field] = before));
    record[field] = value;
  }

  /** Of a key that is not there yet, or only passing. */
  private put<V>(map: Map<string, V>, key: string, value: V): void {
    this.undo.push(() => map.delete(key));
    map.set(key, value);
  }

  private takeBack(mark: number): void {
    while (this.undo.length > mark) this.undo.pop()!();
  }
}

/** `held`: what the captured hold has on this account, null when nothing is captured. */
const flawOf = (amount: bigint, held: bigint | null): LedgerRefusal | null => {
  if (held === 0n) return 'capture_exceeds_hold';
  if (amount === 0n) return 'amount_zero';
  if (amount >= AMOUNT_BEYOND || amount <= -AMOUNT_BEYOND) return 'amount_too_large';
  if (held === null) return null;
  const isWithin = held > 0n ? amount > 0n && amount <= held : amount < 0n && amount >= held;
  return isWithin ? null : 'capture_exceeds_hold';
};

const textOf = ({ verb, of, evenFrozen, legs }: Request): string =>
  JSON.stringify([
    verb,
    of,
    evenFrozen === true,
    legs?.map(([account, amount]) => `${account}:${amount}`).sort(),
  ]);

/** As tests read it: `ok`, `ok again`, `insufficient_funds alice`. */
export const toldOf = ({ refusal, account, again }: Answer): string =>
  `${refusal ?? 'ok'}${account === null ? '' : ` ${account}`}${again ? ' again' : ''}`;

/** As tests read it: `hold alice -5 bob 5 until 3 as k7`, `capture of k7 as k8`. */
export const requestText = ({ verb, key, legs, of, expires_at, evenFrozen }: Request): string =>
  [
    verb,
    ...(of === undefined ? [] : [`of ${of}`]),
    ...(legs ?? []).map(([account, amount]) => `${account} ${amount}`),
    ...(expires_at === undefined ? [] : [`until ${expires_at}`]),
    ...(evenFrozen ? ['even frozen'] : []),
    `as ${key}`,
  ].join(' ');
