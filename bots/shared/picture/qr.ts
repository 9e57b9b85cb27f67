/** QR codes: the squares of one, for whoever draws them, on paper or in a picture. */
import { create } from 'qrcode';

/** As many squares as a reader wants light around it (ISO/IEC 18004, 6.3.8). */
const quiet_squares = 4;

interface QrCode {
  /** Squares on each side, with the quiet ones around. */
  size: number;
  /** Runs of dark squares: in which row, from which column, how many. */
  dark: { row: number; column: number; length: number }[];
}

/** Of any text up to some 2,000 characters; `M` restores 15 % of what is smeared. Throws where the text is too long. */
export function qrCode(text: string): QrCode {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const dark: QrCode['dark'] = [];
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1) {
      if (!modules.get(row, column)) continue;
      const last = dark.at(-1);
      const at = { row: row + quiet_squares, column: column + quiet_squares };
      if (last && last.row === at.row && last.column + last.length === at.column) last.length += 1;
      else dark.push({ ...at, length: 1 });
    }
  return { size: modules.size + 2 * quiet_squares, dark };
}
