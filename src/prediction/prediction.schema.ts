/** What a prediction answers, for the serialiser that Fastify compiles from it. */
export const predictionSchema = {
  type: 'object',
  properties: {
    id: { type: ['string', 'null'] },
    createdAt: { type: 'string' },
    model: {
      type: 'object',
      properties: {
        name: { type: 'string' },
        version: { type: 'string' },
        digest: { type: 'string' },
      },
    },
    label: { type: 'string' },
    probabilities: { type: 'object', additionalProperties: { type: 'number' } },
    value: { type: 'number' },
    unit: { type: 'string' },
    warnings: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          feature: { type: 'string' },
          code: { type: 'string' },
          detail: { type: 'string' },
        },
      },
    },
    recorded: { type: 'boolean' },
  },
} as const;
