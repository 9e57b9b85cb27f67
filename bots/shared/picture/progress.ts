/** How far somebody is towards a goal: a bar with what is there and what is aimed at. */
import { GraphicComponent } from 'echarts/components';
import type { CardFile } from '../card.ts';
import { clip } from '../memo.ts';
import { picture, use } from './index.ts';
import { ink } from './ink.ts';
import { lettering } from './lettering.ts';

use([GraphicComponent]);

interface Progress {
  /** What it is for. */
  title: string;
  /** As people read them. */
  saved: string;
  target: string;
  /** How much of it is there, in thousandths: more than 1,000 where there is more. */
  permille: number;
  percent: string;
  alt: string;
}

const size = { width: 480, height: 176 };
const edge = 28;
const bar = { top: 94, height: 24, width: size.width - 2 * edge };
const titleUnits = 30;

const { words, ending } = lettering(size.width, edge);

export function progressPicture({ title, saved, target, permille, percent, alt }: Progress): CardFile {
  const share = Math.min(Math.max(permille, 0), 1_000) / 1_000;
  const isDone = permille >= 1_000;
  const filled = Math.max(share * bar.width, permille > 0 ? bar.height : 0);
  const track = { x: edge, y: bar.top, width: bar.width, height: bar.height, r: bar.height / 2 };
  const heading = { fontSize: 20, fontWeight: 600 };
  const note = { fontSize: 16, fill: ink.quiet };
  const colour = isDone ? ink.good : ink.accent;
  const elements = [
    words(clip(title, titleUnits), 26, { ...heading, fill: ink.text }),
    ending(percent, 26, { ...heading, fill: colour }),
    words(saved, 58, note),
    { type: 'rect', shape: track, style: { fill: ink.track } },
    ...(filled > 0 ? [{ type: 'rect', shape: { ...track, width: filled }, style: { fill: colour } }] : []),
    ending(target, bar.top + bar.height + 14, note),
  ];
  return picture({ graphic: { elements } }, { ...size, name: 'goal', alt });
}
