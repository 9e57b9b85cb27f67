/** How a trace is said: money, moments, durations, names of steps. Pure. */

const decimal = ({ minor, asset }) => {
  const [sign, digits] = minor.startsWith('-') ? ['-', minor.slice(1)] : ['', minor];
  const { exponent } = asset;
  if (exponent === 0) return minor;
  const padded = digits.padStart(exponent + 1, '0');
  return `${sign}${padded.slice(0, -exponent)}.${padded.slice(-exponent)}`;
};

/** Exact: a string is formatted digit by digit, never as a float. */
export const money = (amount, signed = false) => {
  const text = decimal(amount);
  const { code, exponent } = amount.asset;
  const digits = { minimumFractionDigits: exponent, maximumFractionDigits: exponent };
  try {
    return new Intl.NumberFormat(undefined, {
      style: 'currency',
      currency: code,
      signDisplay: signed ? 'exceptZero' : 'auto',
      ...digits,
    }).format(text);
  } catch {
    return `${signed && !text.startsWith('-') ? '+' : ''}${text} ${code}`;
  }
};

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
];

/** `8 ms`, `1.4 s`, `12 s`, `3 min`, `7 d`. */
export const duration = (ms) => {
  const [unit, size] = UNITS.find(([, each]) => ms >= each) ?? ['ms', 1];
  const count = ms / size;
  return `${unit === 's' && count < 10 ? count.toFixed(1) : Math.round(count)} ${unit}`;
};

/** From one moment to another; clocks of two machines may differ, and nothing happens before it was asked. */
export const between = (from, to) => Math.max(0, Date.parse(to) - Date.parse(from));

const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hour12: false,
});
const calendar = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });

export const timeOfDay = (at) => clock.format(new Date(at));
export const moment = (at) => `${calendar.format(new Date(at))}, ${timeOfDay(at)}`;

/** `payment_received` → `payment received`. */
export const plain = (name) => name.replaceAll('_', ' ');
export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

const CAPABILITIES = {
  pay: 'Payment',
  alerts: 'Alert',
  confirm: 'Question',
  link: 'Linking',
};

/** What a record is called; a dispute is kept with the refunds. */
export const capabilityName = (step) =>
  isDispute(step) ? 'Dispute' : (CAPABILITIES[step.capability] ?? capital(plain(step.capability)));

const isDispute = ({ state }) => state.startsWith('dispute_');
const stepOf = ({ state }) => state.replace(/^dispute_/, '');

/** What a step in the life of a record is called, where its own name says too little. */
const STATES = {
  bank: { fund: 'funded', freeze: 'frozen', unfreeze: 'unfrozen', refund: 'refunded' },
  drop: { taken: 'share taken', emptied: 'all taken' },
  split: {
    join: 'somebody joined',
    leave: 'somebody left',
    lock: 'locked',
    cancel: 'called off',
    cancelled: 'called off',
    pay: 'share paid',
  },
  tab: { added: 'entry added', edited: 'entry edited', deleted: 'entry deleted' },
};
export const stateName = (step) => STATES[step.capability]?.[step.state] ?? plain(stepOf(step));

const GOOD = new Set([
  'settled',
  'fund',
  'linked',
  'paid',
  'pay',
  'closed',
  'taken',
  'emptied',
  'confirmed',
  'refunded',
  'told',
]);
const BAD = new Set([
  'voided',
  'expired',
  'returned',
  'reversed',
  'declined',
  'refused',
  'rejected',
  'cancelled',
  'cancel',
  'undone',
  'failed',
]);
export const stateTone = (step) => {
  const state = stepOf(step);
  return GOOD.has(state) ? 'good' : BAD.has(state) ? 'bad' : 'waits';
};

/** What an account is for: `escrow_drop` is the escrow of drops. */
export const purposeName = (purpose) => plain(purpose.replace(/^escrow_(\w+)$/, 'escrow of $1s'));

export const times = (count, one, many) => `${count} ${count === 1 ? one : many}`;

/** What a step is, the same at every sight of it. */
export const keyOf = (step) =>
  step.step === 'event'
    ? `event ${step.platform} ${step.dedupe_key}`
    : step.step === 'state'
      ? `state ${step.capability} ${step.reference} ${step.state} ${step.at}`
      : `${step.step} ${step.id ?? step.key}`;

/** A sum that one party's fact says already is not said twice. */
export const factsOf = ({ facts }) =>
  facts.filter(
    (fact) =>
      fact.name !== 'amount' ||
      !facts.some((other) => other !== fact && other.party && other.amount?.minor === fact.amount?.minor),
  );

const isMove = (step) => step.step === 'transfer' && ['post', 'capture', 'reverse'].includes(step.verb);
const isShown = (step) => step.step === 'delivery' && step.state === 'shown';

/** The stations of the way, each with the time since the asking: what an engineer asks for before anything else. */
export const stations = (steps) => {
  const first = (wanted) => steps.find(wanted)?.at;
  const from = first((step) => step.step === 'event') ?? steps[0]?.at;
  const moved = first(isMove);
  // What was shown before the money had moved was the pending card.
  const shown = steps
    .filter((step) => isShown(step) && (moved === undefined || step.updated_at >= moved))
    .map((step) => step.updated_at)
    .sort()[0];
  return [
    ['asked', first((step) => step.step === 'event')],
    ['held', first((step) => step.step === 'transfer' && step.verb === 'hold')],
    ['refused', first((step) => step.step === 'rejection')],
    ['moved', moved],
    ['released', first((step) => step.step === 'transfer' && ['void', 'expire'].includes(step.verb))],
    ['told', shown],
  ]
    .filter(([, at]) => at !== undefined)
    .map(([name, at]) => ({ name, at, after_ms: between(from, at) }));
};

/** Nudges of one topic in a row are one line. */
const gathered = (steps) => {
  const all = [];
  for (const step of steps) {
    const last = all.at(-1);
    if (step.step === 'nudge' && last?.step === 'nudge' && last.topic === step.topic)
      all[all.length - 1] = { ...last, jobs: [...last.jobs, step] };
    else all.push(step.step === 'nudge' ? { ...step, jobs: [step] } : step);
  }
  return all;
};

/** Steps of one database transaction stand together, where the first of them was. */
export const bundles = (steps) => {
  const all = [];
  const known = new Map();
  for (const step of gathered(steps)) {
    const bundle = step.written_in === null ? undefined : known.get(step.written_in);
    if (bundle) bundle.steps.push(step);
    else {
      const made = { written_in: step.written_in, steps: [step] };
      all.push(made);
      known.set(step.written_in, made);
    }
  }
  return all;
};
