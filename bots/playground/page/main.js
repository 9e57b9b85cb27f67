/** The page: a line that says what this is, three chats side by side, and what happened in them. */
import { render } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { getSuggestions, openEvents } from './api.js';
import { Drawer, useNarrow } from './drawer.js';
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
    Dave began with a hundred each; Bob is on Discord and on Slack.${' '}
    <span class="how">Point at a message for reactions and menus, and click it to see what happened.</span>
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

/** On a narrow window one chat or two fill the screen: this says which, what is new in the others, and goes there. */
const Switcher = ({ shown, news, show }) => html`<nav class="switcher" aria-label="Chats">
  ${CHATS.map(
    ({ platform, label }) => html`<button
      type="button"
      key=${platform}
      class=${platform}
      aria-current=${shown.includes(platform) ? 'true' : undefined}
      onClick=${() => show(platform)}
    >
      ${label}${news[platform] > 0 && html`<span class="badge">${news[platform]}<span class="hidden"> new</span></span>`}
    </button>`,
  )}
</nav>`;

/** So much of a pane is as good as all of it. */
const WHOLE = 0.75;

/** The panes that are in view where they do not all fit: as good as whole, or on the way from one to the next the one that is most. */
const useShown = (main) => {
  const [shown, setShown] = useState(['discord']);
  useEffect(() => {
    const seen = new Map();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) seen.set(entry.target.dataset.platform, entry.intersectionRatio);
        const most = Math.max(...seen.values());
        setShown(
          [...seen].filter(([, ratio]) => ratio >= Math.min(most, WHOLE)).map(([platform]) => platform),
        );
      },
      { root: main.current, threshold: [0, 0.25, 0.5, WHOLE, 1] },
    );
    for (const pane of main.current.children) observer.observe(pane);
    return () => observer.disconnect();
  }, []);
  return shown;
};

/** Whether three chats fit beside each other; if not they scroll, and where not even two do, one fills the box. */
const useFit = () => {
  const chats = useRef(null);
  const [fit, setFit] = useState('');
  useLayoutEffect(() => {
    const measure = () => {
      const width = chats.current.offsetWidth;
      setFit(width > 1080 ? '' : width > 720 ? 'scrolls' : 'scrolls single');
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(chats.current);
    return () => observer.disconnect();
  }, []);
  return [chats, fit];
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

const isSame = (one, other) => one?.channel === other.channel && one.message === other.message;

const App = () => {
  const main = useRef(null);
  const [suggestions, setSuggestions] = useState([]);
  const [suggested, setSuggested] = useState(null);
  const [news, setNews] = useState({});
  const [selected, setSelected] = useState(null);
  const shown = useShown(main);
  const narrow = useNarrow();
  const [chats, fit] = useFit();
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
  // The drawer takes room from the chats: the one that it is about stays in view.
  useEffect(() => {
    if (selected && !narrow) show(selected.platform);
  }, [selected, fit]);
  const select = (next) => setSelected((now) => (isSame(now, next) ? now : next));
  const sheet = selected !== null && narrow;
  const onNews = (platform, count) =>
    setNews((all) => (all[platform] === count ? all : { ...all, [platform]: count }));
  return html`<${Header} suggestions=${suggestions} suggest=${suggest} />
    ${!connected && html`<p class="lost" role="alert">The playground does not answer; trying again…</p>`}
    <div class="stage">
      <div class="chats ${fit}" ref=${chats} inert=${sheet}>
        <main ref=${main}>
          ${CHATS.map(
            ({ platform, label }) => html`<${Pane}
              key=${platform}
              platform=${platform}
              label=${label}
              listen=${listen}
              suggested=${suggested?.platform === platform ? suggested : null}
              onNews=${onNews}
              selected=${selected?.platform === platform ? selected : null}
              select=${select}
            />`,
          )}
        </main>
        <${Switcher} shown=${shown} news=${news} show=${show} />
      </div>
      ${selected && html`<${Drawer} selected=${selected} narrow=${narrow} close=${() => setSelected(null)} />`}
    </div>`;
};

const root = document.getElementById('app');
root.replaceChildren();
render(html`<${App} />`, root);
