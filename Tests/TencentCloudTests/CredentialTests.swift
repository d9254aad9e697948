import CloudWire
import Foundation
import TencentCloud
import Testing

@Suite("Where Tencent Cloud's own programs keep credentials (issue 6, point 1)")
struct CredentialTests {
  @Test("The variables of the SDKs and of Terraform")
  func environment() throws {
    let shelf = CredentialShelf(
      TencentCredentials.form,
      environment: [
        "TENCENTCLOUD_SECRET_ID": "AKID1", "TENCENTCLOUD_SECRET_KEY": "hidden-secret", "TENCENTCLOUD_TOKEN": "hidden",
      ])
    let key = TencentCredentials(try shelf.key(.environment, file: "", profile: "default"))
    #expect(key.secretID == "AKID1")
    #expect(key.token != nil)
    #expect(!"\(key)".contains("hidden"))
    #expect(throws: CredentialError.self) {
      try CredentialShelf(TencentCredentials.form, environment: ["TENCENTCLOUD_SECRET_ID": "AKID1"])
        .key(.environment, file: "", profile: "default")
    }
  }

  @Test(
    "The files of tccli, one for each profile, and of the SDKs",
    arguments: [
      (".tccli/default.credential", #"{"secretId":"AKID2","secretKey":"s","token":"t"}"#, "default"),
      (".tccli/work.credential", #"{"secretId":"AKID2","secretKey":"s"}"#, "work"),
      (".tencentcloud/credentials", "[default]\nsecret_id = AKID2\nsecret_key = s\n", "default"),
      (".tencentcloud/credentials", "[other]\nsecret_id=x\n[work]\nsecret_id=AKID2\nsecret_key=s\n", "work"),
    ])
  func files(_ path: String, _ content: String, _ profile: String) throws {
    let home = FileManager.default.temporaryDirectory.appending(path: "farshore-tencent-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: home) }
    let file = home.appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    let isMade = FileManager.default.createFile(
      atPath: file.path, contents: Data(content.utf8), attributes: [.posixPermissions: 0o600])
    #expect(isMade)
    let shelf = CredentialShelf(TencentCredentials.form, environment: ["HOME": home.path])
    #expect(try shelf.key(.vendor, file: "", profile: profile).id == "AKID2")
    #expect(throws: CredentialError.self) { try shelf.key(.vendor, file: "", profile: "../nobody") }
  }
}
