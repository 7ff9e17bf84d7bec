// Made-up records for the preview: the same ones while the definition is edited, so that nothing flickers.
import { type BlueprintVersion, decodeRecord, defaultData, type JsonObject, wireBlueprint } from '@molde/engine'
import type { Blueprint } from '../api/blueprints-api.ts'
import type { WireData } from '../api/records-api.ts'
import { makeFormCheck } from '../record-form/form-check.ts'
import { sampleRecord } from '../sample-data/sample-record.ts'
import type { Language } from '../text/text.ts'

export interface SampleRequest {
  readonly version: BlueprintVersion
  readonly language: Language
  readonly now: number
  /** A person who exists, for fields that name one. */
  readonly person: string
  readonly zone: string
  /** The tenant's. */
  readonly currency: string
}

export const wireOf = (version: BlueprintVersion) => wireBlueprint(version) as unknown as Blueprint

/** Each is legal where every required field can be made up; `number` tells them apart. */
export function sampleDataOf(request: SampleRequest, number: number): WireData {
  const { version, language, now, person, zone, currency } = request
  const blueprint = wireOf(version)
  const check = makeFormCheck(blueprint, { zone, now, actor: person })
  const ground = {
    language,
    currency,
    now,
    random: seeded(number + 1),
    related: new Map<string, readonly string[]>(),
    members: person ? [person] : [],
    stateFields: [],
  }
  const made = check && sampleRecord(blueprint, check, ground)
  return made ?? placeholdersOf(request)
}

/** What cannot be made up, as a link to a record that must exist, stands as dots. */
function placeholdersOf({ version, now, person, zone }: SampleRequest): WireData {
  const actor = { id: person, roles: [] }
  const given = decodeRecord(version, defaultData(version, { now, zone, actor })) as JsonObject
  const missing = version.fields.filter(({ required, readOnly, key }) => required && !readOnly && !(key in given))
  const open = Object.entries(given).filter(([key]) => !version.fields.find((field) => field.key === key)?.readOnly)
  return { ...Object.fromEntries(open), ...Object.fromEntries(missing.map(({ key }) => [key, '…'])) }
}

/** A simple generator: the same seed, the same records. */
function seeded(seed: number): () => number {
  let state = (seed * 48_271) % 2_147_483_647
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return (state - 1) / 2_147_483_646
  }
}
