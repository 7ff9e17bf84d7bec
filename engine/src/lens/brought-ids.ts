// Which ids may a new field or option bring along? Blueprints travel with theirs; one that was given out here is never given again.
import type { WireField, WireOption } from '@molde/schemas'
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import type { Path } from '../errors.ts'
import type { IdLetter } from '../ids.ts'
import { type OpPlace, report } from './op-kind.ts'

/** What is asked about the ids of a blueprint; an OpPlace answers it. */
export interface IdsGiven extends Pick<OpPlace, 'version' | 'history' | 'outer'> {
  readonly reading: Pick<OpPlace['reading'], 'ids'>
}

/** Keeps the ids that a new field brings, also those inside of it. Reports each that was given out before, and answers false then. */
export function keepFieldIds(field: WireField, at: Path, place: OpPlace): boolean {
  return keepAll(idsInField(field, at), place)
}

/** The same for new options that stand at `at`. */
export function keepOptionIds(options: readonly WireOption[], at: Path, place: OpPlace): boolean {
  return keepAll(idsInOptions(options, at), place)
}

/**
 * Was it ever given out in this blueprint? Numbers above the counter were not; below it, only a look into every version tells those
 * that a document skipped. A version that nobody can show may have had it.
 */
export function wasGiven(id: string, { version, reading, history, outer }: IdsGiven): boolean {
  const last = reading.ids.counters()[id.charAt(0) as IdLetter] ?? 0
  if (Number(id.slice(1)) > last) return false
  // Inside of a group only the group's own past is known.
  if (outer) return true
  const past = Array.from({ length: version.version - 1 }, (_, i) => history.versionAt(i + 1))
  return past.some((known) => known === undefined || holds(known, id)) || holds(version, id)
}

interface Brought {
  readonly id: string
  readonly at: Path
}

function keepAll(brought: readonly Brought[], place: OpPlace): boolean {
  // One that is brought twice is told when it is taken.
  const faulty = brought.filter(({ id }) => wasGiven(id, place))
  for (const { id, at } of faulty) report(place, at, 'id-was-given', { id })
  if (faulty.length === 0) for (const { id } of brought) place.reading.ids.keep(id)
  return faulty.length === 0
}

function idsInField({ id, options = [], fields = [] }: WireField, at: Path): Brought[] {
  return [
    ...(id === undefined ? [] : [{ id, at: [...at, 'id'] }]),
    ...idsInOptions(options, [...at, 'options']),
    ...fields.flatMap((inner, i) => idsInField(inner, [...at, 'fields', i])),
  ]
}

function idsInOptions(options: readonly WireOption[], at: Path): Brought[] {
  return options.flatMap((option, i) =>
    typeof option === 'string' || option.id === undefined ? [] : [{ id: option.id, at: [...at, i, 'id'] }],
  )
}

function holds({ fields, reserved }: BlueprintVersion, id: string): boolean {
  const isHere = (field: FieldDef): boolean =>
    field.id === id || field.options?.some((option) => option.id === id) === true || (field.fields ?? []).some(isHere)
  return reserved.some((known) => known === id) || fields.some(isHere)
}
