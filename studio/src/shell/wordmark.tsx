// The product's name with its mark.
import { Group, Text } from '@mantine/core'

export function Wordmark({ size = 24 }: { readonly size?: number }) {
  return (
    <Group gap="xs" wrap="nowrap">
      <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true">
        <rect width="32" height="32" rx="6" fill="var(--molde-accent)" />
        <path
          d="M8 23V9l8 8 8-8v14"
          stroke="var(--molde-onAccent)"
          strokeWidth="2.5"
          strokeLinejoin="round"
          strokeLinecap="round"
        />
      </svg>
      <Text fw={600} fz={size > 20 ? 18 : 15} lh={1}>
        Molde
      </Text>
    </Group>
  )
}
