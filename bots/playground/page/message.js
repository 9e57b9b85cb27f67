/** One message: who, when, what, its frames and buttons, and what one can do with it. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { html } from './html.js';
import { MenuButton } from './menu.js';
import { flat, isWebLink, Text } from './text.js';

/** The coin is the emoji that tips. */
const EMOJI = [
  ['👍', 'thumbs up'],
  ['❤️', 'heart'],
  ['😂', 'laughing'],
  ['🎉', 'hooray'],
  ['☕', 'coffee'],
  ['🪙', 'coin'],
];

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const AVATAR_HUES = [12, 38, 145, 190, 215, 265, 320];

const Avatar = ({ author }) => {
  const hue = AVATAR_HUES[author.name.codePointAt(0) % AVATAR_HUES.length];
  return html`<span class="avatar ${author.bot ? 'bot' : ''}" style=${{ '--hue': hue }} aria-hidden="true">
    ${author.bot ? html`<img src="/playground/page/coin.svg" alt="" />` : [...author.name][0]}
  </span>`;
};

const Author = ({ author, pane }) => {
  const { state, act } = pane;
  const items = state.menu
    .filter((item) => item.on === 'user')
    .map((item) => ({ label: item.label, run: () => act('choose', { menu: item.id, target: author.id }) }));
  if (author.bot || author.id === state.user || items.length === 0)
    return html`<span class="name">${author.name}</span>`;
  return html`<${MenuButton} label=${`${author.name}: actions`} className="name" items=${items}>${author.name}<//>`;
};

const Frame = ({
  frame,
}) => html`<div class="frame ${frame.accent ? 'accented' : ''}" style=${frame.accent ? { '--accent': frame.accent } : {}}>
  ${frame.title.length > 0 && html`<p class="frame-title"><${Text} parts=${frame.title} /></p>`}
  ${frame.body.length > 0 && html`<p class="frame-body"><${Text} parts=${frame.body} /></p>`}
  ${
    frame.fields.length > 0 &&
    html`<dl>${frame.fields.map(
      (field, index) =>
        html`<div key=${index}><dt><${Text} parts=${field.label} /></dt><dd><${Text} parts=${field.value} /></dd></div>`,
    )}</dl>`
  }
  ${frame.footer.length > 0 && html`<p class="frame-footer"><${Text} parts=${frame.footer} /></p>`}
</div>`;

/** A link into the platform itself leads nowhere from here: it opens the conversation that it means. */
const isDirectLink = (url) => /^https:\/\/t\.me\//i.test(url);

const LinkButton = ({ button, pane }) =>
  isDirectLink(button.url)
    ? html`<button type="button" class="button link" onClick=${pane.openDirect}>${button.label}</button>`
    : html`<a class="button link" href=${button.url} target="_blank" rel="noopener noreferrer">${button.label}</a>`;

const PressButton = ({ button, message, pane }) => html`<button
  type="button"
  class="button ${button.style}"
  disabled=${button.disabled}
  onClick=${() => pane.act('press', { message: message.id, button: button.id })}
>${button.label}</button>`;

const Buttons = ({ message, pane }) =>
  message.buttons.map(
    (row, index) => html`<div class="buttons" key=${index}>
      ${row.map((button) =>
        button.style === 'link' && isWebLink(button.url)
          ? html`<${LinkButton} key=${button.id} button=${button} pane=${pane} />`
          : html`<${PressButton} key=${button.id} button=${button} message=${message} pane=${pane} />`,
      )}
    </div>`,
  );

const Reactions = ({ message, react }) =>
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

