// Where to go on from a kind of record that was just made: on its page for as long as nobody has used it.
import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Blueprint } from '../api/blueprints-api.ts'
import { useRecordCount } from '../api/count-records-api.ts'
import { useFlowsOf } from '../api/flows-api.ts'
import { useText } from '../text/text.ts'
import { NextStrip } from '../ui/next-strip.tsx'

export interface AfterCreatingProps {
  readonly tenant: string
  readonly blueprint: Blueprint
}

export function AfterCreating({ tenant, blueprint }: AfterCreatingProps) {
  return blueprint.version === 1 ? <Steps tenant={tenant} blueprint={blueprint} /> : null
}

function Steps({ tenant, blueprint: { name } }: AfterCreatingProps) {
  const { t } = useText()
  const count = useRecordCount(tenant, name, {})
  const { main, pending } = useFlowsOf(tenant, name)
  if (count === undefined || count.value > 0 || pending) return null
  const params = { tenant, blueprint: name }
  return (
    <NextStrip says={t('kinds.next')}>
      <Anchor
        size="sm"
        renderRoot={(props) => <Link to="/t/$tenant/records/$blueprint/new" params={params} {...props} />}
      >
        {t('design.addFirst')}
      </Anchor>
      {!main && (
        <Anchor
          size="sm"
          renderRoot={(props) => <Link to="/t/$tenant/design/$blueprint/flow" params={params} {...props} />}
        >
          {t('kinds.addSteps')}
        </Anchor>
      )}
      <Anchor size="sm" renderRoot={(props) => <Link to="/t/$tenant/new-blueprint" params={{ tenant }} {...props} />}>
        {t('kinds.another')}
      </Anchor>
    </NextStrip>
  )
}
