/** Why the product cannot start, with what to do about it. Written for the person at the terminal, Chinese first. */
export class StartFault extends Error {
  constructor(
    readonly zh: string,
    readonly en: string,
    options?: ErrorOptions,
  ) {
    super(`${zh}\n${en}`, options);
  }
}
