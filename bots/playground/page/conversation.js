/** The messages of one conversation, oldest first, kept at its end unless the reader has scrolled up. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { html } from './html.js';
import { Message } from './message.js';

const GROUP_WITHIN_MS = 5 * 60_000;
const END_WITHIN_PX = 40;

/** Messages of one author in a row share one head, as all three chats do it; after a card something new begins. */
const follows = (message, before) =>
  before !== undefined &&
  before.author.id === message.author.id &&
  before.frames.length === 0 &&
  before.buttons.length === 0 &&
  before.ephemeral === message.ephemeral &&
  !message.replyTo &&
  Date.parse(message.at) - Date.parse(before.at) < GROUP_WITHIN_MS;

/** Before a person has started it, Telegram's client shows nothing of a bot but this. */
const Start = ({ pane }) => html`<p class="empty">
  <button type="button" class="button primary" onClick=${() => pane.say({ text: '/start' })}>Start</button>
</p>`;

const Empty = ({ pane, place, platform }) => {
  const { inlineName } = pane.state;
  if (place.kind === 'people')
    return html`<p class="empty">
      This is between you and ${place.name}: Tuppence is not here.
      ${inlineName && html`<kbd>${inlineName}</kbd> and a blank call it.`}
    </p>`;
  if (place.kind === 'group')
    return html`<p class="empty">This is the beginning. Say something, or type <kbd>/</kbd> to see what Tuppence does.</p>`;
  if (platform === 'telegram') return html`<${Start} pane=${pane} />`;
  return html`<p class="empty">This is between you and ${place.name}. Nobody else sees it.</p>`;
};

export const Conversation = ({ pane, platform, label, place, onReply }) => {
  const { state } = pane;
  const log = useRef(null);
  const list = useRef(null);
  const atEnd = useRef(true);
  const top = useRef(0);
  useLayoutEffect(() => {
    atEnd.current = true;
    // Whoever sends looks at what they have sent, as in all three chats.
    if (log.current) log.current.scrollTop = log.current.scrollHeight;
  }, [state.user, state.channel, pane.sent]);
  useLayoutEffect(() => {
    const keep = () => {
      if (atEnd.current && log.current) log.current.scrollTop = log.current.scrollHeight;
    };
    const observer = new ResizeObserver(keep);
    observer.observe(list.current);
    observer.observe(log.current);
    return () => observer.disconnect();
  }, []);
  const onScroll = ({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
    const near = scrollHeight - scrollTop - clientHeight < END_WITHIN_PX;
    // Only the reader scrolls up; what merely grew below is followed.
    if (near || scrollTop < top.current) atEnd.current = near;
    top.current = scrollTop;
  };
  return html`<div class="log" role="log" aria-label="Conversation" tabindex="0" ref=${log} onScroll=${onScroll}>
    <div class="list" ref=${list}>
      ${state.fresh && state.messages.length === 0 && html`<${Empty} pane=${pane} place=${place} platform=${platform} />`}
      ${state.messages.map(
        (message, index) => html`<${Message}
          key=${`${state.user} ${message.id}`}
          message=${message}
          pane=${pane}
          platform=${platform}
          label=${label}
          grouped=${follows(message, state.messages[index - 1])}
          onReply=${platform === 'telegram' ? onReply : undefined}
        />`,
      )}
    </div>
  </div>`;
};
