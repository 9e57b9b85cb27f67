/** A file that goes along with a line. */
import { useRef, useState } from 'preact/hooks';
import { html } from './html.js';

const inBase64 = (file) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(',') + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });

/** As a platform's client would send it: a text as it is, anything else by its bytes. */
export const readFile = async (file) => {
  const { name, type: media_type } = file;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer());
    return { name, media_type, text };
  } catch {
    return { name, media_type, text: '', data: await inBase64(file) };
  }
};

/** What Telegram's client shows by itself, and sends as a file only to whoever asks it to. */
const isShown = ({ media_type }) => /^(image|video|audio)\//.test(media_type);

export const useAttachment = () => {
  const [file, setFile] = useState(null);
  return {
    file,
    sendAs: (as) => setFile((chosen) => ({ ...chosen, as })),
    attach: async (chosen) => setFile(chosen ? await readFile(chosen) : null),
    detach: () => setFile(null),
  };
};

const AsFile = ({ sendAs }) => html`<label class="as-file">
  <input type="checkbox" onChange=${({ target }) => sendAs(target.checked ? 'document' : undefined)} /> as a file
</label>`;

/** `sendAs`: on Telegram. */
export const Attached = ({ file, end, sendAs }) => html`<div class="replying">
  <p><strong>${file.name}</strong> goes along with the next line</p>
  ${sendAs && isShown(file) && html`<${AsFile} key=${file.name} sendAs=${sendAs} />`}
  <button type="button" aria-label="Take the file away" onClick=${end}>×</button>
</div>`;

export const AttachButton = ({ attach }) => {
  const input = useRef(null);
  const onChange = async () => {
    await attach(input.current.files[0]);
    // The same file can be chosen again.
    input.current.value = '';
  };
  return html`<button type="button" class="icon attach" aria-label="Attach a file" onClick=${() => input.current.click()}>
      <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M8 12.5 14.5 6a3 3 0 0 1 4.3 4.2L10 19a5 5 0 0 1-7-7l8-8" /></svg>
    </button>
    <input type="file" ref=${input} hidden onChange=${onChange} />`;
};
