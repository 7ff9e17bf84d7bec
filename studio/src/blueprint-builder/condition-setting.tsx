// A condition among the settings: closed while there is none, so that nobody has to know of it.
import { Button, Group, Stack, Text } from '@mantine/core'
import type { ExpressionScope } from '@molde/engine'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { ExpressionInput } from '../expression-input/expression-input.tsx'
import { useText } from '../text/text.ts'

export interface ConditionSettingProps {
  readonly label: string
  readonly about: string
  /** Empty: there is none. */
  readonly value: string
  readonly onChange: (text: string) => void
  readonly scope: ExpressionScope
}

const condition = { kind: 'boolean' } as const

export function ConditionSetting({ label, about, value, onChange, scope }: ConditionSettingProps) {
  const { t } = useText()
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
      <ExpressionInput
        label={label}
        description={about}
        value={value}
        onChange={onChange}
        scope={scope}
        want={condition}
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
