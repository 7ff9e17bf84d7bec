// What a tenant's listeners are told after a commit: which record or job changed, never its data.

export type LiveEvent =
  | {
      readonly kind:
        | 'record.created'
        | 'record.updated'
        | 'record.deleted'
        | 'record.restored'
        | 'record.transition'
        | 'record.attached'
      readonly blueprint: string
      readonly id: string
      readonly rev: number
      /** Key of the event that was sent to the record, of a transition. */
      readonly event?: string
    }
  | {
      readonly kind: 'job.progress'
      readonly id: string
      readonly job: string
      readonly status: string
      readonly done: number
      readonly total: number | null
    }
  /** Said about the record `id`. */
  | {
      readonly kind: 'comment.created' | 'comment.updated' | 'comment.deleted'
      readonly blueprint: string
      readonly id: string
      readonly comment: string
    }
  /** Only for the member `to`, and said to nobody else: there is something new, or something was read. */
  | { readonly kind: 'notifications.changed'; readonly to: string }
  /** Somebody joined, or left. */
  | { readonly kind: 'members.changed' }
  /** A blueprint, flow or view was created, published or put in the trash. */
  | {
      readonly kind: 'definition.changed'
      readonly definition: 'blueprint' | 'flow' | 'view' | 'automation'
      readonly name: string
      /** Only for these, and said to nobody else: a view that others do not see. */
      readonly among?: { readonly roles: readonly string[]; readonly members: readonly string[] }
    }
