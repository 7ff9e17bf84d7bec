// A panel at a button, of which only the button is made until somebody opens it.
import { Popover, type PopoverProps } from '@mantine/core'
import {
  cloneElement,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
  type Ref,
  useId,
  useRef,
  useState,
} from 'react'
import { Stand } from './late-menu.tsx'
import { useLate } from './use-late.ts'

export interface LatePopoverProps extends Pick<PopoverProps, 'position' | 'width' | 'trapFocus'> {
  /** Takes a ref to its element, and what a button says of its panel. */
  readonly button: ReactElement<ButtonProps>
  /** What the panel is called. */
  readonly label: string
  readonly children: ReactNode
}

interface ButtonProps {
  readonly onClick?: (event: MouseEvent<HTMLElement>) => void
  readonly ref?: Ref<HTMLElement>
  readonly id?: string
  readonly 'aria-haspopup'?: 'dialog'
  readonly 'aria-expanded'?: boolean
  readonly 'aria-controls'?: string | undefined
  readonly 'data-expanded'?: true | undefined
}

export function LatePopover({ button, label, children, ...panel }: LatePopoverProps) {
  const id = useId()
  const element = useRef<HTMLElement>(null)
  const [isOpen, setOpen] = useState(false)
  const { isNeeded, isOpened } = useLate(isOpen)
  return (
    <>
      {cloneElement(button, {
        ref: element,
        id: `${id}-target`,
        'aria-haspopup': 'dialog',
        'aria-expanded': isOpen,
        'aria-controls': isOpen ? `${id}-dropdown` : undefined,
        'data-expanded': isOpen || undefined,
        onClick: (event: MouseEvent<HTMLElement>) => {
          button.props.onClick?.(event)
          setOpen(!isOpen)
        },
      })}
      {isNeeded && (
        <Popover id={id} opened={isOpened} onChange={setOpen} {...panel}>
          <Popover.Target>
            <Stand at={element} />
          </Popover.Target>
          <Popover.Dropdown aria-label={label}>{children}</Popover.Dropdown>
        </Popover>
      )}
    </>
  )
}
