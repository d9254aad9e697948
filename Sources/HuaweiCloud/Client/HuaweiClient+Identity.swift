internal import CloudWire

extension HuaweiClient {
  private struct Regions: Decodable { var regions: Lenient<IAMRegion>? }
  private struct Projects: Decodable { var projects: Lenient<IAMProject>? }
  private struct Domains: Decodable { var domains: Lenient<IAMDomain>? }

  private func identity(_ subject: String, _ path: String, _ query: [HuaweiCall.QueryItem] = []) -> Call {
    Call(subject: subject, service: .iam, region: nil, path: path, query: query)
  }

  /// All regions of the vendor, those included that the account may not use.
  public func regions() async throws(HuaweiError) -> [IAMRegion] {
    try await read(Regions.self, identity("List regions", "/v3/regions")).regions?.rows ?? []
  }

  /// The projects that these credentials may enter, over all regions.
  public func enterableProjects() async throws(HuaweiError) -> [IAMProject] {
    try await read(Projects.self, identity("List projects", "/v3/auth/projects")).projects?.rows ?? []
  }

  /// Projects of the account; by the name of a region, its own.
  public func projects(name: String? = nil) async throws(HuaweiError) -> [IAMProject] {
    let query = name.map { [HuaweiCall.QueryItem("name", $0)] } ?? []
    return try await read(Projects.self, identity("List projects", "/v3/projects", query)).projects?.rows ?? []
  }

  /// The account that the credentials belong to.
  public func domains() async throws(HuaweiError) -> [IAMDomain] {
    try await read(Domains.self, identity("Find the account", "/v3/auth/domains")).domains?.rows ?? []
  }
}
