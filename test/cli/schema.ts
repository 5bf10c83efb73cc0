import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';

const folder = path.resolve(import.meta.dirname, '../../docs/schemas');

/** Where a value violates the schema of a command's JSON; nothing where it keeps to it. */
export function validates(schema: 'check' | 'records' | 'resolve', value: unknown): readonly string[] {
  const text = readFileSync(path.join(folder, `${schema}.schema.json`), 'utf8');
  const ajv = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true });
  const validate = ajv.compile(JSON.parse(text) as object);
  validate(value);
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`);
}