const Tools = ({ message, pane, react, onReply }) => {
  const mine = new Set(message.reactions.filter((each) => each.mine).map((each) => each.emoji));
  const emoji = EMOJI.map(([picture, name]) => ({
    label: picture,
    name,
    run: () => react(picture, !mine.has(picture)),
  }));
  const actions = pane.state.menu
    .filter((item) => item.on === 'message')
    .map((item) => ({
      label: item.label,
      run: () => pane.act('choose', { menu: item.id, target: message.id }),
    }));
  const shared = !message.ephemeral;
  return html`<div class="tools">
    <button type="button" aria-label="What happened" title="What happened" aria-pressed=${pane.isInspected(message)} onClick=${() => pane.inspect(message)}>
      <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M5 4v16M5 7h9M5 12h14M5 17h6" /></svg>
    </button>
    ${shared && html`<${MenuButton} label="React" items=${emoji} row=${true}>☺<//>`}
    ${shared && onReply && html`<button type="button" aria-label="Reply" title="Reply" onClick=${() => onReply(message)}>↩</button>`}
    ${shared && actions.length > 0 && html`<${MenuButton} label="More" items=${actions}>⋯<//>`}
  </div>`;
};

const STILL_MS = 900;
const SETTLE_MS = 300;

/** Holds the height of the card that was there until the eye has found the receipt, and lets go gently. */
const holdHeight = (node, height) => {
  const natural = node.offsetHeight;
  if (natural >= height) return;
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
    node.style.minHeight = `${height}px`;
    return;
  }
  const [from, to] = [`${height}px`, `${natural}px`];
  const offset = STILL_MS / (STILL_MS + SETTLE_MS);
  node.animate([{ minHeight: from }, { minHeight: from, offset, easing: 'ease-in-out' }, { minHeight: to }], {
    duration: STILL_MS + SETTLE_MS,
  });
};

/** An edit glows for a moment, and nothing jumps: the receipt takes the pending card's place. */
const useQuietEdits = (message) => {
  const element = useRef(null);
  const before = useRef(null);
  useLayoutEffect(() => {
    const shown = JSON.stringify([message.text, message.frames, message.buttons]);
    const node = element.current;
    const edited = before.current !== null && before.current.shown !== shown && !before.current.pending;
    if (edited) {
      holdHeight(node, before.current.height);
      node.classList.remove('changed');
      requestAnimationFrame(() => node.classList.add('changed'));
    }
    before.current = { shown, pending: message.pending, height: node.offsetHeight };
  });
  return element;
};

const Meta = ({ message }) => html`<span class="meta">
  <time datetime=${message.at}>${clock.format(new Date(message.at))}</time>
  ${message.edited && html`<span class="edited">edited</span>`}
</span>`;

const Head = ({ message, pane, label }) => html`<p class="head">
  <${Author} author=${message.author} pane=${pane} />
  ${message.author.bot && html`<span class="app">${label === 'Telegram' ? 'bot' : 'APP'}</span>`}
  <${Meta} message=${message} />
</p>`;

/** What it answers: somebody's message, or the command that they used. */
const Answered = ({ message: { replyTo }, above }) =>
  replyTo &&
  html`<blockquote class="reply">
    <strong>${replyTo.author}</strong> ${above && replyTo.preview.startsWith('/') ? 'used ' : ''}${replyTo.preview}
  </blockquote>`;

/** Telegram writes the head into the bubble and the time under the text; the others put both above. */
const Bubble = ({ message, head, inside, above }) => html`<div class="bubble">
  ${inside && head}
  ${!above && html`<${Answered} message=${message} />`}
  ${message.pending && html`<p class="thinking"><span aria-hidden="true"><i></i><i></i><i></i></span> Tuppence is thinking…</p>`}
  ${flat(message.text) !== '' && html`<p class="text"><${Text} parts=${message.text} /></p>`}
  ${message.frames.map((frame, index) => html`<${Frame} key=${index} frame=${frame} />`)}
  ${inside && html`<${Meta} message=${message} />`}
</div>`;

/** A click on it asks what happened around it, unless it was for something in it, or marked a part of its text. */
const forTheMessage = (event) =>
  !event.target.closest('button, a, input, select, textarea') && String(getSelection()) === '';

export const Message = ({ message, pane, label, grouped = false, isHome = false, onReply }) => {
  const element = useQuietEdits(message);
  const react = (emoji, on) => pane.act('react', { message: message.id, emoji, on });
  const inside = label === 'Telegram';
  const above = label === 'Discord';
  const head = !isHome && html`<${Head} message=${message} pane=${pane} label=${label} />`;
  const classes = [
    'message',
    grouped && 'grouped',
    message.author.id === pane.state.user && 'mine',
    message.author.bot && 'from-bot',
    message.ephemeral && !isHome && 'ephemeral',
    isHome && 'home-page',
    !isHome && pane.isInspected(message) && 'inspected',
  ].filter(Boolean);
  const onClick = (event) => {
    if (!isHome && forTheMessage(event)) pane.inspect(message);
  };
  return html`<article class=${classes.join(' ')} ref=${element} onClick=${onClick}>
    ${!isHome && html`<${Avatar} author=${message.author} />`}
    <div class="content">
      ${above && html`<${Answered} message=${message} above=${above} />`}
      ${!inside && head}
      ${message.ephemeral && html`<p class="only-you">Only visible to you</p>`}
      <${Bubble} message=${message} head=${head} inside=${inside} above=${above} />
      <${Buttons} message=${message} pane=${pane} />
      <${Reactions} message=${message} react=${react} />
    </div>
    ${!isHome && !message.pending && html`<${Tools} message=${message} pane=${pane} react=${react} onReply=${onReply} />`}
  </article>`;
};
