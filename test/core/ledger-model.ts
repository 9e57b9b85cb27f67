/** The ledger's rules once more, as plainly as they can be said: one submission at a time, in memory. What the kernel is compared with. */
import type { LedgerRefusal, Submission } from '../../core/ledger/index.ts';

interface ModelAccount {
  asset: string;
  floor: bigint | null;
  balance: bigint;
  held: bigint;
  incoming: bigint;
  frozen: boolean;
}

interface ModelHold {
  legs: Map<bigint, bigint>;
  expiresAt: number;
  open: boolean;
}

type ModelOutcome = { ok: true } | { ok: false; refusal: LedgerRefusal };

export class LedgerModel {
  accounts = new Map<bigint, ModelAccount>();
  /** By the key of the submission that made it. */
  holds = new Map<string, ModelHold>();
  transfers = new Map<string, { legs: Map<bigint, bigint>; reversed: boolean }>();
  known = new Map<string, { request: string; outcome: ModelOutcome }>();
  /** Keys whose refusal counts for the call under way only: "not yet" is no final word. */
  passing = new Set<string>();
  now = 0;

  endCall(): void {
    for (const key of this.passing) this.known.delete(key);
    this.passing.clear();
  }

  /** `reference` is the key of the hold or transfer that the submission refers to. */
  submit(submissions: { submission: Submission; reference?: string }[], linked: boolean): ModelOutcome[] {
    const before = structuredClone({ ...this });
    const isSeen = (key: string) => this.known.has(key);
    const outcomes = submissions.map(({ submission, reference }) => this.one(submission, reference));
    if (!linked || outcomes.every((outcome) => outcome.ok)) return outcomes;

    Object.assign(this, before);
    const cause = outcomes.findIndex((outcome) => !outcome.ok);
    return submissions.map(({ submission, reference }, index) => {
      if (isSeen(submission.key)) return this.one(submission, reference);
      const linkedRefused: ModelOutcome = { ok: false, refusal: 'linked_refused' };
      const outcome = cause === index ? outcomes[index]! : linkedRefused;
      this.remember(submission, reference, outcome);
      if (isNotYet(outcomes[cause]!)) this.passing.add(submission.key);
      return outcome;
    });
  }

  private one(submission: Submission, reference: string | undefined): ModelOutcome {
    const known = this.known.get(submission.key);
    if (known)
      return known.request === requestOf(submission, reference)
        ? known.outcome
        : { ok: false, refusal: 'idempotency_key_reused' };
    const refusal = this.refusalOf(submission, reference);
    const outcome: ModelOutcome = refusal ? { ok: false, refusal } : { ok: true };
    if (!refusal) this.apply(submission, reference);
    this.remember(submission, reference, outcome);
    if (isNotYet(outcome)) this.passing.add(submission.key);
    return outcome;
  }

  private remember(submission: Submission, reference: string | undefined, outcome: ModelOutcome): void {
    this.known.set(submission.key, { request: requestOf(submission, reference), outcome });
  }

  private legsOf(submission: Submission, reference = ''): Map<bigint, bigint> {
    const hold = this.holds.get(reference)?.legs;
    if (submission.verb === 'reverse') {
      const legs = this.transfers.get(reference)!.legs;
      return new Map([...legs].map(([account, amount]) => [account, -amount]));
    }
    const asked = 'legs' in submission ? submission.legs : undefined;
    return asked ? new Map(asked.map(({ account, amount }) => [account, amount])) : hold!;
  }

  private refusalOf(submission: Submission, reference = ''): LedgerRefusal | null {
    const { verb } = submission;
    if (verb === 'capture' || verb === 'void' || verb === 'expire') {
      const hold = this.holds.get(reference)!;
      if (!hold.open) return 'hold_resolved';
      const isOver = this.now >= hold.expiresAt;
      if (verb === 'capture' && isOver) return 'hold_expired';
      if (verb === 'expire' && !isOver) return 'hold_not_expired';
      if (verb !== 'capture') return null;
    }
    if (verb === 'reverse' && this.transfers.get(reference)!.reversed) return 'already_reversed';

    const legs = this.legsOf(submission, reference);
    if (verb === 'capture')
      for (const [account, amount] of legs) {
        const held = this.holds.get(reference)!.legs.get(account) ?? 0n;
        if (amount === 0n) return 'amount_zero';
        if (held > 0n !== amount > 0n || (amount > 0n ? amount > held : amount < held))
          return 'capture_exceeds_hold';
      }
    if ([...legs.values()].includes(0n)) return 'amount_zero';
    const sums = new Map<string, bigint>();
    for (const [id, amount] of legs) {
      const { asset } = this.accounts.get(id)!;
      sums.set(asset, (sums.get(asset) ?? 0n) + amount);
    }
    if (legs.size < 2 || [...sums.values()].some((sum) => sum !== 0n)) return 'unbalanced';

    for (const [id, amount] of legs) {
      const account = this.accounts.get(id)!;
      if (account.frozen && !submission.evenFrozen) return 'account_frozen';
      const isSpent = verb !== 'capture' && amount < 0n;
      if (isSpent && account.floor !== null && account.balance - account.held + amount < account.floor)
        return 'insufficient_funds';
    }
    return null;
  }

  private apply(submission: Submission, reference = ''): void {
    const { verb, key } = submission;
    const hold = this.holds.get(reference);
    if (hold && verb !== 'reverse') {
      hold.open = false;
      for (const [id, amount] of hold.legs) this.reserve(id, amount, -1n);
    }
    if (verb === 'void' || verb === 'expire') return;
    const legs = this.legsOf(submission, reference);
    if (verb === 'hold') {
      this.holds.set(key, { legs, expiresAt: submission.expiresAt.getTime(), open: true });
      for (const [id, amount] of legs) this.reserve(id, amount, 1n);
      return;
    }
    if (verb === 'reverse') this.transfers.get(reference)!.reversed = true;
    this.transfers.set(key, { legs, reversed: false });
    for (const [id, amount] of legs) this.accounts.get(id)!.balance += amount;
  }

  private reserve(id: bigint, amount: bigint, sign: bigint): void {
    const account = this.accounts.get(id)!;
    if (amount < 0n) account.held += sign * -amount;
    else account.incoming += sign * amount;
  }
}

const isNotYet = (outcome: ModelOutcome): boolean => !outcome.ok && outcome.refusal === 'hold_not_expired';

const requestOf = (submission: Submission, reference: string | undefined): string => {
  const legs = 'legs' in submission ? submission.legs : undefined;
  const sorted = legs?.map(({ account, amount }) => `${account}:${amount}`).sort();
  return JSON.stringify([submission.verb, reference, submission.evenFrozen === true, sorted]);
};
