// The signed-in person: account, theme, sign out.
import { Avatar, Group, Menu, Text, UnstyledButton, useMantineColorScheme, VisuallyHidden } from '@mantine/core'
import {
  IconCheck,
  IconDeviceDesktop,
  IconKeyboard,
  IconLogout,
  IconMoon,
  IconSun,
  IconUserCircle,
} from '@tabler/icons-react'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useMe, useSignOut } from '../api/me-api.ts'
import { useText } from '../text/text.ts'
import { LateMenu } from '../ui/late-menu.tsx'
import { openKeys } from './open-keys.ts'

export function AccountMenu({ wide = false }: { readonly wide?: boolean }) {
  const { t } = useText()
  const me = useMe()
  const signOut = useSignOut()
  const navigate = useNavigate()
  const { tenant } = useParams({ strict: false })
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const name = me.data?.name || me.data?.email || ''
  const leave = async () => {
    await signOut.mutateAsync()
    await navigate({ to: '/sign-in' })
  }
  const themes = [
    { scheme: 'light', name: t('shell.themeLight'), Icon: IconSun },
    { scheme: 'dark', name: t('shell.themeDark'), Icon: IconMoon },
    { scheme: 'auto', name: t('shell.themeAuto'), Icon: IconDeviceDesktop },
  ] as const
  return (
    <LateMenu
      position={wide ? 'top-start' : 'bottom-end'}
      width={240}
      button={
        <UnstyledButton className="quiet-button" w={wide ? '100%' : undefined}>
          {/* Said in a text of its own: a label would have to contain the initials, too. */}
          <VisuallyHidden>{t('shell.account', { name })}</VisuallyHidden>
          <Group gap="xs" wrap="nowrap" aria-hidden>
            <Avatar size={28} name={name} color="ink" variant="light" />
            {wide && (
              <Text size="sm" truncate flex={1}>
                {name}
              </Text>
            )}
          </Group>
        </UnstyledButton>
      }
    >
      <Menu.Label>{me.data?.email}</Menu.Label>
      <Menu.Item
        leftSection={<IconUserCircle size={18} stroke={1.5} />}
        renderRoot={(props) =>
          tenant === undefined ? (
            <Link to="/account" {...props} />
          ) : (
            <Link to="/t/$tenant/account" params={{ tenant }} {...props} />
          )
        }
      >
        {t('account.title')}
      </Menu.Item>
      <Menu.Item leftSection={<IconKeyboard size={18} stroke={1.5} />} onClick={openKeys} visibleFrom="sm">
        {t('keys.title')}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Label>{t('shell.theme')}</Menu.Label>
      {themes.map(({ scheme, name, Icon }) => (
        <Menu.Item
          key={scheme}
          leftSection={<Icon size={18} stroke={1.5} />}
          rightSection={scheme === colorScheme && <IconCheck size={16} stroke={1.5} />}
          closeMenuOnClick={false}
          onClick={() => setColorScheme(scheme)}
          // The library calls every item of a menu the same.
          renderRoot={(props) => (
            <button {...props} type="button" role="menuitemradio" aria-checked={scheme === colorScheme} />
          )}
        >
          {name}
        </Menu.Item>
      ))}
      <Menu.Divider />
      <Menu.Item leftSection={<IconLogout size={18} stroke={1.5} />} onClick={leave}>
        {t('account.signOut')}
      </Menu.Item>
    </LateMenu>
  )
}
