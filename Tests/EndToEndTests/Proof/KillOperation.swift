/// What is killed in a round.
enum KillOperation: String, CaseIterable {
  case create, replicate, delete, collect, image, importing
}
