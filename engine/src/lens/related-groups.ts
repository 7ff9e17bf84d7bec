// What would records that link to one record say of it, before anything is decided? For looks at a draft that moves fields there.
import type { FieldDef, StoredOp } from '../blueprint/blueprint.ts'
import type { Json } from '../json.ts'
import type { StoredData } from '../record/stored-record.ts'
import { Voices } from './chosen-value.ts'
import type { Attic, Crossing } from './crossing.ts'
import { noMaps, type OpMaps } from './lens.ts'
import { movedKeyOf } from './map-ops.ts'
import { type MoveToRelatedFieldOp, opOf } from './op.ts'
import { PretendedMaps } from './pretended-maps.ts'
import { stepsOf } from './wire-op.ts'

/** Related records of which different things are said. */
export interface Conflicts {
  /** What they say it of. */
  readonly field: FieldDef
  /** How many there are. */
  readonly n: number
  readonly examples: readonly Conflict[]
}

interface Conflict {
  /** The related record. */
  readonly record: string
  /** The most common first, at most five. */
  readonly values: readonly { readonly value: Json; readonly n: number }[]
}

const mostExamples = 5

/** `see` every record first; then it answers as the map will, as far as nothing stands in the related records yet. */
export class RelatedGroups implements OpMaps {
  readonly #groups = new Map<string, Map<string, Voices>>()
  readonly #pretended: OpMaps
  readonly isNeeded: boolean

  constructor(private readonly ops: readonly StoredOp[]) {
    this.#pretended = new PretendedMaps(noMaps, ops)
    for (const op of ops) if (isMoving(op)) this.#groups.set(op.id, new Map())
    this.isNeeded = this.#groups.size > 0
  }

  /** `data` and `attic` in the shape before the ops; `at`: when the record was last written, in ms. */
  see(data: StoredData, attic: Attic, at: number): void {
    const crossing: Crossing = { data: { ...data }, attic: { ...attic }, maps: this.#pretended }
    for (const op of this.ops) {
      if (isMoving(op)) this.#hear(opOf(op) as MoveToRelatedFieldOp, crossing.data, at)
      for (const step of stepsOf(op)) step.forward(crossing)
    }
  }

  recordOf(): undefined {
    return undefined
  }

  keyOf(map: string, record: string): string | undefined {
    const op = this.ops.find(({ id }) => id === map)
    const chosen =
      op &&
      this.#groups
        .get(map)
        ?.get(record)
        ?.chosen((opOf(op) as MoveToRelatedFieldOp).choose)
    return chosen === undefined ? undefined : movedKeyOf(chosen)
  }

  /** Of the op of that number; undefined when it moves nothing to related records. */
  conflictsOf(op: number): Conflicts | undefined {
    const groups = this.#groups.get(this.ops[op]?.id ?? '')
    if (!groups) return undefined
    const divided = [...groups].filter(([, voices]) => voices.isDivided)
    const examples = divided.slice(0, mostExamples).map(([record, voices]) => ({
      record,
      values: voices.all.slice(0, mostExamples).map(({ value, n }) => ({ value, n })),
    }))
    const [field] = (opOf(this.ops[op] as StoredOp) as MoveToRelatedFieldOp).own
    return { field: field as FieldDef, n: divided.length, examples }
  }

  #hear({ id, own: [field], link }: MoveToRelatedFieldOp, data: StoredData, at: number): void {
    const record = data[link.id]
    const groups = this.#groups.get(id)
    if (typeof record !== 'string' || !groups || !field) return
    const voices = groups.get(record) ?? new Voices()
    groups.set(record, voices)
    voices.add(data[field.id] ?? null, at)
  }
}

function isMoving({ op }: StoredOp): boolean {
  return op === 'moveToRelated'
}
