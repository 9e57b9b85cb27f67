/**
 * Who may talk to the playground: the page that this server itself served, and local tools. A site that a person
 * happens to visit may not, neither by a cross-site request nor by a name that it points at 127.0.0.1 (DNS rebinding).
 */
import { isIP } from 'node:net';
import type { RequestHandler } from 'express';

/** The name in a Host header, without port and brackets; null where it is malformed. */
const hostname = (host: string | undefined): string | null => {
  if (host === undefined || !/^[\w.:[\]-]+$/.test(host)) return null;
  try {
    return new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, '');
  } catch {
    return null;
  }
};

/** Rebinding needs a name of the attacker's: an address or localhost cannot be one. `hosts` are further names of ours. */
const isOurHost = (host: string | undefined, hosts: readonly string[]): boolean => {
  const name = hostname(host);
  return name !== null && (isIP(name) !== 0 || name === 'localhost' || hosts.includes(name));
};

export const ourHostOnly =
  (hosts: readonly string[]): RequestHandler =>
  (request, response, next) => {
    if (isOurHost(request.headers.host, hosts)) next();
    else response.status(403).json({ error: 'The playground does not answer to this name.' });
  };

/** Refuses with 403 what another page sent, and with 415 a POST that is not JSON (which a plain HTML form cannot send). */
export const sameOriginOnly: RequestHandler = (request, response, next) => {
  const { host, origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const foreign =
    (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`) ||
    (site !== undefined && site !== 'same-origin' && site !== 'none');
  if (foreign) response.status(403).json({ error: 'The playground answers only its own page.' });
  else if (request.method === 'POST' && !request.is('application/json'))
    response.status(415).json({ error: 'Send JSON.' });
  else next();
};
