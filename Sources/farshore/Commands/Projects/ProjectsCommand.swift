import ArgumentParser

/// `farshore projects`.
struct ProjectsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "projects", abstract: "Projects of the regions.", subcommands: [ProjectsList.self, ProjectsAdd.self])
}
