import Foundation

/// Versioned records of one kind: `folder`/`id`/`sequence`, the highest sequence is the one that counts.
struct RecordShelf<Value: Codable & Sendable>: Sendable {
  /// The folder, such as `backups`.
  let folder: String
  /// Where the objects are.
  let objects: any ObjectStore

  /// The ids that have a record.
  func ids() throws(StoreError) -> [String] { try objects.list(folder) }

  /// The newest intact version; nil when there is none.
  ///
  /// A damaged newest version is an error, not a reason to serve an older one.
  func read(_ id: String) throws(StoreError) -> Value? {
    let place = try place(id)
    for _ in 0..<8 {
      guard let last = try objects.list(place).last else { return nil }
      let name = "\(place)/\(last)"
      // A version that is gone was replaced since it was listed.
      guard let bytes = try objects.get(name, limit: Limits.record + 4096) else { continue }
      return try Self.decode(bytes, name: name)
    }
    throw .missing(object: place)
  }

  /// Stores a version that counts from now on, then drops the older ones.
  ///
  /// - Parameter isSettled: Makes it durable now, else with whatever is made durable next.
  func write(_ id: String, _ value: Value, isSettled: Bool = true) throws(StoreError) {
    let place = try place(id)
    for _ in 0..<64 {
      let names = try objects.list(place)
      let (sequence, overflow) = (names.last.flatMap { UInt64($0, radix: 16) } ?? 0).addingReportingOverflow(1)
      guard !overflow else {
        throw .damaged(object: place, chunk: nil, reason: "its newest version has the last number there is")
      }
      let name = "\(place)/\(Self.text(sequence))"
      // Another writer may be first: the number after that is next.
      guard try objects.put(name, try Self.encode(value, name: name), isSettled: isSettled) else { continue }
      for older in names { try objects.delete("\(place)/\(older)") }
      return
    }
    throw .io(operation: "write", path: place, errno: EAGAIN)
  }

  /// Removes all versions, the one that counts last.
  func remove(_ id: String) throws(StoreError) {
    let place = try place(id)
    for name in try objects.list(place) { try objects.delete("\(place)/\(name)") }
    try objects.settle()
  }

  /// All records, and what is wrong with those that cannot be read.
  func all() throws(StoreError) -> (values: [Value], problems: [StoreProblem]) {
    var values: [Value] = []
    let problems = try forEach { values.append($0) }
    return (values, problems)
  }

  /// Reads all records one by one; gives back what is wrong with those that cannot be read.
  func forEach(_ body: (Value) -> Void) throws(StoreError) -> [StoreProblem] {
    var problems: [StoreProblem] = []
    for id in try ids() {
      do throws(StoreError) {
        if let value = try read(id) { body(value) }
      } catch {
        problems.append(StoreProblem(object: "\(folder)/\(id)", backup: id, chunk: nil, error))
      }
    }
    return problems
  }

  static func text(_ sequence: UInt64) -> String {
    let digits = String(sequence, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  private func place(_ id: String) throws(StoreError) -> String { "\(folder)/\(try RecordName.checked(id))" }

  static func encode(_ value: Value, name: String) throws(StoreError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let body = try? encoder.encode(value) else {
      throw .damaged(object: name, chunk: nil, reason: "its values cannot be written as JSON")
    }
    let version = (value as? StoredBackup)?.formatVersion ?? Limits.version
    return SealedObject.bytes(.record, name: name, body: Array(body), version: version)
  }

  static func decode(_ bytes: [UInt8], name: String) throws(StoreError) -> Value {
    let body = try SealedObject.body(.record, name: name, of: bytes)
    guard let value = try? JSONDecoder().decode(Value.self, from: Data(body)) else {
      throw .damaged(object: name, chunk: nil, reason: "its JSON is not what its kind of record holds")
    }
    return value
  }
}
