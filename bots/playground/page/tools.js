/** What one can do with a message, and what others did: reactions, the platform's menus, an answer, deletion. */
import { html } from './html.js';
import { MenuButton } from './menu.js';

/** Whom a menu on a person may be opened on: a webhook, a channel and a group are nobody. */
const NOBODY = new Set(['webhook', 'channel', 'anonymous']);

/** What each platform calls its list of what apps offer on a message. */
const MENU_NAMES = { Discord: 'Apps', Slack: 'More actions', Telegram: 'Message menu' };

export const Author = ({ author, pane }) => {
  const items = pane.state.menu
    .filter((item) => item.on === 'user')
    .map((item) => ({
      label: item.label,
      run: () => pane.act('choose', { menu: item.id, target: author.id }),
    }));
  if (NOBODY.has(author.kind) || items.length === 0) return html`<span class="name">${author.name}</span>`;
  return html`<${MenuButton} label=${`${author.name}: actions`} className="name" align="start" items=${items}>${author.name}<//>`;
};

/** Telegram knows hearts without the sign that makes them red elsewhere. */
const same = (one, other) => one.replaceAll('\ufe0f', '') === other.replaceAll('\ufe0f', '');

const Picker = ({ message, pane, react }) => {
  const mine = message.reactions.filter((each) => each.mine).map((each) => each.emoji);
  const items = pane.state.palette.map(({ emoji, name }) => {
    const on = mine.some((each) => same(each, emoji));
    return { label: emoji, name, pressed: on, run: () => react(emoji, !on) };
  });
  return html`<${MenuButton} label="React" items=${items} layout="grid">☺<//>`;
};

export const Reactions = ({ message, react }) =>
  message.reactions.length > 0 &&
  html`<div class="reactions">
    ${message.reactions.map(
      ({ emoji, count, mine }) => html`<button
        type="button"
        key=${emoji}
        aria-pressed=${mine}
        aria-label="${emoji} ${count}"
        onClick=${() => react(emoji, !mine)}
      >${emoji} <span>${count}</span></button>`,
    )}
  </div>`;

const menuItems = (message, pane) => [
  ...pane.state.menu
    .filter((item) => item.on === 'message')
    .map((item) => ({
      label: item.label,
      run: () => pane.act('choose', { menu: item.id, target: message.id }),
    })),
  ...(message.author.id === pane.state.user
    ? [{ label: 'Delete message', run: () => pane.act('erase', { message: message.id }) }]
    : []),
];

export const Tools = ({ message, pane, label, react, onReply }) => {
  const shared = !message.ephemeral;
  const actions = shared ? menuItems(message, pane) : [];
  return html`<div class="tools">
    <button type="button" aria-label="What happened" title="What happened" aria-pressed=${pane.isInspected(message)} onClick=${() => pane.inspect(message)}>
      <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M5 4v16M5 7h9M5 12h14M5 17h6" /></svg>
    </button>
    ${shared && html`<${Picker} message=${message} pane=${pane} react=${react} />`}
    ${shared && onReply && html`<button type="button" aria-label="Reply" title="Reply" onClick=${() => onReply(message)}>↩</button>`}
    ${actions.length > 0 && html`<${MenuButton} label=${MENU_NAMES[label]} items=${actions}>⋯<//>`}
  </div>`;
};
