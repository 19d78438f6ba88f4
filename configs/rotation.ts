import { rotation, seconds } from 'appia'
import { cipher, rotationInterval } from './site.ts'

/** How encryption seeds rotate. A member joins with the recipient that `appia keygen MEMBER` prints on its node. */
export const seeds = rotation({
  algorithm: cipher,
  interval: rotationInterval,
  grace: seconds(300),
  longestMessageAge: seconds(60),
  keepPrevious: 1,
  members: {},
})
