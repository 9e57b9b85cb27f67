/** What the audit offers, and what it tells. */
import type { Violation } from './checks.ts';

/** The newest seal of the journal. Kept outside the database, it shows later whether the chain still holds it. */
export interface Head {
  /** 1, 2, 3 … without a gap. */
  number: bigint;
  /** 64 hexadecimal digits. */
  hash: string;
}

export interface CheckResult {
  name: string;
  /** Where a tally does not add up, at most 1,000 rows are looked for. */
  violations: number;
  /** The first of them, each in words that say which row it is and what is wrong with it. */
  first: string[];
}

export interface AuditProgress {
  /** What is being read: account, transfer, journal …; null for what is checked as a whole. */
  range: string | null;
  /** Of this range, 0 to 1. */
  done: number;
  /** Which range of how many, counted from 1. */
  step: number;
  steps: number;
}

export interface AuditOptions {
  /** A head that was kept outside: the chain must still hold it. */
  head?: Head;
  /** How many violations of each check are told in words; 10 unless told. All are counted. */
  named_max?: number;
  /** About how many rows are read at once. 50,000 unless told. */
  piece_rows?: number;
  onProgress?(progress: AuditProgress): void;
}

export interface AuditReport {
  clean: boolean;
  /** Of the snapshot that everything was read from, ISO 8601. */
  at: string;
  duration_ms: number;
  /** As the accounts' versions count them. */
  entries: bigint;
  /** How many rows each range has. */
  read: { range: string; rows: bigint }[];
  checks: CheckResult[];
  /** To be kept outside the database; null while nothing is sealed. */
  head: Head | null;
  /** Transfers that the chain does not cover yet, and since when the oldest waits, ISO 8601. */
  unsealed: { transfers: bigint; oldest: string | null };
  /** Why nothing could be sealed before: the database, or the role, only reads. Null where it could. */
  notSealed: string | null;
}

export interface Audit {
  /** Proves the books, from one snapshot, in memory that does not grow with them. Throws where it could not be carried out. */
  run(options?: AuditOptions): Promise<AuditReport>;
  /** Every check at once, from one snapshot: for books that are small, and for tests. An empty list means that they are right. */
  verify(): Promise<Violation[]>;
  /** Seals all that is in the journal. Several may do so at once. Returns how many transfers were sealed now. */
  seal(): Promise<number>;
}
