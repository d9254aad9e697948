/// Immutable objects under names: all that a region store asks of what keeps its bytes.
///
/// A folder is the first implementation; an object store can stand behind the same few calls.
protocol ObjectStore: Sendable {
  /// What errors name.
  var location: String { get }

  /// Begins an object; nobody sees it before it is placed.
  func stage() throws(StoreError) -> any StagedObject

  /// Makes everything placed so far durable under its name.
  func settle() throws(StoreError)

  /// Reads `length` bytes from `offset`, or fewer at the end, into `buffer`.
  ///
  /// `fromDevice` reads what the device holds, past any cache; the buffer needs a block's room on either side.
  func read(
    _ name: String, at offset: Int64, length: Int, into buffer: AlignedBuffer, fromDevice: Bool
  ) throws(StoreError) -> UnsafeRawBufferPointer

  /// The object's size in bytes; nil when there is none of that name.
  func size(of name: String) throws(StoreError) -> Int64?

  /// The names directly beneath `folder`, in no order; none when there is no such folder.
  func names(_ folder: String) throws(StoreError) -> any ObjectNames

  /// Removes an object; one that is not there is fine.
  func delete(_ name: String) throws(StoreError)

  /// Takes a lock that ends with its holder's process; nil when somebody else holds it.
  func lock(_ name: String) throws(StoreError) -> (any HeldLock)?

  /// Removes what writers that died left half-written; gives back the bytes freed.
  func sweepLeftovers() throws(StoreError) -> Int64
}

extension ObjectStore {
  /// The names directly beneath a folder that holds few, sorted.
  func list(_ folder: String) throws(StoreError) -> [String] {
    let stream = try names(folder)
    var names: [String] = []
    while let name = try stream.next() { names.append(name) }
    return names.sorted()
  }

  /// A small object's bytes; nil when there is none of that name.
  func get(_ name: String, limit: Int) throws(StoreError) -> [UInt8]? {
    guard let size = try size(of: name) else { return nil }
    guard size <= limit else { throw .damaged(object: name, chunk: nil, reason: "it is longer than its kind may be") }
    let buffer = AlignedBuffer(capacity: Int(size) + 2 * AlignedBuffer.alignment)
    do throws(StoreError) {
      return Array(try read(name, at: 0, length: Int(size), into: buffer, fromDevice: false))
    } catch StoreError.missing {
      return nil  // deleted since its size was asked
    }
  }

  /// Stores a small object; false when the name is taken.
  ///
  /// - Parameter isSettled: Makes it durable now, else with whatever is made durable next.
  func put(_ name: String, _ bytes: [UInt8], isSettled: Bool = true) throws(StoreError) -> Bool {
    let buffer = AlignedBuffer(capacity: bytes.count)
    bytes.withUnsafeBytes { buffer.bytes.put($0, at: 0) }
    let staged = try stage()
    try staged.append(buffer.prefix(bytes.count))
    guard try staged.place(as: name) else { return false }
    if isSettled { try settle() }
    return true
  }
}
