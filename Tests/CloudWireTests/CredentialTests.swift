import CloudWire
import Foundation
import Testing

@Suite("Credentials: where they are found, and that nobody else can read them (issue 6, point 1)")
struct CredentialTests {
  private static let form = CredentialForm(
    vendor: "Cloud", id: ["C_ID", "OTHER_ID"], secret: ["C_SECRET"], token: ["C_TOKEN"],
    files: [
      .init(
        path: ".cloud/credentials",
        read: { bytes, profile throws(CredentialError) in
          profile == "default" ? AccessKey(id: "vendor", secret: Secret(String(decoding: bytes, as: UTF8.self))) : nil
        })
    ])

  private static func withHome(_ body: (URL, [String: String]) throws -> Void) throws {
    let home = FileManager.default.temporaryDirectory.appending(path: "farshore-keys-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: home) }
    try body(home, ["HOME": home.path])
  }

  @Test func fromTheEnvironment() throws {
    let shelf = CredentialShelf(
      Self.form, environment: ["OTHER_ID": "id", "C_SECRET": "s", "C_TOKEN": "t", "C_ID": ""])
    let key = try shelf.key(.environment, file: "", profile: "")
    #expect(key == AccessKey(id: "id", secret: Secret("s"), token: Secret("t")))
    #expect(!"\(key)".contains("s\"") && "\(key.secret)" == "•••")
    #expect(throws: CredentialError.environment(vendor: "Cloud", missing: "C_SECRET")) {
      try CredentialShelf(Self.form, environment: ["C_ID": "id"]).key(.environment, file: "", profile: "")
    }
  }

  @Test func aFileIsKeptForItsOwnerAlone() throws {
    try Self.withHome { home, environment in
      let shelf = CredentialShelf(Self.form, environment: environment)
      let path = shelf.ownFile(context: "hw")
      #expect(path == home.path + "/.config/farshore/credentials/hw.json")
      let key = AccessKey(id: "id", secret: Secret("s"))
      try shelf.keep(key, in: path)
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      #expect(mode == 0o600)
      #expect(try shelf.key(.file, file: path, profile: "") == key)
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
      #expect(throws: CredentialError.shared(path: path)) { try shelf.key(.file, file: path, profile: "") }
      #expect(throws: CredentialError.missing(path: "/nowhere/x")) {
        try shelf.key(.file, file: "/nowhere/x", profile: "")
      }
    }
  }

  @Test func theFirstSourceThatHasAny() throws {
    try Self.withHome { home, environment in
      let shelf = CredentialShelf(Self.form, environment: environment)
      #expect(throws: CredentialError.self) { try shelf.firstSource(file: "/nowhere", profile: "default") }
      let folder = home.appending(path: ".cloud")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let file = folder.appending(path: "credentials").path
      try #require(
        FileManager.default.createFile(
          atPath: file, contents: Data("secret".utf8), attributes: [.posixPermissions: 0o600]))
      #expect(try shelf.firstSource(file: "/nowhere", profile: "default") == .vendor)
      #expect(try shelf.key(.vendor, file: "", profile: "default").id == "vendor")
      #expect(throws: CredentialError.profile("other", files: [file])) {
        try shelf.key(.vendor, file: "", profile: "other")
      }
      let both = CredentialShelf(Self.form, environment: environment.merging(["C_ID": "x"]) { $1 })
      #expect(try both.firstSource(file: "/nowhere", profile: "default") == .environment)
    }
  }
}
