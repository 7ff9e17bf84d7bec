// To which version the records shall go, and what that means: what the version says of itself, and what came after it.
import { List, Stack, Text } from '@mantine/core'
import { useBlueprintVersions } from '../api/blueprints-api.ts'
import { useText } from '../text/text.ts'
import { ChoiceSelect } from '../ui/choice-select.tsx'
import { useSayVersion } from '../version-history/use-say-version.ts'

export interface MoveTargetProps {
  readonly tenant: string
  readonly blueprint: string
  readonly newest: number
  readonly target: number
  readonly onTarget: (version: number) => void
}

export function MoveTarget({ tenant, blueprint, newest, target, onTarget }: MoveTargetProps) {
  const { t } = useText()
  const saidOf = useSayVersion()
  const newestFirst = [...(useBlueprintVersions(tenant, blueprint).data?.items ?? [])].sort(
    (a, b) => b.version - a.version,
  )
  const own = newestFirst.filter(({ version }) => version === target).flatMap(saidOf)
  const later = newestFirst.filter(({ version }) => version > target).flatMap(saidOf)
  return (
    <Stack gap="xs">
      <ChoiceSelect
        label={t('migration.toWhich')}
        value={String(target)}
        data={Array.from({ length: newest }, (_, i) => newest - i).map((version) => ({
          value: String(version),
          label: version === newest ? t('migration.toNewest', { version }) : t('design.version', { version }),
        }))}
        onChange={(version) => onTarget(Number(version))}
        w={{ base: '100%', sm: 240 }}
      />
      <Sentences about={t('migration.itsChanges', { version: target })} sentences={own} />
      <Sentences about={t('migration.laterChanges')} sentences={later} />
    </Stack>
  )
}

function Sentences({ about, sentences }: { readonly about: string; readonly sentences: readonly string[] }) {
  if (sentences.length === 0) return null
  return (
    <div>
      <Text size="xs" c="dimmed">
        {about}
      </Text>
      <List size="sm">
        {sentences.map((sentence) => (
          <List.Item key={sentence}>{sentence}</List.Item>
        ))}
      </List>
    </div>
  )
}
