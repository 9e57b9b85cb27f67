/** Beside the chats: what happened around the message that was selected, live. On a narrow window, a sheet over them. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { openTrace } from './api.js';
import { html } from './html.js';
import { Timeline } from './timeline.js';
import { capabilityName, duration, money, stateName, stations } from './trace-words.js';

const NARROW = matchMedia('(max-width: 720px)');

export const useNarrow = () => {
  const [narrow, setNarrow] = useState(NARROW.matches);
  useEffect(() => {
    const follow = () => setNarrow(NARROW.matches);
    NARROW.addEventListener('change', follow);
    return () => NARROW.removeEventListener('change', follow);
  }, []);
  return narrow;
};

/** `trace` is undefined until the server has answered, and null where it knows nothing. */
const useTrace = (selected) => {
  const { bot: _, ...where } = selected;
  const [state, setState] = useState({ trace: undefined, live: true });
  useEffect(() => {
    setState({ trace: undefined, live: true });
    return openTrace(where, ({ type, data }) =>
      setState((before) =>
        type === 'trace' ? { trace: data, live: true } : { ...before, live: type === 'connected' },
      ),
    );
  }, [selected]);
  return state;
};

/** What records call whoever began it. */
const FROM = ['from', 'by', 'for', 'of'];

const namesOf = (facts, name) =>
  facts.filter((fact) => fact.name === name && fact.party).map((fact) => fact.party.name);

/** Who, whom, what, how much: out of the first record, where there is one. */
const Headline = ({ steps, references }) => {
  const states = steps.filter((step) => step.step === 'state');
  if (states.length === 0) return null;
  const { facts } = states[0];
  const [from, to] = [FROM.flatMap((name) => namesOf(facts, name)), namesOf(facts, 'to')];
  const amount = facts.find((fact) => fact.amount)?.amount;
  const who = [from.join(', '), to.join(', ')].filter((names) => names !== '').join(' → ');
  return html`<div class="headline">
    <p class="who"><span class="quiet">${capabilityName(states[0])}</span> ${who}</p>
    ${amount && html`<p class="sum">${money(amount)}</p>`}
    <p class="reference">${references.join(', ')}</p>
    <p class="now">${stateName(states.at(-1))}</p>
  </div>`;
};

const Stations = ({ steps }) => {
  const stops = stations(steps);
  if (stops.length < 2) return null;
  return html`<ol class="stations" aria-label="How long it took">
    ${stops.map(
      ({ name, after_ms }) => html`<li class=${name} key=${name}>
        <span>${name}</span> <b>${after_ms === 0 ? '0 ms' : `+${duration(after_ms)}`}</b>
      </li>`,
    )}
  </ol>`;
};

const onlyAsked = ({ steps, isOpen }) => !isOpen && steps.every(({ step }) => step === 'event');

const Contents = ({ trace, selected }) => {
  if (trace === undefined) return html`<p class="nothing">Looking…</p>`;
  if (trace === null)
    return html`<p class="nothing">
      ${
        selected.bot
          ? 'Tuppence only answered somebody here: nothing is kept of it, and nothing moved.'
          : 'Nothing came of this message: it asked nothing of Tuppence, and moved nothing.'
      }
    </p>`;
  return html`<${Headline} steps=${trace.steps} references=${trace.references} />
    <${Stations} steps=${trace.steps} />
    <${Timeline} steps=${trace.steps} selected=${selected} />
    ${onlyAsked(trace) && html`<p class="nothing">It was dealt with at once: nothing moved, and nothing else is kept of it.</p>`}`;
};

const liveness = (live, trace) => {
  if (!live) return 'reconnecting';
  return trace?.isOpen ? 'under way' : 'live';
};

export const Drawer = ({ selected, narrow, close }) => {
  const { trace, live } = useTrace(selected);
  const panel = useRef(null);
  useEffect(() => {
    const before = document.activeElement;
    panel.current.focus({ preventScroll: true });
    return () => before?.isConnected && before.focus({ preventScroll: true });
  }, []);
  const onKeyDown = (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
  };
  const words = liveness(live, trace);
  return html`${narrow && html`<div class="scrim" onClick=${close}></div>`}
    <aside
      class="drawer"
      role=${narrow ? 'dialog' : 'complementary'}
      aria-modal=${narrow ? 'true' : undefined}
      aria-label="What happened"
      tabindex="-1"
      ref=${panel}
      onKeyDown=${onKeyDown}
    >
      <header>
        <h2>What happened</h2>
        <p class="liveness ${words.replace(' ', '-')}" role="status">${words}</p>
        <button type="button" class="icon" aria-label="Close" onClick=${close}>×</button>
      </header>
      <div class="drawer-body" tabindex="0"><${Contents} trace=${trace} selected=${selected} /></div>
    </aside>`;
};
