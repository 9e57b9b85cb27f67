/** Lines of words in a picture, by its edges. */
import { fontFamily } from './fonts.ts';

interface Lettering {
  fontSize: number;
  fill: string;
  fontWeight?: number;
}

interface Line {
  type: 'text';
  x: number;
  y: number;
  style: Lettering & { text: string; fontFamily: string; align?: 'right' };
}

/** For a picture so many units wide, with so many free at each side: `words` begin at the one, `ending` ends at the other, for letters are not measured here but where they are drawn. `y` is the top of the line. */
export function lettering(width: number, edge: number) {
  const words = (text: string, y: number, style: Lettering): Line => ({
    type: 'text',
    x: edge,
    y,
    style: { text, fontFamily, ...style },
  });
  const ending = (text: string, y: number, style: Lettering): Line => {
    const line = words(text, y, style);
    return { ...line, x: width - edge, style: { ...line.style, align: 'right' } };
  };
  return { words, ending };
}
