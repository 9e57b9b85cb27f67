/** What a person waits for: the ack and the receipt, beside a bot that only echoes, and how many payments a process can take. */
import { setTimeout as sleep } from 'node:timers/promises';
import { PLATFORMS, type Platform } from '../../core/index.ts';
import { startEcho } from './echo.ts';
import { median, probe, quantile, type Sample } from './measure.ts';
import { startTuppence } from './tuppence.ts';
import { openWorld, type World } from './world.ts';

/** The pace of the latency part: a busy community, far from saturation. */
const EVENTS_PER_SECOND = 20;

export interface LatencyRow {
  platform: Platform;
  echo_ms: number;
  ack_ms: number;
  receipt_ms: number;
  receipt_p99_ms: number;
}

export interface SaturationRow {
  queue: 'PostgreSQL' | 'Redis';
  payments: number;
  payments_per_second: number;
  /** Of this process, with the emulators and the load in it; PostgreSQL's own is not counted. Says more than the rate on a busy machine. */
  cpu_ms_per_payment: number;
}

interface Databases {
  databaseUrl: string;
  redisUrl?: string | undefined;
}

const payLine = (world: World, platform: Platform, tag: string): string => {
  const payee = world.people[platform][0]!.user.handle;
  return platform === 'telegram' ? `/pay 0.01 @${payee} for ${tag}` : `/pay @${payee} 0.01 for ${tag}`;
};

/** Person `index` pays the first one; the first one never pays. */
const sayer = (world: World, platform: Platform, index: number) => {
  const people = world.people[platform];
  const speaker = 1 + (index % (people.length - 1));
  return (tag: string) =>
    world.chats[platform].say(
      people[speaker]!.user.id,
      world.channelOf(platform, speaker),
      payLine(world, platform, tag),
    );
};

const everybodyHasMoney = async (world: World, core: Awaited<ReturnType<typeof startTuppence>>['core']) => {
  for (const platform of PLATFORMS)
    for (const [index, { identity, user }] of world.people[platform].entries()) {
      const channel = world.channelOf(platform, index);
      const where = { platform, tenant: identity.tenant, community: '', channel, kind: 'group' as const };
      await core.people.seen({ identity, name: user.name, handle: user.handle, locale: user.locale }, where);
      await core.bank.fund(
        null,
        { by: 'identity', identity },
        100_000n,
        'GBP',
        `bench:${platform}:${user.id}`,
      );
    }
};

/** `count` events per platform at the fixed pace, the platforms taking turns. */
const paced = async (
  world: World,
  count: number,
  needsReceipt: boolean,
): Promise<Record<Platform, Sample[]>> => {
  const samples: Record<Platform, Promise<Sample>[]> = { discord: [], slack: [], telegram: [] };
  const probes = PLATFORMS.map((platform) => [platform, probe(world.chats[platform])] as const);
  const start_ms = performance.now();
  for (let event = 0; event < count * PLATFORMS.length; event += 1) {
    const [platform, { time }] = probes[event % PLATFORMS.length]!;
    const due_ms = start_ms + (event * 1000) / EVENTS_PER_SECOND;
    await sleep(Math.max(0, due_ms - performance.now()));
    samples[platform].push(time(sayer(world, platform, event), needsReceipt));
  }
  const done = {
    discord: await Promise.all(samples.discord),
    slack: await Promise.all(samples.slack),
    telegram: await Promise.all(samples.telegram),
  };
  for (const [, { stop }] of probes) stop();
  return done;
};

/** Echo and Tuppence take turns on emulators of their own, so that a slow moment of the machine meets both. */
export const latency = async (databases: Databases, rounds: number, count: number): Promise<LatencyRow[]> => {
  const [echoWorld, ourWorld] = [await openWorld(), await openWorld()];
  const stopEcho = await startEcho(echoWorld.env);
  const tuppence = await startTuppence({ env: ourWorld.env, ...databases });
  await everybodyHasMoney(ourWorld, tuppence.core);
  await paced(echoWorld, 20, false);
  await paced(ourWorld, 20, true);
  const all = { echo: [] as Record<Platform, Sample[]>[], ours: [] as Record<Platform, Sample[]>[] };
  for (let round = 0; round < rounds; round += 1) {
    all.echo.push(await paced(echoWorld, count, false));
    all.ours.push(await paced(ourWorld, count, true));
  }
  await Promise.all([stopEcho(), tuppence.stop()]);
  await Promise.all([echoWorld.stop(), ourWorld.stop()]);
  return PLATFORMS.map((platform) => {
    const ours = all.ours.flatMap((round) => round[platform]);
    const receipts = ours.map(({ receipt_ms }) => receipt_ms!);
    return {
      platform,
      echo_ms: median(all.echo.flatMap((round) => round[platform].map(({ ack_ms }) => ack_ms))),
      ack_ms: median(ours.map(({ ack_ms }) => ack_ms)),
      receipt_ms: median(receipts),
      receipt_p99_ms: quantile(receipts, 0.99),
    };
  });
};

/** As many as it can, `callers` at once over the three platforms, counted when the receipt is on the wire. */
export const saturation = async (
  databases: Databases,
  { payments, callers }: { payments: number; callers: number },
): Promise<SaturationRow> => {
  const world = await openWorld();
  const tuppence = await startTuppence({ env: world.env, ...databases });
  await everybodyHasMoney(world, tuppence.core);
  const probes = PLATFORMS.map((platform) => [platform, probe(world.chats[platform])] as const);
  const run = async (total: number) => {
    let next = 0;
    const caller = async () => {
      while (next < total) {
        const event = next;
        next += 1;
        const [platform, { time }] = probes[event % probes.length]!;
        await time(sayer(world, platform, Math.floor(event / probes.length)), true);
      }
    };
    await Promise.all(Array.from({ length: callers }, caller));
  };
  await run(Math.floor(payments / 5));
  const cpu = process.cpuUsage();
  const start_ms = performance.now();
  await run(payments);
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - start_ms) / 1000;
  for (const [, { stop }] of probes) stop();
  await tuppence.stop();
  await world.stop();
  return {
    queue: databases.redisUrl ? 'Redis' : 'PostgreSQL',
    payments,
    payments_per_second: payments / seconds,
    cpu_ms_per_payment: (user + system) / 1000 / payments,
  };
};
