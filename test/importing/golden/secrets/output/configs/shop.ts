import { component, secret } from 'appia'
import type { ShopInput } from '../generated/ts/shop.d.ts'

/** From shop.json. */
export const shop = component<ShopInput>('shop', {
  db: {
    host: 'db',
    user: 'shop',
    password: secret('shop-db-password'),
    password_file: '/run/secrets/db',
  },
  stripe: {
    apiKey: secret('shop-stripe-api-key'),
    token_ttl: 3600,
  },
  url: secret('shop-url'),
  session: secret('shop-session'),
  commit: '9fceb02d0ae598e95dc970b74767f19372d61af8',
  tokens: [secret('shop-tokens-1'), secret('shop-tokens-2')],
  placeholder: {
    secret: '${SHOP_SECRET}',
  },
})
