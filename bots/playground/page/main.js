/** The page: a line that says what this is, and three chats side by side. */
import { render } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { getSuggestions, openEvents } from './api.js';
import { html } from './html.js';
import { Pane } from './pane.js';
import { ThemeButton } from './theme.js';

const CHATS = [
  { platform: 'discord', label: 'Discord' },
  { platform: 'slack', label: 'Slack' },
  { platform: 'telegram', label: 'Telegram' },
];

const listen = openEvents();

const Header = ({ suggestions, suggest }) => html`<header class="page-head">
  <img class="coin" src="/playground/page/coin.svg" alt="" width="34" height="34" />
  <h1>Tuppence</h1>
  <p class="about">
    Money in the conversation: three chats emulated on this machine, one bot, one ledger. Alice, Bob, Carol and
    Dave began with £100 each; Bob is on Discord and on Slack.
  </p>
  <div class="suggestions" role="group" aria-label="Try">
    <span aria-hidden="true">Try</span>
    ${suggestions.map(
      (each) => html`<button type="button" key=${each.text} onClick=${() => suggest(each)}>
        <span class="dot ${each.platform}" aria-hidden="true"></span>${each.text}
      </button>`,
    )}
  </div>
  <${ThemeButton} />
</header>`;

/** On a narrow window one chat fills the screen: this says which, what is new in the others, and goes there. */
const Switcher = ({ shown, news, show }) => html`<nav class="switcher" aria-label="Chats">
  ${CHATS.map(
    ({ platform, label }) => html`<button
      type="button"
      key=${platform}
      class=${platform}
      aria-current=${shown === platform ? 'true' : undefined}
      onClick=${() => show(platform)}
    >
      ${label}${news[platform] > 0 && html`<span class="badge">${news[platform]}<span class="hidden"> new</span></span>`}
    </button>`,
  )}
</nav>`;

/** The pane that is most in view, where they do not all fit. */
const useShown = (main) => {
  const [shown, setShown] = useState('discord');
  useEffect(() => {
    const seen = new Map();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) seen.set(entry.target.dataset.platform, entry.intersectionRatio);
        const [most] = [...seen].sort((a, b) => b[1] - a[1]);
        if (most) setShown(most[0]);
      },
      { root: main.current, threshold: [0, 0.25, 0.5, 0.75, 1] },
    );
    for (const pane of main.current.children) observer.observe(pane);
    return () => observer.disconnect();
  }, []);
  return shown;
};

const useConnected = () => {
  const [connected, setConnected] = useState(true);
  useEffect(
    () =>
      listen((event) => {
        if (event.type === 'connected') setConnected(true);
        if (event.type === 'lost') setConnected(false);
      }),
    [],
  );
  return connected;
};

const App = () => {
  const main = useRef(null);
  const [suggestions, setSuggestions] = useState([]);
  const [suggested, setSuggested] = useState(null);
  const [news, setNews] = useState({});
  const shown = useShown(main);
  const connected = useConnected();
  useEffect(() => {
    getSuggestions().then(setSuggestions, () => setSuggestions([]));
  }, []);
  const show = (platform) =>
    main.current
      .querySelector(`[data-platform="${platform}"]`)
      ?.scrollIntoView({ inline: 'start', block: 'nearest' });
  const suggest = (suggestion) => {
    setSuggested({ ...suggestion });
    show(suggestion.platform);
  };
  const onNews = (platform, count) =>
    setNews((all) => (all[platform] === count ? all : { ...all, [platform]: count }));
  return html`<${Header} suggestions=${suggestions} suggest=${suggest} />
    ${!connected && html`<p class="lost" role="alert">The playground does not answer; trying again…</p>`}
    <main ref=${main}>
      ${CHATS.map(
        ({ platform, label }) => html`<${Pane}
          key=${platform}
          platform=${platform}
          label=${label}
          listen=${listen}
          suggested=${suggested?.platform === platform ? suggested : null}
          onNews=${onNews}
        />`,
      )}
    </main>
    <${Switcher} shown=${shown} news=${news} show=${show} />`;
};

const root = document.getElementById('app');
root.replaceChildren();
render(html`<${App} />`, root);
