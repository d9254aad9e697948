/// Ids as parts of object names.
enum RecordName {
  /// The id itself when it is safe as a part of a name: letters, digits, `.`, `_`, `-`, not beginning with a dot.
  static func checked(_ id: String) throws(StoreError) -> String {
    let allowed = id.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
        true
      default: false
      }
    }
    guard allowed, (1...Limits.id).contains(id.utf8.count), !id.hasPrefix(".") else { throw .badName(id) }
    return id
  }
}
