/**
 * A value that is set where nothing stands yet, and left as it is live from then on: others change it. It stands for one
 * value of a document, or for all of one.
 */
export function initial<Value>(value: Value): Value {
  // For the author it is the value itself; it is taken off before anything is checked.
  return { $initial: value } as unknown as Value
}
