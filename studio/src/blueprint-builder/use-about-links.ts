// Of a field that leads elsewhere: where it leads. It says more than that it is a link.
import type { WireField } from '../api/blueprints-api.ts'
import { relationsOf } from '../data-model-canvas/blueprints-to-graph.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import type { LinkTarget } from './kind-meant.ts'

/** `own`: the kind whose fields they are. */
export function useAboutLinks(targets: readonly LinkTarget[], own: string): (field: WireField) => string | undefined {
  const { t } = useText()
  return (field) => {
    const names = relationsOf(field).map(({ blueprint = '' }) => {
      if (blueprint === own && !targets.some(({ name }) => name === own)) return t('design.itself')
      return targets.find(({ name }) => name === blueprint)?.label ?? wordsOfKey(blueprint)
    })
    if (names.length === 0) return undefined
    const leads = t('kinds.linkTo', { name: names.join(', ') })
    return field.many ? `${leads} · ${t('design.many')}` : leads
  }
}
