/// What a collection holds at once; everything else is gone through in as many passes as it takes.
struct CollectionBounds: Sendable {
  /// Packs that are counted or looked for together: 4 to 8 MiB.
  var packs = 131_072
  /// Names that are gathered before they are marked: 8 MiB.
  var names = 262_144
}
