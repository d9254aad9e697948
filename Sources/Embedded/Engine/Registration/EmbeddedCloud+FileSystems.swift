import Catalog
import Foundation
public import Replication

extension EmbeddedCloud {
  /// The registered file systems of all regions.
  public func fileSystems() throws -> [FileSystem] { try premises.contextFile().fileSystems }

  /// Registers a folder as an SFS Turbo file system.
  ///
  /// - Parameter project: The id of the project; nil for the region's default one.
  /// - Throws: `Refused`, or an explained error about the folder.
  public func addFileSystem(name: String, region: String, project: String?, path: String) throws -> FileSystem {
    let place = absolutePath(path)
    return try register(name: name, region: region, project: project) { file, home in
      let refused = EngineRefusals.fileSystem(name, region: region, project: home.id, file)
      if !refused.isEmpty { throw Refused(refused) }
      _ = try TreeFolder.root(place)
      let system = FileSystem(id: premises.newID(), name: name, region: region, project: home.id, path: place)
      file.fileSystems.append(system)
      return system
    }
  }

  /// Forgets a file system; its folder and backups stay.
  /// - Throws: `Refused`.
  @discardableResult
  public func removeFileSystem(_ id: String) throws -> FileSystem {
    try premises.files.update(premises.context) { file -> FileSystem in
      guard let index = file.fileSystems.firstIndex(where: { $0.id == id }) else {
        throw Refused([EngineRefusals.unknown("file system", id)])
      }
      try refuseInUse(file.fileSystems[index].name, ids: [id])
      return file.fileSystems.remove(at: index)
    }
  }
}

extension EngineRefusals {
  /// What speaks against registering a file system under a name.
  static func fileSystem(_ name: String, region: String, project: String, _ file: ContextFile) -> [Refusal] {
    var refused = FieldRules.resourceName(name, field: .name)
    if file.fileSystems.contains(where: { $0.name == name && $0.region == region && $0.project == project }) {
      refused.append(nameTaken(name, by: "file system", region: region, project: project))
    }
    return refused
  }
}
