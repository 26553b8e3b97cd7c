/** Whether two pieces of JSON say the same; an absent member is the same as an undefined one. */
export function sameValue(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one) || Array.isArray(other)) {
    if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
    return one.every((item, index) => sameValue(item, other[index]));
  }
  const [left, right] = [membersOf(one), membersOf(other)];
  return left.size === right.size && Array.from(left).every(([name, value]) => sameValue(value, right.get(name)));
}

/** Of what both sides made of `base`: what was changed, and where both changed it, what `choose` says. */
export function threeWay<T>(base: T, ours: T, theirs: T, choose: (ours: T, theirs: T) => T): T {
  if (sameValue(ours, theirs) || sameValue(theirs, base)) return ours;
  return sameValue(ours, base) ? theirs : choose(ours, theirs);
}

function membersOf(value: object): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(value).filter(([, member]) => member !== undefined));
}
