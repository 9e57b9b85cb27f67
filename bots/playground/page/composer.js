/** Where a person writes: slash commands and names complete while typing, Enter sends, Shift+Enter breaks the line. */
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { AttachButton, Attached, useAttachment } from './attach.js';
import { usageOf } from './completion.js';
import { html } from './html.js';
import { Shortcuts } from './shortcuts.js';
import { Suggestions, useSuggestions } from './suggestions.js';
import { flat } from './text.js';

/** `suggested`: a line that a button wrote (here, or at the top of the page), once, for the person it is meant for. */
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

const Reply = ({ message, end }) => html`<div class="replying">
  <p><strong>${message.author.name}</strong> ${flat(message.text).slice(0, 80)}</p>
  <button type="button" aria-label="Stop replying" onClick=${end}>×</button>
</div>`;

const placeholderOf = (place, replyTo) =>
  replyTo?.asksReply?.placeholder ||
  (place.kind !== 'group' ? `Write to ${place.name}` : `Write in ${place.name}`);

export const Composer = ({ pane, platform, place, people, replyTo, endReply, suggested }) => {
  const { state } = pane;
  const { input, draft, write, follow } = useDraft(suggested, state.user);
  const completion = useSuggestions({ pane, platform, draft, people, write });
  const { file, attach, detach, sendAs } = useAttachment();
  const isTelegram = platform === 'telegram';
  /** Telegram's people send files without a word, and answer them. */
  const isEmpty = (text) => text === '' && !(file && isTelegram);
  const id = useId();
  useEffect(() => {
    if (replyTo) input.current.focus();
  }, [replyTo]);
  const send = async () => {
    const text = input.current.value.trim();
    if (isEmpty(text)) return;
    write('');
    endReply();
    detach();
    const sent = await pane.say({
      text,
      ...(replyTo ? { replyTo: replyTo.id } : {}),
      ...(file ? { file } : {}),
    });
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
    ${completion.open && html`<${Suggestions} id=${listId} label="Suggestions" items=${completion.items} active=${completion.active} choose=${completion.choose} />`}
    ${(!completion.open || completion.active < 0) && usage && html`<p class="usage">${usage}</p>`}
    ${replyTo && html`<${Reply} message=${replyTo} end=${endReply} />`}
    ${file && html`<${Attached} file=${file} end=${detach} sendAs=${isTelegram && sendAs} />`}
    <form
      onSubmit=${(event) => {
        event.preventDefault();
        send();
      }}
    >
      <${Shortcuts} pane=${pane} />
      ${platform !== 'slack' && html`<${AttachButton} attach=${attach} />`}
      <textarea
        ref=${input}
        rows="1"
        aria-label="Message"
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls=${completion.open ? listId : undefined}
        aria-activedescendant=${completion.open && completion.active >= 0 ? `${listId}-${completion.active}` : undefined}
        placeholder=${placeholderOf(place, replyTo)}
        autocomplete="off"
        spellcheck=${false}
        onInput=${(event) => follow(event.target)}
        onKeyDown=${onKeyDown}
        onKeyUp=${(event) => follow(event.target)}
        onClick=${(event) => follow(event.target)}
      ></textarea>
      <button type="submit" class="send" disabled=${isEmpty(draft.text.trim())} aria-label="Send">
        <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M3.5 20.5 21 12 3.5 3.5l.01 6.6L15 12 3.51 13.9Z" /></svg>
      </button>
    </form>
  </div>`;
};
