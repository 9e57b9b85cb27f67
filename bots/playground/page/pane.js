/** One chat: who looks at it, its conversations, and what lies over them. */
import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks';
import { Composer } from './composer.js';
import { Conversation } from './conversation.js';
import { FormDialog } from './form.js';
import { html } from './html.js';
import { MenuButton } from './menu.js';
import { Message } from './message.js';
import { HOME, usePane } from './pane-state.js';
import { Toasts, useToasts } from './toasts.js';

const Icon = ({ path }) => html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>`;
const PLATFORM_NAMES = { discord: 'Discord', slack: 'Slack', telegram: 'Telegram' };
const MORE = 'M5 12h.01M12 12h.01M19 12h.01';

/** Those who are nobody of the people, and write here to be reacted to. */
const OUTSIDERS = {
  bot: 'Let another bot write',
  webhook: 'Let a webhook write',
  anonymous: 'Let an anonymous administrator write',
  channel: 'Let a channel write',
};

const Head = ({ label, pane, reachable, setReachable }) => {
  const { state, act } = pane;
  const outsiders = state.outsiders.map((kind) => ({
    label: OUTSIDERS[kind],
    run: () => act('outsider', { kind }),
  }));
  const settings = {
    label: 'Accepts direct messages',
    checked: reachable,
    run: () => {
      setReachable(!reachable);
      act('reachable', { reachable: !reachable });
    },
  };
  return html`<header class="pane-head">
    <h2>${label}</h2>
    <label class="you">
      <span>You are</span>
      <select value=${state.user} onChange=${(event) => pane.lookAs(event.target.value)}>
        ${state.users.map((user) => html`<option key=${user.id} value=${user.id}>${user.name}</option>`)}
      </select>
    </label>
    <${MenuButton} label="More" className="icon" items=${[settings, ...outsiders]}><${Icon} path=${MORE} /><//>
  </header>`;
};

const Tabs = ({ pane, hasHome, panelId }) => {
  const { state, where } = pane;
  const tabs = [
    ...state.places[state.user].map((place) => ({
      id: place.id,
      label: place.name,
      kind: place.kind,
      unread: pane.unread(state.user, place.id),
      selected: where.tab !== HOME && place.id === state.channel,
      open: () => pane.open(place.id),
    })),
    ...(hasHome
      ? [
          {
            id: HOME,
            label: 'Home',
            kind: HOME,
            unread: 0,
            selected: where.tab === HOME,
            open: pane.openHome,
          },
        ]
      : []),
  ];
  const onKeyDown = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = (tabs.findIndex((tab) => tab.selected) + step + tabs.length) % tabs.length;
    tabs[next].open();
    event.currentTarget.children[next].focus();
  };
  return html`<div class="tabs" role="tablist" aria-label="Conversations" onKeyDown=${onKeyDown}>
    ${tabs.map(
      (tab) => html`<button
        type="button"
        role="tab"
        key=${tab.id}
        class=${tab.kind}
        aria-selected=${tab.selected}
        aria-controls=${panelId}
        tabindex=${tab.selected ? 0 : -1}
        onClick=${tab.open}
      >
        <span class="tab-label">${tab.label}</span>
        ${tab.unread > 0 && html`<span class="badge">${tab.unread}<span class="hidden"> unread</span></span>`}
      </button>`,
    )}
  </div>`;
};

/** Says that a direct message came where nobody is looking, so that a newcomer sees that the payee was told. */
const Peek = ({ pane, peek: { user, place } }) => {
  const mine = user.id === pane.state.user;
  return html`<div class="peek" role="status">
    <p><strong>${mine ? place.latest.author : `To ${user.name}`}</strong> ${place.latest.preview}</p>
    <button type="button" onClick=${() => pane.open(place.id, user.id)}>Open${!mine && html`<span class="hidden"> as ${user.name}</span>`}</button>
  </div>`;
};

const Home = ({
  home,
  pane,
  label,
  panelId,
}) => html`<div class="home-view" role="tabpanel" id=${panelId} aria-label="Home">
  ${
    home
      ? html`<${Message} message=${home} pane=${pane} label=${label} isHome=${true} />`
      : html`<p class="empty">The app is preparing your page…</p>`
  }
