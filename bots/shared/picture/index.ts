/**
 * Pictures in cards: a chart as echarts draws it, without a browser, as a PNG that every platform shows. Pure, and quick enough for an
 * answer: some 30 ms.
 */
import { Resvg } from '@resvg/resvg-js';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { CardFile } from '../card.ts';
import { fontFamily, fontFiles } from './fonts.ts';
import { ink } from './ink.ts';

interface Size {
  /** In points; a picture has twice as many pixels. */
  width: number;
  height: number;
}

echarts.use([SVGRenderer]);

/** What echarts can draw is loaded by whoever draws it: `use([BarChart, GridComponent])` before. */
export const use = echarts.use;

/** A chart as a file of a card. `alt` says what it shows. Throws for an option that echarts does not take. */
export function picture(
  option: echarts.EChartsCoreOption,
  { width, height, name, alt }: Size & { name: string; alt: string },
): CardFile {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({
      animation: false,
      backgroundColor: ink.ground,
      textStyle: { fontFamily, color: ink.text },
      ...option,
    });
    return { name: `${name}.png`, media_type: 'image/png', bytes: pngOf(chart.renderToSVGString()), alt };
  } finally {
    chart.dispose();
  }
}

function pngOf(svg: string): Uint8Array {
  const resvg = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: 2 },
    font: {
      fontFiles: [...fontFiles],
      loadSystemFonts: false,
      defaultFontFamily: fontFamily,
      sansSerifFamily: fontFamily,
    },
  });
  return resvg.render().asPng();
}

/** As far as the letters that come along can write it; null for a text in another script, which stands beside the picture. */
export function drawable(text: string): string | null {
  const plain = text
    .replace(/\p{Extended_Pictographic}|\u200d|\ufe0f/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  const isKnown = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}\p{P}\p{Sc}\p{Zs}+]+$/u.test(
    plain,
  );
  return isKnown ? plain : null;
}
