// Which field does a name stand for, and how is a field written? In the direction wire → stored, or stored → wire.
import type { FieldId } from '../ids.ts'
import type { ClockPart } from './clock-members.ts'
import type { RecordMember, ValueType } from './expression.ts'
import { printExpression } from './print-expression.ts'
import { call, literal, nowhere, type Place, type Tree } from './tree.ts'
import { type ExpressionScope, listOf, type ScopeField, type Type, userType } from './types.ts'

/** Names under which fields lie that are not the record's own. */
export type FieldRoot = 'input' | 'before'

export type Direction = 'to-stored' | 'to-wire'

export interface Names {
  readonly direction: Direction
  find(fields: readonly ScopeField[], name: string): ScopeField | undefined
  /** A field of the record; `taken` are the names of elements in force. */
  dataField(field: ScopeField, at: Place, taken: ReadonlySet<string>): Tree
  /** A field of the event's form, or of the record before a change. */
  fieldOf(root: FieldRoot, field: ScopeField, at: Place): Tree
  /** A field of one element of a repeating group. */
  groupField(of: Tree, field: ScopeField, at: Place): Tree
}

export function namesFor(direction: Direction): Names {
  return direction === 'to-stored' ? toStored : toWire
}

export const reservedNames: ReadonlySet<string> = new Set(['record', 'input', 'actor', 'now'])

const celWords: ReadonlySet<string> = new Set([
  'as',
  'break',
  'const',
  'continue',
  'else',
  'for',
  'function',
  'if',
  'import',
  'let',
  'loop',
  'package',
  'namespace',
  'return',
  'var',
  'void',
  'while',
  '__proto__',
  'prototype',
])
/** These are words even after a point. */
const celLiterals: ReadonlySet<string> = new Set(['true', 'false', 'null', 'in'])
const identifier = /^[A-Za-z_][A-Za-z0-9_]*$/
const fieldIdPattern = /^f\d+$/

export function isFieldId(name: string): name is FieldId {
  return fieldIdPattern.test(name)
}

const toStored: Names = {
  direction: 'to-stored',
  // Where both could match, the key wins over the id.
  find: (fields, name) => lookup(fields).byKey.get(name) ?? lookup(fields).byId.get(name),
  dataField: (field, at) => ({ kind: 'name', name: field.id, at }),
  fieldOf: (root, field, at) => member({ kind: 'name', name: root, at }, field.id, at),
  groupField: (of, field, at) => member(of, field.id, at),
}

const toWire: Names = {
  direction: 'to-wire',
  find: (fields, name) => lookup(fields).byId.get(name),
  dataField: (field, at, taken) =>
    isBare(field.key) && !taken.has(field.key) ? { kind: 'name', name: field.key, at } : underData(field.key, at),
  fieldOf: (root, field, at) => member({ kind: 'name', name: root, at }, field.key, at),
  groupField: (of, field, at) => member(of, field.key, at),
}

function isBare(key: string): boolean {
  return identifier.test(key) && !reservedNames.has(key) && !celWords.has(key) && !celLiterals.has(key)
}

function underData(key: string, at: Place): Tree {
  return member(member({ kind: 'name', name: 'record', at }, 'data', at), key, at)
}

/** `of.name`, or `of["name"]` for a name that CEL cannot say after a point. */
function member(of: Tree, name: string, at: Place): Tree {
  return identifier.test(name) && !celLiterals.has(name)
    ? { kind: 'member', of, name, at }
    : { kind: 'index', of, index: literal(name, at), at }
}

/** How an expression names a field of the record: `cargo`, `record.data["my field"]`. */
export function sayFieldName(key: string): string {
  return printExpression(isBare(key) ? { kind: 'name', name: key, at: nowhere } : underData(key, nowhere), 'wire')
}

/** How a guard names a field of the event's form: `input.driver`. */
export function sayInputName(key: string): string {
  return printExpression(member({ kind: 'name', name: 'input', at: nowhere }, key, nowhere), 'wire')
}

/** How a list names a part of a clock: `record.clocks.answer.dueAt`. */
export function sayClockName(clock: string, part: ClockPart): string {
  return printExpression(clockTree(clock, part, nowhere), 'wire')
}

export function clockTree(clock: string, part: ClockPart, at: Place): Tree {
  const record: Tree = { kind: 'name', name: 'record', at }
  return member(member(member(record, 'clocks', at), clock, at), part, at)
}

interface Lookup {
  readonly byKey: ReadonlyMap<string, ScopeField>
  readonly byId: ReadonlyMap<string, ScopeField>
}

const lookups = new WeakMap<readonly ScopeField[], Lookup>()

function lookup(fields: readonly ScopeField[]): Lookup {
  let found = lookups.get(fields)
  if (!found) {
    found = {
      byKey: new Map(fields.map((field) => [field.key, field])),
      byId: new Map(fields.map((field) => [field.id, field])),
    }
    lookups.set(fields, found)
  }
  return found
}

/** Functions that turn a stored value into what an expression works with. A list that is not there is an empty list. */
const readings: { readonly [kind: string]: string } = {
  date: 'date',
  datetime: 'timestamp',
  duration: 'duration',
  list: 'list',
}

/** In the stored form the reading is written out, so that the text says everything and needs no types to run. */
export function typedRead(raw: Tree, type: Type, direction: Direction): Tree {
  const reading = readings[type.kind]
  return reading && direction === 'to-stored' ? call(reading, [raw], raw.at) : raw
}

/** What a typed read reads: `timestamp(f5)` → `f5`. Anything else is itself. */
export function rawRead(tree: Tree): Tree {
  if (tree.kind !== 'call' || tree.target || tree.args.length !== 1 || !Object.values(readings).includes(tree.name))
    return tree
  const arg = tree.args[0] as Tree
  return isRead(arg) ? arg : tree
}

function isRead(tree: Tree): boolean {
  return (tree.kind === 'name' && isFieldId(tree.name)) || (tree.kind === 'member' && isFieldId(tree.name))
}

export function typeOfField(field: ScopeField): Type {
  return field.fields ? listOf({ kind: 'group', fields: field.fields }) : field.type
}

export function typeOfMember(name: RecordMember, scope: ExpressionScope): ValueType {
  switch (name) {
    case 'state':
      return scope.stateField ? { kind: 'enum', field: scope.stateField } : { kind: 'text' }
    case 'createdAt':
    case 'updatedAt':
      return { kind: 'datetime' }
    case 'version':
    case 'rev':
      return { kind: 'number' }
    case 'createdBy':
      return userType
    case 'id':
      return { kind: 'text' }
  }
}

export function typeOfClockPart(part: ClockPart): ValueType {
  return { kind: part === 'status' ? 'text' : 'datetime' }
}

export const actorMembers: ReadonlyMap<string, ValueType> = new Map<string, ValueType>([
  ['id', userType],
  ['roles', { kind: 'list', of: { kind: 'text' } }],
  ['email', { kind: 'text' }],
])
