/** Short-lived words from the platform or the playground: a callback's answer, an interaction that failed. */
import { useRef, useState } from 'preact/hooks';
import { html } from './html.js';

const SHOWN_MS = 6_000;

export const useToasts = () => {
  const [toasts, setToasts] = useState([]);
  const last = useRef(0);
  const dismiss = (id) => setToasts((all) => all.filter((each) => each.id !== id));
  const toast = (text, alert = false) => {
    last.current += 1;
    const id = last.current;
    setToasts((all) => [...all.filter((each) => each.text !== text), { id, text, alert }]);
    setTimeout(() => dismiss(id), SHOWN_MS);
  };
  return { toasts, toast, dismiss, dismissAll: () => setToasts([]) };
};

export const Toasts = ({ toasts, dismiss }) => html`<div class="toasts">
  ${toasts.map(
    ({
      id,
      text,
      alert,
    }) => html`<div class="toast ${alert ? 'alert' : ''}" role=${alert ? 'alert' : 'status'} key=${id}>
      <p>${text}</p>
      <button type="button" class="close" aria-label="Dismiss" onClick=${() => dismiss(id)}>×</button>
    </div>`,
  )}
</div>`;
