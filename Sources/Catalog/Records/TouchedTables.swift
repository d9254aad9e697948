/// Which tables a transaction has changed, so that their generations are counted up once at its end.
final class TouchedTables {
  private(set) var names: Set<String> = []

  func insert(_ name: String) { names.insert(name) }
}
