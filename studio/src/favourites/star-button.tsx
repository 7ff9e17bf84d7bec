// The star: puts a record, list or view among the person's favourites, or takes it out.
import { ActionIcon } from '@mantine/core'
import { IconStar, IconStarFilled } from '@tabler/icons-react'
import type { Favourite } from '../api/favourites-api.ts'
import { useText } from '../text/text.ts'
import { LateTooltip } from '../ui/late-tooltip.tsx'
import { useStar } from './use-star.ts'

export interface StarButtonProps {
  readonly tenant: string
  /** What is starred, as it is shown until the server has answered. */
  readonly place: Favourite
  readonly name: string
}

export function StarButton({ tenant, place, name }: StarButtonProps) {
  const { t } = useText()
  const star = useStar(tenant)
  const isStarred = star.isStarred(place)
  const Icon = isStarred ? IconStarFilled : IconStar
  return (
    <LateTooltip label={t(isStarred ? 'favourites.isIn' : 'favourites.put')}>
      <ActionIcon
        size="lg"
        className="star"
        aria-label={t('favourites.star', { name })}
        aria-pressed={isStarred}
        disabled={!star.isReady}
        onClick={() => star.toggle(place)}
      >
        <Icon size={18} stroke={1.5} />
      </ActionIcon>
    </LateTooltip>
  )
}
