// Which values did the client send? Only `data` may be in the body: system fields are refused, not ignored.
import { isJsonObject, issue, type JsonObject, refuseIf } from '@molde/engine'

/** The `data` of a body; everything beside it is refused at its place. */
export function dataOf(body: unknown, path: readonly (string | number)[] = []): JsonObject {
  const members = isJsonObject(body) ? body : {}
  const unknown = Object.keys(members).filter((name) => name !== 'data')
  refuseIf(unknown.map((name) => issue([...path, name], 'unknown-member', { name, known: ['data'] })))
  const data = members['data']
  if (!isJsonObject(data)) refuseIf([issue([...path, 'data'], 'not-an-object')])
  return data as JsonObject
}
