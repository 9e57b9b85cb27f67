/** What somebody holds: of each asset a bar, as long as what it cost and what it gained or lost. */
import { GraphicComponent } from 'echarts/components';
import type { CardFile } from '../card.ts';
import { clip } from '../memo.ts';
import { picture, use } from './index.ts';
import { ink } from './ink.ts';
import { lettering } from './lettering.ts';

use([GraphicComponent]);

interface PortfolioRow {
  name: string;
  units: string;
  value: string;
  /** With its sign. */
  gain: string;
  tone: 'good' | 'bad' | 'even';
  /** Of the longest bar, each 0 to 1: what it cost, and what it is worth. */
  cost: number;
  worth: number;
}

interface Portfolio {
  title: string;
  value: string;
  gain: string;
  tone: PortfolioRow['tone'];
  rows: readonly PortfolioRow[];
  alt: string;
}

const width = 560;
const edge = 28;
const span = width - 2 * edge;
const top = 104;
const rowHeight = 66;
const barHeight = 12;
const nameUnits = 34;

const colours = { good: ink.good, bad: ink.bad, even: ink.quiet } as const;

const { words, ending } = lettering(width, edge);

export function portfolioPicture({ title, value, gain, tone, rows, alt }: Portfolio): CardFile {
  const heading = { fontSize: 22, fontWeight: 600 };
  const note = { fontSize: 15 };
  const bar = (y: number, from: number, to: number, fill: string) => ({
    type: 'rect',
    shape: { x: edge + from * span, y, width: Math.max((to - from) * span, 0), height: barHeight },
    style: { fill },
  });
  const elements = [
    words(title, 26, { ...heading, fill: ink.text }),
    ending(value, 26, { ...heading, fill: ink.text }),
    ending(gain, 60, { ...note, fill: colours[tone] }),
    ...rows.flatMap((row, at) => {
      const y = top + at * rowHeight;
      const under = Math.min(row.cost, row.worth);
      return [
        words(clip(row.name, nameUnits), y, { fontSize: 16, fontWeight: 600, fill: ink.text }),
        ending(`${row.value}  ${row.gain}`, y, { ...note, fill: colours[row.tone] }),
        words(row.units, y + 20, { fontSize: 13, fill: ink.quiet }),
        bar(y + 40, 0, 1, ink.track),
        bar(y + 40, 0, under, ink.accent),
        bar(y + 40, under, Math.max(row.cost, row.worth), colours[row.tone]),
      ];
    }),
  ];
  const height = top + rows.length * rowHeight + edge / 2;
  return picture({ graphic: { elements } }, { width, height, name: 'portfolio', alt });
}
