// A flow was just published: says so, and leads to its records.
import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useText } from '../text/text.ts'
import { NextStrip } from '../ui/next-strip.tsx'

export interface AfterPublishingProps {
  readonly tenant: string
  readonly blueprint: string
  readonly onClose: () => void
}

export function AfterPublishing({ tenant, blueprint, onClose }: AfterPublishingProps) {
  const { t } = useText()
  const params = { tenant, blueprint }
  return (
    <NextStrip says={t('flow.published')} onClose={onClose}>
      <Anchor
        size="sm"
        renderRoot={(props) => <Link to="/t/$tenant/records/$blueprint/new" params={params} {...props} />}
      >
        {t('flow.addRecord')}
      </Anchor>
      <Anchor size="sm" renderRoot={(props) => <Link to="/t/$tenant/records/$blueprint" params={params} {...props} />}>
        {t('flow.openRecords')}
      </Anchor>
    </NextStrip>
  )
}
