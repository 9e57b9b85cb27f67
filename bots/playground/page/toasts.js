/** Short-lived words from the platform or the playground: a callback's answer, an interaction that failed; and those that stay until they are read. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { html } from './html.js';

const SHOWN_MS = 6_000;

/** `kind`: a `word` in passing, an `alert` of what went wrong, or a `box` that stays until its OK (Telegram's alert). */
export const useToasts = () => {
  const [toasts, setToasts] = useState([]);
  const last = useRef(0);
  const dismiss = (id) => setToasts((all) => all.filter((each) => each.id !== id));
  const toast = (text, kind = 'word') => {
    last.current += 1;
    const id = last.current;
    setToasts((all) => [...all.filter((each) => each.text !== text), { id, text, kind }]);
    if (kind !== 'box') setTimeout(() => dismiss(id), SHOWN_MS);
  };
  const dismissAll = () => setToasts((all) => all.filter((each) => each.kind === 'box'));
  return { toasts, toast, dismiss, dismissAll };
};

const Toast = ({
  toast: { text, kind },
  close,
}) => html`<div class="toast ${kind}" role=${kind === 'alert' ? 'alert' : 'status'}>
  <p>${text}</p>
  <button type="button" class="close" aria-label="Dismiss" onClick=${close}>×</button>
</div>`;

const Box = ({ toast: { text }, close }) => {
  const button = useRef(null);
  useEffect(() => {
    const before = document.activeElement;
    button.current.focus();
    return () => before?.focus?.();
  }, []);
  const onKeyDown = (event) => {
    if (event.key === 'Tab') event.preventDefault();
    if (event.key === 'Escape') close();
  };
  return html`<div class="backdrop">
    <div class="dialog box" role="alertdialog" aria-modal="true" aria-label=${text} onKeyDown=${onKeyDown}>
      <p>${text}</p>
      <button type="button" class="button primary" ref=${button} onClick=${close}>OK</button>
    </div>
  </div>`;
};

export const Toasts = ({ toasts, dismiss }) => {
  const boxes = toasts.filter(({ kind }) => kind === 'box');
  return html`<div class="toasts">
      ${toasts
        .filter(({ kind }) => kind !== 'box')
        .map((each) => html`<${Toast} key=${each.id} toast=${each} close=${() => dismiss(each.id)} />`)}
    </div>
    ${boxes.slice(0, 1).map((each) => html`<${Box} key=${each.id} toast=${each} close=${() => dismiss(each.id)} />`)}`;
};
