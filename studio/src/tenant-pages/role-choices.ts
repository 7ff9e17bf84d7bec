// The roles that somebody can be given.
import type { useText } from '../text/text.ts'

export const roleChoices = (t: ReturnType<typeof useText>['t']) => [
  { value: 'owner', label: t('tenants.role_owner') },
  { value: 'member', label: t('tenants.role_member') },
]
