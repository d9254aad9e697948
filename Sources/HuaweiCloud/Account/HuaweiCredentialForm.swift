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
        // `[basic]` is what a profile without a name means there.
        read: { bytes, profile throws(CredentialError) in
          KeySections.key(
            in: bytes, section: profile == "default" ? "basic" : profile, named: ("ak", "sk", "security_token"))
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

  private static func commandLineKey(_ bytes: Data, profile: String) throws(CredentialError) -> AccessKey? {
    let path = "~/.hcloud/config.json"
    let file: CommandLine
    do { file = try JSONDecoder().decode(CommandLine.self, from: bytes) } catch {
      throw .broken(path: path, reason: "it is not the JSON that hcloud writes")
    }
    let wanted = profile == "default" ? file.current ?? profile : profile
    guard let found = file.profiles?.first(where: { $0.name == wanted }) else { return nil }
    guard let key = AccessKey(id: found.accessKeyId, secret: found.secretAccessKey, token: found.securityToken) else {
      return nil
    }
    // Newer versions of hcloud encrypt what they keep; real keys are short letters and digits.
    guard key.id.count <= 64, key.id.allSatisfy({ $0.isLetter || $0.isNumber }) else { throw .encrypted(path: path) }
    return key
  }
}
