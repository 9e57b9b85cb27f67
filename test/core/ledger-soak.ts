/**
 * `npm run soak -- --hours 2`: the ledger's random tests for as long as wanted, in rounds: plays against the model by call and through the
 * poster, then a race whose history is judged. Prints each round's seed and the counts so far, and stops at the first failure with
 * how to play it again: `npm run soak -- --way call --seed 123 --path 4:5:6` plays that one and ends.
 * On TEST_DATABASE_URL or DATABASE_URL where set, otherwise on an embedded PostgreSQL.
 */
import { connect, migrate } from '../../core/db/index.ts';
import { createLedger } from '../../core/ledger/index.ts';
import { flagsOf } from '../support/flags.ts';
import { atDatabase, testServer } from '../support/server.ts';
import { crowd, cutting, historyOf, openBank } from './ledger-history.ts';
import { flawsOf } from './ledger-linear.ts';
import { forPlays, playMany, type Way } from './ledger-model-play.ts';

const PLAYS = 1_000;
const LANES = 4;

const { values } = flagsOf(import.meta.url, {
  options: {
    hours: { type: 'string', default: '1' },
    seed: { type: 'string' },
    path: { type: 'string' },
    way: { type: 'string' },
  },
});

const server = await testServer();
const admin = connect(server.url, { max: 1 });

/** On a database of its own, so that no round is slower for those before it. */
const onDatabase = async <T>(name: string, work: (url: string) => Promise<T>): Promise<T> => {
  const whole = `tuppence_soak_${process.pid}_${name}`;
  await admin.script(`create database ${whole}`);
  try {
    return await work(atDatabase(server.url, whole));
  } finally {
    await admin.script(`drop database ${whole} with (force)`);
  }
};

const plays = (way: Way, seed: number, path?: string): Promise<void> =>
  onDatabase('plays', async (url) => {
    const setup = connect(url, { max: 1 });
    await migrate(setup);
    await forPlays(setup);
    await setup.end();
    const sql = connect(url, { applicationName: 'soak' });
    try {
      if (path) return await playMany(sql, way, { numRuns: 1, seed, path });
      const lane = (index: number) => playMany(sql, way, { numRuns: PLAYS / LANES, seed: seed + index });
      await Promise.all(Array.from({ length: LANES }, (_, index) => lane(index)));
    } catch (error) {
      const [, ...where] = /seed: (-?\d+), path: "([\d:]+)"/.exec((error as Error).message) ?? [];
      console.error(`To play it again: npm run soak -- --way ${way} --seed ${where[0]} --path ${where[1]}`);
      throw error;
    } finally {
      await sql.end({ timeout_ms: 1_000 });
    }
  });

const race = (): Promise<number> =>
  onDatabase('race', async (url) => {
    const sql = connect(url, { max: 4, applicationName: 'soak' });
    try {
      const { role } = await migrate(sql);
      const { ids, notes } = await openBank(sql);
      const cuts = cutting(sql, 300);
      const callers = (name: string) => crowd({ url, role, name, ids, callers: 12, times: 100 });
      const crowds = await Promise.all([callers('one pool'), callers('another')]).finally(cuts.stop);
      const history = await historyOf(sql, ids, [notes, ...crowds]);
      const flaws = [...flawsOf(history), ...(await createLedger().verify(sql)).map(({ detail }) => detail)];
      if (flaws.length > 0) throw new Error(`A race, which no seed repeats:\n${flaws.join('\n')}`);
      return history.asked.length + history.seen.length;
    } finally {
      await sql.end({ timeout_ms: 1_000 });
    }
  });

const soak = async (): Promise<void> => {
  const began = Date.now();
  let played = 0;
  let raced = 0;
  let seed = Number(values.seed ?? began % 2 ** 31);
  for (let round = 1; Date.now() - began < Number(values.hours) * 3_600_000; round++, seed += LANES) {
    const way = round % 2 ? 'call' : 'poster';
    console.log(`Round ${round}: plays by ${way} with the seeds ${seed} to ${seed + LANES - 1}, then a race`);
    await plays(way, seed);
    played += PLAYS;
    raced += await race();
    const time_s = Math.round((Date.now() - began) / 1_000);
    console.log(`  so far ${played} plays and ${raced} calls in races, in ${time_s} s: no difference found`);
  }
};

try {
  if (values.path) await plays(values.way as Way, Number(values.seed), values.path);
  else await soak();
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await admin.end();
  await server.stop();
}
