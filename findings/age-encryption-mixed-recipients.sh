#!/bin/sh
# age-encryption (age in TypeScript, by age's author): one file is sealed for a post-quantum recipient and a classic one
# together, without a word. Whoever breaks X25519 one day opens it, whatever the other recipient is.
#
# Version    age-encryption 0.3.1 (npm)
# Expected   an error, as Go's age 1.3.2 gives: "incompatible recipients: can't mix post-quantum and classic recipients, or the
#            file would be vulnerable to quantum computers"
# Seen       a file with both stanzas, X25519 and mlkem768x25519, which either identity opens; Go's age opens it too
# So who seals with this package for several recipients has to look at their kinds before.
# Ends with 0 while this is so.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --no-audit --no-fund age-encryption@0.3.1 >/dev/null
cat >mix.js <<'JS'
import * as age from 'age-encryption'
const identities = [await age.generateX25519Identity(), await age.generateHybridIdentity()]
const encrypter = new age.Encrypter()
for (const identity of identities) encrypter.addRecipient(await age.identityToRecipient(identity))
const file = await encrypter.encrypt('hello')
const stanzas = [...Buffer.from(file).toString('latin1').matchAll(/^-> (\w+)/gm)].map(([, kind]) => kind)
for (const identity of identities) {
  const decrypter = new age.Decrypter()
  decrypter.addIdentity(identity)
  stanzas.push(await decrypter.decrypt(file, 'text'))
}
console.log(stanzas.join(' '))
JS
seen=$(node mix.js 2>&1) || true
echo "age-encryption 0.3.1: $seen"
[ "$seen" = 'X25519 mlkem768x25519 hello hello' ]
