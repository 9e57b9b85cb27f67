/** One message: who, when, what, its frames and buttons, and what one can do with it. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Files, Frames, Previews, Rows } from './frames.js';
import { html } from './html.js';
import { flat, Text } from './text.js';
import { Author, Reactions, Tools } from './tools.js';

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const AVATAR_HUES = [12, 38, 145, 190, 215, 265, 320];

/** Ours has the coin; other bots have a letter like everybody. */
const Avatar = ({ author }) => {
  const ours = author.bot && !author.kind;
  const hue = AVATAR_HUES[author.name.codePointAt(0) % AVATAR_HUES.length];
  return html`<span class="avatar ${ours ? 'bot' : ''}" style=${{ '--hue': hue }} aria-hidden="true">
    ${ours ? html`<img src="/playground/page/coin.svg" alt="" />` : [...author.name][0]}
  </span>`;
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

/** What stands beside the name of whoever is not one of the people. */
const badgeOf = ({ author }, label) => {
  if (author.kind === 'anonymous') return 'admin';
  if (author.kind === 'channel') return 'channel';
  if (!author.bot) return null;
  return label === 'Telegram' ? 'bot' : 'APP';
};

const Head = ({ message, pane, label }) => html`<p class="head">
  <${Author} author=${message.author} pane=${pane} />
  ${badgeOf(message, label) && html`<span class="app">${badgeOf(message, label)}</span>`}
  ${message.via && html`<span class="via">via ${message.via}</span>`}
  <${Meta} message=${message} />
</p>`;

/** What it answers: somebody's message, or the command that they used. */
const Answered = ({ message: { replyTo }, above }) =>
  replyTo &&
  html`<blockquote class="reply">
    <strong>${replyTo.author}</strong> ${above && replyTo.preview.startsWith('/') ? 'used ' : ''}${replyTo.preview}
  </blockquote>`;

/** Telegram writes the head into the bubble and the time under the text; the others put both above. */
const Bubble = ({ message, pane, press, head, inside, above }) => html`<div class="bubble">
  ${inside && head}
  ${!above && html`<${Answered} message=${message} />`}
  ${message.pending && html`<p class="thinking"><span aria-hidden="true"><i></i><i></i><i></i></span> Tuppence is thinking…</p>`}
  ${flat(message.text) !== '' && html`<p class="text"><${Text} parts=${message.text} /></p>`}
  <${Frames} message=${message} pane=${pane} press=${press} />
  <${Files} files=${message.files} />
  <${Previews} previews=${message.previews} />
  ${inside && html`<${Meta} message=${message} />`}
</div>`;

/** A click on it asks what happened around it, unless it was for something in it, or marked a part of its text. */
const forTheMessage = (event) =>
  !event.target.closest('button, a, input, select, textarea') && String(getSelection()) === '';

export const Message = ({ message, pane, label, grouped = false, isHome = false, onReply }) => {
  const element = useQuietEdits(message);
  const react = (emoji, on) => pane.act('react', { message: message.id, emoji, on });
  const press = (button, given) => pane.act('press', { message: message.id, button, ...given });
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
      ${message.ephemeral && !isHome && html`<p class="only-you">Only visible to you</p>`}
      <${Bubble} message=${message} pane=${pane} press=${press} head=${head} inside=${inside} above=${above} />
      <${Rows} message=${message} pane=${pane} press=${press} />
      <${Reactions} message=${message} react=${react} />
    </div>
    ${!isHome && !message.pending && html`<${Tools} message=${message} pane=${pane} label=${label} react=${react} onReply=${onReply} />`}
  </article>`;
};
