import ArgumentParser

/// Values of options as typed: one that cannot be read names the form that can.
enum TypedValue {
  /// Reads a value; `form` completes the sentence that begins with "write".
  static func reading<Value>(
    _ form: String, _ read: @escaping @Sendable (String) -> Value?
  ) -> @Sendable (String) throws -> Value {
    { text in
      guard let value = read(text) else { throw ValidationError("write \(form).") }
      return value
    }
  }

  /// A whole number.
  static let count = reading("a whole number such as 10") { Int($0) }
  /// A port of this machine.
  static let port = reading("a port from 1 to 65535, such as 9464") { UInt16($0).flatMap { $0 > 0 ? $0 : nil } }
}
