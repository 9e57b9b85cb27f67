/** The whole way of a payment, or of whatever else came of an event, put together from what is kept anyway. Only reads. */
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { endingsOf, eventsOf, keysOf } from './keys.ts';
import {
  type DeliveryRow,
  deliveryOf,
  type EventRow,
  eventOf,
  type KeptRow,
  type Naming,
  type NudgeRow,
  nudgeOf,
  rejectionOf,
  stateOf,
  type TrailRow,
  type TransferRow,
  transferOf,
} from './rows.ts';
import type { TraceAbout, TraceStep, Tracing } from './types.ts';

const read = (name: string): string => sqlFile(import.meta.url, `./sql/${name}.sql`);
const statements = {
  deliveries: read('deliveries'),
  deliveriesOfMessage: read('deliveries_of_message'),
  events: read('events'),
  eventsOfMessage: read('events_of_message'),
  keptUnderKeys: read('kept_under_keys'),
  transfers: read('transfers'),
  nudges: read('nudges'),
  names: read('names'),
};

/** Transfers that are looked through for keys which no capability answers for. */
const lookBack_transfers = 10_000;
/** A form is handled within its event's tries. */
const aroundOrder_ms = 15 * 60_000;
/** A message's nudge is written with it, or with what changed it; both moments are the database's own. */
const nudgeMargin_ms = 50;

export const createTracing = ({ sql, assets }: Context, trails: readonly string[]): Tracing => ({
  async find(about, { words = false } = {}) {
    const start = await startOf(sql, about);
    if (!start) return null;
    const found = await gather(sql, trails, start);
    const names = await namesOf(sql, found);
    const steps = stepsOf(found, { names, asset: assets.find }, words);
    if (steps.length === 0) return null;
    return { references: referencesOf(found.trail), steps, isOpen: steps.some(isUnderWay) };
  },
});

/** Where reading begins. */
interface Start {
  references: string[];
  events: EventRow[];
  deliveries: bigint[];
  transfers: bigint[];
}

async function startOf(sql: Queryable, about: TraceAbout): Promise<Start | null> {
  if ('reference' in about) {
    const reference = about.reference.trim();
    const transfer = /^trn_([1-9]\d{0,17})$/.exec(reference)?.[1];
    const transfers = transfer === undefined ? [] : [BigInt(transfer)];
    return { references: [reference], events: [], deliveries: [], transfers };
  }
  const { platform, channel, message } = about.message;
  const [shown, named] = await Promise.all([
    run<{ id: bigint; reference: string | null }>(sql, statements.deliveriesOfMessage, [
      platform,
      channel,
      message,
    ]),
    run<{ platform: string; dedupe_key: string }>(sql, statements.eventsOfMessage, [
      platform,
      channel,
      message,
      about.events ?? [],
    ]),
  ]);
  if (shown.length === 0 && named.length === 0) return null;
  return {
    references: shown.flatMap(({ reference }) => reference ?? []),
    events: await eventsNamed(sql, named),
    deliveries: shown.map(({ id }) => id),
    transfers: [],
  };
}

const eventsNamed = (
  sql: Queryable,
  named: readonly { platform: string; dedupe_key: string }[],
): Promise<EventRow[]> =>
  run<EventRow>(sql, statements.events, [
    named.map(({ platform }) => platform),
    named.map(({ dedupe_key }) => dedupe_key),
    [],
    null,
    null,
  ]);

interface Found {
  trail: TrailRow[];
  events: EventRow[];
  deliveries: DeliveryRow[];
  transfers: TransferRow[];
  rejections: KeptRow[];
  nudges: NudgeRow[];
}

async function gather(sql: Queryable, trails: readonly string[], start: Start): Promise<Found> {
  const startKeys = start.events.flatMap(keysOf);
  const trail = await trailOf(sql, trails, start.references, startKeys);
  const kept = startKeys.length === 0 ? [] : await keptUnder(sql, startKeys);
  const transferIds = [
    ...start.transfers,
    ...trail.flatMap(({ transfers }) => transfers ?? []),
    ...kept.flatMap(({ id }) => id ?? []),
  ];
  const deliveryIds = [...start.deliveries, ...trail.flatMap(({ deliveries }) => deliveries ?? [])];
  const references = [...start.references, ...referencesOf(trail)];
  const [events, transfers, deliveries] = await Promise.all([
    eventsOfTrail(sql, trail),
    run<TransferRow>(sql, statements.transfers, [transferIds]),
    run<DeliveryRow>(sql, statements.deliveries, [deliveryIds, references]),
  ]);
  return {
    trail,
    events: [...new Map([...start.events, ...events].map((event) => [event.id, event])).values()],
    deliveries,
    transfers,
    rejections: kept.filter(({ refusal }) => refusal !== null),
    nudges: await nudgesOf(sql, trail, deliveries),
  };
}

