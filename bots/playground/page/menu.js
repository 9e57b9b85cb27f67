/** A button that opens a small menu next to it. Arrows move, Enter chooses, Escape and a click elsewhere close. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { html } from './html.js';

const GAP_PX = 6;

/** Fixed, so that no scrolling parent cuts it off; kept inside the window. */
const place = (menu, anchor) => {
  const at = anchor.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const left = Math.max(8, Math.min(at.right - width, innerWidth - width - 8));
  const below = at.bottom + GAP_PX;
  const top = below + height < innerHeight ? below : at.top - height - GAP_PX;
  menu.style.left = `${left}px`;
  menu.style.top = `${Math.max(8, top)}px`;
};

const move = (event, menu) => {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const items = [...menu.querySelectorAll('[role^="menuitem"]')];
  const next = (items.indexOf(document.activeElement) + step + items.length) % items.length;
  items[next]?.focus();
  event.preventDefault();
};

const MenuPanel = ({ label, items, anchor, row, close }) => {
  const panel = useRef(null);
  useLayoutEffect(() => {
    place(panel.current, anchor);
    panel.current.querySelector('[role^="menuitem"]')?.focus();
    const away = (event) => {
      if (!panel.current?.contains(event.target) && !anchor.contains(event.target)) close(false);
    };
    const gone = () => close(false);
    addEventListener('pointerdown', away, true);
    addEventListener('resize', gone);
    anchor.closest('[role="log"]')?.addEventListener('scroll', gone);
    return () => {
      removeEventListener('pointerdown', away, true);
      removeEventListener('resize', gone);
      anchor.closest('[role="log"]')?.removeEventListener('scroll', gone);
    };
  }, [anchor]);
  const onKeyDown = (event) => {
    if (event.key === 'Escape' || event.key === 'Tab') {
      close(true);
      event.preventDefault();
      event.stopPropagation();
    } else move(event, panel.current);
  };
  return html`<div class="menu ${row ? 'row' : ''}" role="menu" aria-label=${label} ref=${panel} onKeyDown=${onKeyDown}>
    ${items.map(
      (item) => html`<button
        type="button"
        key=${item.label}
        role=${item.checked === undefined ? 'menuitem' : 'menuitemcheckbox'}
        aria-checked=${item.checked}
        aria-label=${item.name}
        onClick=${() => {
          close(true);
          item.run();
        }}
      >${item.label}</button>`,
    )}
  </div>`;
};

/** `items`: label, what to run, and for a choice that stays whether it is checked. `name` is the label in words where the label is a picture. */
export const MenuButton = ({ label, items, row = false, className = '', children }) => {
  const [open, setOpen] = useState(false);
  const anchor = useRef(null);
  const close = (refocus) => {
    setOpen(false);
    if (refocus) anchor.current?.focus();
  };
  return html`<button
      type="button"
      class=${className}
      ref=${anchor}
      aria-label=${label}
      title=${label}
      aria-haspopup="menu"
      aria-expanded=${open}
      onClick=${() => setOpen(!open)}
    >${children}</button>
    ${open && html`<${MenuPanel} label=${label} items=${items} row=${row} anchor=${anchor.current} close=${close} />`}`;
};
