// How often may somebody ask? Per actor when known, else per address; sign-in is stricter and has fixed keys of its own.
import type { Request, Response } from 'express'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { ApiError } from '../errors.ts'
import type { Runtime } from '../runtime.ts'
import { callerOf } from './address.ts'

const hooksPerMinute = 120
const failuresPerAccount = 10
const accountWindow = 15 * 60

export interface Limits {
  /** A request of a known actor. */
  actor(actor: string, response: Response): Promise<void>
  /** A request of nobody we know. */
  address(request: Request, response: Response): Promise<void>
  /** Refuses an address that has used up its requests, without counting this one. */
  refuseUsedUp(request: Request): Promise<void>
  /** One attempt at a route that tells who somebody is. `route` is the declared path, never the requested one. */
  attempt(route: string, request: Request, response: Response): Promise<void>
  /** A message to an automation, by its id. */
  hook(automation: string): Promise<void>
  /** A failed sign-in of an account, known or not: guessing from many addresses ends here. */
  account(email: string, outcome: 'check' | 'failed' | 'succeeded'): Promise<void>
}

export function createLimits(runtime: Runtime): Limits {
  const { rateLimit, signInLimit } = runtime.config
  const actors = new RateLimiterMemory({ keyPrefix: 'actor', points: rateLimit, duration: 60 })
  const addresses = new RateLimiterMemory({
    keyPrefix: 'address',
    points: Math.max(10, Math.ceil(rateLimit / 10)),
    duration: 60,
  })
  const attempts = new RateLimiterMemory({ keyPrefix: 'attempt', points: signInLimit, duration: 60 })
  const accounts = new RateLimiterMemory({ keyPrefix: 'account', points: failuresPerAccount, duration: accountWindow })

  const hooks = new RateLimiterMemory({ keyPrefix: 'hook', points: hooksPerMinute, duration: 60 })

  async function consume(limiter: RateLimiterMemory, key: string, response?: Response): Promise<void> {
    const state = await limiter.consume(key).catch((refused: unknown) => {
      if (refused instanceof RateLimiterRes) refuse(limiter, refused)
      throw refused
    })
    response?.set(headersOf(limiter, state))
  }

  function refuse(limiter: RateLimiterMemory, state: RateLimiterRes): never {
    runtime.metrics.count('rate_limited')
    const headers = headersOf(limiter, state)
    throw new ApiError('too-many-requests', { headers: { ...headers, 'Retry-After': headers['RateLimit-Reset'] } })
  }

  return {
    actor: (actor, response) => consume(actors, actor, response),
    address: (request, response) => consume(addresses, callerOf(request.ip), response),
    async refuseUsedUp(request) {
      const state = await addresses.get(callerOf(request.ip))
      if (state && state.consumedPoints > addresses.points) refuse(addresses, state)
    },
    attempt: (route, request, response) => consume(attempts, `${route} ${callerOf(request.ip)}`, response),
    hook: (automation) => consume(hooks, automation),
    async account(email, outcome) {
      const key = email.trim().toLowerCase()
      if (outcome === 'succeeded') {
        await accounts.delete(key)
        return
      }
      const state = outcome === 'failed' ? await accounts.penalty(key) : await accounts.get(key)
      if (outcome === 'check' && state && state.consumedPoints >= failuresPerAccount) refuse(accounts, state)
    },
  }
}

function headersOf(limiter: RateLimiterMemory, state: RateLimiterRes) {
  return {
    'RateLimit-Limit': `${limiter.points}`,
    'RateLimit-Remaining': `${Math.max(0, limiter.points - state.consumedPoints)}`,
    'RateLimit-Reset': `${Math.max(1, Math.ceil(state.msBeforeNext / 1000))}`,
  }
}
