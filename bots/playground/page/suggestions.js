/** The list above the line: what the page completes by itself (commands, people), and what the platform's client asks the bot for while one types. */
import { useEffect, useState } from 'preact/hooks';
import { post } from './api.js';
import { complete } from './completion.js';
import { html } from './html.js';

/** A short pause in typing, as the platforms' own clients wait before they ask. */
const PAUSE_MS = 120;

/** Lines that the platform's client asks about: a slash command with its options, a bot called by its name. */
const ASKED = { discord: /^\/\S+\s/, telegram: /^@\w+\s/ };

export const Suggestions = ({
  id,
  label,
  items,
  active,
  choose,
}) => html`<ul class="completions" role="listbox" id=${id} aria-label=${label}>
  ${items.map(
    (item, index) => html`<li
      key=${item.key}
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

/** What the server offers for exactly this line; nothing while it has not answered. */
const useAsked = (pane, platform, line) => {
  const [answer, setAnswer] = useState({ line: null, suggestions: [] });
  const { user, channel } = pane.state;
  useEffect(() => {
    if (!ASKED[platform]?.test(line)) return;
    let current = true;
    const ask = async () => {
      const { suggestions } = await post('suggest', { platform, user, channel, line }).catch(() => ({
        suggestions: [],
      }));
      if (current) setAnswer({ line, suggestions });
    };
    const timer = setTimeout(ask, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [platform, user, channel, line]);
  return answer.line === line ? answer.suggestions : [];
};

const ownItems = (found) =>
  found === null ? [] : found.items.map((item) => ({ ...item, key: item.insert, found }));

const askedItems = (suggestions) =>
  suggestions.map((each) => ({ ...each, key: each.id, detail: each.detail }));

/**
 * `write(text, caret)` puts a choice into the line. Names of options are only a hint: Enter sends the line that is there,
 * as it does when a name has been typed in full.
 */
export const useSuggestions = ({ pane, platform, draft, people, write }) => {
  const [picked, setPicked] = useState({ line: null, hint: false, index: 0 });
  const [dismissed, setDismissed] = useState(null);
  const found = complete(draft.text, draft.caret, pane.state.commands, people);
  const asked = useAsked(pane, platform, draft.text);
  const items = found ? ownItems(found) : askedItems(asked);
  const hint = items[0]?.id?.startsWith('option ') === true;
  const open = items.length > 0 && dismissed !== draft.text;
  // Of this very list: an effect that begins anew would come a frame later, and a key until then would take what was chosen in another.
  const active = picked.line === draft.text && picked.hint === hint ? picked.index : hint ? -1 : 0;
  const setActive = (index) => setPicked({ line: draft.text, hint, index });
  const choose = (item) => {
    if (item.found) {
      const rest = draft.text.slice(item.found.end);
      const head = `${draft.text.slice(0, item.found.start)}${item.insert} `;
      write(head + rest.trimStart(), head.length);
    } else if (item.line === undefined) {
      write('');
      pane.act('pick', { suggestion: item.id });
    } else write(item.line);
  };
  /** Whether the key was for the list. */
  const onKey = (event) => {
    if (!open) return false;
    const count = items.length;
    const taken = items[active];
    if (event.key === 'ArrowDown') setActive((active + 1) % count);
    else if (event.key === 'ArrowUp') setActive((Math.max(active, 0) - 1 + count) % count);
    else if (event.key === 'Escape') setDismissed(draft.text);
    else if (event.key === 'Tab' && !event.shiftKey) choose(taken ?? items[0]);
    else if (event.key === 'Enter' && taken && !(found?.exact && active === 0)) choose(taken);
    else return false;
    return true;
  };
  return { open, items, active, choose, onKey };
};
