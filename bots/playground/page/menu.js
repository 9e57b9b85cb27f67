/** A button that opens a small menu next to it. Arrows move, Enter chooses, Escape and a click elsewhere close. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { html } from './html.js';

const GAP_PX = 6;

/** Fixed, so that no scrolling parent cuts it off; kept inside the window. */
const place = (menu, anchor, align) => {
  const at = anchor.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const wanted = align === 'start' ? at.left : at.right - width;
  const left = Math.max(8, Math.min(wanted, innerWidth - width - 8));
  const below = at.bottom + GAP_PX;
  const top = below + height < innerHeight ? below : at.top - height - GAP_PX;
  menu.style.left = `${left}px`;
  menu.style.top = `${Math.max(8, top)}px`;
};

const isSeen = (anchor, log) => {
  const [at, frame] = [anchor.getBoundingClientRect(), log.getBoundingClientRect()];
  return at.bottom > frame.top && at.top < frame.bottom;
};

/** How many stand in a row of the grid, as it is laid out. */
const rowLength = (items) => items.filter((item) => item.offsetTop === items[0].offsetTop).length;

const move = (event, menu, layout) => {
  const items = [...menu.querySelectorAll('[role^="menuitem"]:not(:disabled)')];
  const row = layout === 'grid' ? rowLength(items) : 1;
  const step = { ArrowDown: row, ArrowRight: 1, ArrowUp: -row, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const next = items.indexOf(document.activeElement) + step;
  items[(next + items.length) % items.length]?.focus();
  event.preventDefault();
};

const MenuPanel = ({ label, items, anchor, layout, align, close }) => {
  const panel = useRef(null);
  useLayoutEffect(() => {
    place(panel.current, anchor, align);
    panel.current.querySelector('[role^="menuitem"]')?.focus();
    const away = (event) => {
      if (!panel.current?.contains(event.target) && !anchor.contains(event.target)) close(false);
    };
    const gone = () => close(false);
    const log = anchor.closest('[role="log"]');
    // A conversation scrolls by itself when somebody writes: the menu goes along as long as its button can be seen.
    const follow = () => (isSeen(anchor, log) ? place(panel.current, anchor, align) : gone());
    addEventListener('pointerdown', away, true);
    addEventListener('resize', gone);
    log?.addEventListener('scroll', follow);
    return () => {
      removeEventListener('pointerdown', away, true);
      removeEventListener('resize', gone);
      log?.removeEventListener('scroll', follow);
    };
  }, [anchor]);
  const onKeyDown = (event) => {
    if (event.key === 'Escape' || event.key === 'Tab') {
      close(true);
      event.preventDefault();
      event.stopPropagation();
    } else move(event, panel.current, layout);
  };
  return html`<div class="menu ${layout}" role="menu" aria-label=${label} ref=${panel} onKeyDown=${onKeyDown}>
    ${items.map(
      (item) => html`<button
        type="button"
        key=${item.label}
        role=${item.checked === undefined ? 'menuitem' : 'menuitemcheckbox'}
        aria-checked=${item.checked}
        aria-label=${item.name}
        title=${item.name}
        class=${item.pressed ? 'pressed' : ''}
        disabled=${item.disabled}
        onClick=${() => {
          if (!item.stay) close(true);
          item.run();
        }}
      >${item.label}${item.detail && html`<small>${item.detail}</small>`}</button>`,
    )}
  </div>`;
};

/**
 * `items`: label, what to run, and for a choice that stays whether it is checked; `stay` keeps the menu open after it,
 * `name` is the label in words where the label is a picture, `detail` stands below it.
 */
export const MenuButton = ({
  label,
  items,
  layout = 'list',
  align = 'end',
  className = '',
  disabled = false,
  children,
}) => {
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
      disabled=${disabled}
      onClick=${() => setOpen(!open)}
    >${children}</button>
    ${open && html`<${MenuPanel} label=${label} items=${items} layout=${layout} align=${align} anchor=${anchor.current} close=${close} />`}`;
};
