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
    /// Whether the keys are encrypted: hcloud writes a word, the JSON of other programs a truth.
    var authEncrypt: Flag?
    var profiles: [Profile]?
  }

  private struct Flag: Decodable {
    var isSet: Bool

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      // What is no truth is a word; what is neither says nothing.
      isSet = (try? value.decode(Bool.self)) ?? (try? value.decode(String.self)).map { $0 == "true" } ?? false
    }
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
    // hcloud encrypts what it keeps unless it was told not to; versions before 5.2.7 do so without a word about it.
    guard !(file.authEncrypt?.isSet ?? false), looksPlain(key.id), looksPlain(key.secret.revealed) else {
      throw .encrypted(path: path, remedy: "hcloud configure set --cli-auth-encrypt=false")
    }
    return key
  }

  /// Real keys are short letters and digits.
  private static func looksPlain(_ half: String) -> Bool {
    half.count <= 64 && half.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
  }
}
