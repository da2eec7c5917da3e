import type { ApiResponseNoStatusOptions } from '@nestjs/swagger';
import { CSV_TYPE, NDJSON_TYPE, PARQUET_TYPE } from './text.stream.js';

/** What tables of the history are answered as, the default first. */
export const TABLE_TYPES = [CSV_TYPE, NDJSON_TYPE, PARQUET_TYPE];

/** Documents an answer of one of these types. */
export function tableAnswer(description: string): ApiResponseNoStatusOptions {
  return {
    description,
    content: {
      [CSV_TYPE]: { schema: { type: 'string' } },
      [NDJSON_TYPE]: { schema: { type: 'string' } },
      [PARQUET_TYPE]: { schema: { type: 'string', format: 'binary' } },
    },
    headers: {
      'X-Total-Count': {
        description: 'How many rows follow; absent where they are looked for as they are sent.',
        schema: { type: 'integer' },
      },
    },
  };
}
