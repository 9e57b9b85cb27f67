/** Light or dark: as the system says until the person chooses. */
import { useEffect, useState } from 'preact/hooks';
import { html } from './html.js';

const KEY = 'tuppence-theme';
const system = matchMedia('(prefers-color-scheme: dark)');

const stored = () => {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
};

export const ThemeButton = () => {
  const [theme, setTheme] = useState(stored() ?? (system.matches ? 'dark' : 'light'));
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  useEffect(() => {
    const follow = () => stored() ?? setTheme(system.matches ? 'dark' : 'light');
    system.addEventListener('change', follow);
    return () => system.removeEventListener('change', follow);
  }, []);
  const other = theme === 'dark' ? 'light' : 'dark';
  const toggle = () => {
    setTheme(other);
    try {
      localStorage.setItem(KEY, other);
    } catch {
      // A browser without storage keeps the choice until the page is closed.
    }
  };
  return html`<button type="button" class="theme" aria-label="Use the ${other} theme" title="Use the ${other} theme" onClick=${toggle}>
    ${
      theme === 'dark'
        ? html`<svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="4.5" /><path d="M12 2v3M12 19v3M2 12h3M19 12h3M4.9 4.9l2.1 2.1M17 17l2.1 2.1M4.9 19.1 7 17M17 7l2.1-2.1" /></svg>`
        : html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z" /></svg>`
    }
  </button>`;
};
