internal import Foundation
public import NIOSSL

/// A private authority and a certificate it made out for `*.cloud.example`, for tests only; valid from 2020 to 2120.
public enum CloudCertificates {
  /// What a server of TLS needs.
  public static func server() throws -> TLSConfiguration {
    let chain = try NIOSSLCertificate.fromPEMBytes(Array(certificate.utf8)).map {
      NIOSSLCertificateSource.certificate($0)
    }
    let key = try NIOSSLPrivateKey(bytes: Array(key.utf8), format: .pem)
    return TLSConfiguration.makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(key))
  }

  /// The authority's certificate.
  public static let authority = """
    -----BEGIN CERTIFICATE-----
    MIIBfjCCASSgAwIBAgICEAIwCgYIKoZIzj0EAwIwLTErMCkGA1UEAwwiRmFyc2hv
    cmUgdGVzdCBhdXRob3JpdHkgZm9yIGNsb3VkczAgFw0yMDAxMDEwMDAwMDBaGA8y
    MTIwMDEwMTAwMDAwMFowLTErMCkGA1UEAwwiRmFyc2hvcmUgdGVzdCBhdXRob3Jp
    dHkgZm9yIGNsb3VkczBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABBPaS0XgXBgA
    Mh+UJckFORlF2epqMFfrleVbJUqU2LwV8fiPxTx4bcFXT9UCZs0DTFs/sTqleyKO
    o6iZgfkyZSajMjAwMA8GA1UdEwEB/wQFMAMBAf8wHQYDVR0OBBYEFJbrISAsA52r
    zMywGa1xwyr7tgnYMAoGCCqGSM49BAMCA0gAMEUCIHExozicnhABU6f9KmINRk0d
    Ga8nF/9X6NAmi4TbA9hzAiEA4i06ASvypXO4o/Tn1ZHI/FnzRMfyjsxWhDwDkEz8
    H+8=
    -----END CERTIFICATE-----
    """

  private static let certificate = """
    -----BEGIN CERTIFICATE-----
    MIIBmTCCAT+gAwIBAgICEAMwCgYIKoZIzj0EAwIwLTErMCkGA1UEAwwiRmFyc2hv
    cmUgdGVzdCBhdXRob3JpdHkgZm9yIGNsb3VkczAgFw0yMDAxMDEwMDAwMDBaGA8y
    MTIwMDEwMTAwMDAwMFowGDEWMBQGA1UEAwwNY2xvdWQuZXhhbXBsZTBZMBMGByqG
    SM49AgEGCCqGSM49AwEHA0IABEoUbox9SHJk6ISv0u4Lj9cJoPZ8+PEhXptQjqL4
    qi2Ud1IOAzOBH08x7Ii5tDX006aIM4orpiNKjqZK3iWC1yejYjBgMBoGA1UdEQQT
    MBGCDyouY2xvdWQuZXhhbXBsZTAMBgNVHRMBAf8EAjAAMBMGA1UdJQQMMAoGCCsG
    AQUFBwMBMB8GA1UdIwQYMBaAFJbrISAsA52rzMywGa1xwyr7tgnYMAoGCCqGSM49
    BAMCA0gAMEUCIQDfy98WUG4PortU3l1T4TQxWy1j/Ijt5el1ckHbkjadxQIgVwHD
    dCNrrppU0OTd/3g3lJyzQlPibUVwmMYRi9D/fEM=
    -----END CERTIFICATE-----
    """

  private static let key = """
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgpidw84VLbtAUhPx4
    nc8meqam3ARxuWQhLGREnh16LQ6hRANCAARKFG6MfUhyZOiEr9LuC4/XCaD2fPjx
    IV6bUI6i+KotlHdSDgMzgR9PMeyIubQ19NOmiDOKK6YjSo6mSt4lgtcn
    -----END PRIVATE KEY-----
    """
}
