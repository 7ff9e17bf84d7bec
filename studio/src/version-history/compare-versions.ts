// What differs between two published versions, by field and by setting, as somebody would list it.
import { diffVersions, idGiver, newBlueprint } from '@molde/engine'
import { blueprintDocument } from '../api/blueprint-document.ts'
import type { BlueprintVersion, WireField, WireRule } from '../api/blueprints-api.ts'
import { wordsOfKey } from '../text/say-label.ts'

export interface ChangedSetting {
  readonly name: string
  readonly before: unknown
  readonly after: unknown
}

interface ChangedField {
  readonly field: WireField
  readonly settings: readonly ChangedSetting[]
  /** Of a list of rows, when its columns differ. */
  readonly columns?: Comparison
}

export interface Comparison {
  readonly added: readonly WireField[]
  readonly removed: readonly WireField[]
  readonly changed: readonly ChangedField[]
  readonly isReordered: boolean
  readonly about: readonly {
    readonly name: 'label' | 'plural' | 'icon' | 'titleField'
    readonly before: unknown
    readonly after: unknown
  }[]
  readonly rulesAdded: readonly WireRule[]
  readonly rulesRemoved: readonly WireRule[]
  /** Fields that no two records may share, each by the keys of its own version. */
  readonly uniquesAdded: readonly Unique[]
  readonly uniquesRemoved: readonly Unique[]
}

type Unique = BlueprintVersion['uniques'][number]

type Compared = Pick<
  BlueprintVersion,
  'name' | 'label' | 'plural' | 'icon' | 'titleField' | 'fields' | 'rules' | 'uniques'
>

const read = (version: Compared) => newBlueprint(blueprintDocument(version), idGiver({}))

export function compareVersions(before: Compared, after: Compared): Comparison {
  const difference = diffVersions(read(before), read(after))
  const find = ({ fields }: Compared, id: string) => fields.filter((field) => field.id === id)
  const rules = (version: Compared, ids: readonly string[]) => version.rules.filter(({ id }) => ids.includes(id))
  return {
    added: difference.added.flatMap((id) => find(after, id)),
    removed: difference.removed.flatMap((id) => find(before, id)),
    changed: difference.changed.flatMap(({ field: id, settings }) => {
      const [was, is] = [find(before, id)[0], find(after, id)[0]]
      if (!was || !is) return []
      const columns = was.fields && is.fields && compareVersions(rowsOf(was), rowsOf(is))
      const own = columns ? settings.filter((name) => name !== 'fields') : settings
      return [
        {
          field: is,
          settings: own.flatMap((name) => settingOf(name, was, is)),
          ...(columns && !isSame(columns) ? { columns } : {}),
        },
      ]
    }),
    isReordered: difference.reordered,
    about: difference.about.map((name) => {
      const key = name as 'label' | 'plural' | 'icon' | 'titleField'
      return { name: key, before: before[key], after: after[key] }
    }),
    rulesAdded: rules(after, difference.rules.added),
    rulesRemoved: rules(before, difference.rules.removed),
    uniquesAdded: uniquesNotIn(before, after),
    uniquesRemoved: uniquesNotIn(after, before),
  }
}

/** As if each row were a record. */
function rowsOf({ key, fields = [] }: WireField): Compared {
  return { name: key, fields, rules: [], uniques: [] }
}

/** A field may be called otherwise in the other version, and the order of them does not matter. */
function uniquesNotIn(other: Compared, version: Compared): readonly Unique[] {
  const ids = ({ fields }: Compared, unique: Unique) =>
    unique
      .map((key) => fields.find((field) => field.key === key)?.id)
      .sort()
      .join()
  const known = new Set(other.uniques.map((unique) => ids(other, unique)))
  return version.uniques.filter((unique) => !known.has(ids(version, unique)))
}

/** Somebody is asked about the field as long as it must be filled in: that is said by itself. */
function settingOf(name: string, before: WireField, after: WireField): ChangedSetting[] {
  if (name === 'askOnEdit') return []
  // Without a label a field is called by the words of its key.
  if (name === 'label')
    return [{ name, before: before.label ?? wordsOfKey(before.key), after: after.label ?? wordsOfKey(after.key) }]
  const key = name as keyof WireField
  return [{ name, before: before[key], after: after[key] }]
}

/** Nothing that anybody would see differs. */
export function isSame(comparison: Comparison): boolean {
  const { isReordered, ...lists } = comparison
  return !isReordered && Object.values(lists).every((list) => list.length === 0)
}
