/** The environment, read here and nowhere else. */

/** What child processes of ours inherit; `changes` on top. */
export const inheritedEnvironment = (changes: Record<string, string>): NodeJS.ProcessEnv => ({
  ...process.env,
  ...changes,
});
