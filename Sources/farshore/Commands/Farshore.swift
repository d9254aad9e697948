import ArgumentParser

/// The root of the command line: nouns, then verbs; alone it opens the console.
struct Farshore: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "farshore",
    abstract: "Replicates backups and snapshots between regions.",
    discussion: """
      Without a command the console opens. Wherever an id goes, a unique prefix of one or a unique name goes too.
      Sizes are given as 100GB (10^9 bytes) or 100GiB (2^30 bytes).
      Exit status: 0 done, 1 failed, 2 refused by a rule, 64 wrong usage, 69 unreachable, 130 interrupted.
      """,
    version: "0.1.0",
    groupedSubcommands: [
      CommandGroup(name: "Look and act", subcommands: [ConsoleCommand.self, DemoCommand.self]),
      CommandGroup(
        name: "Protection",
        subcommands: [
          VaultsCommand.self, PoliciesCommand.self,
          BackupsCommand.self, ReplicasCommand.self, CoverageCommand.self, SnapshotsCommand.self,
          ImagesCommand.self, TasksCommand.self, LagCommand.self, AuditCommand.self,
        ]),
      CommandGroup(
        name: "Set-up",
        subcommands: [
          ContextsCommand.self, RegionsCommand.self, ProjectsCommand.self, ServersCommand.self, DisksCommand.self,
          FileSystemsCommand.self, StoreCommand.self, AgentCommand.self, ThemesCommand.self,
          ConfigCommand.self,
        ]),
    ],
    defaultSubcommand: ConsoleCommand.self)

  @OptionGroup(title: "Global options") var common: CommonOptions
}
