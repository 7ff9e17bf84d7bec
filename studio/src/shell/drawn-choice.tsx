// A choice as it looks until it can be made: in the same place and of the same size, so that nothing moves when it can.
import { ComboboxChevron, Input } from '@mantine/core'

export interface DrawnChoiceProps {
  readonly label: string
  readonly shown: string
}

/** For the eye alone: what is heard and pressed takes its place within a moment. */
export function DrawnChoice({ label, shown }: DrawnChoiceProps) {
  return (
    <div aria-hidden>
      <Input.Wrapper label={label} labelElement="div" size="xs">
        <Input component="div" size="xs" pointer rightSection={<ComboboxChevron size="xs" />}>
          {shown}
        </Input>
      </Input.Wrapper>
    </div>
  )
}
