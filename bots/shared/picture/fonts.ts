/** The letters of pictures. A server may have no fonts at all, so they come along. */
import { fileURLToPath } from 'node:url';

const fileOf = (path: string): string =>
  fileURLToPath(import.meta.resolve(`@expo-google-fonts/inter/${path}`));

export const fontFamily = 'Inter';

export const fontFiles: readonly string[] = [
  fileOf('400Regular/Inter_400Regular.ttf'),
  fileOf('600SemiBold/Inter_600SemiBold.ttf'),
];
