/** How a member of an object or array literal is given, where it is not the site (above 0) of a literal. */
export const given = {
  /** The value carries its origin itself. */
  container: 0,
  /** The value, then its origin. */
  withOrigin: -1,
  /** In an object the value; in an array the value, then its origin, which matters if it is a text. */
  spread: -2,
  /** The name, the value, its origin. */
  computed: -3,
  /** An object that holds one method or accessor. */
  defined: -4,
  prototype: -5,
  hole: -6,
} as const
