// What is the one stored form of a reference to an uploaded file?
import type { FieldDef } from '../blueprint/blueprint.ts'
import { fileMembers } from '../blueprint/file-kinds.ts'
import { someOf } from '../expression/near.ts'
import { isJsonObject, type Json } from '../json.ts'
import { plainText } from './plain-text.ts'
import { type EncodeValue, refuse, said } from './refused.ts'

/** Longest name of a file; the server cuts longer ones. */
export const LONGEST_FILE_NAME = 255

/**
 * The id alone or an object with it. Name, size and type are kept as they come: whoever writes replaces them by what it knows
 * of the file before it hands them over, and a reference without them is no value.
 */
export function encodeFile(field: FieldDef): EncodeValue {
  return (value) => {
    const sent: unknown = typeof value === 'string' ? { id: value } : value
    if (!isJsonObject(sent)) return refuse(field, 'not-file')
    const known: readonly string[] = fileMembers
    const stray = Object.keys(sent).find((name) => !known.includes(name))
    if (stray !== undefined)
      return refuse(field, 'unknown-member', { name: said(stray), known: someOf(fileMembers) }, [stray])
    const id = shortText(sent['id'], 64)
    const [name, type] = [shortText(sent['name'], LONGEST_FILE_NAME), shortText(sent['type'], 127)]
    const { size } = sent
    const odd =
      !id ||
      (sent['name'] !== undefined && !name) ||
      (sent['type'] !== undefined && !type) ||
      (size !== undefined && !(Number.isSafeInteger(size) && (size as number) >= 0))
    if (odd) return refuse(field, 'not-file')
    return { id, ...(name && { name }), ...(size !== undefined && { size: size as number }), ...(type && { type }) }
  }
}

function shortText(value: Json | undefined, most: number): string | undefined {
  return typeof value === 'string' && value.length <= most ? plainText(value)?.trim() : undefined
}
