import ArgumentParser
import Catalog
import Embedded
import Replication

/// `farshore images create`.
struct ImagesCreate: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Writes the disks of a server backup or replica as files.",
    discussion: """
      The files go to DIR/<image id>/system.raw, data-1.raw and so on, with a libvirt domain.xml for a server; an
      existing file is never overwritten. qcow2 files are written by qemu-img, where it is installed. Returns when they
      are written and verified. A live account makes the image in the cloud itself and writes no files.
      """)

  @Option(help: "The backup or replica.") var backup: String
  @Option(help: ArgumentHelp("The folder to write to; an account of a live cloud needs none.", valueName: "dir"))
  var output: String?
  @Option(help: "The format of the files.") var format: ImageFormat = .raw
  @Option(help: ArgumentHelp("Where the backup's name is looked up first.", valueName: "id")) var region: String?
  @Flag(help: "Print the task instead of waiting for the end.") var noWait = false
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let id = try context.resolver().id(backup, .backup, in: region)
    let isEmbedded = context.cloud.profile.provider == .embedded
    if isEmbedded, output == nil { throw ProviderError.folderMissing }
    if !isEmbedded, output != nil || format != .raw { throw ProviderError.imageFiles }
    let request = ImageRequest(backup: id, output: output.map(FilePath.absolute) ?? "", format: format)
    let admission = try await context.cloud.createImage(request, by: context.requester)
    return try await context.finish(admission, noWait: noWait) { try context.printImage($0) }
  }
}
