/** Calls the component's callback, which is not ours: what it throws or rejects with stops nobody and goes to `onFailure`. */
export function tell(call: () => unknown, onFailure: (error: unknown) => void): void {
  try {
    Promise.resolve(call()).catch(onFailure)
  } catch (error) {
    onFailure(error)
  }
}
