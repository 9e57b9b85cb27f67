/** What assets are called on cards. */
import { clip, plainLine } from '../memo.ts';

const nameUnits = 40;
export const nameText = (name: string): string => clip(plainLine(name), nameUnits);

/** `ACME · Acme plc`; `ACME` where that is its name. */
export const labelOf = (code: string, name: string): string => {
  const shown = nameText(name);
  return shown === '' || shown === code ? code : `${code} · ${shown}`;
};
