// Where a link leads, and whether to several. Once records may hold links, another way is named.
import { Select, Switch } from '@mantine/core'
import type { WireField } from '../api/blueprints-api.ts'
import { useRecordCount } from '../api/count-records-api.ts'
import { useText } from '../text/text.ts'
import { useTargetChoices } from './ask-target.tsx'
import type { LinkTarget } from './kind-meant.ts'

export interface LinkSettingsProps {
  readonly tenant: string
  readonly targets: readonly LinkTarget[]
  readonly own: string
  readonly field: WireField
  readonly isNew: boolean
  readonly onChange: (change: Partial<WireField>) => void
  /** For a published field of which no record has a value: another one takes its place. */
  readonly onReplace: (change: Partial<WireField>) => void
}

export function LinkSettings(props: LinkSettingsProps) {
  return props.isNew ? <Settings {...props} onSet={props.onChange} /> : <PublishedLink {...props} />
}

function PublishedLink(props: LinkSettingsProps) {
  const count = useRecordCount(props.tenant, props.own, {})
  const isFree = count?.value === 0
  return <Settings {...props} onSet={isFree ? props.onReplace : undefined} isFixed={count !== undefined && !isFree} />
}

interface SettingsProps extends LinkSettingsProps {
  readonly onSet: ((change: Partial<WireField>) => void) | undefined
  readonly isFixed?: boolean
}

function Settings({ targets, own, field, onSet, isFixed = false }: SettingsProps) {
  const { t } = useText()
  const choices = useTargetChoices(targets, own)
  const target = field.blueprint ?? ''
  return (
    <>
      <Select
        label={t('design.relationTo')}
        description={isFixed ? t('kinds.fixed') : undefined}
        data={choices}
        value={target}
        disabled={!onSet}
        allowDeselect={false}
        onChange={(blueprint) => blueprint && blueprint !== target && onSet?.({ blueprint })}
      />
      <Switch
        label={t('design.many')}
        checked={field.many ?? false}
        disabled={!onSet}
        onChange={(event) => onSet?.({ many: event.currentTarget.checked || undefined })}
      />
    </>
  )
}
