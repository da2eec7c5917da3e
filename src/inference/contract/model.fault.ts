/** A model folder contradicts itself. The message names the file and the field. */
export class ModelFault extends Error {
  constructor(
    readonly file: string,
    readonly field: string | null,
    detail: string,
    options?: ErrorOptions,
  ) {
    super(`${file}${field === null ? '' : ` ${field}`}: ${detail}`, options);
    this.name = 'ModelFault';
  }
}
