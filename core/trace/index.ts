/** What happened, for whoever has to explain it. */
export { createTracing } from './trace.ts';
