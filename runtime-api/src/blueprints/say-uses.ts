// Where something works with a field, in sentences.
import { type FlowPlace, type Issue, issue, type Json, type Label } from '@molde/engine'

/** One sentence for each way in which a flow works with the field, with the steps and states that do. */
export function flowSentences(by: Label, label: Label, places: readonly FlowPlace[]): Issue[] {
  const parts = [...new Set(places.map(({ part }) => part))]
  return parts.map((part) => {
    const at = places.filter((place) => place.part === part).map((place) => place.at)
    const once = [...new Map(at.map((one) => [JSON.stringify(one), one])).values()]
    return issue([], `flow-uses-${part}`, { by: by as Json, label: label as Json, places: once as Json })
  })
}
