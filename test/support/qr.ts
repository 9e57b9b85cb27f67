/** What a phone reads off a picture or a paper of ours: by another library than the one that makes the codes. */
import { Resvg } from '@resvg/resvg-js';
import decodeQR from 'qr/decode.js';
import { unpacked } from './paper-text.ts';

/** Throws where there is none. */
function seen(svg: string): string {
  const { width, height, pixels } = new Resvg(svg).render();
  return decodeQR({ width, height, data: pixels });
}

/** Off the pixels of a PNG. */
export function qrOfPicture(png: Uint8Array): string {
  const bytes = Buffer.from(png);
  const size = `width="${bytes.readUInt32BE(16)}" height="${bytes.readUInt32BE(20)}"`;
  const image = `<image ${size} href="data:image/png;base64,${bytes.toString('base64')}"/>`;
  return seen(`<svg xmlns="http://www.w3.org/2000/svg" ${size}>${image}</svg>`);
}

/** Of a paper the rectangles that are filled, each in its colour and in its turn, at two pixels to the point: letters and lines are left out. */
export function qrOfPaper(pdf: Uint8Array): string {
  const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(unpacked(pdf))!;
  const drawn: string[] = [];
  let open: string[] = [];
  let fill = '#000';
  const number = '-?[\\d.]+';
  const acts = new RegExp(
    `(${number}) (${number}) (${number}) (${number}) re\\n|(${number}) (${number}) (${number}) scn\\n|(?<=\\n)(f|n|S)\\n`,
    'g',
  );
  for (const [, x, y, wide, high, red, green, blue, painted] of unpacked(pdf).matchAll(acts)) {
    if (wide !== undefined) open.push(`<rect x="${x}" y="${y}" width="${wide}" height="${high}"/>`);
    else if (red !== undefined)
      fill = `rgb(${[red, green, blue].map((part) => Math.round(Number(part) * 255)).join()})`;
    else {
      if (painted === 'f') drawn.push(`<g fill="${fill}">${open.join('')}</g>`);
      open = [];
    }
  }
  const scale = 2;
  const size = `width="${Number(width) * scale}" height="${Number(height) * scale}" viewBox="0 0 ${width} ${height}"`;
  return seen(
    `<svg xmlns="http://www.w3.org/2000/svg" ${size}><rect width="100%" height="100%" fill="#fff"/>${drawn.join('')}</svg>`,
  );
}
