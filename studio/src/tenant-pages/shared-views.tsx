// The ways to look at records that somebody has made for everybody: where a colleague finds the board that all work on.
import { IconCalendar, IconForms, IconLayoutGrid, IconLayoutKanban, IconTable } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Blueprint } from '../api/blueprints-api.ts'
import { useSharedViews } from '../api/views-api.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { severalOf } from '../text/several.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { LinkCard, LinkCards } from './link-cards.tsx'

const icons = {
  table: IconTable,
  board: IconLayoutKanban,
  calendar: IconCalendar,
  gallery: IconLayoutGrid,
  form: IconForms,
}
/** More are found in their lists. */
const most = 8

export interface SharedViewsProps {
  readonly tenant: string
  readonly blueprints: readonly Pick<Blueprint, 'name' | 'label'>[]
}

export function SharedViews({ tenant, blueprints }: SharedViewsProps) {
  const { t } = useText()
  const { say } = useFormats()
  const views = useSharedViews(tenant).data ?? []
  const shown = views
    .flatMap((view) => {
      const blueprint = blueprints.find(({ name }) => name === view.blueprint)
      return blueprint ? [{ view, blueprint }] : []
    })
    .slice(0, most)
  if (shown.length === 0) return null
  return (
    <LinkCards id="shared-views" title={t('start.views')}>
      {shown.map(({ view, blueprint }) => {
        const Icon = icons[view.kind ?? 'table']
        return (
          <LinkCard
            key={view.id}
            renderRoot={(props) => (
              <Link
                to="/t/$tenant/records/$blueprint"
                params={{ tenant, blueprint: blueprint.name }}
                search={{ view: view.id }}
                {...props}
              />
            )}
            name={say(view.label, view.name)}
            icon={<Icon size={14} stroke={1.5} aria-hidden />}
            about={say(severalOf(blueprint), wordsOfKey(blueprint.name))}
          />
        )
      })}
    </LinkCards>
  )
}
