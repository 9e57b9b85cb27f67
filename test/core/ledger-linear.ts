/**
 * Is a history linearizable? Many callers asked at the same time; each noted when it asked, when it was told, and what. The history is
 * right when all of it could have happened one after the other, each thing at one moment between its asking and its telling.
 * The books propose the order themselves (ids ascend in it), so nothing has to be searched for: the order is checked, not guessed.
 */
import {
  type Answer,
  LedgerModel,
  type Request,
  type RequestGroup,
  requestText,
  toldOf,
} from './ledger-model.ts';

interface Timed {
  by: string;
  /** Microseconds of a clock that all processes share. */
  asked_us: number;
  /** null: the caller never heard. */
  told_us: number | null;
  /** The same moments as the clock on the wall has them, which expiries go by: milliseconds since the epoch. */
  asked_at: number;
  told_at: number | null;
}

/** One request, or several linked ones. */
export interface Asked extends Timed, RequestGroup {
  answers: Answer[] | null;
}

export interface Seen extends Timed {
  account: string;
  /** As `accountText` has it. */
  text: string;
}

/** An accepted request as the books have it. */
export interface Booked {
  id: bigint;
  key: string;
  verb: string;
  /** Milliseconds since the epoch. */
  created_at: number;
  entries: { account: string; version: number; amount: bigint; balance: bigint }[];
}

export interface History {
  accounts: { label: string; asset: string; floor: bigint | null }[];
  asked: Asked[];
  seen: Seen[];
  booked: Booked[];
}

export const accountText = (account: {
  balance: bigint;
  held: bigint;
  incoming: bigint;
  version: bigint;
}): string =>
  `${account.balance} held ${account.held} incoming ${account.incoming} at version ${account.version}`;

/** PostgreSQL counts time finer than the clock of a caller. */
const TICK_MS = 1;

/** What is wrong with a history, in words; empty when nothing is. */
export const flawsOf = (history: History): string[] => {
  const keys = byKey(history.asked);
  const order = [...history.booked].sort((one, other) => Number(one.id - other.id));
  const placed = order.map((booked) => ({ booked, ...intervalOf(keys.get(booked.key)) }));
  return [
    ...keysWithTwoOutcomes(keys, new Set(order.map(({ key }) => key))),
    ...outOfTime(placed),
    ...clockGoesBack(order),
    ...interrupted(history.asked, order),
    ...replayed(history, placed, keys),
  ];
};

interface Placed {
  booked: Booked;
  /** It cannot have happened before, nor after. */
  from_us: number;
  until_us: number;
}

interface Use {
  asked: Asked;
  request: Request;
  answer: Answer | null;
}

const byKey = (asked: Asked[]): Map<string, Use[]> => {
  const keys = new Map<string, Use[]>();
  for (const one of asked)
    for (const [index, request] of one.requests.entries())
      keys.set(request.key, [
        ...(keys.get(request.key) ?? []),
        { asked: one, request, answer: one.answers?.[index] ?? null },
      ]);
  return keys;
};

const isOk = ({ answer }: Use): boolean => answer?.refusal === null;

/** What is booked happened after it was first asked for, and before anybody was first told so. */
const intervalOf = (uses: Use[] = []): { from_us: number; until_us: number } => ({
  from_us: Math.min(...uses.map(({ asked }) => asked.asked_us)),
  until_us: Math.min(...uses.filter(isOk).map(({ asked }) => asked.told_us!), Number.POSITIVE_INFINITY),
});

/** "Not yet" is no outcome, nor are the refusals of those that were linked to it. */
const isOutcome = ({ asked, answer }: Use): boolean =>
  answer !== null && !asked.answers!.some(({ refusal }) => refusal === 'hold_not_expired');

const keysWithTwoOutcomes = (keys: Map<string, Use[]>, booked: Set<string>): string[] => {
  const flaws: string[] = [];
  for (const [key, uses] of keys) {
    const outcomes = uses.filter(isOutcome);
    const first = outcomes.filter(({ answer }) => !answer!.again);
    if (first.length > 1) flaws.push(`${key} was decided ${first.length} times`);
    const own = outcomes.filter(({ answer }) => answer!.refusal !== 'idempotency_key_reused');
    const told = new Set(own.map(({ answer }) => toldOf({ ...answer!, again: false })));
    if (told.size > 1) flaws.push(`${key} was answered ${[...told].sort().join(' and ')}`);
    if (told.has('ok') && !booked.has(key)) flaws.push(`${key} was acknowledged and is missing`);
    if (told.size > 0 && !told.has('ok') && booked.has(key))
      flaws.push(`${key} was refused and is in the books`);
    const requests = new Set(uses.map(({ request }) => requestText(request)));
    if (requests.size === 1 && own.length < outcomes.length)
      flaws.push(`${key} was never used for another request`);
    if (new Set(own.map(({ request }) => requestText(request))).size > 1)
      flaws.push(`${key} was answered for two requests`);
  }
  return flaws;
};

/** Who was told before another asked came first. */
const outOfTime = (order: Placed[]): string[] => {
  const flaws: string[] = [];
  let latest: Placed | undefined;
  for (const one of order) {
    if (one.from_us === Number.POSITIVE_INFINITY) flaws.push(`nobody asked for ${one.booked.key}`);
    else if (latest && one.until_us < latest.from_us)
      flaws.push(`${one.booked.key} was told before ${latest.booked.key} was asked for, and comes after it`);
    if (one.from_us !== Number.POSITIVE_INFINITY && one.from_us > (latest?.from_us ?? 0)) latest = one;
  }
  return flaws;
};