</div>`;

/** An alert of Telegram's is what the bot has to say; the others have them for what went wrong. */
const ALERTS = { discord: 'alert', slack: 'alert', telegram: 'box' };

const useFlashes = (listen, platform, user, toast) => {
  const current = useRef(user);
  current.current = user;
  useEffect(
    () =>
      listen((event) => {
        if (event.type === 'flash' && event.platform === platform && event.userId === current.current) {
          toast(event.text, event.alert ? ALERTS[platform] : 'word');
        }
      }),
    [],
  );
};

/** The message that the next line answers: chosen, or asked for by the bot as soon as it is there. */
const useReply = ({ user, channel, messages }) => {
  const [replyTo, setReplyTo] = useState(null);
  const asking = messages.findLast((message) => message.asksReply);
  useEffect(() => setReplyTo(null), [user, channel]);
  useEffect(() => {
    if (asking) setReplyTo(asking);
  }, [user, channel, asking?.id]);
  return [replyTo, setReplyTo];
};

/** A suggestion that is a reaction goes below the newest message of somebody else, once the person it is meant for looks. */
const useSuggestedReaction = (pane, suggested) => {
  const { user, fresh, messages } = pane.state;
  useEffect(() => {
    if (!suggested?.reaction || suggested.done || suggested.userId !== user || !fresh) return;
    const message = messages.findLast(({ author }) => author.id !== user && !author.bot && !author.kind);
    if (!message) return;
    suggested.done = true;
    pane.act('react', { message: message.id, emoji: suggested.reaction, on: true });
  }, [suggested, user, fresh]);
};

const Body = ({ pane: own, platform, label, suggested, hasHome }) => {
  const { state, where } = own;
  const panelId = useId();
  const [replyTo, setReplyTo] = useReply(state);
  const [line, setLine] = useState(null);
  useEffect(() => setLine(suggested?.reaction ? null : suggested), [suggested]);
  useSuggestedReaction(own, suggested);
  const pane = { ...own, insert: (text) => setLine({ text, userId: state.user }) };
  const people = useMemo(
    () => [
      ...state.directory.map((each) => ({
        ...each,
        detail: each.platform === platform ? '' : `on ${PLATFORM_NAMES[each.platform]}`,
      })),
      ...(state.inlineName
        ? [{ insert: state.inlineName, name: 'Tuppence', detail: 'offers while you type' }]
        : []),
    ],
    [state.directory],
  );
  const atHome = where.tab === HOME;
  const place = state.places[state.user].find((each) => each.id === state.channel);
  return html`<${Tabs} pane=${pane} hasHome=${hasHome} panelId=${panelId} />
    ${
      atHome
        ? html`<${Home} home=${state.home} pane=${pane} label=${label} panelId=${panelId} />`
        : html`<div class="talk ${place.kind}" role="tabpanel" id=${panelId} aria-label=${place.name}>
            <${Conversation} pane=${pane} platform=${platform} label=${label} place=${place} onReply=${setReplyTo} />
            ${pane.peeks.slice(0, 2).map((peek) => html`<${Peek} key=${peek.user.id} pane=${pane} peek=${peek} />`)}
            <${Composer}
              key="${state.user} ${state.channel}"
              pane=${pane}
              platform=${platform}
              place=${place}
              people=${people}
              replyTo=${replyTo}
              endReply=${() => setReplyTo(null)}
              suggested=${line}
            />
          </div>`
    }`;
};

export const Pane = ({ platform, label, listen, suggested, onNews, selected, select }) => {
  const { toasts, toast, dismiss, dismissAll } = useToasts();
  const report = (text) => toast(text, 'alert');
  const pane = usePane({ platform, listen, report, forgetReports: dismissAll, selected, select });
  const [closed, setClosed] = useState({});
  const { state } = pane;
  useFlashes(listen, platform, state?.user, toast);
  useEffect(() => {
    if (suggested) pane.lookAs(suggested.userId);
  }, [suggested]);
  useEffect(() =>
    onNews(
      platform,
      pane.peeks.reduce((sum, { user, place }) => sum + pane.unread(user.id, place.id), 0),
    ),
  );
  return html`<section class="pane ${platform}" role="region" aria-label=${label} data-platform=${platform}>
    ${
      state === null
        ? html`<p class="empty">Connecting…</p>`
        : html`<div class="pane-inner" inert=${state.form !== null}>
              <${Head}
                label=${label}
                pane=${pane}
                reachable=${!closed[state.user]}
                setReachable=${(on) => setClosed({ ...closed, [state.user]: !on })}
              />
              <${Body} pane=${pane} platform=${platform} label=${label} suggested=${suggested} hasHome=${platform === 'slack'} />
            </div>
            ${state.form && html`<${FormDialog} key=${state.form.id} form=${state.form} pane=${pane} />`}`
    }
    <${Toasts} toasts=${toasts} dismiss=${dismiss} />
  </section>`;
};
