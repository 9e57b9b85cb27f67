/** Where a person writes: slash commands and names complete while typing, Enter sends, Shift+Enter breaks the line. */
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { complete, usageOf } from './completion.js';
import { html } from './html.js';
import { flat } from './text.js';

const Suggestions = ({
  id,
  items,
  active,
  choose,
}) => html`<ul class="completions" role="listbox" id=${id} aria-label="Suggestions">
  ${items.map(
    (item, index) => html`<li
      key=${item.insert}
      id="${id}-${index}"
      role="option"
      aria-selected=${index === active}
      onPointerDown=${(event) => {
        event.preventDefault();
        choose(item);
      }}
    ><strong>${item.title}</strong> <span>${item.name ? `${item.name} ${item.detail}` : item.detail}</span></li>`,
  )}
</ul>`;

/** `suggested`: a line that was clicked at the top of the page, written once, for the person it is meant for. */
const useDraft = (suggested, user) => {
  const input = useRef(null);
  const [draft, setDraft] = useState({ text: '', caret: 0 });
  const write = (text, caret = text.length) => {
    setDraft({ text, caret });
    if (!input.current) return;
    input.current.value = text;
    input.current.setSelectionRange(caret, caret);
  };
  useEffect(() => {
    if (!suggested || suggested.written || suggested.userId !== user) return;
    suggested.written = true;
    write(suggested.text);
    input.current.focus();
  }, [suggested, user]);
  useLayoutEffect(() => {
    input.current.style.height = 'auto';
    input.current.style.height = `${Math.min(input.current.scrollHeight, 140)}px`;
  }, [draft.text]);
  return {
    input,
    draft,
    write,
    follow: (target) => setDraft({ text: target.value, caret: target.selectionStart }),
  };
};

const useCompletion = (draft, commands, people, write) => {
  const [active, setActive] = useState(0);
  const [dismissed, setDismissed] = useState(null);
  const found = complete(draft.text, draft.caret, commands, people);
  const open = found !== null && dismissed !== draft.text;
  useEffect(() => setActive(0), [draft.text]);
  const choose = (item) => {
    const rest = draft.text.slice(found.end);
    const head = `${draft.text.slice(0, found.start)}${item.insert} `;
    write(head + rest.trimStart(), head.length);
  };
  /** Whether the key was for the list. A name typed in full is no reason to hold Enter back. */
  const onKey = (event) => {
    if (!open) return false;
    const count = found.items.length;
    if (event.key === 'ArrowDown') setActive((active + 1) % count);
    else if (event.key === 'ArrowUp') setActive((active - 1 + count) % count);
    else if (event.key === 'Escape') setDismissed(draft.text);
    else if (event.key === 'Tab' && !event.shiftKey) choose(found.items[active]);
    else if (event.key === 'Enter' && !(found.exact && active === 0)) choose(found.items[active]);
    else return false;
    return true;
  };
  return { open, items: found?.items ?? [], active, choose, onKey };
};

const Reply = ({ message, end }) => html`<div class="replying">
  <p><strong>${message.author.name}</strong> ${flat(message.text).slice(0, 80)}</p>
  <button type="button" aria-label="Stop replying" onClick=${end}>×</button>
</div>`;

export const Composer = ({ pane, place, people, replyTo, endReply, suggested }) => {
  const { state } = pane;
  const { input, draft, write, follow } = useDraft(suggested, state.user);
  const completion = useCompletion(draft, state.commands, people, write);
  const id = useId();
  useEffect(() => {
    if (replyTo) input.current.focus();
  }, [replyTo]);
  const send = async () => {
    const text = input.current.value.trim();
    if (text === '') return;
    write('');
    endReply();
    const sent = await pane.say({ text, ...(replyTo ? { replyTo: replyTo.id } : {}) });
    if (!sent && input.current?.value === '') write(text);
  };
  const onKeyDown = (event) => {
    if (event.isComposing) return;
    if (completion.onKey(event)) event.preventDefault();
    else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      send();
    } else if (event.key === 'Escape' && replyTo) endReply();
  };
  const usage = usageOf(draft.text, state.commands);
  const listId = `${id}-list`;
  return html`<div class="composer">
    ${completion.open && html`<${Suggestions} id=${listId} items=${completion.items} active=${completion.active} choose=${completion.choose} />`}
    ${!completion.open && usage && html`<p class="usage">${usage}</p>`}
    ${replyTo && html`<${Reply} message=${replyTo} end=${endReply} />`}
    <form
      onSubmit=${(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref=${input}
        rows="1"
        aria-label="Message"
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls=${completion.open ? listId : undefined}
        aria-activedescendant=${completion.open ? `${listId}-${completion.active}` : undefined}
        placeholder=${place.kind === 'direct' ? `Write to ${place.name}` : `Write in ${place.name}`}
        autocomplete="off"
        spellcheck=${false}
        onInput=${(event) => follow(event.target)}
        onKeyDown=${onKeyDown}
        onKeyUp=${(event) => follow(event.target)}
        onClick=${(event) => follow(event.target)}
      ></textarea>
      <button type="submit" class="send" disabled=${draft.text.trim() === ''} aria-label="Send">
        <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M3.5 20.5 21 12 3.5 3.5l.01 6.6L15 12 3.51 13.9Z" /></svg>
      </button>
    </form>
  </div>`;
};
