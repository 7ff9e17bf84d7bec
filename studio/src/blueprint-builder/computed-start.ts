// What does a field that nobody fills in begin with, so that there is something to change?
import type { FieldType, WireComputed } from '../api/blueprints-api.ts'
import type { FieldKind } from '../field-value/kind-of-field.ts'
import type { Definition } from './definition.ts'

const readable: readonly FieldType[] = ['number', 'integer', 'percent', 'rating', 'money', 'text']

/** Undefined of a type whose values people fill in. */
export function computedStart(type: FieldKind, { name, fields }: Definition): WireComputed | undefined {
  switch (type) {
    case 'formula':
      return { kind: 'formula', expr: fields.find((field) => readable.includes(field.type))?.key ?? '"…"' }
    case 'autonumber':
      return { kind: 'autonumber', format: '{0000}' }
    case 'lookup':
      return {
        kind: 'lookup',
        via: fields.find((field) => field.type === 'relation' && !field.many)?.key ?? '',
        field: '',
      }
    case 'rollup':
      return { kind: 'rollup', blueprint: name, via: '', function: 'count' }
    default:
      return undefined
  }
}
