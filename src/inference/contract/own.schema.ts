/**
 * Options of Ajv for schemas that are ours, and whose own correctness a test proves. Compiling the
 * schema of schemas to prove it at every start takes longer than loading a model.
 */
export const OWN_SCHEMA = { meta: false, validateSchema: false } as const;
