/** A file that goes along with a line. */
import { useRef, useState } from 'preact/hooks';
import { html } from './html.js';

/** As a platform's client would send it. Here it travels as text: whatever else it holds is no longer what it was. */
export const readFile = async (file) => ({ name: file.name, media_type: file.type, text: await file.text() });

export const useAttachment = () => {
  const [file, setFile] = useState(null);
  return {
    file,
    attach: async (chosen) => setFile(chosen ? await readFile(chosen) : null),
    detach: () => setFile(null),
  };
};

export const Attached = ({ file, end }) => html`<div class="replying">
  <p><strong>${file.name}</strong> goes along with the next line</p>
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
