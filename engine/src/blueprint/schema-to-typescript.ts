// How does a record's JSON Schema read as TypeScript? Only what the schemas of our own fields use.
import { isJsonObject, type Json, type JsonObject } from '../json.ts'

/** `export interface Name { … }`; a schema that says nothing of a value leaves it `unknown`. */
export function schemaToTypescript(name: string, schema: JsonObject): string {
  return `export interface ${name} ${objectText(schema, '')}\n`
}

/** `order_line` → `OrderLine`. A name on the API is made of Latin letters, digits and `_`. */
export function typeNameOf(blueprint: string): string {
  const words = blueprint.split(/[^A-Za-z0-9]+/).filter(Boolean)
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
  return /^[A-Za-z]/.test(name) ? name : `Record${name}`
}

function objectText(schema: JsonObject, indent: string): string {
  const properties = schema['properties']
  if (!isJsonObject(properties)) return '{ [member: string]: unknown }'
  const required = Array.isArray(schema['required']) ? schema['required'] : []
  const inner = `${indent}  `
  const members = Object.entries(properties).flatMap(([key, property]) => {
    const about = isJsonObject(property) ? commentOf(property, inner) : []
    const optional = required.includes(key) ? '' : '?'
    return [...about, `${inner}${memberName(key)}${optional}: ${typeText(property, inner)}`]
  })
  if (schema['additionalProperties'] !== false) members.push(`${inner}[member: string]: unknown`)
  return `{\n${members.join('\n')}\n${indent}}`
}

/** What people call it: a name on the API is often not the same word. */
function commentOf(property: JsonObject, indent: string): string[] {
  const said = [property['title'], property['description']].filter((text): text is string => typeof text === 'string')
  if (said.length === 0) return []
  const words = said.join('. ').replaceAll('*/', '* /').replaceAll(/\s+/g, ' ')
  return [`${indent}/** ${words} */`]
}

function memberName(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key)
}

function typeText(schema: Json, indent: string): string {
  if (!isJsonObject(schema)) return 'unknown'
  const { const: only, enum: choices, anyOf, oneOf, type } = schema
  if (only !== undefined) return JSON.stringify(only)
  if (Array.isArray(choices)) return choices.map((choice: Json) => JSON.stringify(choice)).join(' | ') || 'never'
  const forms = (anyOf ?? oneOf) as Json
  if (Array.isArray(forms)) return forms.map((form: Json) => typeText(form, indent)).join(' | ')
  if (Array.isArray(type)) return type.map((one: Json) => typeText({ ...schema, type: one }, indent)).join(' | ')
  switch (type) {
    case 'string':
    case 'boolean':
    case 'null':
      return type
    case 'number':
    case 'integer':
      return 'number'
    case 'array':
      return listText(typeText(schema['items'] ?? true, indent))
    case 'object':
      return objectText(schema, indent)
  }
  return 'unknown'
}

function listText(element: string): string {
  return /^[\w'"$]+$/.test(element) ? `${element}[]` : `(${element})[]`
}
