/** Text as the emulator read it out of the platform's markup: typed parts, drawn as text nodes. */
import { html } from './html.js';

/** Only these leave the page: a link is the bot's word, and `javascript:` is no address. */
export const isWebLink = (url) => /^https?:\/\//i.test(url ?? '');

const styled = (part) => {
  let node = part.text;
  if (part.code) node = html`<code>${node}</code>`;
  if (part.italic) node = html`<em>${node}</em>`;
  if (part.bold) node = html`<strong>${node}</strong>`;
  return part.quiet ? html`<span class="quiet">${node}</span>` : node;
};

const drawn = (part) => {
  if (part.type === 'break') return html`<br />`;
  if (part.type === 'mention') return html`<span class="mention">${part.text}</span>`;
  if (part.type === 'link')
    return isWebLink(part.url)
      ? html`<a href=${part.url} target="_blank" rel="noopener noreferrer">${part.text}</a>`
      : part.text;
  return styled(part);
};

export const Text = ({ parts }) => parts.map(drawn);

export const flat = (parts) => parts.map((part) => (part.type === 'break' ? ' ' : part.text)).join('');
