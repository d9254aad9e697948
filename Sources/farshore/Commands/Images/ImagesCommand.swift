import ArgumentParser

/// `farshore images`.
struct ImagesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "images", abstract: "Images: the disks of a server backup or replica, as files.",
    subcommands: [ImagesList.self, ImagesCreate.self, ImagesDelete.self])
}
