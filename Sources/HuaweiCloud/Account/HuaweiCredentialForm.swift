public import CloudWire
internal import Foundation

extension HuaweiCredentials {
  /// Where Huawei Cloud's own programs keep credentials: the SDKs' and Terraform's variables, the SDKs' file, and the
  /// configuration of the command line `hcloud`.
  public static let form = CredentialForm(
    vendor: "Huawei Cloud", id: ["HUAWEICLOUD_SDK_AK", "HW_ACCESS_KEY"],
    secret: ["HUAWEICLOUD_SDK_SK", "HW_SECRET_KEY"],
    token: ["HUAWEICLOUD_SDK_SECURITY_TOKEN", "HW_SECURITY_TOKEN"],
    files: [
      .init(
        path: ".huaweicloud/credentials",
        read: { bytes, profile throws(CredentialError) in
          sectionKey(String(decoding: bytes, as: UTF8.self), profile: profile)
        }),
      .init(
        path: ".hcloud/config.json",
        read: { bytes, profile throws(CredentialError) in
          try commandLineKey(bytes, profile: profile)
        }),
    ])

  /// Takes a key as it was found.
  public init(_ key: AccessKey) {
    self.init(accessKey: key.id, secretKey: key.secret, securityToken: key.token)
  }

  private struct CommandLine: Decodable {
    struct Profile: Decodable {
      var name: String?
      var accessKeyId: String?
      var secretAccessKey: String?
      var securityToken: String?
    }

    var current: String?
    var profiles: [Profile]?
  }

  /// `[basic]` with `ak = …` and `sk = …`; the profile `default` means `basic`.
  private static func sectionKey(_ text: String, profile: String) -> AccessKey? {
    let wanted = profile == "default" ? "basic" : profile
    var section = ""
    var values: [String: String] = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      let line = line.trimmingCharacters(in: .whitespaces)
      if line.hasPrefix("[") {
        section = line.trimmingCharacters(in: ["[", "]", " "])
      } else if section == wanted, let mark = line.firstIndex(of: "=") {
        let key = line[..<mark].trimmingCharacters(in: .whitespaces).lowercased()
        values[key] = line[line.index(after: mark)...].trimmingCharacters(in: .whitespaces)
      }
    }
    guard let id = values["ak"], let secret = values["sk"], !id.isEmpty, !secret.isEmpty else { return nil }
    return AccessKey(id: id, secret: Secret(secret), token: values["security_token"].map { Secret($0) })
  }

  private static func commandLineKey(_ bytes: Data, profile: String) throws(CredentialError) -> AccessKey? {
    let path = "~/.hcloud/config.json"
    let file: CommandLine
    do { file = try JSONDecoder().decode(CommandLine.self, from: bytes) } catch {
      throw .broken(path: path, reason: "it is not the JSON that hcloud writes")
    }
    let wanted = profile == "default" ? file.current ?? profile : profile
    guard let found = file.profiles?.first(where: { $0.name == wanted }) else { return nil }
    guard let id = found.accessKeyId, let secret = found.secretAccessKey, !id.isEmpty, !secret.isEmpty else {
      return nil
    }
    // Newer versions of hcloud encrypt what they keep; real keys are short letters and digits.
    guard id.count <= 64, id.allSatisfy({ $0.isLetter || $0.isNumber }) else { throw .encrypted(path: path) }
    let token = found.securityToken.flatMap { $0.isEmpty ? nil : Secret($0) }
    return AccessKey(id: id, secret: Secret(secret), token: token)
  }
}
