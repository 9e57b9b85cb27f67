/** `npm run fuzz`: the grammar's fuzzer on a million lines, or `--lines` as many, from `--seed`. Ends with 1 at the first line that is read wrongly. */
import fc from 'fast-check';
import { flagsOf } from '../../support/flags.ts';
import { anyLine, readLine } from './grammar-fuzz.ts';

const { values } = flagsOf(import.meta.url, {
  options: { lines: { type: 'string', default: '1000000' }, seed: { type: 'string' } },
});
const lines = Number(values.lines);
const start_ms = performance.now();
let [read, understood] = [0, 0];
fc.assert(
  fc.property(anyLine, (line) => {
    read += 1;
    if (readLine(line)) understood += 1;
    if (read % 100_000 === 0)
      console.log(`${read.toLocaleString('en')} lines read, ${understood.toLocaleString('en')} understood`);
  }),
  { numRuns: lines, ...(values.seed && { seed: Number(values.seed) }) },
);
const time_s = (performance.now() - start_ms) / 1_000;
console.log(`Nothing was read wrongly: ${lines.toLocaleString('en')} lines in ${time_s.toFixed(0)} s`);
