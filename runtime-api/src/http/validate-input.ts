// Are the path, the query and the body what the route declares?

import { type Issue, issue, refuseIf } from '@molde/engine'
import type { Request } from 'express'
import { ApiError } from '../errors.ts'
import { checkSchema } from './check-schema.ts'
import { hasBody, isStorable, readJsonBody } from './read-body.ts'
import type { JsonSchema, Route } from './route.ts'

export type Query = Readonly<Record<string, string | readonly string[]>>

/** Path parameters as text; what cannot be kept anywhere cannot name anything either. */
export function readParams(request: Request): Readonly<Record<string, string>> {
  const params: Record<string, string> = Object.create(null)
  for (const [name, value] of Object.entries(request.params)) {
    if (typeof value !== 'string' || !isStorable(value) || value.length > 512) throw new ApiError('not-found')
    params[name] = value
  }
  return params
}

/** The query as names with one or several texts. Own reading: no nesting, no arrays by brackets, bounded. */
export function readQuery(url: string): Query {
  const at = url.indexOf('?')
  const query: Record<string, string | string[]> = Object.create(null)
  if (at < 0) return query
  if (url.length > 16_384)
    throw new ApiError('bad-parameter', { detail: 'The address is longer than 16384 characters' })
  let count = 0
  for (const [name, value] of new URLSearchParams(url.slice(at + 1))) {
    count += 1
    if (count > 200) throw new ApiError('bad-parameter', { detail: 'More than 200 parameters' })
    if (!isStorable(name) || !isStorable(value))
      refuseIf([issue(['query', name.replaceAll('\0', '')], 'unstorable-text', { label: '' })])
    const before = query[name]
    query[name] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value]
  }
  return query
}

export function checkQuery(route: Route, query: Query): void {
  const known = route.query ?? {}
  const issues = Object.entries(query).flatMap(([name, value]): Issue[] => {
    const schema = Object.hasOwn(known, name) ? known[name] : undefined
    if (schema) return checkParameter(schema, name, value)
    return route.fieldFilters ? [] : [issue(['query', name], 'unknown-member', { name, known: Object.keys(known) })]
  })
  refuseIf(issues)
}

function checkParameter(schema: JsonSchema, name: string, value: string | readonly string[]): Issue[] {
  const path = ['query', name]
  if (schema.type === 'array') return checkSchema(schema, typeof value === 'string' ? [value] : value, path)
  if (typeof value !== 'string') return [issue(path, 'given-twice', { name })]
  return checkSchema(schema, typedText(schema, value), path)
}

/** `"12"` as the number 12 where a number is wanted; anything that does not read stays a text and is refused as such. */
function typedText(schema: JsonSchema, value: string): unknown {
  if (schema.type === 'integer') return /^-?\d{1,15}$/.test(value) ? Number(value) : value
  if (schema.type === 'boolean') return value === 'true' ? true : value === 'false' ? false : value
  return value
}

export async function readAndCheckBody(route: Route, request: Request): Promise<unknown> {
  if (!route.body) {
    if (hasBody(request) && !(await isEmptyObject(request)))
      throw new ApiError('bad-request', { detail: 'This route takes no body' })
    return undefined
  }
  const body = await readJsonBody(request, route.bodyLimit)
  if (body === undefined) {
    if (route.bodyOptional) return undefined
    throw new ApiError('bad-request', { detail: 'A JSON body is required' })
  }
  refuseIf(checkSchema(route.body, body, []))
  return body
}

/** Some clients always send one; whatever else it is, its size, type or form is not the point. */
async function isEmptyObject(request: Request): Promise<boolean> {
  const body = await readJsonBody(request, 64).catch((refused: unknown) => {
    if (refused instanceof ApiError) return null
    throw refused
  })
  return body === undefined || JSON.stringify(body) === '{}'
}
