import { ApiProperty } from '@nestjs/swagger';

/** Answer of `GET /access`. */
export class AccessDto {
  /** `open` answers everybody; `required`, those who bring a key or a token. */
  access!: 'open' | 'required';
  /**
   * `key:<id>` or `oidc:<sub>`; null where nobody is asked who they are.
   * @example key:4f0q2m9x
   */
  caller!: string | null;
  /** What the caller may do. */
  @ApiProperty({ type: 'array', items: { type: 'string' } })
  scopes!: string[];
  /** Patterns of the names of the models that there are for the caller; null for all. */
  models!: string[] | null;
  /** When the key or token ends, ISO 8601, UTC; null when it does not. */
  @ApiProperty({ format: 'date-time' })
  expires!: string | null;
}
