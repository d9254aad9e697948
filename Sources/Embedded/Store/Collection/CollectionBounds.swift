/// What a collection holds at once; everything else is gone through in as many passes as it takes.
struct CollectionBounds: Sendable {
  /// Packs that are counted or looked for together: 4 to 8 MiB with everything about them.
  var packs = 49_152
  /// Names that are gathered before they are marked: 4 MiB.
  var names = 131_072
}