/** Also what another capability has kept under the events that this one names: the question that came before a payment. */
async function trailOf(
  sql: Queryable,
  trails: readonly string[],
  references: readonly string[],
  keys: readonly string[],
): Promise<TrailRow[]> {
  const ask = async (named: readonly string[], under: readonly string[]) =>
    (await Promise.all(trails.map((text) => run<TrailRow>(sql, text, [named, under])))).flat();
  const first = await ask(references, keys);
  const found = new Set(first.map(({ capability }) => capability));
  const further = await ask([], [...new Set(first.flatMap((row) => row.keys ?? []))]);
  return [...first, ...further.filter(({ capability }) => !found.has(capability))];
}

const keptUnder = (sql: Queryable, keys: readonly string[]): Promise<KeptRow[]> =>
  run<KeptRow>(sql, statements.keptUnderKeys, [endingsOf(keys), lookBack_transfers]);

async function eventsOfTrail(sql: Queryable, trail: readonly TrailRow[]): Promise<EventRow[]> {
  const wanted = eventsOf(new Set(trail.flatMap(({ keys }) => keys ?? [])));
  if (wanted.platforms.length === 0 && wanted.names.length === 0) return [];
  const times = trail.map(({ at }) => at.getTime());
  return run<EventRow>(sql, statements.events, [
    wanted.platforms,
    wanted.dedupeKeys,
    wanted.names,
    new Date(Math.min(...times) - aroundOrder_ms),
    new Date(Math.max(...times) + aroundOrder_ms),
  ]);
}

async function nudgesOf(
  sql: Queryable,
  trail: readonly TrailRow[],
  deliveries: readonly DeliveryRow[],
): Promise<NudgeRow[]> {
  const subjects = trail.flatMap(({ topic, nudged }) =>
    topic === null ? [] : (nudged ?? []).map((subject) => ({ topic, subject })),
  );
  return run<NudgeRow>(sql, statements.nudges, [
    subjects.map(({ topic }) => topic),
    subjects.map(({ subject }) => subject),
    deliveries.map(({ lane }) => lane),
    deliveries.map(({ created_at }) => new Date(created_at.getTime() - nudgeMargin_ms)),
    deliveries.map(({ updated_at }) => updated_at),
  ]);
}

async function namesOf(sql: Queryable, { trail, transfers, rejections }: Found): Promise<Naming['names']> {
  const people = new Set([
    ...trail.flatMap(({ facts }) => facts.flatMap(({ person }) => person ?? [])),
    ...transfers.flatMap(({ legs }) => legs.map(({ owner }) => owner)),
    ...rejections.flatMap(({ owner }) => owner ?? []),
  ]);
  const rows = await run<{ public_id: string; name: string }>(sql, statements.names, [[...people]]);
  return new Map(rows.map(({ public_id, name }) => [public_id, name]));
}

const referencesOf = (trail: readonly TrailRow[]): string[] => [
  ...new Set(trail.flatMap(({ reference }) => reference ?? [])),
];

/** Of what bears the same millisecond, what leads to what. */
const order: Record<TraceStep['step'], number> = {
  event: 0,
  transfer: 1,
  rejection: 1,
  state: 2,
  nudge: 3,
  delivery: 4,
};

function stepsOf(found: Found, naming: Naming, words: boolean): TraceStep[] {
  const steps: TraceStep[] = [
    ...found.events.map((row) => eventOf(row, words)),
    ...found.transfers.map((row) => transferOf(row, naming)),
    ...found.rejections.map((row) => rejectionOf(row, naming)),
    ...found.trail.map((row) => stateOf(row, naming)),
    ...found.nudges.map(nudgeOf),
    ...found.deliveries.map(deliveryOf),
  ];
  return steps.sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || order[a.step] - order[b.step]);
}

function isUnderWay(step: TraceStep): boolean {
  if (step.step === 'event') return step.handled_at === null;
  if (step.step === 'transfer') return step.verb === 'hold' && step.hold?.state === 'open';
  if (step.step === 'nudge') return step.published_at === null;
  return step.step === 'delivery' && step.state === 'due';
}
