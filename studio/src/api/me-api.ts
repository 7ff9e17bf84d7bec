// Who is signed in: the profile, and everything about signing up, in and out.
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { currentLanguage, type Language } from '../text/text.ts'
import { ApiError, get, patch, path, post, remove } from './api-client.ts'
import { forgetAsked } from './early-answers.ts'
import { forgetVersions } from './in-step.ts'
import { keys } from './query-client.ts'

export interface Me {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly language?: Language | null
  /** Until it is changed, nothing else is allowed. */
  readonly mustChangePassword?: boolean
  readonly superAdmin?: boolean
}

/** The signed-in person, or null. */
export const meQuery = queryOptions({ queryKey: keys.me, queryFn: readMe, staleTime: 60_000 })

async function readMe(): Promise<Me | null> {
  try {
    return await get<Me>(path('me'))
  } catch (failed) {
    if (failed instanceof ApiError && failed.status === 401) return null
    throw failed
  }
}

export const useMe = () => useQuery(meQuery)

export function useSignUp() {
  return useMutation({
    mutationFn: (person: { name: string; email: string; password: string }) =>
      post('/api/auth/sign-up/email', { ...person, callbackURL: '/verified', language: currentLanguage() }),
  })
}

export function useSendVerification() {
  return useMutation({
    mutationFn: (email: string) => post('/api/auth/send-verification-email', { email, callbackURL: '/verified' }),
  })
}

export function useSignIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (person: { email: string; password: string }) => post('/api/auth/sign-in/email', person),
    onSuccess: () => client.resetQueries({ queryKey: keys.me }),
  })
}

export function useSignOut() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => post('/api/auth/sign-out', {}),
    // What one person saw is not left for the next.
    onSuccess: () => {
      client.clear()
      client.setQueryData(keys.me, null)
      forgetAsked()
      forgetVersions()
    },
  })
}

export function useRequestPasswordReset() {
  return useMutation({
    mutationFn: (email: string) => post('/api/auth/request-password-reset', { email, redirectTo: '/reset-password' }),
  })
}

export function useResetPassword() {
  return useMutation({
    mutationFn: (reset: { token: string; newPassword: string }) => post('/api/auth/reset-password', reset),
  })
}

export function useChangePassword() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: { currentPassword: string; newPassword: string }) =>
      post('/api/auth/change-password', { ...change, revokeOtherSessions: true }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.me }),
  })
}

export function useSaveMe() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: { name?: string; language?: Language }) => patch<Me>(path('me'), change),
    onSuccess: (me) => client.setQueryData(keys.me, me),
  })
}

/** Permanent, with everything that is only this person's. */
export function useDeleteMe() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (password: string) => remove(path('me'), { body: { password } }),
    onSuccess: () => {
      client.clear()
      client.setQueryData(keys.me, null)
      forgetAsked()
      forgetVersions()
    },
  })
}
