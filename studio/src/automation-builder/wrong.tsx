// What is wrong, at the place where it is.
import { Text } from '@mantine/core'

export function Wrong({ said }: { readonly said: readonly string[] }) {
  if (said.length === 0) return null
  return (
    <Text size="sm" c="bad" role="status" style={{ overflowWrap: 'anywhere' }}>
      {said.join(' ')}
    </Text>
  )
}
