// What is whoever did something called: a member, a key, or somebody who has left?
import { useMe } from '../api/me-api.ts'
import { useMembers } from '../api/members-api.ts'
import { useText } from '../text/text.ts'

/** What the program does by itself is done by an actor of its own, or by nobody. */
function isSystem(id: string | null): id is 'system' | null {
  return id === null || id === 'system'
}

/** `keyName`: what the key is called, where a key did it. */
export function useActorName(tenant: string): (id: string | null, keyName?: string | null) => string {
  const { t } = useText()
  const members = useMembers(tenant).data?.items
  const me = useMe().data
  return (id, keyName) => {
    if (isSystem(id)) return t('history.system')
    const known = members?.find((one) => one.id === id) ?? (me?.id === id ? me : undefined)
    return known?.name || known?.email || keyName || t('history.somebody')
  }
}
