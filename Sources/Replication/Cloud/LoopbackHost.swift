/// Which hosts are this machine: the only ones that are sent anything in the clear.
public enum LoopbackHost {
  /// Whether a host is `localhost`, `::1` (with or without brackets) or an IPv4 address that begins with 127.
  public static func contains(_ host: String) -> Bool {
    let name = bare(host).lowercased()
    if name == "localhost" || name == "::1" { return true }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }

  /// A host without the brackets that an IPv6 address has in a URL.
  public static func bare(_ host: String) -> String {
    host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
  }
}
