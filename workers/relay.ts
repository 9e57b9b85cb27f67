/**
 * Publishes the outbox to the queue, many rows in one job. The rows' ids make the job's id, so that a second publication of the same
 * rows is a no-op, and of others among them harmless: jobs are idempotent. Several relays may run at once, in as many processes.
 */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JobsOptions, Queue } from 'bullmq';
import type { Logger } from 'pino';
import type { Core, OutboxRow } from '../core/index.ts';
import { deliver_lanes_max, deliverData, deliverQueue } from './jobs/deliver.ts';
import { work_subjects_max, workData, workQueue } from './jobs/work.ts';
import type { QueueSystem } from './queue.ts';

const batch_rows = 500;
/** Finds what a lost notification left behind. */
const poll_ms = 5_000;
const publish_ms_max = 10_000;
/** The fuller the last batch was, the longer the next one gathers: who is alone hardly waits. */
const gather_ms_per_row = 2;
const gather_ms_max = 50;

interface Relay {
  /** Ends after the batch that is under way. */
  stop(): Promise<void>;
}

export async function startRelay(core: Core, queues: QueueSystem, log: Logger): Promise<Relay> {
  let stopped = false;
  let nudged = true;
  let wake = () => {};
  const nudge = () => {
    nudged = true;
    wake();
  };
  const unlisten = await core.outbox.onReady(nudge);
  const publish = (rows: OutboxRow[]) => within(publish_ms_max, publishRows(queues, rows));

  async function run(): Promise<void> {
    for (let failures = 0; !stopped; ) {
      nudged = false;
      try {
        const rows = await core.outbox.relay(batch_rows, publish);
        failures = 0;
        if (rows < batch_rows && !nudged) await nudgeOr(poll_ms);
        else await sleep(Math.min(rows * gather_ms_per_row, gather_ms_max));
      } catch (error) {
        failures += 1;
        log.warn({ error: (error as Error).message, failures }, 'outbox not published, trying again');
        await nudgeOr(Math.min(100 * 2 ** failures, poll_ms));
      }
    }
  }

  const nudgeOr = (wait_ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, stopped ? 0 : wait_ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const running = run();
  return {
    async stop() {
      stopped = true;
      wake();
      await running;
      await unlisten();
    },
  };
}

/** Idempotent: rows that were published before find their job there. */
export async function publishRows(queues: QueueSystem, rows: OutboxRow[]): Promise<void> {
  const topics = new Map<string, Extract<OutboxRow, { subject: bigint }>[]>();
  for (const row of rows)
    if ('subject' in row) topics.set(row.topic, [...(topics.get(row.topic) ?? []), row]);
  // Several nudges for one lane in a batch are one: the rows of all of them are committed, and a drain shows them all.
  const lanes = new Map(rows.flatMap((row) => ('lane' in row ? [[row.lane, row]] : [])));
  const workJobs = [...topics].flatMap(([topic, asked]) =>
    chunked(asked, work_subjects_max).map((some) => ({
      name: topic,
      data: workData(
        topic,
        some.map(({ subject }) => subject),
      ),
      opts: identified(some),
    })),
  );
  const deliverJobs = chunked([...lanes.values()], deliver_lanes_max).map((some) => ({
    name: 'deliver',
    data: deliverData(some.map(({ lane }) => lane)),
    opts: identified(some),
  }));
  await Promise.all([
    publishJobs(queues.queue(workQueue), workJobs),
    publishJobs(queues.queue(deliverQueue), deliverJobs),
  ]);
}

/** Of one job, which is the rule, BullMQ on PostgreSQL makes less work than of a list. */
async function publishJobs(queue: Queue, jobs: NewJob[]): Promise<void> {
  if (jobs.length > 1) await queue.addBulk(jobs);
  else for (const { name, data, opts } of jobs) await queue.add(name, data, opts);
}

interface NewJob {
  name: string;
  data: unknown;
  opts: JobsOptions;
}

const chunked = <T>(items: T[], length: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / length) }, (_, index) =>
    items.slice(index * length, (index + 1) * length),
  );

/** BullMQ takes no id that is a bare number, or has a colon. */
const identified = (rows: OutboxRow[]): JobsOptions => ({
  jobId: `outbox-${createHash('sha256')
    .update(rows.map(({ id }) => id).join())
    .digest('hex')}`,
});

/** A publication that hangs would hold its rows for ever; given up, they are published again. */
async function within<T>(limit_ms: number, work: Promise<T>): Promise<T> {
  const giveUp = new AbortController();
  const late = sleep(limit_ms, undefined, { signal: giveUp.signal }).then(() => {
    throw new Error(`the queue did not answer within ${limit_ms} ms`);
  });
  late.catch(() => undefined);
  return Promise.race([work, late]).finally(() => giveUp.abort());
}
