import Crypto

/// A small object: header, body, and the SHA-256 of its name and both.
enum SealedObject {
  /// The bytes of an object that is to be named `name`.
  static func bytes(
    _ kind: ObjectKind, name: String, body: [UInt8], version: UInt16 = Limits.version
  ) -> [UInt8] {
    let sealed = ObjectHeader(kind: kind, bodyLength: UInt64(body.count), version: version).bytes + body
    return sealed + seal(name, sealed).bytes
  }

  /// Checks an object read under `name` and gives back its body.
  static func body(_ kind: ObjectKind, name: String, of bytes: [UInt8]) throws(StoreError) -> [UInt8] {
    // Typed errors do not travel through `withUnsafeBytes`, so its closure answers with a value.
    let header = bytes.withUnsafeBytes { buffer in
      Result { () throws(StoreError) in try ObjectHeader(buffer, expecting: kind, in: name) }
    }
    let length = try header.get().bodyLength
    guard length <= UInt64(Limits.record), bytes.count == ObjectHeader.length + Int(length) + ContentHash.length else {
      throw .damaged(object: name, chunk: nil, reason: "its length is not what its header says")
    }
    let sealed = bytes.prefix(ObjectHeader.length + Int(length))
    guard seal(name, Array(sealed)).bytes.elementsEqual(bytes.suffix(ContentHash.length)) else {
      throw .damaged(object: name, chunk: nil, reason: "its hash does not match")
    }
    return Array(sealed.dropFirst(ObjectHeader.length))
  }

  /// Whether an object that claims a newer version was sealed under a known one, so that its claim is a flip.
  static func isVersionFlipped(_ kind: ObjectKind, name: String, _ bytes: [UInt8]) -> Bool {
    guard bytes.count >= ObjectHeader.length else { return false }
    // What fits none of them is of a version that only a newer program knows.
    return [Limits.version, Limits.recordVersion].contains { version in
      var sealed = bytes
      sealed.replaceSubrange(12..<14, with: [UInt8(truncatingIfNeeded: version), 0])
      return (try? body(kind, name: name, of: sealed)) != nil
    }
  }

  private static func seal(_ name: String, _ bytes: [UInt8]) -> ContentHash {
    var hasher = SHA256()
    hasher.update(data: Array(name.utf8) + [0])
    hasher.update(data: bytes)
    return hasher.finalize().withUnsafeBytes { ContentHash($0) }
  }
}
