/** The framed parts of a message (embeds, blocks), each with the controls that belong to it. */
import { Row } from './controls.js';
import { html } from './html.js';
import { isWebLink, Text } from './text.js';

const Words = ({ frame }) => html`
  ${frame.title.length > 0 && html`<p class="frame-title"><${Text} parts=${frame.title} /></p>`}
  ${frame.body.length > 0 && html`<p class="frame-body"><${Text} parts=${frame.body} /></p>`}
  ${
    frame.fields.length > 0 &&
    html`<dl>${frame.fields.map(
      (field, index) =>
        html`<div key=${index}><dt><${Text} parts=${field.label} /></dt><dd><${Text} parts=${field.value} /></dd></div>`,
    )}</dl>`
  }
  ${frame.footer.length > 0 && html`<p class="frame-footer"><${Text} parts=${frame.footer} /></p>`}
`;

const Frame = ({
  frame,
  rows,
  pane,
  press,
}) => html`<div class=${['frame', frame.accent && 'accented', frame.beside && 'beside', frame.ruled && 'ruled'].filter(Boolean).join(' ')} style=${frame.accent ? { '--accent': frame.accent } : {}}>
  <div class="words"><${Words} frame=${frame} /></div>
  ${rows.map((row, index) => html`<${Row} key=${index} row=${row} pane=${pane} press=${press} />`)}
</div>`;

/** The rows of each frame, in order; what is left stands below the bubble. */
const dealt = (message) => {
  let next = 0;
  const frames = message.frames.map((frame) => {
    const rows = message.buttons.slice(next, next + (frame.rows ?? 0));
    next += rows.length;
    return { frame, rows };
  });
  return { frames, left: message.buttons.slice(next) };
};

export const Frames = ({ message, pane, press }) =>
  dealt(message).frames.map(
    ({ frame, rows }, index) =>
      html`<${Frame} key=${index} frame=${frame} rows=${rows} pane=${pane} press=${press} />`,
  );

export const Rows = ({ message, pane, press }) =>
  dealt(message).left.map(
    (row, index) => html`<${Row} key=${index} row=${row} pane=${pane} press=${press} />`,
  );

/** What is shown rather than kept, by how its name ends. */
const SHOWN = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  mp4: 'video/mp4',
  webm: 'video/webm',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  ogg: 'audio/ogg',
  wav: 'audio/wav',
};

const Shown = ({ type, data, alt }) => {
  const content = `data:${type};base64,${data}`;
  if (type.startsWith('image/')) return html`<p class="picture"><img src=${content} alt=${alt} /></p>`;
  if (type.startsWith('video/'))
    return html`<p class="picture"><video src=${content} controls aria-label=${alt}></video></p>`;
  return html`<p class="recording"><audio src=${content} controls aria-label=${alt}></audio></p>`;
};

/** Pictures, videos and recordings, to be seen and heard; anything else, and what was sent as a file, to be kept. */
export const Files = ({ files = [] }) =>
  files.map(({ name, text, data, as, alt = name }) => {
    const type = SHOWN[name.split('.').at(-1).toLowerCase()];
    if (data !== undefined && type !== undefined && as !== 'document')
      return html`<${Shown} key=${name} type=${type} data=${data} alt=${alt} />`;
    const content =
      data === undefined
        ? `data:text/plain;charset=utf-8,${encodeURIComponent(text)}`
        : `data:application/octet-stream;base64,${data}`;
    return html`<p class="file" key=${name}><a href=${content} download=${name}>📄 ${name}</a></p>`;
  });

/** Links that the platform shows with a preview. */
export const Previews = ({ previews = [] }) =>
  previews
    .filter(({ url }) => isWebLink(url))
    .map(
      ({ title, url }) => html`<div class="preview" key=${url}>
        <p class="frame-title">${title}</p>
        <a href=${url} target="_blank" rel="noopener noreferrer">${url}</a>
      </div>`,
    );
