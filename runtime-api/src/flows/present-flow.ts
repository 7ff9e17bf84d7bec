// How a flow and its versions are said on the wire.
import { type BlueprintVersion, type FlowVersion, type JsonObject, type OtherBlueprints, wireFlow } from '@molde/engine'

export interface PublishedFlow {
  readonly id: string
  /** Is it the one whose states are `record.state`? */
  readonly isFirst: boolean
  readonly version: FlowVersion
  readonly publishedAt: number
  readonly publishedBy: string | null
}

/** In the names that `blueprint`, the newest version, gives to fields and options. */
export function presentFlow(
  { id, isFirst, version, publishedAt, publishedBy }: PublishedFlow,
  blueprint: BlueprintVersion,
  others?: OtherBlueprints,
): JsonObject {
  return {
    id,
    ...wireFlow(version, blueprint, others),
    version: version.version,
    main: isFirst,
    publishedAt: new Date(publishedAt).toISOString(),
    publishedBy,
  }
}
