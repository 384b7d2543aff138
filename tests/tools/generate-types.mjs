// Writes src/documents/types/*.ts from schemas/*.schema.json; with --check says whether they are up to date.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compileFromFile } from 'json-schema-to-typescript'

const root = fileURLToPath(new URL('../..', import.meta.url))
const schemas = join(root, 'schemas')
const types = join(root, 'src/documents/types')
const check = process.argv.includes('--check')
mkdirSync(types, { recursive: true })

let stale = 0
for (const file of readdirSync(schemas)
  .filter((f) => f.endsWith('.schema.json'))
  .sort()) {
  const text = await compileFromFile(join(schemas, file), {
    cwd: schemas,
    bannerComment: `// Generated from schemas/${file} by \`npm run types\`; change the schema, not this file.`,
    declareExternallyReferenced: true,
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    style: { semi: false, singleQuote: true },
  })
  const out = join(types, `${file.replace('.schema.json', '')}.ts`)
  const old = (() => {
    try {
      return readFileSync(out, 'utf8')
    } catch {
      return ''
    }
  })()
  if (old === text) continue
  if (check) {
    console.error(`${out} is not what schemas/${file} gives: run npm run types`)
    stale++
  } else writeFileSync(out, text)
}
process.exitCode = stale ? 1 : 0
