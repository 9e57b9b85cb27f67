/** The gateway: one WebSocket per session, JSON, with heartbeats, intents and resume (https://discord.com/developers/docs/events/gateway). */
import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { FaultState } from './faults.ts';
import { type Body, Intent } from './wire.ts';
import { type Audience, type World, wireChannel, wireMember } from './world.ts';

const Op = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  presence: 3,
  resume: 6,
  reconnect: 7,
  members: 8,
  invalidSession: 9,
  hello: 10,
  heartbeatAck: 11,
} as const;
const HEARTBEAT_MS = 41_250;
/** How long a dropped session can be resumed, and how much of it is kept. */
const RESUME_WITHIN_MS = 180_000;
const REPLAY_MAX = 1_000;
const KNOWN_INTENTS = (1 << 26) - 1;
const PRIVILEGED = Intent.guildMembers | Intent.guildPresences | Intent.messageContent;

interface Session {
  id: string;
  intents: number;
  sequence: number;
  /** Sent events, for a resume. */
  log: { sequence: number; text: string }[];
  socket: WebSocket | null;
  dropped_ms: number;
}

export const createGateway = (
  world: World,
  server: Server,
  faults: () => FaultState,
  options: { privilegedIntents: number; heartbeat_ms?: number },
) => {
  const sockets = new WebSocketServer({ server });
  const sessions = new Map<string, Session>();
  const heartbeat_ms = options.heartbeat_ms ?? HEARTBEAT_MS;
  const send = (socket: WebSocket, op: number, d: unknown) =>
    socket.send(JSON.stringify({ op, d, s: null, t: null }));

  const push = (session: Session, event: string, data: string): void => {
    session.sequence += 1;
    const text = `{"op":0,"t":${JSON.stringify(event)},"s":${session.sequence},"d":${data}}`;
    session.log.push({ sequence: session.sequence, text });
    if (session.log.length > REPLAY_MAX) session.log.shift();
    session.socket?.send(text);
  };

  /** Without the message content intent, what others write in a guild arrives empty, unless it is about the bot. */
  const seenBy = (session: Session, event: string, data: Body): Body => {
    if (!event.startsWith('MESSAGE_') || typeof data.content !== 'string' || !data.guild_id) return data;
    const own = (data.author as { id: string }).id === world.bot.id;
    const named = (data.mentions as { id: string }[]).some(({ id }) => id === world.bot.id);
    if (own || named || session.intents & Intent.messageContent) return data;
    return { ...data, content: '', embeds: [], components: [], attachments: [] };
  };

  world.dispatch = (event: string, data: Body, audience: Audience) => {
    const copies = audience.fromPeople ? faults().copies() : 1;
    const delay_ms = audience.fromPeople ? faults().delay_ms() : 0;
    for (const { id, socket, dropped_ms } of sessions.values())
      if (!socket && Date.now() - dropped_ms > RESUME_WITHIN_MS) sessions.delete(id);
    const ready = [...sessions.values()]
      .filter((session) => audience.intent === null || session.intents & audience.intent)
      .map((session) => ({ session, text: JSON.stringify(seenBy(session, event, data)) }));
    const deliver = () => {
      for (const { session, text } of ready)
        for (let copy = 0; copy < copies; copy += 1) push(session, event, text);
    };
    if (delay_ms > 0) setTimeout(deliver, delay_ms).unref();
    else deliver();
  };

  const guildCreate = (intents: number): Body => ({
    id: world.guild.id,
    name: world.guild.name,
    icon: null,
    owner_id: [...world.people.keys()][0] ?? world.bot.id,
    joined_at: new Date().toISOString(),
    large: false,
    unavailable: false,
    member_count: world.people.size + 1,
    features: [],
    preferred_locale: 'en-US',
    verification_level: 0,
    default_message_notifications: 1,
    explicit_content_filter: 0,
    mfa_level: 0,
    nsfw_level: 0,
    premium_tier: 0,
    premium_subscription_count: 0,
    premium_progress_bar_enabled: false,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    public_updates_channel_id: null,
    safety_alerts_channel_id: null,
    afk_channel_id: null,
    afk_timeout: 300,
    application_id: null,
    vanity_url_code: null,
    description: null,
    banner: null,
    splash: null,
    discovery_splash: null,
    max_members: 500_000,
    roles: [
      {
        id: world.guild.id,
        name: '@everyone',
        permissions: '2248473465835073',
        position: 0,
        color: 0,
        colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
        hoist: false,
        managed: false,
        mentionable: false,
        flags: 0,
        icon: null,
        unicode_emoji: null,
      },
    ],
    emojis: [],
    stickers: [],
    channels: [...world.channels.values()]
      .filter(({ kind }) => kind === 'group')
      .map((channel) => wireChannel(world, channel)),
    threads: [],
    members: [
      { user: world.bot, roles: [], joined_at: new Date().toISOString(), deaf: false, mute: false, flags: 0 },
      ...(intents & Intent.guildMembers
        ? [...world.people.values()].map((person) => ({ ...wireMember(person), user: person.wire }))
        : []),
    ],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  });

  const identify = (socket: WebSocket, d: Body): Session | null => {
    const intents = Number(d.intents);
    const shard = (d.shard ?? [0, 1]) as [number, number];
    const refusal: [number, string] | null =
      d.token !== world.token && d.token !== `Bot ${world.token}`
        ? [4004, 'Authentication failed.']
        : !Number.isInteger(intents) || intents < 0 || intents > KNOWN_INTENTS
          ? [4013, 'Invalid intent(s).']
          : intents & PRIVILEGED & ~options.privilegedIntents
            ? [4014, 'Disallowed intent(s).']
            : shard[0] >= shard[1]
              ? [4010, 'Invalid shard.']
              : null;
    if (refusal) {
      socket.close(...refusal);
      return null;
    }
    const session: Session = {
      id: randomBytes(16).toString('hex'),
      intents,
      sequence: 0,
      log: [],
      socket,
      dropped_ms: 0,
    };
    sessions.set(session.id, session);
    push(
      session,
      'READY',
      JSON.stringify({
        v: 10,
        user: { ...world.bot, verified: true, mfa_enabled: false, email: null, flags: 0 },
        guilds: [{ id: world.guild.id, unavailable: true }],
        session_id: session.id,
        session_type: 'normal',
        resume_gateway_url: url(),
        shard,
        application: { id: world.bot.id, flags: 0 },
        private_channels: [],
        relationships: [],
        presences: [],
        user_settings: {},
        _trace: [],
      }),
    );
    if (intents & Intent.guilds) push(session, 'GUILD_CREATE', JSON.stringify(guildCreate(intents)));
    return session;
  };

  const resume = (socket: WebSocket, d: Body): Session | null => {
    const session = sessions.get(String(d.session_id));
    const seq = Number(d.seq);
    if (d.token !== world.token && d.token !== `Bot ${world.token}`) {
      socket.close(4004, 'Authentication failed.');
      return null;
    }
    const tooOld = session && session.log.length > 0 && seq < session.log[0]!.sequence - 1;
    const late = session?.socket === null && Date.now() - session.dropped_ms > RESUME_WITHIN_MS;
    if (!session || tooOld || late) {
      send(socket, Op.invalidSession, false);
      return null;
    }
    if (seq > session.sequence) {
      socket.close(4007, 'Invalid seq.');
      return null;
    }
    session.socket?.close(4000);
    session.socket = null;
    for (const { sequence, text } of session.log) if (sequence > seq) socket.send(text);
    session.socket = socket;
    push(session, 'RESUMED', '{"_trace":[]}');
    return session;
  };

  sockets.on('connection', (socket, request) => {
    const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
    if ((query.get('encoding') ?? 'json') !== 'json' || query.get('compress'))
      return socket.close(4002, 'This gateway speaks plain JSON.');
    let session: Session | null = null;
    let beats = setTimeout(() => {}, 0);
    const expectBeat = () => {
      clearTimeout(beats);
      beats = setTimeout(() => socket.close(4009, 'Session timed out.'), heartbeat_ms * 2);
      beats.unref();
    };
    const handlers: Record<number, (d: unknown) => void> = {
      [Op.heartbeat]: () => {
        expectBeat();
        send(socket, Op.heartbeatAck, null);
      },
      [Op.identify]: (d) => {
        if (session) socket.close(4005, 'Already authenticated.');
        else session = identify(socket, (d ?? {}) as Body);
      },
      [Op.resume]: (d) => {
        session = resume(socket, (d ?? {}) as Body);
      },
      [Op.presence]: () => {},
      [Op.members]: (d) => {
        if (session)
          push(
            session,
            'GUILD_MEMBERS_CHUNK',
            JSON.stringify({
              guild_id: world.guild.id,
              members: [...world.people.values()].map((person) => ({
                ...wireMember(person),
                user: person.wire,
              })),
              chunk_index: 0,
              chunk_count: 1,
              nonce: (d as Body)?.nonce,
            }),
          );
      },
    };
    socket.on('message', (raw: RawData) => {
      try {
        const { op, d } = JSON.parse(raw.toString()) as { op: number; d: unknown };
        const handler = handlers[op];
        if (!handler) return socket.close(4001, 'Unknown opcode.');
        if (!session && op > Op.identify && op !== Op.resume) return socket.close(4003, 'Not authenticated.');
        handler(d);
      } catch {
        socket.close(4002, 'Error while decoding payload.');
      }
    });
    socket.on('close', (code) => {
      clearTimeout(beats);
      if (!session || session.socket !== socket) return;
      session.socket = null;
      session.dropped_ms = Date.now();
      // A client that says goodbye (1000, 1001) ends its session: it cannot be resumed.
      if (code === 1000 || code === 1001) sessions.delete(session.id);
    });
    socket.on('error', () => {});
    send(socket, Op.hello, { heartbeat_interval: heartbeat_ms, _trace: [] });
    expectBeat();
  });

  const url = () => `ws://127.0.0.1:${(server.address() as { port: number }).port}`;
  const connected = () => [...sessions.values()].filter(({ socket }) => socket !== null);
  return {
    url,
    /** How many sessions are connected now. */
    connected: () => connected().length,
    /** Asks every client to reconnect and resume, as Discord does when it moves sessions. */
    askToReconnect: () => {
      for (const { socket } of connected()) send(socket!, Op.reconnect, null);
    },
    /** Cuts every connection without a word. */
    cut: () => {
      for (const { socket } of connected()) socket!.terminate();
    },
    /** Forgets every session, so that a resume is refused. */
    forget: () => {
      for (const { socket } of connected()) socket!.terminate();
      sessions.clear();
    },
    stop: () => {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
    },
  };
};
