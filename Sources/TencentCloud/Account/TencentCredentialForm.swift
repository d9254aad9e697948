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
          KeySections.key(in: bytes, section: profile, named: ("secret_id", "secret_key", "token"))
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
    return AccessKey(id: file.secretId, secret: file.secretKey, token: file.token)
  }
}
