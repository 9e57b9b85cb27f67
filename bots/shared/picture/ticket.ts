/** A ticket as a picture: what it is for, and the code that lets its holder in. */
import { GraphicComponent } from 'echarts/components';
import type { CardFile } from '../card.ts';
import { clip } from '../memo.ts';
import { picture, use } from './index.ts';
import { ink } from './ink.ts';
import { lettering } from './lettering.ts';
import { qrCode } from './qr.ts';

use([GraphicComponent]);

interface TicketPicture {
  title: string;
  when: string;
  /** Null: nobody said. */
  place: string | null;
  /** As people read it to each other. */
  number: string;
  /** What the code says to whoever scans it. */
  code: string;
  alt: string;
}

const size = { width: 360, height: 520 };
const edge = 28;
const square = { top: 148, side: size.width - 2 * edge };
const titleUnits = 26;
const lineUnits = 40;

const { words } = lettering(size.width, edge);

export function ticketPicture({ title, when, place, number, code, alt }: TicketPicture): CardFile {
  const { size: squares, dark } = qrCode(code);
  const unit = square.side / squares;
  const elements = [
    { type: 'rect', shape: { x: 0, y: 0, width: size.width, height: 8 }, style: { fill: ink.accent } },
    words(clip(title, titleUnits), 32, { fontSize: 22, fontWeight: 600, fill: ink.text }),
    words(clip(when, lineUnits), 70, { fontSize: 16, fill: ink.text }),
    ...(place === null ? [] : [words(clip(place, lineUnits), 96, { fontSize: 16, fill: ink.quiet })]),
    ...dark.map(({ row, column, length }) => ({
      type: 'rect',
      // Neighbours overlap by a hair, so that no light line is between them.
      shape: {
        x: edge + column * unit,
        y: square.top + row * unit,
        width: length * unit + 0.2,
        height: unit + 0.2,
      },
      style: { fill: ink.text },
    })),
    words(number, square.top + square.side + 20, { fontSize: 16, fontWeight: 600, fill: ink.text }),
  ];
  return picture({ graphic: { elements } }, { ...size, name: 'ticket', alt });
}
