// What people say about a record, and what they have starred.

import { FavouriteCards } from '../favourites/favourite-cards.tsx'
import { FavouriteLinks } from '../favourites/favourite-links.tsx'
import { StarButton } from '../favourites/star-button.tsx'
import { CommentComposer } from '../record-comments/comment-composer.tsx'
import { CommentPanel } from '../record-comments/comment-panel.tsx'
import { CommentText } from '../record-comments/comment-text.tsx'
import { GuideCase, GuidePart } from './guide-case.tsx'
import { ana, longText, records, tenant } from './samples.ts'

const nothing = () => undefined
const [first, second] = records

export function TalkGuide() {
  return (
    <>
      <GuidePart title="Comments">
        <GuideCase name="Said by others and oneself, edited, long">
          <CommentPanel
            topic={{ tenant, blueprint: 'delivery', id: first?.id ?? '' }}
            isClosed={false}
            isWanted={false}
          />
        </GuideCase>
        <GuideCase name="Of a record in the trash: only to be read">
          <CommentPanel topic={{ tenant, blueprint: 'delivery', id: first?.id ?? '' }} isClosed isWanted={false} />
        </GuideCase>
        <GuideCase name="Nothing said yet">
          <CommentPanel
            topic={{ tenant, blueprint: 'delivery', id: second?.id ?? '' }}
            isClosed={false}
            isWanted={false}
          />
        </GuideCase>
        <GuideCase name="Being written, being sent">
          {[false, true].map((isSending) => (
            <CommentComposer
              key={String(isSending)}
              tenant={tenant}
              label={isSending ? 'Being sent' : 'Being written'}
              text="Where is it?"
              onText={nothing}
              sendLabel="Save"
              isSending={isSending}
              onSend={nothing}
              onCancel={nothing}
            />
          ))}
        </GuideCase>
        <GuideCase name="Too long">
          <CommentComposer
            tenant={tenant}
            label="Too long"
            text={longText.repeat(60)}
            onText={nothing}
            sendLabel="Send"
            isSending={false}
            onSend={nothing}
          />
        </GuideCase>
        <GuideCase name="As words of a line">
          <CommentText tenant={tenant} text={`@[${ana}] ${longText}: https://example.com`} quiet />
        </GuideCase>
      </GuidePart>
      <GuidePart title="Favourites">
        <GuideCase name="In the rail">
          <FavouriteLinks tenant={tenant} />
        </GuideCase>
        <GuideCase name="On the start page of a phone">
          <FavouriteCards tenant={tenant} />
        </GuideCase>
        <GuideCase name="A star: on, off, hover, focus">
          <StarButton tenant={tenant} place={{ kind: 'list', blueprint: 'delivery' }} name="Deliveries" />
          <StarButton tenant={tenant} place={{ kind: 'list', blueprint: 'partner' }} name="Partners" />
          <span className="is-hovered">
            <StarButton tenant={tenant} place={{ kind: 'list', blueprint: 'partner' }} name="Partners, hover" />
          </span>
          <span className="is-focused">
            <StarButton tenant={tenant} place={{ kind: 'list', blueprint: 'partner' }} name="Partners, focus" />
          </span>
        </GuideCase>
      </GuidePart>
    </>
  )
}
