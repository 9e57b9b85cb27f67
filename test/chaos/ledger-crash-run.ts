/**
 * `npm run crash`: the crash test of the ledger at full length, on a PostgreSQL of its own with durable settings. Prints the tally, and
 * ends with 1 when anything that must be none is not.
 * --payments 100000 --postgres-kills 40 --writer-kills 40 --writers 2 --callers 256
 */
import { flagsOf } from '../support/flags.ts';
import { crash } from './ledger-crash.ts';

const { values } = flagsOf(import.meta.url, {
  options: {
    payments: { type: 'string', default: '100000' },
    'postgres-kills': { type: 'string', default: '40' },
    'writer-kills': { type: 'string', default: '40' },
    writers: { type: 'string', default: '2' },
    callers: { type: 'string', default: '256' },
  },
});

const tally = await crash({
  payments: Number(values.payments),
  postgresKills: Number(values['postgres-kills']),
  writerKills: Number(values['writer-kills']),
  writers: Number(values.writers),
  callers: Number(values.callers),
  say: console.log,
});
console.log(tally);
const {
  missing,
  doubled,
  refusedAndDone,
  contradicted,
  unanswered,
  wrongBalances,
  assetsNotZero,
  violations,
} = tally;
const wrong = missing + doubled + refusedAndDone + contradicted + unanswered + wrongBalances + assetsNotZero;
if (wrong + violations.length > 0) process.exitCode = 1;
