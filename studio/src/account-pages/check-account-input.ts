// What is wrong with what was typed about an account, before it is sent. Answers are keys of the catalogue.

const shortestPassword = 10

export function emailProblem(email: string): 'account.badEmail' | undefined {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim()) ? undefined : 'account.badEmail'
}

export function newPasswordProblem(password: string): 'account.shortPassword' | undefined {
  return password.length < shortestPassword ? 'account.shortPassword' : undefined
}

export function nameProblem(name: string): 'account.nameMissing' | undefined {
  return name.trim() === '' ? 'account.nameMissing' : undefined
}

export function passwordProblem(password: string): 'account.passwordMissing' | undefined {
  return password === '' ? 'account.passwordMissing' : undefined
}

/** Only our own pages may be gone back to after signing in: never another site, never a script. */
export function safeNext(next: string | undefined): string {
  return next && /^\/(?![/\\])/.test(next) && !/[\s\\]/.test(next) ? next : '/'
}
