// What publishing a draft would do, as the preview says it. A server may leave out what it does not work out.
import type { Json } from '@molde/engine'
import { useQuery } from '@tanstack/react-query'
import type { Label } from '../text/say-label.ts'
import { path, post } from './api-client.ts'
import type { Blueprint } from './blueprints-api.ts'
import type { WireData } from './records-api.ts'

/** `free`: no value is touched. `both-ways`: there and back by itself. `kept`: the old values are kept. `decision`: somebody should look. */
type ChangeBadge = 'free' | 'both-ways' | 'kept' | 'decision' | 'destroyed'

export interface DraftChange {
  /** Its place in the draft. */
  readonly op: number
  readonly sentence: string
  readonly badge: ChangeBadge
  readonly records: {
    readonly changed: number
    /** In which every value fits: the old ones can be worked out again, or are kept beside. */
    readonly exact: number
    readonly kept: number
    readonly failing: number
    readonly waiting: number
  }
  /** Shapes of values that cannot be carried over. */
  readonly patterns?: readonly { readonly pattern: string; readonly n: number; readonly example: string }[]
  /** Of rows that become records, or records that become rows. */
  readonly rows?: { readonly records: number; readonly rows: number; readonly empty: number }
  /** Who works with the field that changes. */
  readonly uses?: readonly UseOfField[]
  /** Of combinations that become unique: what records repeat today. */
  readonly duplicates?: readonly Repeated[]
  /** Of a field that moves to related records: how many of those are told different things, and some of them with what they are told. */
  readonly conflicts?: {
    readonly n: number
    readonly examples: readonly {
      readonly record: string
      readonly values: readonly { readonly value: Json; readonly n: number }[]
    }[]
  }
}

/** Of one combination. */
export interface Repeated {
  /** Keys. */
  readonly fields: readonly string[]
  /** How many values stand in more than one record, and in how many these stand. */
  readonly values: number
  readonly records: number
  readonly groups: readonly { readonly values: WireData; readonly n: number; readonly records: readonly string[] }[]
  /** Lots of values that differ in case, accents or spaces only. */
  readonly similar: { readonly n: number; readonly examples: readonly (readonly WireData[])[] }
  /** Do the later ones wait, or is publishing refused as long as there are some? */
  readonly waits: boolean
}

/** Publishing is refused as long as records repeat one another and the later ones shall not wait. */
export function isRepeatRefused(report: DraftReport | undefined): boolean {
  const repeated = report?.changes?.flatMap(({ duplicates = [] }) => duplicates) ?? []
  return repeated.some(({ records, waits }) => records > 0 && !waits)
}

/** `warn`: something else is given to it, or it is refused, from then on. */
export interface UseOfField {
  readonly kind: string
  readonly name: string
  readonly weight: 'warn' | 'info'
  readonly sentence: string
}

/** One record before and after, keyed by the names of each version. */
export interface RecordSample {
  readonly id: string
  readonly title: string
  readonly before: WireData
  readonly after: WireData
  /** Ids of fields whose values cannot be carried over. */
  readonly failing?: readonly string[]
  /** Those of them that are to be decided. */
  readonly waiting?: readonly string[]
}

/** A field that is destroyed for good. */
export interface Loss {
  /** Its key. */
  readonly field: string
  readonly label?: Label
  /** With a value of it, or with one that was kept for a way back. */
  readonly records: number
}

/** Records that a new rule would find wrong. */
interface BrokenRule {
  readonly check: 'rule-violations'
  readonly rule: string
  readonly n: number
}

/** Goes on with numbers of a unit that the draft changes. Publishing sends its id, or is refused. */
export interface NeededDecision {
  readonly check: 'needs-decision'
  readonly id: string
  readonly kind: 'flow' | 'view' | 'blueprint'
  readonly name: Label
  readonly message: string
}

export interface DraftReport {
  readonly records: {
    /** Live records of the blueprint. */
    readonly total: number
    readonly changed?: number
    /** With a value that cannot be carried over; of them, how many wait at their version. */
    readonly failing?: number
    readonly waiting?: number
  }
  readonly findings: readonly (BrokenRule | NeededDecision)[]
  readonly destroys?: readonly Loss[]
  /** What changes, in the reader's language: one text per op. */
  readonly sentences: readonly string[]
  readonly changes?: readonly DraftChange[]
  readonly samples?: readonly RecordSample[]
  /** False: counted on a part of the records. */
  readonly exact?: boolean
  /** The blueprint as it would be. */
  readonly after?: Pick<Blueprint, 'icon' | 'titleField' | 'fields' | 'rules' | 'uniques'>
}

/** What publishing would do, and the token that publishing needs. */
export interface Preview {
  readonly token: string
  readonly report: DraftReport
}

export const previewDraft = (tenant: string, blueprint: string) =>
  post<Preview>(path('tenants', tenant, 'blueprints', blueprint, 'draft', 'preview'), {})

/** What records repeat today of fields as they are published; `keys` are those of the published version. */
export function useRepeated(tenant: string, blueprint: string, keys: readonly string[], version: number) {
  return useQuery({
    queryKey: ['repeated', tenant, blueprint, version, keys],
    queryFn: async () => {
      const wanted = { ops: [{ op: 'uniques', add: [keys] }] }
      const url = path('tenants', tenant, 'blueprints', blueprint, 'draft', 'preview')
      const { report } = await post<{ readonly report: DraftReport }>(url, wanted)
      return { repeated: report.changes?.[0]?.duplicates?.[0], isExact: report.exact !== false }
    },
    // Records change all the time; it is asked anew whenever somebody looks.
    staleTime: 0,
    retry: false,
  })
}
