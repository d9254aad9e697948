import ArgumentParser

/// What narrows lists of registered things.
struct PlaceOptions: ParsableArguments, Sendable {
  @Option(help: ArgumentHelp("Only this region.", valueName: "id")) var region: String?
  @Option(help: ArgumentHelp("Only this project.", valueName: "name")) var project: String?
  @Option(help: "Only this kind.") var kind: String?
  @Option(help: ArgumentHelp("At most so many rows.", valueName: "count"), transform: TypedValue.count)
  var limit: Int?

  func validate() throws {
    if let limit, limit < 0 { throw ValidationError("--limit \(limit) is below 0.") }
  }
}
