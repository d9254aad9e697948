/// The names beneath a folder, one after the other in no order: a folder may hold millions.
protocol ObjectNames: AnyObject {
  /// The next name; nil at the end.
  func next() throws(StoreError) -> String?
}
