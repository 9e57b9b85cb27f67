/** Files as the emulators keep them: texts as they are, pictures by their bytes, in base64, so that the page can show them. */

interface Kept {
  text: string;
  /** Of a picture: its bytes, in base64. */
  data?: string;
}

const isPicture = (name: string): boolean => /\.(png|jpe?g|gif|webp)$/i.test(name);

export const keptAs = (name: string, bytes: Uint8Array): Kept =>
  isPicture(name)
    ? { text: '', data: Buffer.from(bytes).toString('base64') }
    : { text: Buffer.from(bytes).toString('utf8') };

export const bytesOf = ({ text, data }: Kept): Buffer =>
  data === undefined ? Buffer.from(text, 'utf8') : Buffer.from(data, 'base64');
