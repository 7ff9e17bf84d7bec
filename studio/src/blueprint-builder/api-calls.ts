// The call that creates a record, as a program would write it: with the tenant's own names and a place for the key.
import { type JsonObject, schemaToTypescript, typeNameOf } from '@molde/engine'

export interface ApiCall {
  /** `https://molde.example.org` */
  readonly origin: string
  readonly tenant: string
  readonly blueprint: string
  readonly data: JsonObject
}

/** Stands where a person puts their own key. */
export const keyPlaceholder = 'mk_YOUR_KEY'

export function curlOf({ origin, tenant, blueprint, data }: ApiCall): string {
  return [
    `curl -X POST ${shellText(addressOf(origin, tenant, blueprint))} \\`,
    `  -H 'Authorization: Bearer ${keyPlaceholder}' \\`,
    "  -H 'Content-Type: application/json' \\",
    `  -d ${shellText(JSON.stringify({ data }, null, 2))}`,
  ].join('\n')
}

/** Types of the record and a call that uses them; it runs as it stands in Node and in browsers. */
export function typescriptOf(call: ApiCall, schema: JsonObject): string {
  const { origin, tenant, blueprint, data } = call
  const name = typeNameOf(blueprint)
  const required = Array.isArray(schema['required']) ? (schema['required'] as string[]) : []
  // What has a default may be left out of a new record.
  const type = required.every((key) => Object.hasOwn(data, key)) ? name : `Partial<${name}>`
  return `${schemaToTypescript(name, schema)}
const data: ${type} = ${JSON.stringify(data, null, 2)}

const answer = await fetch(${JSON.stringify(addressOf(origin, tenant, blueprint))}, {
  method: 'POST',
  headers: {
    authorization: 'Bearer ${keyPlaceholder}',
    'content-type': 'application/json',
  },
  body: JSON.stringify({ data }),
})
if (!answer.ok) throw new Error(await answer.text())
const created = (await answer.json()) as { id: string; rev: number; data: ${name} }
console.log(created.id)
`
}

function addressOf(origin: string, tenant: string, blueprint: string): string {
  return `${origin}/api/v1/tenants/${encodeURIComponent(tenant)}/records/${encodeURIComponent(blueprint)}`
}

/** Between single quotes a shell changes nothing; a quote itself stands outside of them. */
function shellText(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
