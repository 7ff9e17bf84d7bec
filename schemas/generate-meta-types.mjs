// Writes meta-types.generated.ts: the TypeScript types of everything the meta-schemas describe.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { compile } from 'json-schema-to-typescript'

const here = fileURLToPath(new URL('.', import.meta.url))
const kinds = ['blueprint', 'op', 'flow', 'view', 'role', 'module']

const definitions = {}
for (const kind of kinds) {
  const { $schema, $id, $defs, title, discriminator, ...root } = JSON.parse(
    readFileSync(`${here}meta/${kind}.schema.json`, 'utf8'),
  )
  // A schema that is nothing but alternatives needs no members of its own.
  if (root.oneOf) for (const name of ['type', 'required']) delete root[name]
  for (const [name, schema] of Object.entries({ ...$defs, [title]: root })) {
    if (name in definitions) throw new Error(`two definitions are called ${name}`)
    definitions[name] = local(schema)
  }
}

const text = await compile(
  {
    $id: 'Definitions',
    description: 'Every kind of document, by name.',
    type: 'object',
    additionalProperties: false,
    definitions,
  },
  'Definitions',
  {
    bannerComment: '// Generated from meta/*.schema.json by `npm run generate`. Do not edit.',
    format: false,
    unreachableDefinitions: true,
    unknownAny: true,
  },
)
/** The generator tells at length where a type came from; the name says it. */
const origin = /^ \* (This interface was referenced by|via the `).*\n/gm
const tidy = text
  .replace(origin, '')
  .replace(/^\/\*\*\n( \* ?\n)* \*\/\n/gm, '')
  .replace(/( \* ?\n)+ \*\//g, ' */')
  .replace(/[ \t]+$/gm, '')
writeFileSync(`${here}meta-types.generated.ts`, `${tidy.trim()}\n`)

/** The same schema with every reference inside this one document, and without what only a validator reads. */
function local(schema) {
  if (Array.isArray(schema)) return schema.map(local)
  if (typeof schema !== 'object' || schema === null) return schema
  // What stands beside a reference is said where the reference leads.
  if (schema.$ref) return { $ref: localRef(schema.$ref) }
  const entries = Object.entries(schema).filter(
    ([name]) => !['x-issue', 'propertyNames', 'maxItems', 'minItems'].includes(name),
  )
  return Object.fromEntries(entries.map(([name, value]) => [name, local(value)]))
}

function localRef(ref) {
  const [file, place = ''] = ref.split('#/$defs/')
  if (place) return `#/definitions/${place}`
  const kind = file.replace('.schema.json', '')
  return `#/definitions/${kind.charAt(0).toUpperCase()}${kind.slice(1)}Document`
}
