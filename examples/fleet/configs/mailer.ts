import { component } from 'appia'
import type { MailerInput } from '../generated/ts/mailer.d.ts'

/** Writes to customers; started by systemd, which reads its document as an EnvironmentFile. */
export const mailer = component<MailerInput>(
  'mailer',
  {
    SMTP_HOST: 'smtp.internal',
    SMTP_PORT: '587',
    MAIL_FROM: 'shop@example.org',
  },
  { format: 'env' },
)
