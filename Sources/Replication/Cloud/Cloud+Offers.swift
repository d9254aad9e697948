/// What not every cloud offers.
extension Cloud {
  /// Provisions nothing: this cloud does not offer it.
  public func createServer(_ request: ServerRequest, by requester: Operator) async throws -> Admission {
    throw NotOffered(action: "provisioning servers of images")
  }

  /// Makes nothing: this cloud does not offer it.
  public func createDisk(_ request: DiskRequest, by requester: Operator) async throws -> Admission {
    throw NotOffered(action: "making disks of snapshots")
  }

  /// Sets the capacity only: this cloud does not let a vault grow by itself.
  public func changeVault(
    _ id: String, capacity: Int64?, autoExpand: Bool?, by requester: Operator
  ) async throws -> Vault {
    guard let capacity, autoExpand == nil else { throw NotOffered(action: "vaults that grow by themselves") }
    return try await expandVault(id, capacity: capacity, by: requester)
  }

  /// Renames nothing: this cloud does not offer it.
  public func rename(_ id: String, to name: String, by requester: Operator) async throws {
    throw NotOffered(action: "other names for what there is")
  }

  /// Rebuilds nothing: this cloud does not offer it.
  public func drill(_ request: DrillRequest, by requester: Operator) async throws -> Admission {
    throw NotOffered(action: "restore drills")
  }
}
