/** What money went for, and below it how the balance went: one picture. */
import { BarChart, LineChart } from 'echarts/charts';
import { GraphicComponent, GridComponent } from 'echarts/components';
import type { CardFile } from '../card.ts';
import { picture, use } from '../picture/index.ts';
import { ink } from '../picture/ink.ts';
import { lettering } from '../picture/lettering.ts';

use([BarChart, LineChart, GridComponent, GraphicComponent]);

interface Spending {
  title: string;
  subtitle: string;
  /** The largest first. `amount` decides how long the bar is; what was got back more than it cost has none. */
  bars: { label: string; amount: number; said: string }[];
  balance: {
    title: string;
    /** Milliseconds; in order. Each balance holds until the next. */
    steps: { at: number; amount: number }[];
    from: number;
    until: number;
    /** At the ends of the axis. */
    days: [first: string, last: string];
    money(amount: number): string;
  };
  /** Where there are no bars. */
  nothing: string;
  alt: string;
}

const width = 560;
const edge = 28;
const barHeight = 34;
const labelWidth = 158;
const head = 84;
const courseHeight = 120;
/** An amount that has room beside a bar. */
const longest = 14;

const { words, ending } = lettering(width, edge);
/** Where the course begins, to the right of its axis. */
const courseEdge = edge + 76;

/** All that is written in it but the axes. `courseTop` as in {@link spendingPicture}. */
function lettersOf({ title, subtitle, bars, balance, nothing }: Spending, courseTop: number) {
  const quiet = { fontSize: 15, fill: ink.quiet };
  const day = { fontSize: 13, fill: ink.quiet };
  const strong = { fontWeight: 600, fill: ink.text };
  // What is longer stands on the card, with all of its digits.
  const areShort = bars.every(({ said }) => said.length <= longest);
  const below = courseTop + courseHeight + 14;
  return [
    words(title, 24, { fontSize: Math.min(22, Math.floor(740 / title.length)), ...strong }),
    words(subtitle, 54, quiet),
    ...(bars.length === 0 ? [words(nothing, head + 8, quiet)] : []),
    ...(areShort ? bars : []).map(({ said }, at) =>
      ending(said, head + at * barHeight + barHeight / 2 - 8, { fontSize: 15, ...strong }),
    ),
    words(balance.title, courseTop - 34, { fontSize: 16, ...strong }),
    lettering(width, courseEdge).words(balance.days[0], below, day),
    ending(balance.days[1], below, day),
  ];
}

export function spendingPicture(spending: Spending): CardFile {
  const { bars, balance, alt } = spending;
  const barsHeight = Math.max(bars.length, 1) * barHeight;
  const courseTop = head + barsHeight + 58;
  const height = courseTop + courseHeight + 46;
  const label = { fontSize: 15, color: ink.text };
  const shortMoney = (amount: number): string => {
    const said = balance.money(amount);
    return said.length > longest ? '' : said;
  };
  const quiet = { axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: false } };
  return picture(
    {
      graphic: { elements: lettersOf(spending, courseTop) },
      grid: [
        { left: edge + labelWidth, right: edge + 112, top: head, height: barsHeight },
        { left: courseEdge, right: edge, top: courseTop, height: courseHeight },
      ],
      xAxis: [
        { gridIndex: 0, type: 'value', show: false, min: 0 },
        {
          gridIndex: 1,
          type: 'time',
          min: balance.from,
          max: balance.until,
          ...quiet,
          axisLabel: { show: false },
        },
      ],
      yAxis: [
        {
          gridIndex: 0,
          type: 'category',
          inverse: true,
          data: bars.map((bar) => bar.label),
          ...quiet,
          axisLabel: {
            ...label,
            margin: labelWidth,
            align: 'left',
            width: labelWidth - 12,
            overflow: 'truncate',
          },
        },
        {
          gridIndex: 1,
          type: 'value',
          splitNumber: 2,
          ...quiet,
          splitLine: { lineStyle: { color: ink.line } },
          axisLabel: { fontSize: 12, color: ink.quiet, formatter: shortMoney },
        },
      ],
      series: [
        {
          type: 'bar',
          xAxisIndex: 0,
          yAxisIndex: 0,
          barWidth: 18,
          itemStyle: { color: ink.accent, borderRadius: 4 },
          showBackground: true,
          backgroundStyle: { color: ink.track, borderRadius: 4 },
          data: bars.map(({ amount }) => Math.max(amount, 0)),
        },
        {
          type: 'line',
          xAxisIndex: 1,
          yAxisIndex: 1,
          step: 'end',
          symbol: 'none',
          lineStyle: { color: ink.accent, width: 2.5 },
          areaStyle: { color: ink.accent, opacity: 0.12 },
          data: balance.steps.map(({ at, amount }) => [at, amount]),
        },
      ],
    },
    { width, height, name: 'spending', alt },
  );
}
