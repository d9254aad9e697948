/// What a collection holds at once; everything else is gone through in as many passes as it takes.
struct CollectionBounds: Sendable {
  /// Packs that are counted or looked for together: 12 to 16 MiB with everything about them.
  var packs = 131_072
  /// Names that are gathered before they are marked: 4 MiB.
  var names = 131_072
}
