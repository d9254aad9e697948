/// The 64 bytes every object begins with.
struct ObjectHeader: Hashable, Sendable {
  /// Bytes of a header.
  static let length = 64
  private static let magic = Array("FARSHORE".utf8)

  /// What the object is.
  var kind: ObjectKind
  /// Entries of a pack, pages of an index; 0 elsewhere.
  var count: UInt32 = 0
  /// Bytes of a body or payload; entries of an index.
  var bodyLength: UInt64 = 0
  /// The object's own id where its name is one; zero elsewhere.
  var id = ObjectID.zero
  /// The session that wrote a pack; 0 elsewhere.
  var session: UInt64 = 0
  /// The format's version.
  var version = Limits.version

  /// Lays the header out at the start of `target`.
  func write(to target: UnsafeMutableRawBufferPointer) {
    let head = UnsafeMutableRawBufferPointer(rebasing: target[..<Self.length])
    head.initializeMemory(as: UInt8.self, repeating: 0)
    head.copyBytes(from: Self.magic)
    for (index, letter) in kind.rawValue.utf8.enumerated() { head[8 + index] = letter }
    head.put(version, at: 12)
    head.put(UInt16(1), at: 14)
    head.put(count, at: 20)
    head.put(bodyLength, at: 24)
    id.write(to: head, at: 32)
    head.put(session, at: 48)
  }

  /// The 64 bytes.
  var bytes: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: Self.length) { buffer, count in
      write(to: UnsafeMutableRawBufferPointer(buffer))
      count = Self.length
    }
  }

  /// Reads and checks a header of the kind expected in the object `name`.
  init(_ bytes: UnsafeRawBufferPointer, expecting expected: ObjectKind, in name: String) throws(StoreError) {
    func broken(_ reason: String) -> StoreError { .damaged(object: name, chunk: nil, reason: reason) }
    guard bytes.count >= Self.length else { throw broken("it is cut off in its header") }
    guard bytes.part(0, 8).elementsEqual(Self.magic) else { throw broken("it does not begin with the mark FARSHORE") }
    guard bytes.part(8, 4).elementsEqual(expected.rawValue.utf8) else {
      throw broken("it is not of the kind \(expected.rawValue)")
    }
    let version = bytes.little(UInt16.self, at: 12)
    let known = expected == .record ? Limits.recordVersion : Limits.version
    guard version <= known else { throw .newerVersion(path: name, found: Int(version), known: Int(known)) }
    guard version >= 1 else { throw broken("its version is 0") }
    guard bytes.little(UInt16.self, at: 14) == 1 else { throw broken("its hash function is not known") }
    guard bytes.little(UInt16.self, at: 16) == 0 else { throw broken("its cipher is not known") }
    guard bytes.little(UInt16.self, at: 18) == 0, bytes.little(UInt64.self, at: 56) == 0 else {
      throw broken("reserved bytes of its header are set")
    }
    kind = expected
    self.version = version
    count = bytes.little(UInt32.self, at: 20)
    bodyLength = bytes.little(UInt64.self, at: 24)
    id = ObjectID(bytes, at: 32)
    session = bytes.little(UInt64.self, at: 48)
  }

  /// Makes a header to be written.
  init(
    kind: ObjectKind, count: UInt32 = 0, bodyLength: UInt64 = 0, id: ObjectID = .zero, session: UInt64 = 0,
    version: UInt16 = Limits.version
  ) {
    self.kind = kind
    self.count = count
    self.bodyLength = bodyLength
    self.id = id
    self.session = session
    self.version = version
  }
}
