// What of one change is told in the words that are spoken, and what in those of its own version: nothing is told as an act that nobody did.
import {
  type BlueprintVersion,
  decodeRecord,
  equalJson,
  type FieldDef,
  type Json,
  type StoredData,
  wireBlueprint,
} from '@molde/engine'

/** A value that the version cannot show, as it was. */
interface ToldAsItWas {
  readonly version: number
  /** The field in that version. */
  readonly field: Json
  readonly value: Json
}

export interface ToldChange {
  readonly field: string
  readonly id: string
  readonly from: Json
  readonly to: Json
  readonly fromAsItWas?: ToldAsItWas
  readonly toAsItWas?: ToldAsItWas
}

/** A record as it stood, and what the version that is spoken shows of that. */
export interface CarriedState {
  readonly data: StoredData
  readonly shape: BlueprintVersion
  readonly carried: StoredData
}

/**
 * In the words of `head`. Where those have none for anything that somebody wrote, in the words in which it was written, if these are
 * older: who speaks an old version is told nothing in newer words.
 */
export function changesBetween(head: BlueprintVersion, before: CarriedState, after: CarriedState): ToldChange[] {
  const told = head.fields.flatMap((field) => {
    const [from, to] = [sideOf(head, field, before), sideOf(head, field, after)]
    // By a way between two versions a value may become unreadable without anybody touching it.
    const isWritten =
      before.shape.version === after.shape.version &&
      !equalJson(valueIn(before.data, field), valueIn(after.data, field))
    const differs = !equalJson(from.value, to.value) || (isWritten && (from.asItWas ?? to.asItWas) !== undefined)
    const moved = !equalJson(valueIn(before.carried, field), valueIn(after.carried, field))
    return differs && (moved || isWritten) ? [change(head, field, from, to)] : []
  })
  const isElsewhere = before.shape.version !== after.shape.version || before.shape.version > head.version
  return told.length > 0 || isElsewhere ? told : inOwnWords(before, after)
}

interface Side {
  readonly value: Json
  readonly asItWas?: ToldAsItWas
}

function sideOf(head: BlueprintVersion, field: FieldDef, { data, shape, carried }: CarriedState): Side {
  const shown = valueIn(carried, field)
  const own = shape.version >= head.version ? undefined : shape.fields.find(({ id }) => id === field.id)
  if (!own || own.computed || field.computed) return { value: shown }
  const raw = valueIn(data, field)
  // What a version puts in where nothing was is its own doing.
  if (raw === null) return { value: null }
  return shown === null ? { value: null, asItWas: asItWas(shape, own, raw) } : { value: shown }
}

function change(shape: BlueprintVersion, field: FieldDef, from: Side, to: Side): ToldChange {
  return {
    field: field.key,
    id: field.id,
    from: saidValue(shape, field, from.value),
    to: saidValue(shape, field, to.value),
    ...(from.asItWas && { fromAsItWas: from.asItWas }),
    ...(to.asItWas && { toAsItWas: to.asItWas }),
  }
}

/** Of fields that a later version does not have. */
function inOwnWords({ data, shape }: CarriedState, after: CarriedState): ToldChange[] {
  return shape.fields.flatMap((field) => {
    const [from, to] = [valueIn(data, field), valueIn(after.data, field)]
    if (equalJson(from, to)) return []
    return [
      {
        field: field.key,
        id: field.id,
        from: null,
        to: null,
        fromAsItWas: asItWas(shape, field, from),
        toAsItWas: asItWas(shape, field, to),
      },
    ]
  })
}

function asItWas(shape: BlueprintVersion, field: FieldDef, value: Json): ToldAsItWas {
  const wire = (wireBlueprint(shape)['fields'] as readonly { readonly id?: Json }[]).find(({ id }) => id === field.id)
  return { version: shape.version, field: (wire ?? null) as Json, value: saidValue(shape, field, value) }
}

const valueIn = (data: StoredData, { id }: FieldDef): Json => data[id] ?? null

/** On the wire. */
export function saidValue(shape: BlueprintVersion, field: FieldDef, value: Json): Json {
  const stored: StoredData = { [field.id]: value }
  return decodeRecord(shape, stored)[field.key] ?? null
}
