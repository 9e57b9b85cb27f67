/** What is wrong with a request, gathered into Discord's error tree. Lengths are in characters (code points). */
import { invalidForm } from './errors.ts';

type Problem = { path: string; code: string; message: string };

export const lengthOf = (text: string): number => [...text].length;

export const createProblems = () => {
  const found: Problem[] = [];
  const add = (path: string, code: string, message: string) => {
    found.push({ path, code, message });
  };
  return {
    add,
    text(path: string, text: unknown, min: number, max: number) {
      if (typeof text !== 'string') {
        if (text === undefined || text === null) {
          if (min > 0) add(path, 'BASE_TYPE_REQUIRED', 'This field is required');
        } else add(path, 'STRING_TYPE_CONVERT', `Could not interpret "${String(text)}" as string.`);
        return;
      }
      const length = lengthOf(text);
      if (min > 0 && length === 0) add(path, 'BASE_TYPE_REQUIRED', 'This field is required');
      else if (length > max) add(path, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
      else if (length < min) add(path, 'BASE_TYPE_MIN_LENGTH', `Must be ${min} or more in length.`);
    },
    count(path: string, list: readonly unknown[], max: number) {
      if (list.length > max) add(path, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
    },
    throwIfAny() {
      if (found.length > 0) throw invalidForm(found);
    },
  };
};
export type Problems = ReturnType<typeof createProblems>;
