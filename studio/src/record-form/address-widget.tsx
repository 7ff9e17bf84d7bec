// A postal address, member by member.
import { SimpleGrid, TextInput } from '@mantine/core'
import type { Json } from '@molde/engine'
import { useText } from '../text/text.ts'
import { GroupFrame } from './group-frame.tsx'
import type { WidgetProps } from './widget.ts'

const members = ['street', 'number', 'complement', 'district', 'city', 'region', 'postalCode', 'country'] as const
type Member = (typeof members)[number]

export function AddressWidget(props: WidgetProps) {
  const { t } = useText()
  const address = (
    props.value && typeof props.value === 'object' && !Array.isArray(props.value) ? props.value : {}
  ) as {
    readonly [member in Member]?: Json
  }
  const labels: Record<Member, string> = {
    street: t('form.street'),
    number: t('form.number'),
    complement: t('form.unit'),
    district: t('form.district'),
    city: t('form.city'),
    region: t('form.region'),
    postalCode: t('form.postalCode'),
    country: t('form.country'),
  }
  const change = (member: Member, text: string) => {
    const { [member]: _, ...others } = address
    const next = text === '' ? others : { ...address, [member]: text }
    props.onChange(Object.keys(next).length > 0 ? (next as Json) : undefined)
  }
  return (
    <GroupFrame {...props}>
      <div className="form-parts">
        <SimpleGrid cols={{ base: 1, xs: 2 }} verticalSpacing="xs">
          {members.map((member, place) => (
            <TextInput
              key={member}
              {...(place === 0 ? { id: props.id } : {})}
              aria-label={`${props.label}: ${labels[member]}`}
              placeholder={labels[member]}
              value={typeof address[member] === 'string' ? (address[member] as string) : ''}
              onChange={(event) => change(member, event.currentTarget.value)}
              onBlur={props.onBlur}
              autoComplete="off"
            />
          ))}
        </SimpleGrid>
      </div>
    </GroupFrame>
  )
}
