import CloudWire
import Testing

/// Addresses, proxies and authorities as the environment gives them (issue 6, point 1).
struct EndpointTests {
  @Test(arguments: [
    ("https://cbr.ap-southeast-1.myhuaweicloud.com", "cbr.ap-southeast-1.myhuaweicloud.com"),
    ("cbr.private.example:8443", "cbr.private.example:8443"), ("https://H.example:443/", "h.example"),
    ("http://127.0.0.1:18081", "127.0.0.1:18081"), ("http://localhost", "localhost"),
    ("http://[::1]:8080", "[::1]:8080"),
  ])
  func readsAddresses(_ text: String, _ authority: String) throws {
    #expect(try Endpoint(text).authority == authority)
  }

  @Test(arguments: [
    ("http://10.0.0.1", EndpointError.plain("http://10.0.0.1")),
    ("http://127.evil.example", .plain("http://127.evil.example")), ("ftp://h", .scheme("ftp://h")),
    ("https://", .host("https://")), ("https://user@h", .host("https://user@h")),
    ("https://h/path", .host("https://h/path")), ("https://h:0", .port("https://h:0")),
    ("https://h:99999", .port("https://h:99999")),
  ])
  func refusesAddresses(_ text: String, _ error: EndpointError) {
    #expect(throws: error) { try Endpoint(text) }
  }

  @Test func readsTheUsualVariables() throws {
    let settings = try NetworkSettings(environment: [
      "HTTPS_PROXY": "http://user:secret@proxy.example:3128", "NO_PROXY": "internal.example,.corp",
      "SSL_CERT_FILE": "/etc/corp.pem",
    ])
    #expect(settings.proxy(for: Endpoint(host: "cbr.cloud.example"))?.place == "proxy.example:3128")
    #expect(settings.proxy(for: Endpoint(host: "a.internal.example")) == nil)
    #expect(settings.proxy(for: Endpoint(host: "a.corp")) == nil)
    #expect(settings.proxy(for: try Endpoint("http://127.0.0.1:1")) == nil)
    #expect(settings.authorities == ["SSL_CERT_FILE": "/etc/corp.pem"])
    #expect(!"\(settings)".contains("secret"))
    #expect(throws: NetworkSettings.Fault.proxy(variable: "https_proxy")) {
      try NetworkSettings(environment: ["https_proxy": "ftp://x"])
    }
  }
}
