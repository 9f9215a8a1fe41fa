import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchemas } from './build-schemas.ts';

/** `npm run schemas`: writes the JSON Schemas that editors read beside the YAML files. */
const folder = join(import.meta.dirname, '../../config/.schemas');
mkdirSync(folder, { recursive: true });
for (const [name, schema] of Object.entries(buildSchemas())) writeFileSync(join(folder, name), schema);
