import { inflateSync } from 'node:zlib';

/** What is written on a paper of ours, out of the PDF: its letters are numbers of glyphs, which each font says the meaning of. */

/** Every run of letters as a line, in the order of writing. */
export function paperText(pdf: Uint8Array): string {
  const source = unpacked(pdf);
  const objects = new Map(
    [...source.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id, body]) => [id!, body!]),
  );
  const fonts = new Map<string, string[]>();
  for (const body of objects.values())
    for (const [, name, id] of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id!) ?? '')?.[1];
      if (map) fonts.set(name!, lettersOf(objects.get(map)!));
    }
  const lines: string[] = [];
  let font: string[] = [];
  for (const [, name, run] of source.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name) font = fonts.get(name) ?? [];
    else
      lines.push(
        [...run!.matchAll(/<([0-9a-f]+)>/g)]
          .flatMap(([, hex]) => hex!.match(/.{4}/g)!)
          .map((glyph) => font[Number.parseInt(glyph, 16)] ?? '')
          .join(''),
      );
  }
  return lines.join('\n');
}

/** The PDF as it reads before it is packed. */
export const unpacked = (pdf: Uint8Array): string =>
  Buffer.from(pdf)
    .toString('latin1')
    .replace(/(?<=\/FlateDecode[\s\S]{0,80}?\nstream\n)[\s\S]*?(?=\nendstream)/g, inflated);

const inflated = (stream: string): string => inflateSync(Buffer.from(stream, 'latin1')).toString('latin1');

function lettersOf(map: string): string[] {
  const letters: string[] = [];
  for (const [, from, list] of map.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g))
    for (const [at, [, hex]] of [...list!.matchAll(/<([0-9a-f ]*)>/g)].entries())
      letters[Number.parseInt(from!, 16) + at] = (hex!.match(/[0-9a-f]{4}/g) ?? [])
        .map((unit) => String.fromCharCode(Number.parseInt(unit, 16)))
        .join('');
  return letters;
}
