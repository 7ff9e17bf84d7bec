// The other looks of a list: a board, a calendar in its three spans, a gallery.
import { useState } from 'react'
import type { Span } from '../date-input/calendar-days.ts'
import { BoardCard } from '../record-board/board-card.tsx'
import { ColumnGuide } from '../record-board/column-guide.tsx'
import { RecordBoard } from '../record-board/record-board.tsx'
import { RecordCalendar } from '../record-calendar/record-calendar.tsx'
import { CardCover } from '../record-gallery/card-cover.tsx'
import { RecordGallery } from '../record-gallery/record-gallery.tsx'
import { GuideCase, GuidePart } from './guide-case.tsx'
import { delivery, longText, picture, records, tenant } from './samples.ts'

const nothing = () => undefined
const [, status] = delivery.fields
const nowhere = {}

export function LookGuide() {
  if (!status) return null
  return (
    <>
      <GuidePart title="Cards of a board">
        {(['At rest', 'On its way', 'Under the pointer'] as const).map((name, place) => {
          const record = records[place]
          return (
            record && (
              <GuideCase key={name} name={name} {...(place === 2 ? { as: 'hovered' as const } : {})}>
                <ul className="bare-list guide-board">
                  <BoardCard
                    tenant={tenant}
                    blueprint={delivery}
                    field={status}
                    isState={false}
                    record={record}
                    isMoving={place === 1}
                    places={[{ key: 'DELIVERED', label: 'Delivered' }]}
                    onDrag={nothing}
                    onMove={nothing}
                  />
                </ul>
              </GuideCase>
            )
          )
        })}
        <GuideCase name="Columns of a board on a phone" isWide>
          <ColumnGuide
            field={status}
            columns={(status.options ?? []).map(({ key }, place) => ({
              key,
              label: key,
              count: place === 3 ? undefined : { value: place * 500, capped: place === 2 },
            }))}
            onGo={nothing}
          />
        </GuideCase>
      </GuidePart>
      <GuidePart title="Board">
        <GuideCase name="Full and empty columns" isWide>
          <RecordBoard
            tenant={tenant}
            blueprint={delivery}
            ask={nowhere}
            field={status}
            isState={false}
            onCreate={nothing}
          />
        </GuideCase>
      </GuidePart>
      <GuidePart title="Calendar">
        {(['month', 'week', 'day'] as const).map((span) => (
          <GuideCase key={span} name={span} isWide>
            <OneCalendar start="due" span={span} />
          </GuideCase>
        ))}
        <GuideCase name="By the hour" isWide>
          <OneCalendar start="at" span="week" />
        </GuideCase>
      </GuidePart>
      <GuidePart title="Gallery">
        <GuideCase name="Covers: a picture, none, without a field for one">
          <CardCover tenant={tenant} title="Tiles" hue="blue" field={status} value={picture as never} />
          <CardCover tenant={tenant} title={longText} hue="amber" field={status} value={undefined} />
          <CardCover tenant={tenant} title="Cork" hue="slate" field={undefined} value={undefined} />
        </GuideCase>
        <GuideCase name="Cards" isWide>
          <div className="guide-gallery">
            <RecordGallery
              tenant={tenant}
              blueprint={delivery}
              records={records}
              listKey="guide"
              hasMore={false}
              isLoadingMore={false}
              onMore={nothing}
            />
          </div>
        </GuideCase>
      </GuidePart>
    </>
  )
}

function OneCalendar({ start, span }: { readonly start: string; readonly span: Span }) {
  const [place, setPlace] = useState({ at: '2026-12-01', span })
  return (
    <RecordCalendar
      tenant={tenant}
      blueprint={delivery}
      ask={nowhere}
      start={start}
      at={place.at}
      span={place.span}
      onMove={(at, next) => setPlace({ at, span: next })}
      onOpen={nothing}
      onCreate={nothing}
    />
  )
}
