// A menu of which only the button is made until somebody opens it: most menus of a page never are, and each costs more than a row.
import { Menu, type MenuDropdownProps, type MenuProps } from '@mantine/core'
import {
  cloneElement,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
  type Ref,
  type RefObject,
  useId,
  useImperativeHandle,
  useRef,
  useState,
} from 'react'
import { useLate } from './use-late.ts'

export interface LateMenuProps extends Pick<MenuProps, 'position' | 'width' | 'onChange' | 'opened'> {
  /** Takes a ref to its element, and what a button says of its menu. */
  readonly button: ReactElement<ButtonProps>
  readonly dropdown?: MenuDropdownProps
  readonly children: ReactNode
}

interface ButtonProps {
  readonly onClick?: (event: MouseEvent<HTMLElement>) => void
  readonly ref?: Ref<HTMLElement>
  readonly id?: string
  readonly 'aria-haspopup'?: 'menu'
  readonly 'aria-expanded'?: boolean
  readonly 'aria-controls'?: string | undefined
  readonly 'data-expanded'?: true | undefined
}

/** Opened by its button alone where `opened` is not given. */
export function LateMenu({ button, dropdown, children, opened, onChange, ...menu }: LateMenuProps) {
  const id = useId()
  const element = useRef<HTMLElement>(null)
  const [own, setOwn] = useState(false)
  const isOpen = opened ?? own
  const set = (next: boolean) => {
    if (opened === undefined) setOwn(next)
    onChange?.(next)
  }
  const { isNeeded, isOpened } = useLate(isOpen)
  return (
    <>
      {cloneElement(button, {
        ref: element,
        id,
        'aria-haspopup': 'menu',
        'aria-expanded': isOpen,
        'aria-controls': isOpen ? `${id}-dropdown` : undefined,
        'data-expanded': isOpen || undefined,
        onClick: (event: MouseEvent<HTMLElement>) => {
          button.props.onClick?.(event)
          set(!isOpen)
        },
      })}
      {isNeeded && (
        <Menu id={id} opened={isOpened} onChange={set} {...menu}>
          <Menu.Target>
            <Stand at={element} />
          </Menu.Target>
          <Menu.Dropdown {...dropdown}>{children}</Menu.Dropdown>
        </Menu>
      )}
    </>
  )
}

/** What a menu or panel takes for its button: the button that stands already. */
export function Stand({
  at,
  ref,
}: {
  readonly at: RefObject<HTMLElement | null>
  readonly ref?: Ref<HTMLElement | null>
}) {
  useImperativeHandle<HTMLElement | null, HTMLElement | null>(ref, () => at.current, [at])
  return null
}
