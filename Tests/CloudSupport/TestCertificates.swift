internal import Foundation
public import NIOSSL

/// A private authority and a certificate it made out for 127.0.0.1, for tests only; valid from 2020 to 2120.
public enum TestCertificates {
  /// What a server of TLS needs.
  public static func server() throws -> TLSConfiguration {
    let chain = try NIOSSLCertificate.fromPEMBytes(Array(certificate.utf8)).map {
      NIOSSLCertificateSource.certificate($0)
    }
    let key = try NIOSSLPrivateKey(bytes: Array(key.utf8), format: .pem)
    return TLSConfiguration.makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(key))
  }

  /// Writes the authority's certificate to a file of its own and gives its path.
  public static func authorityFile() throws -> String {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("farshore-ca-\(UUID().uuidString).pem")
      .path
    try authority.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  private static let authority = """
    -----BEGIN CERTIFICATE-----
    MIIBZzCCAQ6gAwIBAgICEAAwCgYIKoZIzj0EAwIwIjEgMB4GA1UEAwwXRmFyc2hv
    cmUgdGVzdCBhdXRob3JpdHkwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAw
    MDBaMCIxIDAeBgNVBAMMF0ZhcnNob3JlIHRlc3QgYXV0aG9yaXR5MFkwEwYHKoZI
    zj0CAQYIKoZIzj0DAQcDQgAEAiq6i9jAYIkXoBwVXBTR5iYkfZPSR8fHdmTczmT4
    KcAO77vSk7yxkZAd2T2wEFMTlkV8j5S/2XLFsswrnUh5wKMyMDAwDwYDVR0TAQH/
    BAUwAwEB/zAdBgNVHQ4EFgQU3P+ObIXxN8cQY3pORItPX7TB2pwwCgYIKoZIzj0E
    AwIDRwAwRAIgbxGLUgd9yxB+xvKLIX1OL8yvYuZOxez8td5uFPq0/6kCIAnJ+2tk
    3W9DA9JBrbJnDypyrroSZxgGaJvxCIc869zd
    -----END CERTIFICATE-----
    """

  private static let certificate = """
    -----BEGIN CERTIFICATE-----
    MIIBpzCCAUygAwIBAgICEAEwCgYIKoZIzj0EAwIwIjEgMB4GA1UEAwwXRmFyc2hv
    cmUgdGVzdCBhdXRob3JpdHkwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAw
    MDBaMBQxEjAQBgNVBAMMCTEyNy4wLjAuMTBZMBMGByqGSM49AgEGCCqGSM49AwEH
    A0IABIt8wROJHt6eWA6Lrpr6Ld7Y337xp+HaqtMRvXHR5Y6WKUj2j2vRTVyTk5OS
    apii/B0Vy5O9MZIwET3HqrmfYXKjfjB8MBoGA1UdEQQTMBGHBH8AAAGCCWxvY2Fs
    aG9zdDAJBgNVHRMEAjAAMBMGA1UdJQQMMAoGCCsGAQUFBwMBMB0GA1UdDgQWBBQj
    yQZR1MzzLNPsSsP3Q1wGOzghxDAfBgNVHSMEGDAWgBTc/45shfE3xxBjek5Ei09f
    tMHanDAKBggqhkjOPQQDAgNJADBGAiEA/Mn45V1QPeSItu3+gjz4uyO/1rf7y4u+
    HIm+t1rvhTwCIQDeQmbgVB70MVGPRW8d7RLsMtrGimK7Kt6wfPqCTP3bfg==
    -----END CERTIFICATE-----
    """

  private static let key = """
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgQ+w0imW2LAzrjzsm
    p6wobNCzZtY8ce6xX+c0u8exc3ehRANCAASLfMETiR7enlgOi66a+i3e2N9+8afh
    2qrTEb1x0eWOlilI9o9r0U1ck5OTkmqYovwdFcuTvTGSMBE9x6q5n2Fy
    -----END PRIVATE KEY-----
    """
}
