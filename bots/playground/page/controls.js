/** What can be pressed or chosen in a message, a form or the Home tab: rows of buttons and select menus. */
import { useState } from 'preact/hooks';
import { html } from './html.js';
import { MenuButton } from './menu.js';
import { isWebLink } from './text.js';

/** A link into the platform itself leads nowhere from here: it opens the conversation that it means. */
const isDirectLink = (url) => /^https:\/\/t\.me\//i.test(url);

const LinkButton = ({ button, pane }) =>
  isDirectLink(button.url)
    ? html`<button type="button" class="button link" onClick=${pane.openDirect}>${button.label}</button>`
    : html`<a class="button link" href=${button.url} target="_blank" rel="noopener noreferrer">${button.label}</a>`;

const PressButton = ({ button, pane, press }) => html`<button
  type="button"
  class="button ${button.style}"
  disabled=${button.disabled}
  onClick=${() => (button.insert === undefined ? press(button.id, {}) : pane.insert(button.insert))}
>${button.label}</button>`;

const toggled = (values, value) =>
  values.includes(value) ? values.filter((each) => each !== value) : [...values, value];

/** One choice sends at once; several are ticked first, and sent together. */
const Select = ({ button, press }) => {
  const { options, chosen, countMin, countMax } = button.select;
  const [ticked, setTicked] = useState(chosen);
  const several = countMax > 1;
  const send = (values) => press(button.id, { chosen: values });
  const items = options.map(({ value, label, description }) => ({
    label,
    detail: description,
    ...(several
      ? { checked: ticked.includes(value), stay: true, run: () => setTicked(toggled(ticked, value)) }
      : { run: () => send([value]) }),
  }));
  const count = ticked.length;
  const done = {
    label: count === 0 ? 'Done' : `Done: ${count} chosen`,
    disabled: count < countMin || count > countMax,
    run: () => send(ticked),
  };
  const shown = options.filter(({ value }) => chosen.includes(value)).map(({ label }) => label);
  return html`<${MenuButton}
    label=${button.label}
    className="select"
    disabled=${button.disabled}
    align="start"
    items=${several ? [...items, done] : items}
  ><span>${shown.join(', ') || button.label}</span><//>`;
};

const Control = ({ button, pane, press }) => {
  if (button.select) return html`<${Select} button=${button} press=${press} />`;
  if (button.style === 'link' && isWebLink(button.url))
    return html`<${LinkButton} button=${button} pane=${pane} />`;
  return html`<${PressButton} button=${button} pane=${pane} press=${press} />`;
};

/** `press(button id, {chosen?})` is called when something was pressed or chosen. */
export const Row = ({ row, pane, press }) => html`<div class="buttons">
  ${row.map((button) => html`<${Control} key=${button.id} button=${button} pane=${pane} press=${press} />`)}
</div>`;
