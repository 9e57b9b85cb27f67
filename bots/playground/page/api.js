/** The page's side of the playground's API. */

const answer = async (response) => {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.error ?? `The playground answered ${response.status}.`);
  return body;
};

const reach = async (request) => {
  try {
    return await request;
  } catch {
    throw new Error('The playground does not answer. Is it still running?');
  }
};

export const getState = async (platform, user, channel) =>
  answer(await reach(fetch(`/playground/api/state?${new URLSearchParams({ platform, user, channel })}`)));

export const getSuggestions = async () => answer(await reach(fetch('/playground/api/suggestions')));

export const post = async (action, body) =>
  answer(
    await reach(
      fetch(`/playground/api/${action}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    ),
  );

const RETRY_MS = 1_000;

/** Server-sent events of some types, for as long as nobody closes them. `tell` also hears `connected` and `lost`. */
const stream = (path, types, tell) => {
  let source;
  let timer;
  const connect = () => {
    source = new EventSource(path);
    source.addEventListener('open', () => tell({ type: 'connected' }));
    source.addEventListener('error', () => {
      tell({ type: 'lost' });
      // The browser tries again by itself, unless a server that is still starting has answered that there is no such thing.
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(connect, RETRY_MS);
    });
    for (const type of types) {
      source.addEventListener(type, (event) => tell({ type, data: JSON.parse(event.data) }));
    }
  };
  connect();
  return () => {
    clearTimeout(timer);
    source.close();
  };
};

/** One stream for the whole page. `change` fires for a platform whose chat changed, `connected` when all may have. */
export const openEvents = () => {
  const listeners = new Set();
  stream('/playground/api/events', ['change', 'flash'], ({ type, data }) => {
    for (const listener of listeners) listener({ type, ...data });
  });
  return (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
};

/** What happened around a message, now and whenever it changes: `trace`, null where nothing is known. Returns how to close it. */
export const openTrace = (where, tell) =>
  stream(`/playground/api/trace?${new URLSearchParams(where)}`, ['trace'], tell);
