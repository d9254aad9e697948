public import Foundation

/// The files of keys that SDKs read: `[section]` with lines of `name = value`.
public enum KeySections {
  /// The key of a section; nil where the section or a part of the key is not there.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - section: the name between the brackets.
  ///   - names: what the lines of a key are called, in small letters.
  public static func key(
    in bytes: Data, section wanted: String, named names: (id: String, secret: String, token: String)
  ) -> AccessKey? {
    var section = ""
    var values: [String: String] = [:]
    for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
      let line = line.trimmingCharacters(in: .whitespaces)
      if line.hasPrefix("[") {
        section = line.trimmingCharacters(in: ["[", "]", " "])
      } else if section == wanted, let mark = line.firstIndex(of: "=") {
        let name = line[..<mark].trimmingCharacters(in: .whitespaces).lowercased()
        values[name] = line[line.index(after: mark)...].trimmingCharacters(in: .whitespaces)
      }
    }
    return AccessKey(id: values[names.id], secret: values[names.secret], token: values[names.token])
  }
}
