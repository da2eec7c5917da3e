import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { Problem } from '../problem/problem.js';

/** Decides whether answers are stored: they are, unless the client does not want it and may say so. */
@Injectable()
export class Recording {
  constructor(private readonly settings: Settings) {}

  /**
   * @param record what a request says of it
   * @throws Problem `recording-required`
   */
  isFor({ record }: { readonly record?: 'true' | 'false' }): boolean {
    if (record !== 'false') return true;
    if (this.settings.ALLOW_UNRECORDED) return false;
    throw new Problem('recording-required', 'This server stores every prediction.');
  }
}
