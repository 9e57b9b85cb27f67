/** Small checks that answer `invalid_blocks` with Slack's way of saying why. */
import { ApiError, type Native } from './types.ts';

export const check = (holds: boolean, why: string): void => {
  if (!holds) throw new ApiError('invalid_blocks', { response_metadata: { messages: [`[ERROR] ${why}`] } });
};

export const length = (value: unknown): number => (typeof value === 'string' ? [...value].length : -1);

export const within = (value: unknown, least: number, most: number, what: string): void =>
  check(
    length(value) >= least && length(value) <= most,
    `${what} must be a text of ${least} to ${most} characters`,
  );

export const textObject = (value: unknown, most: number, what: string, plainOnly = false): void => {
  const text = value as Native | undefined;
  check(
    text?.type === 'plain_text' || (!plainOnly && text?.type === 'mrkdwn'),
    `${what} must be a text object`,
  );
  within(text?.text, 1, most, what);
  check(text?.type !== 'mrkdwn' || text?.emoji === undefined, `${what}: emoji is for plain_text`);
};
