/** A graph that is not one of trees, or not one that is read: the runtime answers for it. */
export class UnreadGraph extends Error {
  override readonly name = UnreadGraph.name;
}
