/** What apps offer without a message: Slack's shortcuts, behind the lightning beside the line. */
import { html } from './html.js';
import { MenuButton } from './menu.js';

export const Shortcuts = ({ pane }) => {
  const items = pane.state.menu
    .filter((item) => item.on === 'global')
    .map((item) => ({ label: item.label, run: () => pane.act('choose', { menu: item.id }) }));
  return (
    items.length > 0 &&
    html`<${MenuButton} label="Shortcuts" className="icon shortcuts" align="start" items=${items}>
      <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M13 3 5 13.5h6L10 21l9-11.5h-6.5Z" /></svg>
    <//>`
  );
};
