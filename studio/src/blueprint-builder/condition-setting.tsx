// A condition among the settings: closed while there is none, so that nobody has to know of it.
import { Button, Group, Stack, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { WireField } from '../api/blueprints-api.ts'
import { ConditionInput } from '../expression-input/condition-input.tsx'
import { useConditionNames } from '../expression-input/condition-names.ts'
import { useText } from '../text/text.ts'
import { scopeOfDefinition } from './follow-renames.ts'

export interface ConditionSettingProps {
  readonly tenant: string
  readonly label: string
  readonly about: string
  /** Empty: there is none. */
  readonly value: string
  readonly onChange: (text: string) => void
  /** What it may speak of. */
  readonly fields: readonly WireField[]
}

export function ConditionSetting({ tenant, label, about, value, onChange, fields }: ConditionSettingProps) {
  const { t } = useText()
  const names = useConditionNames({ fields, record: false, actor: false })
  const scope = useMemo(() => scopeOfDefinition({ fields }), [fields])
  const [isOpen, setOpen] = useState(value !== '')
  if (!isOpen && value === '')
    return (
      <Stack gap={2} align="flex-start">
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} stroke={1.5} />}
          onClick={() => setOpen(true)}
        >
          {label}
        </Button>
        <Text size="xs" c="dimmed">
          {about}
        </Text>
      </Stack>
    )
  return (
    <Stack gap="xs">
      <ConditionInput
        tenant={tenant}
        label={label}
        description={about}
        value={value}
        onChange={(text) => onChange(text)}
        scope={scope}
        names={names}
        isBegun
      />
      <Group justify="flex-end">
        <Button
          variant="subtle"
          color="bad"
          size="xs"
          onClick={() => {
            onChange('')
            setOpen(false)
          }}
        >
          {t('builder.showAlways')}
        </Button>
      </Group>
    </Stack>
  )
}
