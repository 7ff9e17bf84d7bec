// A member by name.
import { Text } from '@mantine/core'
import { useMembers } from '../api/members-api.ts'

export function UserName({ tenant, id }: { readonly tenant: string; readonly id: string }) {
  return (
    <Text span inherit truncate>
      {useUserName(tenant, id)}
    </Text>
  )
}

function useUserName(tenant: string, id: string): string {
  const member = useMembers(tenant).data?.items.find((one) => one.id === id)
  return member?.name || member?.email || id.slice(0, 8)
}
