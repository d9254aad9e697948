import CloudSupport
import CloudWire
import Foundation
import Testing

/// Proxies and private authorities, with both vendors' accounts (issue 6).
@Suite(.serialized, .ownThreads)
struct NetworkTests {
  /// A home whose account is reached over TLS at `*.cloud.example`, which only a proxy knows.
  private struct Ground {
    let cloud: PlayedCloud
    let home: CommandHome
    let server: LoopbackServer
    let proxy: TunnelProxy
    let authority: String

    init(_ cloud: PlayedCloud, credentials: String? = nil) async throws {
      self.cloud = cloud
      home = try CommandHome()
      server = try await LoopbackServer(tls: CloudCertificates.server(), answer: cloud.answers())
      proxy = try TunnelProxy(to: server.port, credentials: credentials)
      authority = "\(home.folder)/authority.pem"
      try CloudCertificates.authority.write(toFile: authority, atomically: true, encoding: .utf8)
      try cloud.add(to: home, at: "https://SERVICE.cloud.example")
    }

    func stop() {
      proxy.stop()
      server.stop()
    }

    func list(_ environment: [String: String]) throws -> FinishedProcess {
      let present = cloud.keys.merging(environment) { $1 }
      return try home.start(["--context", "live"] + cloud.list + ["--json"], environment: present).wait(seconds: 120)
    }
  }

  @Test(
    "Through a proxy with a password and a private authority; neither password nor keys show",
    arguments: PlayedCloud.allCases)
  func proxy(_ cloud: PlayedCloud) async throws {
    let ground = try await Ground(cloud, credentials: "ana:open-sesame")
    defer { ground.stop() }
    let address = "http://ana:open-sesame@127.0.0.1:\(ground.proxy.port)"
    let seen = try ground.list(["HTTPS_PROXY": address, "SSL_CERT_FILE": ground.authority])
    #expect(seen.status == 0, "\(seen.errors)")
    #expect(seen.output.contains(cloud.name))
    #expect(Set(ground.proxy.hosts).isSubset(of: Set(cloud.services.map { "\($0).cloud.example:443" })))
    #expect(!ground.proxy.hosts.isEmpty && !ground.server.requests.isEmpty)
    for secret in ["open-sesame", PlayedCloud.secret] {
      #expect(!(seen.output + seen.errors).contains(secret))
    }
  }

  @Test(
    "What goes wrong on the way is said: the proxy, its password, the authority, the name",
    arguments: PlayedCloud.allCases)
  func trouble(_ cloud: PlayedCloud) async throws {
    let ground = try await Ground(cloud, credentials: "ana:open-sesame")
    defer { ground.stop() }
    let place = "127.0.0.1:\(ground.proxy.port)"
    let trusted = ["SSL_CERT_FILE": ground.authority]
    let cases: [([String: String], String, String)] = [
      (["HTTPS_PROXY": "http://\(place)"], "proxy", "wants a name and password"),
      (
        ["HTTPS_PROXY": "http://ana:open-sesame@\(place)", "NO_PROXY": ".cloud.example"], "host-unknown",
        "has no address"
      ),
      (["HTTPS_PROXY": "http://127.0.0.1:1"], "proxy", "cannot be reached"),
      (["HTTPS_PROXY": "ftp://127.0.0.1:1"], "proxy", "HTTPS_PROXY is not the address of a proxy"),
      (["HTTPS_PROXY": "http://ana:open-sesame@\(place)", "SSL_CERT_FILE": ""], "untrusted", "SSL_CERT_FILE"),
      (["SSL_CERT_FILE": "\(ground.home.folder)/none.pem"], "untrusted", "cannot be read"),
    ]
    for (environment, code, words) in cases {
      let failed = try ground.list(trusted.merging(environment) { $1 })
      #expect(failed.status == 69 || failed.status == 64, "\(environment): \(failed.output)")
      #expect(failed.output.contains("\"\(code)\""), "\(environment): \(failed.output) \(failed.errors)")
      #expect(failed.output.contains(words), "\(environment): \(failed.output)")
      #expect(!failed.output.contains("open-sesame") && !failed.errors.contains("open-sesame"))
    }
    #expect(ground.server.requests.isEmpty)
  }

  @Test("A private authority alone, without a proxy", arguments: PlayedCloud.allCases)
  func authority(_ cloud: PlayedCloud) async throws {
    let server = try await LoopbackServer(tls: TestCertificates.server(), answer: cloud.answers())
    defer { server.stop() }
    let home = try CommandHome()
    try cloud.add(to: home, at: server.url)
    let command = ["--context", "live"] + cloud.list
    let refused = try home.start(command, environment: cloud.keys).wait()
    #expect(refused.status == 69 && refused.errors.contains("SSL_CERT_FILE"), "\(refused.errors)")
    let authority = try TestCertificates.authorityFile()
    defer { unlink(authority) }
    for variable in ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"] {
      let seen = try home.start(command, environment: cloud.keys.merging([variable: authority]) { $1 }).wait()
      #expect(seen.status == 0 && seen.output.contains(cloud.name), "\(variable): \(seen.errors)")
    }
  }
}
