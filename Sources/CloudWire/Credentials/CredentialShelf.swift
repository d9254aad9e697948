internal import Foundation

/// Finds credentials: in the environment, in a private file, in the vendor's own files.
public struct CredentialShelf: Sendable {
  private struct Kept: Codable {
    var accessKey: String
    var secretKey: String
    var token: String?
  }

  private let form: CredentialForm
  private let environment: [String: String]

  /// Makes a shelf for one vendor's credentials.
  public init(_ form: CredentialForm, environment: [String: String]) {
    self.form = form
    self.environment = environment
  }

  /// The file that holds a context's credentials unless another is named: in the user's own folder, also where the
  /// home is shared by a group.
  public func ownFile(context: String) -> String {
    let own = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "\(userHome)/.config"
    return "\(own)/farshore/credentials/\(context).json"
  }

  /// The key of a source.
  ///
  /// - Parameters:
  ///   - file: of `.file`: its path.
  ///   - profile: of `.vendor`: the profile.
  public func key(
    _ source: CredentialSource, file: String, profile: String
  ) throws(CredentialError) -> AccessKey {
    switch source {
    case .environment: try environmentKey()
    case .file: try fileKey(file)
    case .vendor: try vendorKey(profile)
    }
  }

  /// The first source that has a key now.
  public func firstSource(file: String, profile: String) throws(CredentialError) -> CredentialSource {
    if form.id.contains(where: { given($0) != nil }) { return .environment }
    if access(file, F_OK) == 0 { return .file }
    if form.files.contains(where: { access(path($0, profile: profile), F_OK) == 0 }) { return .vendor }
    throw .nowhere(
      vendor: form.vendor, variables: [form.id, form.secret].compactMap(\.first),
      files: form.files.map { path($0, profile: profile) })
  }

  /// Writes a key into a file that only its owner may read.
  public func keep(_ key: AccessKey, in file: String) throws(CredentialError) {
    let kept = Kept(accessKey: key.id, secretKey: key.secret.revealed, token: key.token?.revealed)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let bytes: Data
    do { bytes = try encoder.encode(kept) } catch { throw .broken(path: file, reason: "it cannot be written") }
    try PrivateFile.write(file, bytes)
  }

  private func environmentKey() throws(CredentialError) -> AccessKey {
    guard let id = form.id.lazy.compactMap(given).first else {
      throw .environment(vendor: form.vendor, missing: form.id.first ?? "")
    }
    guard let secret = form.secret.lazy.compactMap(given).first else {
      throw .environment(vendor: form.vendor, missing: form.secret.first ?? "")
    }
    return AccessKey(id: id, secret: Secret(secret), token: form.token.lazy.compactMap(given).first.map { Secret($0) })
  }

  private func fileKey(_ path: String) throws(CredentialError) -> AccessKey {
    let bytes = try PrivateFile.read(path)
    let kept: Kept
    do { kept = try JSONDecoder().decode(Kept.self, from: bytes) } catch {
      throw .broken(path: path, reason: #"it must be {"accessKey": …, "secretKey": …, "token": …}"#)
    }
    guard !kept.accessKey.isEmpty, !kept.secretKey.isEmpty else { throw .broken(path: path, reason: "a half is empty") }
    let token = kept.token.flatMap { $0.isEmpty ? nil : Secret($0) }
    return AccessKey(id: kept.accessKey, secret: Secret(kept.secretKey), token: token)
  }

  private func vendorKey(_ profile: String) throws(CredentialError) -> AccessKey {
    var seen: [String] = []
    for file in form.files {
      let path = path(file, profile: profile)
      guard access(path, F_OK) == 0 else { continue }
      seen.append(path)
      if let key = try file.read(try PrivateFile.read(path), profile) { return key }
    }
    guard !seen.isEmpty else {
      throw .missing(path: form.files.map { path($0, profile: profile) }.joined(separator: " or "))
    }
    throw .profile(profile, files: seen)
  }

  private var userHome: String { given("HOME") ?? NSHomeDirectory() }

  /// `{profile}` stands for the profile, which is a word and no way to elsewhere.
  private func path(_ file: CredentialForm.VendorFile, profile: String) -> String {
    let word = profile.contains("/") ? "" : profile
    return "\(userHome)/\(file.path.replacingOccurrences(of: "{profile}", with: word))"
  }

  private func given(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
}
