/** The steps of a trace, one under the other: what came in, what was decided, what moved, who was told. */
import { html } from './html.js';
import {
  between,
  bundles,
  capabilityName,
  capital,
  duration,
  factsOf,
  keyOf,
  moment,
  money,
  plain,
  purposeName,
  stateName,
  stateTone,
  timeOfDay,
  times,
} from './trace-words.js';

const ICONS = {
  event: 'M4 5h16v10H10l-4 4v-4H4Z',
  state: 'M6 20V4h11l-2 4 2 4H6',
  transfer: 'M4 9h14l-4-4M20 15H6l4 4',
  rejection: 'M6 6l12 12M18 6 6 18',
  nudge: 'M13 3 6 13h5l-1 8 8-11h-6Z',
  delivery: 'M4 6h16v12H4Zl8 7 8-7',
};

const PLATFORMS = { discord: 'Discord', slack: 'Slack', telegram: 'Telegram' };

const Chip = ({ tone, children }) => html`<span class="chip ${tone}" key=${tone}>${children}</span>`;

/** Ids are for searching, not for reading: one quiet line, cut off, whole in the tooltip and when selected. */
const Ids = ({ children }) => html`<p class="ids" title=${children.flat().join('')}>${children}</p>`;

const waited = (step, at) => (at === null ? '' : duration(between(step.at, at)));

const handled = (step) => {
  if (step.handled_at === null) return step.failure === null ? 'being handled' : `put off: ${step.failure}`;
  if (step.failure !== null) return `given up: ${step.failure}`;
  return `handled after ${waited(step, step.handled_at)}`;
};

const EVENTS = {
  action: 'pressed a button',
  form: 'sent a form',
  home: 'opened the home page',
  reaction: 'reacted with',
  reaction_removed: 'took off the reaction',
  reachable: 'can be written to from now on',
};

const eventName = ({ kind, name }) => {
  if (kind === 'command') return `/${name ?? ''}`;
  if (kind === 'message') return '';
  return [EVENTS[kind] ?? plain(kind), name ?? ''].join(' ').trim();
};

const EventStep = ({ step }) => html`
  <p class="what">
    ${step.actor.name} on ${PLATFORMS[step.platform] ?? step.platform}
    <${Chip} tone=${step.failure ? 'bad' : step.handled_at ? 'good' : 'waits'}>
      ${step.failure ? 'failed' : step.handled_at ? 'handled' : 'stored'}
    <//>
  </p>
  <p class="typed">${[eventName(step), step.words ?? ''].join(' ').trim()}</p>
  <p class="how">Stored at once, ${handled(step)}${step.attempts > 1 ? `, ${times(step.attempts, 'try', 'tries')}` : ''}</p>
  <${Ids}>${step.actor.identity} · key ${step.dedupe_key}<//>
`;

/** A reference and a seed stay as they are. */
const factText = (text) => (/^[a-z_]+$/.test(text) ? plain(text) : text);

const Fact = ({ fact }) => html`<div class="fact">
  <dt>${plain(fact.name)}</dt>
  <dd>
    ${fact.party?.name ?? ''}${fact.text ? html` <span class="quiet">${factText(fact.text)}</span>` : ''}
    ${fact.amount && html` <b>${money(fact.amount)}</b>`}
  </dd>
</div>`;

const StateStep = ({ step }) => html`
  <p class="what">
    ${capabilityName(step)}
    <${Chip} tone=${stateTone(step)}>${stateName(step)}<//>
  </p>
  <dl class="facts">${factsOf(step).map((fact, index) => html`<${Fact} key=${index} fact=${fact} />`)}</dl>
`;

const VERBS = {
  hold: 'Hold',
  capture: 'Capture',
  void: 'Void',
  expire: 'Expiry',
  post: 'Transfer',
  reverse: 'Reversal',
};

const transferNote = ({ verb, hold, reverses }) => {
  if (verb === 'hold') return { text: hold.state, tone: hold.state === 'open' ? 'waits' : 'done' };
  if (hold) return { text: `of hold ${hold.id}`, tone: 'plain' };
  if (reverses) return { text: `of transfer ${reverses}`, tone: 'plain' };
  return null;
};

const Leg = ({ leg }) => html`<tr>
  <th scope="row">${leg.owner.name} <span class="quiet">${purposeName(leg.purpose)}</span></th>
  <td class=${leg.amount.minor.startsWith('-') ? 'out' : 'in'}>${money(leg.amount, true)}</td>
  ${
    leg.balance &&
    html`<td>${money(leg.balance)}</td>
      <td class="version">v${leg.version}</td>`
  }
</tr>`;

const Legs = ({ legs, isHold }) => html`<table class="legs">
  <thead>
    <tr>
      <th scope="col">Account</th>
      <th scope="col">${isHold ? 'Reserved' : 'Entry'}</th>
      ${
        !isHold &&
        html`<th scope="col">Balance</th>
          <th scope="col"><span class="hidden">Version</span></th>`
      }
    </tr>
  </thead>
  <tbody>${legs.map((leg) => html`<${Leg} key=${leg.account} leg=${leg} />`)}</tbody>
</table>`;

