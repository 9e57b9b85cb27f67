/** The audit as core offers it: seals what is in the journal, then proves the books; and says aloud, now and then, where the chain ends. */
import type { Sql } from '../db/index.ts';
import { type Log, silentLog } from '../outbox/index.ts';
import { audit } from './audit.ts';
import { sealJournal } from './seal.ts';
import type { Audit } from './types.ts';
import { verifyFolders } from './verify.ts';

/** A log kept elsewhere than the database is what shows that the end of the chain was cut off. */
const tell_ms = 60_000;

/** SQLSTATE of a database that only reads (a replica), and of a role that may not seal. */
const READS_ONLY = new Set(['25006', '42501']);

/** `folders`: the checks of the ledger and of every capability. */
export const createAudit = (sql: Sql, folders: readonly URL[], log: Log = silentLog): Audit => {
  let told_ms = Number.NEGATIVE_INFINITY;
  let told = 0n;

  const seal = async (): Promise<number> => {
    const { head, transfers } = await sealJournal(sql);
    if (head && head.number !== told && performance.now() - told_ms >= tell_ms) {
      log.info({ seal: head.number, hash: head.hash }, 'the journal is sealed so far');
      told = head.number;
      told_ms = performance.now();
    }
    return Number(transfers);
  };

  return {
    seal,
    verify: () =>
      sql.begin(async (snapshot) => {
        await snapshot.script('set transaction isolation level repeatable read, read only');
        return verifyFolders(snapshot, folders);
      }),
    async run(options) {
      const notSealed = await seal().then(
        () => null,
        (error: Error & { code?: string }) => {
          if (!READS_ONLY.has(error.code ?? '')) throw error;
          return error.message;
        },
      );
      return { ...(await audit(sql, folders, options)), notSealed };
    },
  };
};
