// What can be done from the jump box: made, switched, opened in another workspace, left. Only what this person may do.
import { useMantineColorScheme } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useBlueprints } from '../api/blueprints-api.ts'
import { useSaveMe, useSignOut } from '../api/me-api.ts'
import { useIsOwner, useTenants } from '../api/tenants-api.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { currentLanguage, type Language, languageNames, languages, switchLanguage, useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { useErrorText } from '../ui/error-notice.tsx'
import { showFailed } from '../ui/undo-toast.tsx'
import { useIsPhone } from '../ui/use-is-phone.ts'
import type { JumpPlace } from './jump-place.ts'
import { openKeys } from './open-keys.ts'

export function useJumpActs(tenant: string): readonly JumpPlace[] {
  const { t } = useText()
  const { say } = useFormats()
  const navigate = useNavigate()
  const isOwner = useIsOwner(tenant)
  const isPhone = useIsPhone()
  const blueprints = useBlueprints(tenant).data?.items ?? []
  const tenants = useTenants().data?.items ?? []
  const switches = [...useThemes(), ...useLanguages()]
  const signOut = useSignOut()
  const act = (id: string, label: string, also: string, go: () => unknown): JumpPlace => ({
    id,
    group: 'acts',
    label,
    also,
    go: () => void go(),
  })
  return [
    ...blueprints.map((blueprint) =>
      act(
        `new-${blueprint.name}`,
        t('records.newOf', { kind: say(blueprint.label, wordsOfKey(blueprint.name)) }),
        t('jump.also.new'),
        () => navigate({ to: '/t/$tenant/records/$blueprint/new', params: { tenant, blueprint: blueprint.name } }),
      ),
    ),
    ...(isOwner
      ? [
          act('new-kind', t('shell.newKind'), t('jump.also.newKind'), () =>
            navigate({ to: '/t/$tenant/new-blueprint', params: { tenant } }),
          ),
        ]
      : []),
    ...switches,
    ...tenants
      .filter(({ slug }) => slug !== tenant)
      .map(({ slug, name }) =>
        act(`tenant-${slug}`, t('jump.workspace', { name }), t('jump.also.workspace'), () =>
          navigate({ to: '/t/$tenant', params: { tenant: slug } }),
        ),
      ),
    act('new-tenant', t('tenants.new'), t('jump.also.newTenant'), () => navigate({ to: '/new-tenant' })),
    // There are none to be pressed on a phone.
    ...(isPhone ? [] : [act('keys-sheet', t('keys.title'), t('jump.also.keys'), openKeys)]),
    act('sign-out', t('account.signOut'), t('jump.also.signOut'), async () => {
      await signOut.mutateAsync()
      await navigate({ to: '/sign-in' })
    }),
  ]
}

/** The two that are not chosen. */
function useThemes(): readonly JumpPlace[] {
  const { t } = useText()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (['light', 'dark', 'auto'] as const)
    .filter((scheme) => scheme !== colorScheme)
    .map((scheme) => ({
      id: `theme-${scheme}`,
      group: 'acts',
      label: t(`jump.${scheme}`),
      also: `${t('jump.also.theme')} ${t(`jump.also.${scheme}`)}`,
      go: () => setColorScheme(scheme),
    }))
}

/** The account's own, as on its page: another browser speaks it, too. */
function useLanguages(): readonly JumpPlace[] {
  const { t } = useText()
  const sayError = useErrorText()
  const save = useSaveMe()
  const speak = (language: Language) =>
    save.mutateAsync({ language }).then(
      () => switchLanguage(language).catch(() => showFailed(t('common.offline'))),
      (error: unknown) => showFailed(sayError(error)),
    )
  return languages
    .filter((language) => language !== currentLanguage())
    .map((language) => ({
      id: `language-${language}`,
      group: 'acts',
      label: t('jump.language', { name: languageNames[language] }),
      // Whoever is lost in a language looks for the word in their own.
      also: 'language idioma язык',
      go: () => void speak(language),
    }))
}