const TransferStep = ({ step }) => {
  const note = transferNote(step);
  return html`
    <p class="what">
      ${VERBS[step.verb]} ${step.id}
      ${note && html`<${Chip} tone=${note.tone}>${note.text}<//>`}
    </p>
    ${step.legs.length > 0 && html`<${Legs} legs=${step.legs} isHold=${step.verb === 'hold'} />`}
    <${Ids}>${step.code} · key ${step.key}<//>
  `;
};

const RejectionStep = ({ step }) => html`
  <p class="what">Refused by the ledger <${Chip} tone="bad">${plain(step.refusal)}<//></p>
  <p class="how">
    ${step.account ? `${step.account.owner.name}’s ${purposeName(step.account.purpose)}; nothing` : 'Nothing'} moved, and under this key nothing ever will
  </p>
  <${Ids}>key ${step.key}<//>
`;

const NudgeStep = ({ step: { topic, jobs } }) => {
  const waits = jobs.some(({ published_at }) => published_at === null);
  const slowest_ms = Math.max(...jobs.map(({ at, published_at }) => between(at, published_at ?? at)));
  return html`<p class="how">
    Outbox: ${plain(topic)}, ${jobs.length === 1 ? 'job' : 'jobs'} ${jobs.map(({ id }) => id).join(', ')}${waits ? html` <${Chip} tone="waits">not queued yet<//>` : `, queued after ${duration(slowest_ms)}`}
  </p>`;
};

const AUDIENCES = {
  conversation: 'in the conversation',
  private: 'privately, in place',
  direct: 'by direct message',
  home: 'on the home page',
};

const deliveryTone = { shown: 'good', due: 'waits', unreachable: 'bad', given_up: 'bad' };

const revisions = ({ shown_revision, wanted_revision }) =>
  shown_revision === wanted_revision
    ? `revision ${wanted_revision}`
    : `revision ${wanted_revision} wanted, ${shown_revision || 'none'} shown`;

const deliveryHow = (step, start) =>
  [
    step.state === 'shown'
      ? `${revisions(step)}, shown at +${duration(between(start, step.updated_at))}`
      : revisions(step),
    step.failure,
    step.attempts > 0 && `${times(step.attempts, 'failed try', 'failed tries')}`,
    step.not_before && `next try at ${timeOfDay(step.not_before)}`,
    step.posting > 1 && `posted anew ${times(step.posting - 1, 'time', 'times')}`,
  ]
    .filter(Boolean)
    .join(' · ');

const isSame = (message, selected) =>
  message?.platform === selected.platform &&
  message.channel === selected.channel &&
  message.message === selected.message;

const DeliveryStep = ({ step, selected, start }) => html`
  <p class="what">
    <span class="dot ${step.platform}" aria-hidden="true"></span>
    ${capital(plain(step.subject))} <span class="quiet">${AUDIENCES[step.audience]}</span>
    <${Chip} tone=${deliveryTone[step.state]}>${plain(step.state)}<//>
    ${isSame(step.message, selected) && html`<${Chip} tone="selected">this message<//>`}
  </p>
  <p class="how">${deliveryHow(step, start)}</p>
  <${Ids}>lane ${step.lane}${step.message ? ` · message ${step.message.message || 'without an id'}` : ''} · ${step.locale}<//>
`;

const STEPS = {
  event: EventStep,
  state: StateStep,
  transfer: TransferStep,
  rejection: RejectionStep,
  nudge: NudgeStep,
  delivery: DeliveryStep,
};

/** What was written together happened at once: only the first of it says when. */
const When = ({ step, start }) =>
  html`<time datetime=${step.at} title=${moment(step.at)}>${step.at === start ? timeOfDay(step.at) : `+${duration(between(start, step.at))}`}</time>`;

const Step = ({ step, start, selected, together = false }) => html`<li class="step ${step.step}">
  ${together ? html`<span></span>` : html`<${When} step=${step} start=${start} />`}
  <span class="node" aria-hidden="true"><svg viewBox="0 0 24 24"><path d=${ICONS[step.step]} /></svg></span>
  <div class="body"><${STEPS[step.step]} step=${step} start=${start} selected=${selected} /></div>
</li>`;

const Bundle = ({ bundle: { steps, written_in }, start, selected }) => {
  const list = steps.map(
    (step, index) =>
      html`<${Step} key=${keyOf(step)} step=${step} start=${start} selected=${selected} together=${index > 0} />`,
  );
  if (steps.length === 1) return list;
  return html`<li class="bundle">
    <p title="PostgreSQL’s transaction ${written_in}">One database transaction</p>
    <ol>${list}</ol>
  </li>`;
};

export const Timeline = ({ steps, selected }) => html`<ol class="timeline" aria-label="Steps">
  ${bundles(steps).map(
    (bundle) =>
      html`<${Bundle} key=${keyOf(bundle.steps[0])} bundle=${bundle} start=${steps[0].at} selected=${selected} />`,
  )}
</ol>`;
