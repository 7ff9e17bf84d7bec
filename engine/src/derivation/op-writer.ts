// A draft in the making: each change is tried at once on the version that those before it made.
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import type { Reading } from '../blueprint/read-field.ts'
import { type Issue, issue, type Path } from '../errors.ts'
import { type IdGiver, idGiver } from '../ids.ts'
import type { JsonObject } from '../json.ts'
import { MAX_OPS, type OpContext } from '../lens/apply-ops.ts'
import { storedOp } from '../lens/op.ts'
import type { OpHistory } from '../lens/op-kind.ts'
import { readOp, versionAfter } from '../lens/wire-op.ts'

export interface OpWriter {
  /** The version that the changes so far make. */
  readonly version: BlueprintVersion
  readonly ops: readonly JsonObject[]
  /** What is in the way, at the places of what was sent. */
  readonly issues: readonly Issue[]
  /** Adds a change that follows from what stands at `place`. False when it may not be; why is in `issues`. */
  write(op: JsonObject, place: Path): boolean
  /** Where the reason for the op of that number, and of one inside of it, was sent. */
  placeOf(path: Path): Path
}

interface Written {
  readonly op: JsonObject
  readonly place: Path
  /** Places of the ops inside of it. */
  readonly inner: readonly Path[]
}

export function opWriter(head: BlueprintVersion, ids: IdGiver, context: OpContext): OpWriter {
  const history: OpHistory = context.history ?? { versionAt: () => undefined, opsInto: () => [] }
  const published = Array.from({ length: head.version - 1 }, (_, i) => history.opsInto(i + 2)).flat()
  const reading: Reading = { ids: idGiver(ids.counters()), issues: [], taken: new Set() }
  const issues: Issue[] = []
  const written: Written[] = []
  const opsBefore = [...published]
  let version = head
  let isFull = false
  return {
    issues,
    get version() {
      return version
    },
    get ops() {
      return written.map(({ op }) => op)
    },
    write(wire, place) {
      // What is more than a draft can hold is refused as that, not worked out to the end.
      if (written.length >= MAX_OPS) {
        if (!isFull) issues.push(issue(place, 'too-many-ops', { limit: MAX_OPS }))
        isFull = true
        return false
      }
      const { now, zone = 'UTC' } = context
      const op = readOp(wire, {
        ...{ version, path: [], reading, id: reading.ids.next('p'), now, zone, history },
        ...{ isFirst: written.length === 0, opsBefore },
        blueprintNamed: context.blueprintNamed,
      })
      for (const fault of reading.issues.splice(0)) issues.push({ ...fault, path: place })
      if (!op) return false
      opsBefore.push(storedOp(op))
      version = versionAfter(version, storedOp(op))
      append(written, wire, place)
      return true
    },
    placeOf([_, i, within, j]) {
      const found = written[Number(i)]
      return (within === 'ops' ? found?.inner[Number(j)] : undefined) ?? found?.place ?? []
    },
  }
}

/** Changes inside of one group that follow each other are one op. */
function append(written: Written[], op: JsonObject, place: Path): void {
  const last = written.at(-1)
  if (op['op'] !== 'each' || last?.op['op'] !== 'each' || last.op['field'] !== op['field']) {
    written.push({ op, place, inner: op['op'] === 'each' ? [place] : [] })
    return
  }
  const ops = [...(last.op['ops'] as JsonObject[]), ...(op['ops'] as JsonObject[])]
  written[written.length - 1] = { ...last, op: { ...op, ops }, inner: [...last.inner, place] }
}

/** Where changes are written: the fields of the blueprint, or those inside of a repeating group. */
export interface FieldWriter {
  readonly fields: readonly FieldDef[]
  write(op: JsonObject, place: Path): boolean
}

export function inGroup(writer: OpWriter, group: string): FieldWriter {
  const here = () => writer.version.fields.find(({ id }) => id === group)
  return {
    get fields() {
      return here()?.fields ?? []
    },
    write: (op, place) => writer.write({ op: 'each', field: here()?.key ?? group, ops: [op] }, place),
  }
}

export function inBlueprint(writer: OpWriter): FieldWriter {
  return {
    get fields() {
      return writer.version.fields
    },
    write: (op, place) => writer.write(op, place),
  }
}
