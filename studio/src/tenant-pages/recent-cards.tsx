// What this person opened last in the workspace: the way back into yesterday's work.
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { BlueprintSummary } from '../api/blueprints-api.ts'
import { recentRecords } from '../api/recent-records.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { BlueprintIcon } from '../ui/blueprint-icon.tsx'
import { LinkCard, LinkCards } from './link-cards.tsx'

export interface RecentCardsProps {
  readonly tenant: string
  readonly blueprints: readonly BlueprintSummary[]
}

export function RecentCards({ tenant, blueprints }: RecentCardsProps) {
  const { t } = useText()
  const { say } = useFormats()
  const [recent] = useState(() => recentRecords(tenant))
  // Of a kind that was deleted since, nothing can be opened.
  const shown = recent.flatMap((record) => {
    const blueprint = blueprints.find(({ name }) => name === record.blueprint)
    return blueprint ? [{ record, blueprint }] : []
  })
  if (shown.length === 0) return null
  return (
    <LinkCards id="recent-records" title={t('shell.recent')}>
      {shown.map(({ record, blueprint }) => (
        <LinkCard
          key={record.id}
          renderRoot={(props) => (
            <Link
              to="/t/$tenant/records/$blueprint/$id"
              params={{ tenant, blueprint: record.blueprint, id: record.id }}
              {...props}
            />
          )}
          name={record.title}
          icon={<BlueprintIcon icon={blueprint.icon} size={14} />}
          about={say(blueprint.label, wordsOfKey(blueprint.name))}
        />
      ))}
    </LinkCards>
  )
}
