/// The ids of the packs on one shelf, in no order.
final class PackNames {
  private let names: any ObjectNames
  private let shelf: String

  init(_ names: any ObjectNames, shelf: String) {
    self.names = names
    self.shelf = shelf
  }

  /// The next id; nil at the end.
  func next() throws(StoreError) -> ObjectID? {
    while let name = try names.next() {
      if name.hasPrefix(shelf), let id = ObjectID(hex: name) { return id }
    }
    return nil
  }
}
