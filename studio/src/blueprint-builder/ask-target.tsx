// Where does a new link lead? Asked where its name does not say so and there are several kinds of record.
import { Button, Group, Stack } from '@mantine/core'
import { useText } from '../text/text.ts'
import { SearchSelect } from '../ui/search-select.tsx'
import { AddedAlong } from './added-along.tsx'
import type { LinkTarget } from './kind-meant.ts'

export interface AskTargetProps {
  /** Names of the fields that are added with it. */
  readonly along?: readonly string[]
  readonly label: string
  readonly targets: readonly LinkTarget[]
  /** The kind that gets the link. */
  readonly own: string
  readonly onDone: (target: string) => void
  readonly onCancel: () => void
}

export function AskTarget({ along = [], label, targets, own, onDone, onCancel }: AskTargetProps) {
  const { t } = useText()
  return (
    <Stack gap="xs">
      <SearchSelect
        label={t('kinds.whereTo', { name: label || t('fieldType.relation.name') })}
        placeholder={t('kinds.whichKind')}
        data={useTargetChoices(targets, own)}
        value={null}
        onChange={(target) => target && onDone(target)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          // It ends the question, not what the question stands in.
          event.stopPropagation()
          onCancel()
        }}
        limit={100}
        defaultDropdownOpened
        data-autofocus
        autoFocus
      />
      <AddedAlong fields={along} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </Group>
    </Stack>
  )
}

/** Every kind; its own last, as itself while it has no name yet. */
export function useTargetChoices(targets: readonly LinkTarget[], own: string) {
  const { t } = useText()
  return [
    ...targets.filter(({ name }) => name !== own).map(({ name, label }) => ({ value: name, label })),
    { value: own, label: targets.find(({ name }) => name === own)?.label ?? t('design.itself') },
  ]
}
