/// A vendor's site, where it has several with accounts of their own.
enum AccountSite: String, CaseIterable, Sendable {
  /// For accounts made in China.
  case national
  /// For accounts made elsewhere.
  case international
}
