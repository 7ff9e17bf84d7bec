// Where the jump box leads: lists, views of them, and the other pages of a workspace that this person may see.
import { useNavigate } from '@tanstack/react-router'
import { useBlueprints } from '../api/blueprints-api.ts'
import { designRoute } from '../api/design-look.ts'
import { useIsOwner } from '../api/tenants-api.ts'
import { useEveryView } from '../api/views-api.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { severalOf } from '../text/several.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import type { JumpPlace } from './jump-place.ts'

export function useJumpLists(tenant: string): readonly JumpPlace[] {
  const { say } = useFormats()
  const navigate = useNavigate()
  const blueprints = useBlueprints(tenant).data?.items ?? []
  return blueprints.map((blueprint) => ({
    id: `list-${blueprint.name}`,
    group: 'lists',
    label: say(severalOf(blueprint), wordsOfKey(blueprint.name)),
    star: { kind: 'list', blueprint: blueprint.name },
    go: () => void navigate({ to: '/t/$tenant/records/$blueprint', params: { tenant, blueprint: blueprint.name } }),
  }))
}

/** Everybody's and one's own, of every look; those of kinds of record that are gone have nothing to show. */
export function useJumpViews(tenant: string): readonly JumpPlace[] {
  const { t } = useText()
  const { say } = useFormats()
  const navigate = useNavigate()
  const blueprints = useBlueprints(tenant).data?.items ?? []
  const views = useEveryView(tenant).data?.items ?? []
  return views.flatMap((view): JumpPlace[] => {
    const blueprint = blueprints.find(({ name }) => name === view.blueprint)
    if (!blueprint) return []
    const look = view.kind ?? 'table'
    const several = say(severalOf(blueprint), wordsOfKey(blueprint.name))
    const what = t(`jump.kinds.${look}`)
    const place = { tenant, blueprint: blueprint.name }
    return [
      {
        id: `view-${view.id}`,
        group: 'views',
        label: say(view.label, view.name),
        also: `${what} ${several}`,
        kind: t('jump.ofKind', { what, kind: several }),
        star: {
          kind: 'view',
          blueprint: blueprint.name,
          id: view.id,
          name: view.name,
          ...(view.label === undefined ? {} : { label: view.label }),
        },
        go: () =>
          void (look === 'form'
            ? navigate({ to: '/t/$tenant/forms/$view', params: { tenant, view: view.id } })
            : navigate({ to: '/t/$tenant/records/$blueprint', params: place, search: { view: view.id } })),
      },
    ]
  })
}

export function useJumpPages(tenant: string): readonly JumpPlace[] {
  const { t } = useText()
  const { say } = useFormats()
  const navigate = useNavigate()
  const isOwner = useIsOwner(tenant)
  const blueprints = useBlueprints(tenant).data?.items ?? []
  const params = { tenant }
  const page = (id: string, label: string, also: string, go: () => unknown): JumpPlace => ({
    id,
    group: 'pages',
    label,
    also,
    go: () => void go(),
  })
  const everybodys = [
    page('settings', t('shell.settings'), t('jump.also.general'), () =>
      navigate({ to: '/t/$tenant/settings', params }),
    ),
    page('members', t('members.title'), t('jump.also.members'), () =>
      navigate({ to: '/t/$tenant/settings/members', params }),
    ),
    page('jobs', t('jobs.title'), t('jump.also.jobs'), () => navigate({ to: '/t/$tenant/settings/jobs', params })),
    page('trash', t('trash.title'), t('jump.also.trash'), () => navigate({ to: '/t/$tenant/settings/trash', params })),
    page('account', t('account.title'), t('jump.also.account'), () => navigate({ to: '/t/$tenant/account', params })),
  ]
  if (!isOwner) return everybodys
  return [
    page('design', t('shell.design'), t('jump.also.design'), () => navigate({ to: designRoute(), params })),
    page('model', t('jump.model'), t('jump.also.model'), () => navigate({ to: '/t/$tenant/model', params })),
    page('automations', t('shell.automations'), t('jump.also.automations'), () =>
      navigate({ to: '/t/$tenant/automations', params }),
    ),
    ...everybodys,
    page('calendars', t('calendars.title'), t('jump.also.calendars'), () =>
      navigate({ to: '/t/$tenant/settings/calendars', params }),
    ),
    page('api-keys', t('apiKeys.title'), t('jump.also.apiKeys'), () =>
      navigate({ to: '/t/$tenant/settings/api-keys', params }),
    ),
    page('webhooks', t('webhooks.title'), t('jump.also.webhooks'), () =>
      navigate({ to: '/t/$tenant/settings/webhooks', params }),
    ),
    ...blueprints.map((blueprint) =>
      page(
        `design-${blueprint.name}`,
        t('jump.designOf', { kind: say(blueprint.label, wordsOfKey(blueprint.name)) }),
        t('jump.also.designOf'),
        () => navigate({ to: '/t/$tenant/design/$blueprint', params: { tenant, blueprint: blueprint.name } }),
      ),
    ),
  ]
}
