/** What a pane knows: who looks, where, what the server shows there, and what has not been looked at yet. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { getState, post } from './api.js';

export const HOME = 'home';

const seenKey = (user, channel) => `${user} ${channel}`;

/** Fetches the state whenever the chat changed or the person looks elsewhere; an answer that has been overtaken is dropped. */
const usePaneState = (platform, where, listen, report) => {
  const [state, setState] = useState(null);
  const latest = useRef(0);
  const load = useCallback(async () => {
    latest.current += 1;
    const mine = latest.current;
    try {
      const next = await getState(platform, where.user, where.channel);
      if (mine === latest.current) setState(next);
    } catch (error) {
      if (mine === latest.current) report(error.message);
    }
  }, [platform, where.user, where.channel]);
  useEffect(() => {
    load();
    return listen((event) => {
      if (event.type === 'connected' || (event.type === 'change' && event.platform === platform)) load();
    });
  }, [load]);
  return state;
};

/**
 * Who looks and where takes effect at once, so that a line typed right after the switch is theirs; what is there to see
 * follows when the server has answered, and nothing that was for somebody else's eyes is shown until then.
 */
const shownOf = (state, where) => {
  if (state === null) return null;
  const user = where.user in state.places ? where.user : state.user;
  const places = state.places[user];
  const channel = places.some((place) => place.id === where.channel) ? where.channel : places[0].id;
  const theirs = user === state.user;
  const fresh = theirs && channel === state.channel;
  return {
    ...state,
    user,
    channel,
    fresh,
    messages: fresh ? state.messages : [],
    form: theirs ? state.form : null,
    home: theirs ? state.home : null,
  };
};

/** Counts of messages that were there when somebody last looked, by person and conversation. What was there when the page opened is not new. */
const useUnread = (state, where) => {
  const seen = useRef(new Map());
  const unread = new Map();
  if (state) {
    for (const [user, places] of Object.entries(state.places)) {
      for (const { id, count } of places) {
        const key = seenKey(user, id);
        const looking = user === state.user && id === state.channel && where.tab !== HOME;
        if (looking || !seen.current.has(key)) seen.current.set(key, count);
        if (count < seen.current.get(key)) seen.current.set(key, count);
        unread.set(key, count - seen.current.get(key));
      }
    }
  }
  return { of: (user, channel) => unread.get(seenKey(user, channel)) ?? 0, unread };
};

/** Direct conversations in which something came that nobody has looked at: the person's own first. */
const peeksOf = (state, news) =>
  state.users
    .toSorted((a, b) => Number(b.id === state.user) - Number(a.id === state.user))
    .flatMap((user) =>
      (state.places[user.id] ?? [])
        .filter((place) => place.kind === 'direct' && place.latest && news.of(user.id, place.id) > 0)
        .map((place) => ({ user, place })),
    );

export const usePane = ({ platform, listen, report, forgetReports, selected, select }) => {
  const [where, setWhere] = useState({ user: '', channel: '', tab: '' });
  const state = shownOf(usePaneState(platform, where, listen, report), where);
  const lastLine = useRef(Promise.resolve());
  const [sent, setSent] = useState(0);
  const news = useUnread(state, where);
  const act = async (action, body) => {
    try {
      const { unsent } = await post(action, {
        platform,
        user: state.user,
        channel: state.channel,
        ...body,
      });
      if (unsent) report(unsent);
      return !unsent;
    } catch (error) {
      report(error.message);
      return false;
    }
  };
  /** Lines arrive in the order in which they were typed. What was said about those before is old news. */
  const say = (line) => {
    forgetReports();
    setSent((count) => count + 1);
    const said = lastLine.current.then(() => act('say', line));
    lastLine.current = said;
    return said;
  };
  return {
    state,
    where,
    act,
    say,
    /** How many lines. */
    sent,
    peeks: state ? peeksOf(state, news) : [],
    unread: news.of,
    /** Asks what happened around a message. */
    inspect: (message) =>
      select({
        platform,
        user: state.user,
        channel: message.channel,
        message: message.id,
        bot: message.author.bot,
      }),
    isInspected: (message) => selected?.message === message.id && selected.channel === message.channel,
    lookAs: (user) => setWhere({ user, channel: '', tab: '' }),
    open: (channel, user = state.user) => setWhere({ user, channel, tab: '' }),
    openDirect: () => {
      const direct = state.places[state.user].find((place) => place.kind === 'direct');
      if (direct) setWhere({ user: state.user, channel: direct.id, tab: '' });
    },
    openHome: () => {
      setWhere({ user: state.user, channel: state.channel, tab: HOME });
      act('open-home', {});
    },
  };
};
