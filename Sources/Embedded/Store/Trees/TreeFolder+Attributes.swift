import CStorage
import Foundation

extension TreeFolder {
  /// The extended attributes of `name`, or of the folder itself for ".", in the order of their names; nil with errno.
  func attributes(_ name: [UInt8]) -> [TreeAttribute]? {
    let name = Self.c(name)
    while true {
      let length = cs_list_attributes(descriptor, name, nil, 0)
      // A file system without attributes has none.
      if length == 0 || (length < 0 && errno == ENOTSUP) { return [] }
      guard length > 0 else { return nil }
      var list = [CChar](repeating: 0, count: Int(length))
      let got = cs_list_attributes(descriptor, name, &list, list.count)
      if got < 0, errno == ERANGE { continue }
      guard got >= 0 else { return nil }
      var attributes: [TreeAttribute] = []
      for attribute in list[..<Int(got)].split(separator: 0) {
        guard let value = value(name, Array(attribute) + [0]) else {
          // Somebody took it away since it was listed.
          if errno == ENODATA { continue }
          return nil
        }
        attributes.append(TreeAttribute(name: attribute.map { UInt8(bitPattern: $0) }, value: value))
      }
      return attributes.sorted { $0.name.lexicographicallyPrecedes($1.name) }
    }
  }

  private func value(_ name: [CChar], _ attribute: [CChar]) -> [UInt8]? {
    while true {
      let length = cs_get_attribute(descriptor, name, attribute, nil, 0)
      guard length >= 0 else { return nil }
      guard length > 0 else { return [] }
      var value = [UInt8](repeating: 0, count: Int(length))
      let got = cs_get_attribute(descriptor, name, attribute, &value, value.count)
      if got < 0, errno == ERANGE { continue }
      guard got >= 0 else { return nil }
      return Array(value.prefix(Int(got)))
    }
  }

  /// Removes the access lists that the folder got from the one it was made in; false with errno.
  func forgetLists() -> Bool {
    for name in ["system.posix_acl_default", "system.posix_acl_access"] {
      let isGone = cs_remove_attribute(descriptor, name) == 0 || [ENODATA, ENOTSUP].contains(errno)
      guard isGone else { return false }
    }
    return true
  }

  /// What the symbolic link `name` says; nil with errno.
  func link(_ name: [UInt8]) -> [UInt8]? {
    var target = [CChar](repeating: 0, count: 4096)
    let got = readlinkat(descriptor, Self.c(name), &target, target.count)
    guard got >= 0 else { return nil }
    return target.prefix(got).map { UInt8(bitPattern: $0) }
  }
}
