/** Something that a person can put right: told in words, without a stack. Everything else that is thrown is a bug of ours. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}
