public import CloudWire
internal import Foundation

extension TencentCredentials {
  /// Where Tencent Cloud's own programs keep credentials: the SDKs' and Terraform's variables, the configuration of the
  /// command line `tccli`, and the SDKs' file.
  public static let form = CredentialForm(
    vendor: "Tencent Cloud", id: ["TENCENTCLOUD_SECRET_ID", "TENCENT_SECRET_ID"],
    secret: ["TENCENTCLOUD_SECRET_KEY", "TENCENT_SECRET_KEY"],
    token: ["TENCENTCLOUD_TOKEN", "TENCENTCLOUD_SECURITY_TOKEN", "TENCENT_TOKEN"],
    files: [
      .init(
        path: ".tccli/{profile}.credential",
        read: { bytes, profile throws(CredentialError) in try commandLineKey(bytes, profile: profile) }),
      .init(
        path: ".tencentcloud/credentials",
        read: { bytes, profile throws(CredentialError) in
          sectionKey(String(decoding: bytes, as: UTF8.self), profile: profile)
        }),
    ])

  /// Takes a key as it was found.
  public init(_ key: AccessKey) { self.init(secretID: key.id, secretKey: key.secret, token: key.token) }

  private struct CommandLine: Decodable {
    var secretId: String?
    var secretKey: String?
    var token: String?
  }

  /// `{"secretId": …, "secretKey": …, "token": …}`; a profile is a file of its own.
  private static func commandLineKey(_ bytes: Data, profile: String) throws(CredentialError) -> AccessKey? {
    let file: CommandLine
    do { file = try JSONDecoder().decode(CommandLine.self, from: bytes) } catch {
      throw .broken(path: "~/.tccli/\(profile).credential", reason: "it is not the JSON that tccli writes")
    }
    guard let id = file.secretId, let secret = file.secretKey, !id.isEmpty, !secret.isEmpty else { return nil }
    return AccessKey(id: id, secret: Secret(secret), token: file.token.flatMap { $0.isEmpty ? nil : Secret($0) })
  }

  /// `[default]` with `secret_id = …` and `secret_key = …`.
  private static func sectionKey(_ text: String, profile: String) -> AccessKey? {
    var section = ""
    var values: [String: String] = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      let line = line.trimmingCharacters(in: .whitespaces)
      if line.hasPrefix("[") {
        section = line.trimmingCharacters(in: ["[", "]", " "])
      } else if section == profile, let mark = line.firstIndex(of: "=") {
        let key = line[..<mark].trimmingCharacters(in: .whitespaces).lowercased()
        values[key] = line[line.index(after: mark)...].trimmingCharacters(in: .whitespaces)
      }
    }
    guard let id = values["secret_id"], let secret = values["secret_key"], !id.isEmpty, !secret.isEmpty else {
      return nil
    }
    return AccessKey(id: id, secret: Secret(secret), token: values["token"].map { Secret($0) })
  }
}
