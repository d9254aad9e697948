import CloudWire
import Foundation
import HuaweiCloud
import Replication
import Testing

@Suite("Where Huawei Cloud's own programs keep credentials (issue 6, point 1)")
struct CredentialTests {
  private static let (accessKey, secretKey) = ("ABCDEFGHIJKLMNOPQRST", "abcdefghijklmnopqrstuvwxyz0123456789ABCD")

  /// A home with a file in it, as its owner alone may read it.
  private static func withFile(_ path: String, _ content: String, _ body: (CredentialShelf) throws -> Void) throws {
    let home = FileManager.default.temporaryDirectory.appending(path: "farshore-huawei-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: home) }
    let file = home.appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try #require(
      FileManager.default.createFile(
        atPath: file.path, contents: Data(content.utf8), attributes: [.posixPermissions: 0o600]))
    try body(CredentialShelf(HuaweiCredentials.form, environment: ["HOME": home.path]))
  }

  private static func configuration(_ id: String, _ secret: String, flag: String = "") -> String {
    #"{"current":"ops",\#(flag)"profiles":[{"name":"ops","mode":"AKSK","accessKeyId":"\#(id)","#
      + #""secretAccessKey":"\#(secret)","securityToken":""}]}"#
  }

  @Test(
    "The SDKs' file and what hcloud keeps in the clear",
    arguments: [
      (".huaweicloud/credentials", "[basic]\nak = \(accessKey)\nsk = \(secretKey)\n", "default"),
      (".huaweicloud/credentials", "[work]\nak=\(accessKey)\nsk=\(secretKey)\nsecurity_token=t\n", "work"),
      (".hcloud/config.json", configuration(accessKey, secretKey), "default"),
      (".hcloud/config.json", configuration(accessKey, secretKey, flag: #""authEncrypt":"false","#), "ops"),
    ])
  func files(_ path: String, _ content: String, _ profile: String) throws {
    try Self.withFile(path, content) { shelf in
      let key = try shelf.key(.vendor, file: "", profile: profile)
      #expect(key.id == Self.accessKey && key.secret == Secret(Self.secretKey))
      #expect(throws: CredentialError.self) { try shelf.key(.vendor, file: "", profile: "nobody") }
    }
  }

  @Test(
    "What hcloud keeps encrypted, as it does unless it was told not to, is not sent as a key; it is said what helps",
    arguments: [
      configuration(accessKey, secretKey, flag: #""authEncrypt":"true","#),
      configuration(accessKey, secretKey, flag: #""authEncrypt":true,"#),
      configuration("kX3p+Q/9vA0zJm2LxY7w8Q==", "mJ2/kP9sX0+Zq4vB7nW1tR5yU8iO3aE6dF=="),
      configuration(accessKey, "mJ2/kP9sX0+Zq4vB7nW1tR5yU8iO3aE6dF=="),
      configuration(String(repeating: "a1", count: 64), String(repeating: "b2", count: 64)),
    ])
  func encrypted(_ content: String) throws {
    try Self.withFile(".hcloud/config.json", content) { shelf in
      let error = try #require(throws: CredentialError.self) {
        try shelf.key(.vendor, file: "", profile: "default")
      }
      let words = error.explanation
      #expect(words.message.contains("~/.hcloud/config.json keeps its credentials encrypted"))
      #expect(words.next.contains("--ask") && words.next.contains("--cli-auth-encrypt=false"))
      #expect(!words.message.contains("mJ2") && !words.next.contains("mJ2"))
    }
  }
}
