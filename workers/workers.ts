/** The workers of one process: relay, settlement, delivery and schedules. Several processes may run them at once. */
import { type Job, UnrecoverableError, type Worker } from 'bullmq';
import type { Logger } from 'pino';
import { ZodError } from 'zod';
import type { Core, Messenger } from '../core/index.ts';
import { deliver, deliverQueue } from './jobs/deliver.ts';
import { work, workQueue } from './jobs/work.ts';
import type { QueueSystem, Work } from './queue.ts';
import { startRelay } from './relay.ts';
import { registerSchedules, runSchedule, scheduleQueue } from './schedules.ts';

interface WorkersOptions {
  core: Core;
  messenger: Messenger;
  queues: QueueSystem;
  log: Logger;
}

export interface Workers {
  /** Takes nothing more and finishes what is under way, for at most `limit_ms`; what is left then, another worker takes over. */
  stop(limit_ms?: number): Promise<void>;
}

/** How often a registration that a Redis may have forgotten is renewed. */
const register_ms = 60_000;

export async function startWorkers({ core, messenger, queues, log }: WorkersOptions): Promise<Workers> {
  const deliveries = queues.queue(deliverQueue);
  const works: Work[] = [
    // One job has many subjects of a topic, and a capability does together what comes together.
    { queue: workQueue, concurrency: 4, handle: (job) => work(core, job.data) },
    {
      queue: deliverQueue,
      concurrency: 8,
      handle: (job) => deliver(core, messenger, deliveries, job.data),
    },
    { queue: scheduleQueue, concurrency: 1, handle: (job) => runSchedule(core, job.data, log) },
  ];
  const workers = works.map((one) =>
    reported(queues.work({ ...one, handle: (job) => refusingPoison(job, one) }), log),
  );
  await Promise.all(workers.map((worker) => worker.waitUntilReady()));
  const relay = await startRelay(core, queues, log);
  const register = () =>
    registerSchedules(core, queues).catch((error: Error) =>
      log.warn({ error: error.message }, 'schedules not registered, trying again'),
    );
  await register();
  // What was under way when a process was killed need not wait for its leases and the next round.
  await core.outbox.sweep(1_000);
  const timer = setInterval(register, register_ms);

  return {
    async stop(limit_ms = 4_000) {
      clearInterval(timer);
      await Promise.all([relay.stop(), ...workers.map((worker) => closed(worker, limit_ms, log))]);
    },
  };
}

/** A job that is malformed will be so at every try: it fails at once and stays visible. */
async function refusingPoison(job: Job, { handle }: Work): Promise<void> {
  try {
    await handle(job);
  } catch (error) {
    if (error instanceof ZodError) throw new UnrecoverableError(`malformed payload: ${error.message}`);
    throw error;
  }
}

function reported(worker: Worker, log: Logger): Worker {
  worker.on('failed', (job, error) => {
    const { name, id, data, attemptsMade, opts } = job ?? {};
    const last = !job || attemptsMade! >= (opts?.attempts ?? 1) || error instanceof UnrecoverableError;
    const line = { job: name, id, ...data, attempt: attemptsMade, error: error.message };
    if (last) log.error(line, 'job failed for good: it stays in the queue to be looked at');
    else log.warn(line, 'job failed, it will be tried again');
  });
  worker.on('completed', (job) => log.debug({ job: job.name, id: job.id, ...job.data }, 'job done'));
  return worker;
}

/** BullMQ waits for the jobs that are active as long as they take, and cannot be hurried afterwards. */
async function closed(worker: Worker, limit_ms: number, log: Logger): Promise<void> {
  const late = new Promise<'late'>((resolve) => setTimeout(resolve, limit_ms, 'late').unref());
  if ((await Promise.race([worker.close(), late])) === 'late')
    log.warn({ queue: worker.name }, 'jobs still under way are left to another worker');
}