/** The moments of an account's entries follow its versions: otherwise its balance as of a moment would not be what it was. */
const clockGoesBack = (order: Booked[]): string[] => {
  const latest = new Map<string, number>();
  const flaws: string[] = [];
  for (const { key, created_at, entries } of order)
    for (const { account, version } of entries) {
      if (created_at < (latest.get(account) ?? 0))
        flaws.push(`${account} version ${version}, by ${key}, is older than the version before it`);
      latest.set(account, created_at);
    }
  return flaws;
};

/** Of linked requests all are booked or none, and nothing happened to their accounts in between. */
const interrupted = (asked: Asked[], order: Booked[]): string[] => {
  const places = new Map(order.map(({ key }, place) => [key, place]));
  const flaws: string[] = [];
  for (const { linked, requests } of asked) {
    const own = requests.flatMap(({ key }) => places.get(key) ?? []);
    if (!linked || own.length === 0) continue;
    const names = requests.map(({ key }) => key).join(' and ');
    if (own.length < new Set(requests.map(({ key }) => key)).size)
      flaws.push(`of ${names} only a part is booked`);
    const accounts = new Set(own.flatMap((place) => order[place]!.entries.map(({ account }) => account)));
    for (let place = Math.min(...own); place < Math.max(...own); place++)
      if (!own.includes(place) && order[place]!.entries.some(({ account }) => accounts.has(account)))
        flaws.push(`${order[place]!.key} came between ${names}`);
  }
  return [...new Set(flaws)];
};

/** Something that a caller was told and that changed nothing: a refusal, or what they saw. It must be true at some moment of its window. */
interface Claim {
  what: string;
  from: number;
  to: number;
  holds(model: LedgerModel): boolean;
}

/** Does everything again in the order of the books, by the rules of the model. */
const replayed = (
  { accounts, asked, seen }: History,
  order: Placed[],
  keys: Map<string, Use[]>,
): string[] => {
  const model = new LedgerModel();
  for (const { label, asset, floor } of accounts) model.open(label, asset, floor);
  const flaws: string[] = [];
  let open = [...asked.flatMap((one) => refusalOf(one, order)), ...seen.map((one) => sightOf(one, order))];
  for (let place = 0; place <= order.length; place++) {
    open = open.filter((claim) => claim.from > place || !claim.holds(model));
    for (const { what } of open.filter(({ to }) => to === place)) flaws.push(what);
    open = open.filter(({ to }) => to > place);
    if (place < order.length) flaws.push(...booked(model, order[place]!.booked, keys));
  }
  return flaws;
};

const booked = (
  model: LedgerModel,
  { key, verb, created_at, entries }: Booked,
  keys: Map<string, Use[]>,
): string[] => {
  const uses = (keys.get(key) ?? []).filter(({ request }) => request.verb === verb);
  const use = uses.find(isOk) ?? uses[0];
  if (!use) return [];
  model.now = created_at;
  const [[answer]] = model.submit([{ linked: false, requests: [use.request] }]) as [[Answer]];
  if (answer.refusal)
    return [`${requestText(use.request)} was accepted, but ${toldOf(answer)} at that moment`];
  const found = entries.map(
    (entry) => `${entry.account} version ${entry.version}: ${entry.amount}, then ${entry.balance}`,
  );
  const expected = [...model.accounts].flatMap(([label, { lines }]) => {
    const line = lines.at(-1);
    return line?.key === key
      ? [`${label} version ${lines.length}: ${line.amount}, then ${line.balance}`]
      : [];
  });
  return found.sort().join() === expected.sort().join()
    ? []
    : [`${key} is booked as ${found.join(' · ')} where it should be ${expected.join(' · ')}`];
};

/** After all that was told before the asking, before all that was asked for after the telling. */
const windowOf = ({ asked_us, told_us }: Timed, order: Placed[]): { from: number; to: number } => {
  const before = order.findLastIndex(({ until_us }) => until_us < asked_us);
  const after = order.findIndex(({ from_us }) => from_us > told_us!);
  return { from: before + 1, to: after === -1 ? order.length : after };
};

const refusalOf = (asked: Asked, order: Placed[]): Claim[] => {
  const { by, requests, linked, answers } = asked;
  if (!answers?.some(({ refusal, again }) => refusal !== null && !again)) return [];
  const told = answers.map(toldOf).join(', ');
  return [
    {
      ...windowOf(asked, order),
      what: `${by} was told "${told}" for ${requests.map(requestText).join(' and ')}: at no moment in between was that so`,
      holds: (model) =>
        [asked.asked_at - TICK_MS, asked.told_at! + TICK_MS].some((now) => {
          model.now = now;
          return model.wouldAnswer({ linked, requests }).map(toldOf).join(', ') === told;
        }),
    },
  ];
};

const sightOf = (seen: Seen, order: Placed[]): Claim => ({
  ...windowOf(seen, order),
  what: `${seen.by} saw ${seen.account} with ${seen.text}: at no moment in between had it that`,
  holds: (model) => {
    const { credits, debits, held, incoming, lines } = model.accounts.get(seen.account)!;
    return (
      accountText({ balance: credits - debits, held, incoming, version: BigInt(lines.length) }) === seen.text
    );
  },
});
