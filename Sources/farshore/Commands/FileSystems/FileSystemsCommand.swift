import ArgumentParser

/// `farshore filesystems`.
struct FileSystemsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "filesystems", abstract: "SFS Turbo file systems: registered folders, and new ones made of backups.",
    subcommands: [FileSystemsList.self, FileSystemsAdd.self, FileSystemsCreate.self, FileSystemsRemove.self])
}
