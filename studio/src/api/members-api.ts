// Who may work in a tenant.
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { currentLanguage } from '../text/text.ts'
import { get, newIdempotencyKey, type Page, patch, path, post, remove } from './api-client.ts'
import { keys } from './query-client.ts'
import type { Role } from './tenants-api.ts'

export interface Member {
  /** The user's id. */
  readonly id: string
  readonly name?: string | null
  readonly email: string
  readonly role: Role
  /** `invited` until the invitation is accepted. */
  readonly status?: 'active' | 'invited'
  readonly createdAt?: string
}

export const membersQuery = (tenant: string) =>
  queryOptions({
    queryKey: keys.members(tenant),
    queryFn: () => get<Page<Member>>(path('tenants', tenant, 'members'), { query: { limit: 200 } }),
  })

export const useMembers = (tenant: string, enabled = true) => useQuery({ ...membersQuery(tenant), enabled })

export function useInviteMember(tenant: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (invitation: { email: string; role: Role }) =>
      post<Member>(path('tenants', tenant, 'members'), invitation, { idempotencyKey: newIdempotencyKey() }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.members(tenant) }),
  })
}

export function useChangeMember(tenant: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: { id: string; role: Role }) =>
      patch(path('tenants', tenant, 'members', change.id), { role: change.role }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.members(tenant) }),
  })
}

export function useRemoveMember(tenant: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => remove(path('tenants', tenant, 'members', id)),
    onSettled: () => client.invalidateQueries({ queryKey: keys.members(tenant) }),
  })
}

/** An invitation sent to the signed-in person's address. */
export interface Invitation {
  readonly id: string
  readonly tenantName: string
  readonly invitedBy: string | null
  readonly role: Role
  readonly expiresAt: string
}

/** What the link of an invitation mail shows, signed in or not. */
export interface OpenedInvitation {
  readonly tenantName: string
  readonly invitedBy: string | null
  readonly email: string
  readonly role: Role
  /** Then its owner signs in; else name and password make one. */
  readonly hasAccount: boolean
}

/** 404 when the link is wrong, used or too old. */
export function useOpenedInvitation(id: string, token: string) {
  return useQuery({
    queryKey: [...keys.invitations, id, token],
    queryFn: () => post<OpenedInvitation>(path('invitations', id, 'open'), { token }),
    enabled: token !== '',
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
}

/** Makes an account for the invited address and signs in with it. */
export function useJoinWithNewAccount(id: string, token: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (person: { name: string; password: string }) =>
      post<{ slug: string; name: string }>(path('invitations', id, 'join'), {
        ...person,
        token,
        language: currentLanguage(),
      }),
    onSuccess: () => client.resetQueries({ queryKey: keys.me }),
  })
}

export function useInvitations(enabled = true) {
  return useQuery({ enabled, queryKey: keys.invitations, queryFn: () => get<Page<Invitation>>(path('invitations')) })
}

export function useAcceptInvitation() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => post<{ slug: string; name: string }>(path('invitations', id, 'accept'), {}),
    // Not waited for: one is inside before the invitation is seen to be gone.
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.tenants })
      void client.invalidateQueries({ queryKey: keys.invitations })
    },
  })
}

export function useDeclineInvitation() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => remove(path('invitations', id)),
    onSettled: () => client.invalidateQueries({ queryKey: keys.invitations }),
  })
}
